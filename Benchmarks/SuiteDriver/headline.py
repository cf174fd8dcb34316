"""The main figures of a run, in a few words each."""

import words
from contestants import GO, GO_FULL, OPENSSL, OPENSSL_FILE, ROOTWARD, SWIFT
from drawing import escape
from growth import find
from race import best_peer

FAST = (OPENSSL, OPENSSL_FILE, GO, GO_FULL, SWIFT)


def card(what, figure, beside):
    return (
        f'<div class="card"><div class="what">{escape(what)}</div><div class="figure">{figure}</div>'
        f'<div class="beside">{escape(beside)}</div></div>'
    )


def beside(result, names=(GO_FULL, GO, OPENSSL, SWIFT)):
    """How much longer others take, the best of each peer."""
    own, found, seen = result["times"][ROOTWARD]["median"], [], set()
    for name in names:
        peer = name.split(",")[0]
        if name in result["times"] and peer not in seen:
            seen.add(peer)
            found.append((result["times"][name]["median"] / own, peer))
    return listed(found) or "no peer has this in this run"


def listed(found):
    """Pairs of a multiple and a name in words, the least first."""
    return " · ".join(f"{name} {words.times(multiple)}" for multiple, name in sorted(found))


def cards(run):
    """The main figures, those of them that were measured."""
    by_key = {result["row"]: result for result in run["results"] if "stopped" not in result}
    found = []
    largest = max((result["size"] for result in run["results"] if result.get("series") == "load/pem"), default=0)
    for key, what in (
        ("load/system", None),
        (f"load/pem/{largest}", f"load {largest:,} roots"),
        ("chain/rsa/parsed", "verify an RSA-2048 chain, with parsing"),
        ("chain/p256/parsed", "verify a P-256 chain, with parsing"),
        (f"lookup/{largest}", f"find one of {largest:,} roots"),
    ):
        result = by_key.get(key)
        if result and ROOTWARD in result["times"]:
            found.append(
                card(what or f"load {result['title']}", words.time(result["times"][ROOTWARD]["median"]), beside(result))
            )
    memory = [result for result in run["results"] if result["group"] == "memory" and ROOTWARD in result["memory"]]
    if memory:
        last = memory[-1]
        found.append(
            card(
                f"peak memory to load {last['size']:,} roots, in sizes of their DER",
                words.times(last["memory"][ROOTWARD]["peak"] / last["bytes"]),
                listed(
                    [
                        (entry["peak"] / last["bytes"], name)
                        for name, entry in last["memory"].items()
                        if name in (OPENSSL, GO, SWIFT)
                    ]
                ),
            )
        )
    fit = find(run["fits"], "roots", ROOTWARD)
    if fit:
        found.append(
            card(
                "a chain's time grows with unrelated roots as",
                f"n<sup>{words.signed(fit['exponent'])}</sup>",
                f"{fit['smallest']:,} to {fit['largest']:,} roots: {words.times(fit['spread'])} from least to most",
            )
        )
    ahead = [goal for goal in run["goals"] if goal["key"].startswith("ahead:") and goal["met"] is not None]
    if ahead:
        first = sum(goal["met"] for goal in ahead)
        found.append(
            card(
                "ahead of the best peer",
                f"{first} of {len(ahead)}",
                "rows, against the fastest of OpenSSL, Go and swift-certificates",
            )
        )
    note = "Beside each name: how many times Rootward's figure it is. Smaller is better in all charts but the last."
    return f'<div class="cards">{"".join(found)}</div>\n<p class="sub">{escape(note)}</p>'


def spoken(run, key, verb):
    """A sentence on who is how much slower in a row."""
    result = next((result for result in run["results"] if result["row"] == key and "stopped" not in result), None)
    if result is None or ROOTWARD not in result["times"]:
        return ""
    peer, time = best_peer(result, FAST)
    if peer is None:
        return ""
    own = result["times"][ROOTWARD]["median"]
    multiple = words.times(time / own)
    return f"{verb} takes {words.time(own)}; the fastest peer, {peer}, takes {words.time(time)} ({multiple})."
