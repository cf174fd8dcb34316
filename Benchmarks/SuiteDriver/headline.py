"""The main figures of a run, in a few words each."""

import words
from contestants import GO, GO_FULL, OPENSSL, OPENSSL_FILE, ROOTWARD, SWIFT
from drawing import escape
from goals import ahead_by_manner
from growth import find
from race import best_peer

FAST = (OPENSSL, OPENSSL_FILE, GO, GO_FULL, SWIFT)


# Each row with a verifier that has met the chain, and the same with nothing remembered, which is what the peers do.
CHAINS = {
    "chain/rsa/parsed": ("chain/rsa/forgetful", "verify an RSA-2048 chain, with parsing"),
    "chain/p256/parsed": ("chain/p256/forgetful", "verify a P-256 chain, with parsing"),
}


def releases(run):
    """Which release of everybody was measured, in one line."""
    peers = {
        "openssl": "",
        "go": "Go ",
        "swift-certificates": "swift-certificates ",
        "boringssl": "BoringSSL in swift-crypto ",
    }
    return " · ".join(
        (peers.get(name, f"{name} ") + version).replace("Go go", "Go ") for name, version in run["versions"].items()
    )


def card(what, figure, *beside):
    return (
        f'<div class="card"><div class="what">{escape(what)}</div><div class="figure">{figure}</div>'
        + "".join(f'<div class="beside">{escape(text)}</div>' for text in beside)
        + "</div>"
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
        *((key, None) for key in CHAINS),
        (f"lookup/{largest}", f"find one of {largest:,} roots"),
    ):
        result = by_key.get(key)
        if key in CHAINS:
            found += chain_cards(by_key, key)
        elif result and ROOTWARD in result["times"]:
            found.append(
                card(what or f"load {result['title']}", words.time(result["times"][ROOTWARD]["median"]), beside(result))
            )
    memory = [
        result
        for result in run["results"]
        if result["group"] == "memory" and result.get("form", "pem") == "pem" and ROOTWARD in result["memory"]
    ]
    if memory:
        last = memory[-1]
        found.append(
            card(
                f"peak memory to load a PEM file of {last['size']:,} roots, in sizes of their DER",
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
    for manner, ahead, behind in ahead_by_manner(run["goals"]):
        signatures = any(goal["key"].startswith("boringssl:") for goal in ahead)
        found.append(
            card(
                f"ahead of the best peer: {manner[0].lower()}{manner[1:]}",
                f"{len(ahead) - len(behind)} of {len(ahead)}",
                "comparisons with the fastest of OpenSSL, Go and swift-certificates"
                + (", and with BoringSSL's signatures" if signatures else ""),
            )
        )
    note = "Beside each name: how many times Rootward's figure it is. Smaller is better in all charts but the last."
    return f'<div class="cards">{"".join(found)}</div>\n<p class="sub">{escape(note)}</p>'


def chain_cards(by_key, key):
    """A chain's card: its time with a verifier that has met it, and beside it that with nothing remembered."""
    forgetful, what = CHAINS[key]
    met, anew = ({"times": {}} if by_key.get(one) is None else by_key[one] for one in (key, forgetful))
    told = []
    if ROOTWARD in anew["times"]:
        time = words.time(anew["times"][ROOTWARD]["median"])
        told.append(f"remembering nothing, both signatures checked: {time}; {beside(anew)}")
    if ROOTWARD not in met["times"]:
        return []
    time = words.time(met["times"][ROOTWARD]["median"])
    return [card(f"{what}, met before: one signature, the peers check two", time, beside(met), *told)]


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
