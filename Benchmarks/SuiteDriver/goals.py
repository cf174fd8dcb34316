"""What Rootward is meant to reach, and whether it does."""

import fnmatch

import memory
from causes import CAUSES
from contestants import BORINGSSL, GO, GO_FULL, OPENSSL, OPENSSL_FILE, OWN, PLAIN, ROOTWARD, SWIFT
from dataset import SIZES
from growth import SERIES, TITLES
from race import best_peer, ratio

MS, US, NS = 1e-3, 1e-6, 1e-9
PEERS = (OPENSSL, OPENSSL_FILE, GO, GO_FULL, SWIFT)

# A row, the most seconds that it may take with the processor's instructions and without them, and a peer with the time
# that it took on the machine that the goals were set on: the goal as a ratio is the one to the other, which holds on
# other machines too.
TIMES = [
    ("load/pem/139", 0.06 * MS, 0.15 * MS, GO_FULL, 1.18 * MS),
    ("load/pem/10000", 3 * MS, 8 * MS, GO_FULL, 107 * MS),
    ("load/pem/100000", 35 * MS, 90 * MS, GO_FULL, 1202 * MS),
    ("chain/rsa/parsed", 18 * US, 48 * US, GO, 76 * US),
    ("chain/rsa/1", 14 * US, 42 * US, OPENSSL, 46.8 * US),
    ("chain/p256/fresh", 130 * US, 130 * US, GO, 156 * US),
    ("chain/p256/parsed", 60 * US, None, GO, 156 * US),
    ("chain/p256/1", 60 * US, None, OPENSSL, 134 * US),
]
# The system's bundle has the first goal where it has as many roots.
SYSTEM, SYSTEM_ROOTS = "load/system", "roots 139"
# The goals of chains are for a verifier that has met the chain's authorities, and checks one signature. The same work
# with both signatures, as the peers do it, stands beside each.
FORGETFUL = {
    "chain/rsa/parsed": "chain/rsa/forgetful",
    "chain/rsa/1": "chain/rsa/unremembered",
    "chain/p256/parsed": "chain/p256/forgetful",
    "chain/p256/1": "chain/p256/unremembered",
}
LOOKUP = 100 * NS
MEMORY = 1.25
TWO_WORKERS = 1.8


def cause(key):
    """Why a goal is missed, as somebody wrote it down."""
    return next((text for pattern, text in CAUSES.items() if fnmatch.fnmatchcase(key, pattern)), None)


def goal(key, kind, title, limit, value, unit, below=True, note=""):
    """One goal; a value of None was not measured."""
    met = None if value is None else value <= limit if below else value >= limit
    return {
        "key": key,
        "kind": kind,
        "title": title,
        "limit": limit,
        "value": value,
        "unit": unit,
        "below": below,
        "met": met,
        "note": note,
        "cause": cause(key) if met is False else None,
    }


def judged_times(by_key):
    """The rows whose time has a goal, in this run."""
    system = by_key.get(SYSTEM)
    if system and system["expected"] == SYSTEM_ROOTS:
        yield (SYSTEM, *TIMES[0][1:])
    yield from TIMES


def missing(key):
    """A row that this run does not have, so that its goal is not measured rather than gone."""
    return {"row": key, "group": "", "title": f"row {key}", "times": {}, "absent": {}}


def time_goals(by_key):
    for key, accelerated, plain, peer, peer_time in judged_times(by_key):
        result = by_key.get(key) or missing(key)
        other = by_key.get(FORGETFUL.get(key))
        for name, limit in ((ROOTWARD, accelerated), (PLAIN, plain)):
            if limit is None:
                continue
            title = f"{result_title(result)}: {name}"
            minimum = result["times"].get(name, {}).get("minimum")
            found = goal(f"time:{key}:{name}", "time", title, limit, minimum, "s")
            if other and name in other["times"]:
                found["beside"] = other["times"][name]["minimum"]
            yield found
            found = goal(
                f"ratio:{key}:{name}",
                "ratio",
                f"{title} to {peer}",
                limit / peer_time,
                ratio(result, name, peer, "minimum"),
                "×",
                note=result["absent"].get(peer, ""),
            )
            if other and ratio(other, name, peer, "minimum") is not None:
                found["beside"] = ratio(other, name, peer, "minimum")
            yield found


def result_title(result):
    """A row's title with what its group says."""
    short = {"load": "load", "lookup": "look up", "chain": "chain of", "cold": "cold start,", "memory": "memory of"}
    return f"{short.get(result['group'], '')} {result['title']}".strip()


def ahead_goals(results):
    """Ahead of everybody in every row that somebody else has, too. Who has no time is not ahead."""
    for result in results:
        if "times" not in result:
            continue
        own = result["times"].get(ROOTWARD, {}).get("median")
        peer, time = best_peer(result, PEERS)
        comparisons = []
        if peer:
            comparisons.append((f"ahead:{result['row']}", f"to the best peer, {peer}", time))
        elif "stopped" in result:
            comparisons.append((f"ahead:{result['row']}", "stopped", None))
        if BORINGSSL in result["times"]:
            time = result["times"][BORINGSSL]["median"]
            comparisons.append((f"boringssl:{result['row']}", "to BoringSSL's signatures alone", time))
        for key, words, time in comparisons:
            value = own / time if own and time else None
            found = goal(key, "ahead", f"{result_title(result)}: {words}", 1.0, value, "×")
            if value is None:
                found.update({"met": False, "cause": cause(key)})
            yield {**found, "remembers": result.get("remembers")}


# How the rows are told apart in which somebody is ahead: what is remembered makes other work of a chain.
MANNERS = (
    (False, "Chains with nothing remembered, every signature checked"),
    (True, "Chains met before, where Rootward remembers the intermediate's signature and the peers check it"),
    (None, "Where no chain is verified"),
)


def ahead_by_manner(goals):
    """For each manner that has comparisons: its words, its goals, and those that are missed."""
    for remembers, words in MANNERS:
        found = [goal for goal in goals if goal["kind"] == "ahead" and goal.get("remembers") is remembers]
        if found:
            yield words, found, [goal for goal in found if not goal["met"]]


def own_failures(result, may_be_absent=()):
    """What went wrong with Rootward, or with it without the processor's instructions, in a row that was not stopped.

    They may be missing, with a reason, in the rows whose patterns are given; everything else is wrong."""
    if "stopped" in result:
        return
    allowed = any(fnmatch.fnmatchcase(result["row"], pattern) for pattern in may_be_absent)
    for name in OWN:
        said = False
        for where in ("beyond", "failures", "disagreements", "absent"):
            if name not in result.get(where, {}):
                continue
            said = True
            if where != "absent" or not allowed:
                told = result[where][name]
                yield f"{result['row']}: {name}: {f'longer than {told:g} s' if where == 'beyond' else told}"
        # A batch has the one command alone, whose figures are by workers.
        figures = result["memory"] if "memory" in result else result.get("times", {})
        if not said and result["group"] != "batch" and name not in figures:
            yield f"{result['row']}: {name}: it has no figure"


def size_goals(results):
    """What must not grow, and what memory may be held."""
    by_key = {result["row"]: result for result in results}
    for size in SIZES:
        result = by_key.get(f"lookup/{size}") or missing(f"lookup/{size}")
        value = result["times"].get(ROOTWARD, {}).get("minimum")
        title = f"{result_title(result)}: {ROOTWARD}"
        yield goal(f"time:{result['row']}:{ROOTWARD}", "time", title, LOOKUP, value, "s")
    for form, size in ((form, size) for form in memory.FORMS for size in memory.SIZES):
        key = f"memory/{form}/{size}"
        result = by_key.get(key)
        for what, words in (("peak", "at the peak"), ("held", "held after it")):
            entry = result["memory"].get(ROOTWARD) if result else None
            found = goal(
                f"memory:{form}/{size}:{what}",
                "memory",
                f"load {size:,} roots, a {form.upper()} file: memory {words}, to the DER",
                MEMORY,
                entry[what] / result["bytes"] if entry else None,
                "×",
            )
            if entry and "fixed" in entry:
                found["beside"] = (entry[what] - entry["fixed"]) / result["bytes"]
                found["beside_words"] = f"less what {memory.FEWEST} roots take"
            yield found


def fit_goals(fits):
    found = {(fit["series"], fit["contestant"]): fit for fit in fits}
    for series, (axis, expected, tolerance) in SERIES.items():
        for name in OWN if expected is not None else ():
            fit = found.get((series, name))
            yield {
                **goal(
                    f"fit:{series}:{name}",
                    "growth",
                    f"{TITLES[series]}, {name}: exponent of {axis} is {expected:g} ± {tolerance:g}",
                    tolerance,
                    abs(fit["exponent"] - expected) if fit else None,
                    "",
                ),
                "shown": f"{fit['exponent']:.3f}" if fit else "",
            }


def count_goals(by_key):
    """No allocation where everything was met before; two workers do nearly twice as much as one."""
    for key in ("chain/rsa/1", "chain/p256/1", "chain/mixed/1"):
        result = by_key.get(key) or missing(key)
        yield goal(
            f"allocations:{key}",
            "count",
            f"{result_title(result)}: allocations",
            0.05,
            result["times"].get(ROOTWARD, {}).get("allocations"),
            "",
        )
    jobs = by_key.get("batch", {}).get("jobs", {})
    yield goal(
        "batch:two",
        "count",
        "batch: items a second of two workers to one",
        TWO_WORKERS,
        jobs["1"]["median"] / jobs["2"]["median"] if "1" in jobs and "2" in jobs else None,
        "×",
        below=False,
    )


def all_goals(results, fits):
    by_key = {result["row"]: result for result in results}
    return [*time_goals(by_key), *size_goals(results), *count_goals(by_key), *fit_goals(fits), *ahead_goals(results)]


def unexplained(goals):
    """The missed goals that nobody gave a cause for."""
    return [goal for goal in goals if goal["met"] is False and not goal["cause"]]
