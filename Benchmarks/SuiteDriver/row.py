"""A row: one piece of work that all contestants are asked to do."""

import dataclasses

from contestants import EVERYBODY

# The groups in the order of the report, with their headings.
GROUPS = {
    "load": "Loading a trust store",
    "memory": "Memory of a loaded store",
    "lookup": "Finding a root by its name",
    "store": "Changing a store, and asking it by key identifier",
    "parse": "Parsing a certificate",
    "chain": "Verifying a chain",
    "depth": "Verifying longer chains",
    "roots": "A chain among unrelated roots",
    "namesakes": "Roots of the same name",
    "scale": "Everything large at once",
    "names": "Name constraints",
    "crl": "Looking up a revocation list",
    "certsd": "Resolving certs.d",
    "handshake": "Verifying a recorded handshake",
    "cold": "Cold start of the command",
    "batch": "Many at once",
}


@dataclasses.dataclass
class Row:
    """One piece of work."""

    key: str
    group: str
    title: str
    task: str
    fields: dict
    expected: str
    contestants: tuple = EVERYBODY
    # How many lookups, certificates and so on one run has: the figures are of one of them.
    parts: int = 1
    # The row's place on the axis of a chart, and which line it is a point of.
    size: int = 0
    series: str = ""
    # Bytes that are read, for rows whose cost should be linear in them.
    bytes: int = 0
    # How many roots are set up before the work begins, for what takes some of the peers very long.
    setup: int = 0
    # Who may come to another answer, with the reason; everybody else's other answer stops the row.
    dissent: dict = dataclasses.field(default_factory=dict)

    @property
    def remembers(self):
        """Whether a verifier is kept that has met the chain before; None where no chain is verified."""
        if self.task == "handshake":
            return True
        if self.task != "verify":
            return None
        return bool(self.fields.get("memory", 1)) and not self.fields.get("fresh", 0)

    def question(self, more):
        """What a contestant is asked to prepare."""
        pairs = {**self.fields, **more}
        return "\t".join([self.task, *(f"{key}={value}" for key, value in pairs.items())])


def shown(count):
    return f"{count:,}"
