"""Why a goal is missed, in the words of whoever ran the suite and looked into it.

A key is the goal's, as the JSON and the end of a run name it, or a pattern of such (`ratio:chain/*`); the first that
fits counts. A missed goal without a cause is shown as such.
"""

CAUSES: dict[str, str] = {}
