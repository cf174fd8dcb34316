"""The report: one HTML file without anything from outside, to read, to print and to take pictures for a talk from."""

import os

import charts
import machine
import table
import words
from contestants import GO, GO_FULL, OPENSSL, OPENSSL_FILE, ROOTWARD, SWIFT
from drawing import escape
from growth import find
from race import best_peer
from rows import GROUPS, KINDS

FAST = (OPENSSL, OPENSSL_FILE, GO, GO_FULL, SWIFT)


def html(run):
    """The whole page."""
    with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "style.css"), encoding="utf-8") as file:
        style = file.read()
    body = [head(run), cards(run), *figures(run), fits(run), goals(run), everything(run), method(run)]
    return (f'<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>{TITLE}</title>\n'
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            f"<style>\n{style}</style>\n</head>\n<body>\n<main>\n" + "\n".join(part for part in body if part)
            + "\n</main>\n</body>\n</html>\n")


TITLE = "Rootward: trust stores and chains beside their peers"


def head(run):
    peers = {"openssl": "", "go": "Go ", "swift-certificates": "swift-certificates ", "boringssl": "BoringSSL in swift-crypto "}
    versions = [(peers.get(name, f"{name} ") + version).replace("Go go", "Go ") for name, version in run["versions"].items()]
    return (f"<h1>{TITLE}</h1>\n<p class=\"sub\">{escape(machine.sentence(run['machine']))}</p>\n"
            f"<p class=\"sub\">{escape(' · '.join(versions))}</p>")


def card(what, figure, beside):
    return (f'<div class="card"><div class="what">{escape(what)}</div><div class="figure">{figure}</div>'
            f'<div class="beside">{escape(beside)}</div></div>')


def beside(result, names=(GO_FULL, GO, OPENSSL, SWIFT)):
    """How much longer others take, the best of each peer."""
    own, found, seen = result["times"][ROOTWARD]["median"], [], set()
    for name in names:
        peer = name.split(",")[0]
        if name in result["times"] and peer not in seen:
            seen.add(peer)
            found.append((result["times"][name]["median"] / own, peer))
    return listed(found) or "nobody else tells"


def listed(found):
    """Pairs of a multiple and a name in words, the least first."""
    return " · ".join(f"{name} {words.times(multiple)}" for multiple, name in sorted(found))


def cards(run):
    """The main figures, those of them that were measured."""
    by_key = {result["row"]: result for result in run["results"] if "stopped" not in result}
    found = []
    largest = max((result["size"] for result in run["results"] if result.get("series") == "load/pem"), default=0)
    for key, what in (("load/system", None), (f"load/pem/{largest}", f"load {largest:,} roots"),
                      ("chain/rsa/parsed", "verify an RSA-2048 chain, with parsing"),
                      ("chain/p256/parsed", "verify a P-256 chain, with parsing"),
                      (f"lookup/{largest}", f"find one of {largest:,} roots")):
        result = by_key.get(key)
        if result and ROOTWARD in result["times"]:
            found.append(card(what or f"load {result['title']}", words.time(result["times"][ROOTWARD]["median"]),
                              beside(result)))
    memory = [result for result in run["results"] if result["group"] == "memory" and ROOTWARD in result["memory"]]
    if memory:
        last = memory[-1]
        found.append(card(f"peak memory to load {last['size']:,} roots, in sizes of their DER",
                          words.times(last["memory"][ROOTWARD]["peak"] / last["bytes"]),
                          listed([(entry["peak"] / last["bytes"], name) for name, entry in last["memory"].items()
                                  if name in (OPENSSL, GO, SWIFT)])))
    fit = find(run["fits"], "roots", ROOTWARD)
    if fit:
        found.append(card("a chain's time grows with unrelated roots as", f"n<sup>{words.signed(fit['exponent'])}</sup>",
                          f"{fit['smallest']:,} to {fit['largest']:,} roots: {words.times(fit['spread'])} from least to most"))
    ahead = [goal for goal in run["goals"] if goal["key"].startswith("ahead:") and goal["met"] is not None]
    if ahead:
        first = sum(goal["met"] for goal in ahead)
        found.append(card("ahead of the best peer", f"{first} of {len(ahead)}",
                          "rows, against the fastest of OpenSSL, Go and swift-certificates"))
    note = "Beside each name: how many times Rootward's figure it is. Smaller is better in all charts but the last."
    return f'<div class="cards">{"".join(found)}</div>\n<p class="sub">{escape(note)}</p>'


def figure(title, says, svg, caption=""):
    if not svg:
        return ""
    return (f"<section>\n<h2>{escape(title)}</h2>\n<p>{escape(says)}</p>\n<figure>{svg}"
            + (f"<figcaption>{escape(caption)}</figcaption>" if caption else "") + "</figure>\n</section>")


def spoken(run, key, verb):
    """A sentence on who is how much slower in a row."""
    result = next((result for result in run["results"] if result["row"] == key and "stopped" not in result), None)
    if result is None or ROOTWARD not in result["times"]:
        return ""
    peer, time = best_peer(result, FAST)
    if peer is None:
        return ""
    own = result["times"][ROOTWARD]["median"]
    return f"{verb} takes {words.time(own)}; the fastest peer, {peer}, takes {words.time(time)} ({words.times(time / own)})."


GROWTH = "Both axes are logarithmic. Wide bands are fits; n to the power of 1 is linear, of 0 flat."


def figures(run):
    """All charts with their words."""
    largest = max((result["size"] for result in run["results"] if result.get("series") == "load/pem"), default=0)
    yield figure("Loading a bundle is linear in its bytes",
                 spoken(run, f"load/pem/{largest}", f"Loading a PEM file of {largest:,} roots"),
                 charts.growth_plot(run, "load/pem", "Time to load a PEM file, by number of roots", "roots in a PEM file",
                                    goals=charts.load_goals(), height=560),
                 GROWTH + " Short black lines are Rootward's goals. An arrow stands for “longer than that”.")
    for form, title in (("der", "The same from a DER file"), ("directory", "The same from a directory, a file for each root")):
        yield figure(title, spoken(run, f"load/{form}/{largest}", f"Loading {largest:,} roots"),
                     charts.growth_plot(run, f"load/{form}", f"Time to load, by number of roots: {form}", "roots", height=430),
                     GROWTH)
    yield figure("The system's bundle", spoken(run, "load/system", "Loading what each TLS client loads at start"),
                 charts.row_bars(run, ["load/system"], "Time to load the system's bundle", goals=True),
                 "Black lines: goals. A bar with a cut is longer than shown.")
    yield figure("Peak memory of loading", "What a fresh process needs at most beyond what it held before, as a multiple of "
                 "the certificates' own bytes.", charts.memory_bars(run), "Black line: the goal.")
    yield figure("Finding a root by its name", spoken(run, f"lookup/{largest}", f"Finding one of {largest:,}"),
                 charts.growth_plot(run, "lookup", "Time to find a root, by number of roots", "roots in the store", height=400),
                 GROWTH + " Go and swift-certificates keep their lookup to themselves.")
    yield figure("A whole chain", "Leaf, one intermediate and a root among 139; the name is checked, revocation is not. "
                 "All certificates of the chain are parsed each time.",
                 charts.row_bars(run, [f"chain/{kind}/parsed" for kind in KINDS], "Time to verify a chain, with parsing",
                                 titles={f"chain/{kind}/parsed": title for kind, title in KINDS.items()}, goals=True),
                 "How many times Rootward's time is told behind each. Black lines: goals. BoringSSL checks nothing but the "
                 "signatures: swift-crypto reaches no more of it.")
    yield figure("The same, parsed before", "The certificates of the chain are at hand as objects.",
                 charts.row_bars(run, [f"chain/{kind}/1" for kind in KINDS], "Time to verify a chain that was parsed before",
                                 titles={f"chain/{kind}/1": title for kind, title in KINDS.items()}, goals=True),
                 "Black lines: goals.")
    yield figure("What remembering is worth", "A verifier that is reused knows its issuers' keys and which issuer signed which "
                 "intermediate. “Remembering nothing” does all of it again; “first meeting” makes the verifier too. Beside "
                 "the fastest peer of each row.", charts.remembering_bars(run))
    plots = charts.depth_plots(run)
    if plots:
        yield ("<section>\n<h2>Longer chains</h2>\n<p>One to eight intermediates, parsed each time, nothing remembered.</p>\n"
               + "\n".join(f"<h3>{escape(title)}</h3>\n<figure>{svg}</figure>" for title, svg in plots) + "\n</section>")
    yield figure("Unrelated roots cost nothing", "The same chain of RSA-2048 among more and more roots; nothing remembered.",
                 charts.growth_plot(run, "roots", "Time to verify a chain, by number of roots", "roots in the store", height=420),
                 GROWTH)
    yield figure("Everything large at once, and roots of one name", "Chains that a search can get lost in.",
                 charts.row_bars(run, charts.keys(run, "scale") + charts.keys(run, "namesakes"), "Time to verify"))
    yield figure("Name constraints", "A leaf with 10, 100 or 1,000 names under 10, 100 or 1,000 constraints, nothing remembered.",
                 charts.growth_plot(run, "names", "Time to verify, by names times constraints", "names × constraints",
                                    connect=False, height=430), GROWTH + " Rows with the same product stand above each other.")
    yield figure("Looking up a revocation list", "One serial number in a list that is parsed already.",
                 charts.growth_plot(run, "crl", "Time to look up a serial number, by entries", "entries of the list",
                                    height=400), GROWTH)
    yield figure("Resolving certs.d", "All files that a container tool has for one registry, read and understood.",
                 charts.growth_plot(run, "certsd", "Time to resolve a registry's directory", "files", height=360), GROWTH)
    yield figure("Recorded handshakes", "Read the capture and its key log, open the records, verify the chain, the proof and "
                 "Finished. Nobody else does that.",
                 charts.row_bars(run, charts.keys(run, "handshake"), "Time to verify a recorded handshake"))
    yield figure("Cold start", "The command from start to end, beside openssl verify: process, roots, chain.",
                 charts.row_bars(run, charts.keys(run, "cold"), "Time of a whole process"))
    yield figure("Many at once", "rootward verify --batch with one worker and with two.", charts.batch_bars(run))


def html_table(lines, scroll=True):
    """A Markdown table of this suite as HTML; what is no table becomes a paragraph."""
    parts, rows = [], []
    for text in lines:
        if text.startswith("|"):
            rows.append([cell.strip() for cell in text.strip("|").split("|")])
        elif text.strip():
            parts.append(f"<p>{escape(text)}</p>")
    if rows:
        content = "".join("<tr>" + "".join(f"<th>{escape(cell)}</th>" for cell in rows[0]) + "</tr>")
        for row in rows[2:]:
            content += "<tr>" + "".join(
                f'<td{f" class={chr(34)}{cell}{chr(34)}" if cell in ("met", "MISSED") else ""}>{escape(cell)}</td>'
                for cell in row) + "</tr>\n"
        parts.insert(0, f'<div class="wide"><table>{content}</table></div>')
    return "\n".join(parts)


def fits(run):
    if not run["fits"]:
        return ""
    return ("<section>\n<h2>What was fitted</h2>\n<p>A straight line by least squares through the logarithms of sizes and "
            "minimums; its slope is the exponent, with its standard error. R² tells how much of the variation the line "
            "explains; of a flat line it says nothing, which is why the last column stands there. Loading is fitted over "
            "the bytes, from 139 roots on.</p>\n" + html_table(table.fit_table(run["fits"])) + "\n</section>")


def goals(run):
    if not run["goals"]:
        return ""
    missed = table.missed_list(run["goals"])
    text = "<section>\n<h2>Goals</h2>\n<p>Times are minimums, ratios are of medians.</p>\n"
    text += html_table(table.goal_table(run["goals"]))
    if missed:
        text += "\n<h3>Missed, and why</h3>\n<ul>" + "".join(f"<li>{escape(line[2:])}</li>\n" for line in missed) + "</ul>"
    return text + "\n</section>"


def everything(run):
    parts = ["<section>\n<h2>All figures</h2>\n<p>Medians, and how many times Rootward's each is; memory: how many times the "
             "DER.</p>"]
    for group in GROUPS:
        results = [result for result in run["results"] if result["group"] == group]
        if results:
            parts.append(html_table(table.group_table(group, results)))
    absent = table.absences(run["results"])
    if absent:
        parts.append("<h3>Not there</h3>\n<ul>" + "".join(
            f"<li>{escape(name)} ({escape(', '.join(where))}): {escape(reason)}</li>\n" for name, reason, where in absent)
            + "</ul>")
    return "\n".join(parts) + "\n</section>"


def method(run):
    return ("<section>\n<h2>How it was measured</h2>\n<p>Each contestant is a process of its own that does the same work on the "
            f"same files. They take turns of about two milliseconds after a short rest, {run['rounds']} rounds a row, in each "
            "round in another order, so that whatever else the machine does meets all alike; one that takes long has fewer "
            f"turns, and one that takes more than {run['limit']:g} s for an answer is left out of what is larger. All have to "
            "come to the same answer before they are measured. Memory is measured in fresh processes. Files are in the "
            "system's cache. On a shared machine ratios say more than times.</p>\n</section>")
