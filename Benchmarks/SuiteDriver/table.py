"""The results as Markdown."""

import growth
import machine
import words
from contestants import EVERYBODY, GO_FULL, GO_WALK, OPENSSL_FILE, PLAIN, ROOTWARD
from goals import ahead_by_manner
from row import GROUPS

BEGIN, END = "<!-- suite -->", "<!-- end of suite -->"
COLUMNS = EVERYBODY[:3] + (OPENSSL_FILE, EVERYBODY[3], GO_FULL, GO_WALK) + EVERYBODY[4:]


def columns(results):
    """The contestants who have a figure, or were too slow for one, in any of these."""
    return [
        name
        for name in COLUMNS
        if any(
            name in result.get("times", {}) or name in result.get("memory", {}) or name in result["beyond"]
            for result in results
        )
    ]


def cell(result, name):
    """A time and how many times Rootward's it is; or that there is none."""
    if name in result.get("beyond", {}):
        return f"> {result['beyond'][name]:g} s"
    if name in result.get("disagreements", {}):
        return "another answer"
    if name in result.get("failures", {}):
        return "failed"
    if "memory" in result:
        entry = result["memory"].get(name)
        if entry is None:
            return "–"
        return f"{words.size(entry['peak'])} {words.times(entry['peak'] / result['bytes'])}"
    found = result["times"].get(name)
    if found is None:
        return "–"
    own = result["times"].get(ROOTWARD)
    text = words.time(found["median"])
    return f"{text} {words.times(found['median'] / own['median'])}" if own else text


def group_table(group, results):
    """One group: its rows by contestants."""
    if group == "batch":
        return batch_table(results)
    names = columns(results)
    lines = [
        f"| {GROUPS[group]} | " + " | ".join(words.title(name) for name in names) + " |",
        "|---|" + "--:|" * len(names),
    ]
    for result in results:
        title = f"{result['title']} (stopped)" if "stopped" in result else result["title"]
        lines.append(f"| {title} | " + " | ".join(cell(result, name) for name in names) + " |")
    return lines


def batch_table(results):
    lines = [
        f"| {GROUPS['batch']} | items a second | a second and processor | to one worker | peak memory |",
        "|---|--:|--:|--:|--:|",
    ]
    for result in results:
        one = result["jobs"].get("1")
        for jobs, found in sorted(result["jobs"].items()):
            worker = "worker" if jobs == "1" else "workers"
            gain = f"{words.number(one['median'] / found['median'])}×" if one else "–"
            lines.append(
                f"| {result['title']}, {jobs} {worker} | {result['items'] / found['median']:,.0f} | "
                f"{result['items'] / found['median'] / int(jobs):,.0f} | {gain} | "
                f"{words.size(found['peak'])} |"
            )
        for reason in [
            *result["absent"].values(),
            *result["disagreements"].values(),
            *result.get("failures", {}).values(),
        ]:
            lines.append(f"| {result['title']} | not measured: {reason} | | | |")
    return lines


def count_table(results):
    """What does not depend on the machine: allocations in one run of each, and what Rootward tells of its search."""
    wanted = [
        result
        for result in results
        if result["group"] not in ("depth", "lookup", "roots", "cold", "batch")
        and not result["row"].startswith(("load/der", "load/directory"))
        and any("allocations" in found for found in result.get("times", {}).values())
    ]
    names = [
        name
        for name in COLUMNS
        if name != PLAIN and any("allocations" in result["times"].get(name, {}) for result in wanted)
    ]
    if not names:
        return []
    lines = [
        "| Allocations | "
        + " | ".join(words.title(name) for name in names)
        + " | Rootward's signatures | instructions |",
        "|---|" + "--:|" * (len(names) + 2),
    ]
    for result in wanted:
        cells = [result["times"].get(name, {}).get("allocations") for name in names]
        own = result["times"].get(ROOTWARD, {})
        counts = own.get("counts", {})
        # Those that were checked; a search counts the ones that it remembers with them.
        signatures = counts["signatures"] - counts.get("remembered", 0) if "signatures" in counts else None
        cells += [signatures, own.get("instructions")]
        lines.append(
            f"| {result['title']} | "
            + " | ".join("–" if value is None else words.count(value) for value in cells)
            + " |"
        )
    return lines


def fit_table(fits):
    lines = ["| growth | contestant | of | exponent | R² | largest to smallest time |", "|---|---|---|--:|--:|--:|"]
    for fit in fits:
        error = f" ± {fit['error']:.3f}" if fit["error"] is not None else ""
        lines.append(
            f"| {growth.TITLES[fit['series']]} | {words.title(fit['contestant'])} | {fit['axis']}, {fit['smallest']:,} to "
            f"{fit['largest']:,} | {fit['exponent']:.3f}{error} | {fit['r2']:.4f} | {words.times(fit['spread'])} |"
        )
    return lines


def goal_table(goals):
    lines = ["| goal | at most | measured | |", "|---|--:|--:|---|"]
    for goal in (goal for goal in goals if goal["kind"] != "ahead"):
        limit = words.goal_value(goal, goal["limit"])
        measured = goal.get("shown") or words.goal_value(goal, goal["value"])
        if goal.get("beside") is not None:
            manner = goal.get("beside_words", "remembering nothing")
            measured += f" ({manner}: {words.goal_value(goal, goal['beside'])})"
        lines.append(
            f"| {goal['title']} | {limit if goal['below'] else 'at least ' + limit} | {measured} | "
            f"{words.verdict(goal)} |"
        )
    for manner, ahead, behind in ahead_by_manner(goals):
        told = "; ".join(f"{goal['title']}: {words.goal_value(goal, goal['value'])}" for goal in behind)
        lines += [
            "",
            f"{manner}: ahead of the best peer in {len(ahead) - len(behind)} of {len(ahead)} comparisons"
            + (f", and behind in {told}." if behind else "."),
        ]
    return lines


def missed_list(goals):
    """Each missed goal with its cause; goals with the same cause stand together."""
    by_cause = {}
    for goal in goals:
        if goal["met"] is False:
            by_cause.setdefault(goal["cause"] or "The cause is not stated.", []).append(goal)
    lines = []
    for cause, missed in by_cause.items():
        listed = "; ".join(f"{goal['title']}: {_missed(goal)}" for goal in missed)
        lines.append(f"* **{listed}.** {cause}")
    return lines


def _missed(goal):
    """What was reached of a goal that was missed, and what was to be."""
    if goal["kind"] == "growth":
        return goal["shown"]
    return f"{words.goal_value(goal, goal['value'])}, not {words.goal_value(goal, goal['limit'])}"


def absences(results):
    """Who is missing where, and why: once for each reason."""
    found = {}
    for result in results:
        for name, reason in result.get("absent", {}).items():
            found.setdefault((name, reason), []).append(result["group"])
        for name, reason in [*result.get("disagreements", {}).items(), *result.get("failures", {}).items()]:
            found.setdefault((name, reason), []).append(result["title"])
    return [(words.title(name), reason, sorted(set(where), key=where.index)) for (name, reason), where in found.items()]


def markdown(run):
    """The whole report."""
    lines = [
        machine.sentence(run["machine"]),
        "",
        "; ".join(f"{name}: {version}" for name, version in run["versions"].items()),
        "",
        f"{run['rounds']} rounds; medians, and how many times Rootward's each is (memory: how many times the DER).",
        "",
    ]
    if machine.caution(run["machine"]):
        lines += [machine.caution(run["machine"]), ""]
    for group in GROUPS:
        results = [result for result in run["results"] if result["group"] == group]
        if results:
            lines += [*group_table(group, results), ""]
    counted = count_table(run["results"])
    if counted:
        lines += [*counted, ""]
    if run["fits"]:
        lines += [*fit_table(run["fits"]), ""]
    if run["goals"]:
        lines += [*goal_table(run["goals"]), ""]
    missed = missed_list(run["goals"])
    if missed:
        lines += ["Missed:", "", *missed, ""]
    absent = absences(run["results"])
    if absent:
        lines += ["Not there:", ""]
        lines += [f"* {name} ({', '.join(where)}): {reason}" for name, reason, where in absent]
    return "\n".join(lines).rstrip() + "\n"


def write_into(path, text, begin=BEGIN, end_mark=END):
    """Puts a report between its marks in a file that has them."""
    with open(path, encoding="utf-8") as file:
        whole = file.read()
    start, end = whole.find(begin), whole.find(end_mark)
    if start < 0 or end < start:
        raise OSError(f"{path} has no {begin} … {end_mark}")
    with open(path, "w", encoding="utf-8") as file:
        file.write(f"{whole[:start + len(begin)]}\n{text}{whole[end:]}")
