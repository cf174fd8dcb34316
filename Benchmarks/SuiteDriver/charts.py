"""Which results stand in which chart of the report."""

import dataset
import words
from contestants import BORINGSSL, GO, GO_FULL, GO_WALK, OPENSSL, OPENSSL_FILE, OWN, PLAIN, ROOTWARD, SWIFT
from drawing import Plot, bars
from goals import SYSTEM, SYSTEM_ROOTS, TIMES
from growth import SERIES, find
from race import best_peer

ORDER = (ROOTWARD, PLAIN, OPENSSL, OPENSSL_FILE, GO, GO_FULL, GO_WALK, SWIFT, BORINGSSL)


def of_series(run, series):
    return sorted(
        (result for result in run["results"] if result.get("series") == series and "stopped" not in result),
        key=lambda result: result["size"],
    )


def growth_plot(run, series, label, axis, **more):
    """How a series grows, or nothing if it has no two sizes."""
    results = of_series(run, series)
    lines = []
    for name in ORDER:
        points = [(result["size"], result["times"][name]["median"]) for result in results if name in result["times"]]
        beyond = [(result["size"], result["beyond"][name]) for result in results if name in result["beyond"]][:1]
        # A fit over bytes is drawn over roots, which have as many bytes each.
        scale = results[-1]["bytes"] / results[-1]["size"] if results and results[-1]["bytes"] else 1
        lines.append(
            {
                "name": name,
                "points": points,
                "beyond": beyond if points else [],
                "fit": find(run["fits"], series, name) if series in SERIES else None,
                "scale": scale,
            }
        )
    if len({size for line in lines for size, _ in line["points"]}) < 2:
        return ""
    return Plot(label, lines, axis, **more).drawing.svg()


def load_goals():
    """The goals of loading as places in the chart."""
    sizes = {"load/pem/139": 139, "load/pem/10000": 10_000, "load/pem/100000": 100_000}
    return [(sizes[key], limit) for key, limit, *_ in TIMES if key in sizes]


def group_bars(result, names=ORDER, goal=None, title=None):
    """One row's bars: what each takes, and how many times Rootward's that is."""
    own = result["times"].get(ROOTWARD, {}).get("median")
    found = []
    for name in names:
        entry = result["times"].get(name)
        if entry:
            multiple = words.times(entry["median"] / own) if own and name != ROOTWARD else ""
            found.append((name, entry["median"], multiple))
    return {"title": title or result["title"], "bars": found, "goal": goal} if found else None


def row_bars(run, keys, label, names=ORDER, titles=None, goals=False, each=False):
    """Some rows as groups of bars."""
    limits = {key: limit for key, limit, *_ in TIMES} if goals else {}
    by_key = {result["row"]: result for result in run["results"]}
    if goals and by_key.get(SYSTEM, {}).get("expected") == SYSTEM_ROOTS:
        limits[SYSTEM] = TIMES[0][1]
    groups = [
        group_bars(by_key[key], names, limits.get(key), (titles or {}).get(key))
        for key in keys
        if key in by_key and "stopped" not in by_key[key]
    ]
    groups = [group for group in groups if group]
    return bars(label, groups, each=each) if groups else ""


def keys(run, group):
    return [result["row"] for result in run["results"] if result["group"] == group]


def memory_bars(run):
    groups = []
    for result in run["results"]:
        if result["group"] == "memory" and result["memory"]:
            groups.append(
                {
                    "title": f"{result['title']} ({words.size(result['bytes'])} of DER)",
                    "goal": 1.25,
                    "bars": [
                        (
                            name,
                            result["memory"][name]["peak"] / result["bytes"],
                            words.size(result["memory"][name]["peak"]),
                        )
                        for name in ORDER
                        if name in result["memory"]
                    ],
                }
            )
    return bars("Peak memory as a multiple of the certificates' size", groups, words.times) if groups else ""


def remembering_bars(run):
    """What each way of remembering is worth, beside the best peer."""
    groups = []
    by_key = {result["row"]: result for result in run["results"]}
    ways = {"fresh": "first meeting", "forgetful": "remembering nothing", "parsed": "met before"}
    for kind, words_of_kind in (("rsa", "RSA-2048"), ("p256", "P-256"), ("mixed", "RSA and P-256")):
        for way, title in ways.items():
            result = by_key.get(f"chain/{kind}/{way}")
            if result and "stopped" not in result:
                best, _ = best_peer(result, (OPENSSL, GO, SWIFT))
                names = (*OWN, best) if best else OWN
                groups.append(group_bars(result, names, None, f"{words_of_kind}, {title}"))
    groups = [group for group in groups if group]
    return bars("What remembering is worth", groups) if groups else ""


def allocation_bars(run):
    """Allocations of memory in one verification, of RSA alone, as the kind of key makes little difference; and in a
    load and a parse."""
    groups = []
    for result in run["results"]:
        if result["row"] in ("chain/rsa/1", "chain/rsa/parsed", "load/pem/139", "parse") and "stopped" not in result:
            found = [
                (name, result["times"][name]["allocations"], "")
                for name in ORDER
                if name != PLAIN and "allocations" in result["times"].get(name, {})
            ]
            groups += [{"title": result["title"], "bars": found, "goal": None}] if found else []
    return bars("Allocations in one run", groups, words.count, each=True) if groups else ""


def depth_plots(run):
    """Small multiples, one for each kind of key."""
    found = []
    for kind, title in (("rsa", "RSA-2048"), ("p256", "P-256"), ("mixed", "RSA and P-256 in turns")):
        svg = growth_plot(
            run,
            f"depth/{kind}",
            f"{title}: time by number of intermediates",
            "intermediates",
            linear=True,
            width=1000,
            height=330,
        )
        if svg:
            found.append((title, svg))
    return found


def store_plots(run):
    """Small multiples, one for each way to change a store or to ask it."""
    found = []
    for series, title, axis in (
        ("union", f"Union of {dataset.OWN_ROOTS} roots and as many as stand below", "roots in the other store"),
        ("change", "One root in, and out again", "roots in the store"),
        ("identify", "Finding a root by its key's identifier", "roots in the store"),
    ):
        svg = growth_plot(run, series, f"{title}: time by number of roots", axis, height=330)
        if svg:
            found.append((title, svg))
    return found


def batch_bars(run):
    groups = []
    for result in run["results"]:
        if result["group"] == "batch" and result["jobs"]:
            one = result["jobs"].get("1")
            found = []
            for jobs, entry in sorted(result["jobs"].items()):
                gain = f"{words.times(one['median'] / entry['median'])}, " if one and jobs != "1" else ""
                found.append(
                    (
                        f"{jobs} worker{'' if jobs == '1' else 's'}",
                        result["items"] / entry["median"],
                        f"{gain}{result['items'] / entry['median'] / int(jobs):,.0f} each, "
                        f"peak {words.size(entry['peak'])}",
                    )
                )
            groups.append({"title": result["title"], "bars": found, "goal": None})
    return (
        bars("Chains a second", groups, lambda value: f"{value:,.0f} a second", labels=110, margin=420)
        if groups
        else ""
    )
