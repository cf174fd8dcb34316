"""What Rootward is meant to reach, and whether it does."""

import fnmatch

from causes import CAUSES
from contestants import BORINGSSL, GO, GO_FULL, OPENSSL, OPENSSL_FILE, OWN, PLAIN, ROOTWARD, SWIFT
from race import best_peer, ratio

MS, US, NS = 1e-3, 1e-6, 1e-9
PEERS = (OPENSSL, OPENSSL_FILE, GO, GO_FULL, SWIFT)

# A row, the most seconds that it may take with the processor's instructions and without them, and a peer with the time
# that it took on the machine that the goals were set on: the goal as a ratio is the one to the other, which holds on
# other machines too.
TIMES = [
    ("load/system", 0.06 * MS, 0.15 * MS, GO_FULL, 1.18 * MS),
    ("load/pem/10000", 3 * MS, 8 * MS, GO_FULL, 107 * MS),
    ("load/pem/100000", 35 * MS, 90 * MS, GO_FULL, 1202 * MS),
    ("chain/rsa/parsed", 18 * US, 48 * US, GO, 76 * US),
    ("chain/rsa/1", 14 * US, 42 * US, OPENSSL, 46.8 * US),
    ("chain/p256/fresh", 130 * US, 130 * US, GO, 156 * US),
    ("chain/p256/parsed", 60 * US, None, GO, 156 * US),
    ("chain/p256/1", 60 * US, None, OPENSSL, 134 * US),
]
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


def time_goals(by_key):
    for key, accelerated, plain, peer, peer_time in TIMES:
        result = by_key.get(key)
        if result is None:
            continue
        for name, limit in ((ROOTWARD, accelerated), (PLAIN, plain)):
            if limit is None:
                continue
            title = f"{result_title(result)}: {name}"
            minimum = result["times"].get(name, {}).get("minimum")
            yield goal(f"time:{key}:{name}", "time", title, limit, minimum, "s")
            yield goal(
                f"ratio:{key}:{name}",
                "ratio",
                f"{title} to {peer}",
                limit / peer_time,
                ratio(result, name, peer),
                "×",
                note=result["absent"].get(peer, ""),
            )


def result_title(result):
    """A row's title with what its group says."""
    short = {"load": "load", "lookup": "look up", "chain": "chain of", "cold": "cold start,", "memory": "memory of"}
    return f"{short.get(result['group'], '')} {result['title']}".strip()


def ahead_goals(results):
    """Ahead of everybody in every row that somebody else has, too."""
    for result in results:
        if ROOTWARD not in result.get("times", {}):
            continue
        peer, time = best_peer(result, PEERS)
        if peer:
            own = result["times"][ROOTWARD]["median"]
            yield goal(
                f"ahead:{result['row']}",
                "ahead",
                f"{result_title(result)}: to the best peer, {peer}",
                1.0,
                own / time,
                "×",
            )
        if BORINGSSL in result["times"]:
            yield goal(
                f"boringssl:{result['row']}",
                "ahead",
                f"{result_title(result)}: to BoringSSL's signatures alone",
                1.0,
                ratio(result, ROOTWARD, BORINGSSL),
                "×",
            )


def size_goals(results):
    """What must not grow, and what memory may be held."""
    for result in results:
        if result["group"] == "lookup":
            value = result["times"].get(ROOTWARD, {}).get("minimum")
            yield goal(
                f"time:{result['row']}:{ROOTWARD}", "time", f"{result_title(result)}: {ROOTWARD}", LOOKUP, value, "s"
            )
        if result["group"] == "memory":
            for what, words in (("peak", "at the peak"), ("held", "held after it")):
                entry = result["memory"].get(ROOTWARD)
                value = entry[what] / result["bytes"] if entry else None
                yield goal(
                    f"memory:{result['size']}:{what}",
                    "memory",
                    f"load {result['title']}: memory {words}, to the DER",
                    MEMORY,
                    value,
                    "×",
                )


def fit_goals(fits):
    for fit in fits:
        if fit["contestant"] not in OWN or fit["expected"] is None:
            continue
        distance = abs(fit["exponent"] - fit["expected"])
        yield {
            **goal(
                f"fit:{fit['series']}:{fit['contestant']}",
                "growth",
                f"{fit['series']}, {fit['contestant']}: exponent of {fit['axis']} is {fit['expected']:g} "
                f"± {fit['tolerance']:g}",
                fit["tolerance"],
                distance,
                "",
            ),
            "shown": f"{fit['exponent']:.3f}",
        }


def count_goals(by_key):
    """No allocation where everything was met before."""
    for key in ("chain/rsa/1", "chain/p256/1", "chain/mixed/1"):
        result = by_key.get(key)
        if result and ROOTWARD in result["times"]:
            yield goal(
                f"allocations:{key}",
                "count",
                f"{result_title(result)}: allocations",
                0.05,
                result["times"][ROOTWARD].get("allocations"),
                "",
            )
    batch = by_key.get("batch")
    if batch and len(batch["jobs"]) == 2:
        one, two = (batch["jobs"][key]["median"] for key in ("1", "2"))
        yield goal(
            "batch:two",
            "count",
            "batch: items a second of two workers to one",
            TWO_WORKERS,
            one / two,
            "×",
            below=False,
        )


def all_goals(results, fits):
    by_key = {result["row"]: result for result in results}
    return [*time_goals(by_key), *size_goals(results), *count_goals(by_key), *fit_goals(fits), *ahead_goals(results)]


def unexplained(goals):
    """The missed goals that nobody gave a cause for."""
    return [goal for goal in goals if goal["met"] is False and not goal["cause"]]
