"""The report: one HTML file without anything from outside, to read, to print and to take pictures for a talk from."""

import os
import re

import charts
import machine
import table
from chains import KINDS
from drawing import escape
from headline import cards, releases, spoken
from row import GROUPS

TITLE = "Rootward: trust stores and chains beside their peers"


def html(run):
    """The whole page."""
    with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "style.css"), encoding="utf-8") as file:
        style = file.read()
    body = [head(run), cards(run), *figures(run), fits(run), goals(run), everything(run), method(run)]
    return (
        f'<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>{TITLE}</title>\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<style>\n{style}</style>\n</head>\n<body>\n<main>\n"
        + "\n".join(part for part in body if part)
        + "\n</main>\n</body>\n</html>\n"
    )


def head(run):
    lines = [machine.sentence(run["machine"]), releases(run), machine.caution(run["machine"])]
    return f"<h1>{TITLE}</h1>\n" + "\n".join(f'<p class="sub">{escape(line)}</p>' for line in lines if line)


def figure(title, says, svg, caption=""):
    if not svg:
        return ""
    return (
        f'<section class="chart">\n<h2>{escape(title)}</h2>\n<p>{escape(says)}</p>\n<figure>{svg}'
        + (f"<figcaption>{escape(caption)}</figcaption>" if caption else "")
        + "</figure>\n</section>"
    )


GROWTH = "Both axes are logarithmic. Wide bands are fits; n to the power of 1 is linear, of 0 flat."


MET = (
    "Met before: Rootward remembers the intermediate's signature and the issuers' keys, and checks one signature; the "
    "peers check both. Remembering nothing: both are checked by all."
)


def ways(met, forgetful):
    """Titles for the two ways in which a chain is verified, of each kind of key."""
    titles = {}
    for kind, title in KINDS.items():
        titles[f"chain/{kind}/{met}"] = f"{title}, met before"
        titles[f"chain/{kind}/{forgetful}"] = f"{title}, remembering nothing"
    return titles


def is_met(run, key):
    """Whether a goal is; a heading says nothing that is not."""
    return any(goal["key"] == key and goal["met"] for goal in run["goals"])


def figures(run):
    """All charts with their words."""
    largest = max((result["size"] for result in run["results"] if result.get("series") == "load/pem"), default=0)
    yield figure(
        "Loading a bundle" + (" is linear in its bytes" if is_met(run, "fit:load/pem:Rootward") else ""),
        spoken(run, f"load/pem/{largest}", f"Loading a PEM file of {largest:,} roots"),
        charts.growth_plot(
            run,
            "load/pem",
            "Time to load a PEM file, by number of roots",
            "roots in a PEM file",
            goals=charts.load_goals(),
            height=560,
        ),
        GROWTH + " Short level lines are Rootward's goals. An arrow stands for “longer than that”.",
    )
    for form, title in (
        ("der", "The same from a DER file"),
        ("directory", "The same from a directory, a file for each root"),
    ):
        yield figure(
            title,
            spoken(run, f"load/{form}/{largest}", f"Loading {largest:,} roots"),
            charts.growth_plot(run, f"load/{form}", f"Time to load, by number of roots: {form}", "roots", height=430),
            GROWTH,
        )
    yield figure(
        "The system's bundle",
        spoken(run, "load/system", "Loading what each TLS client loads at start"),
        charts.row_bars(run, ["load/system"], "Time to load the system's bundle", goals=True),
        "Upright lines: goals. A bar with a cut is longer than shown.",
    )
    yield figure(
        "Peak memory of loading",
        "What a fresh process needs at most beyond what it held before, as a multiple of "
        "the certificates' own bytes.",
        charts.memory_bars(run),
        "Upright line: the goal.",
    )
    yield figure(
        "Finding a root by its name",
        spoken(run, f"lookup/{largest}", f"Finding one of {largest:,}"),
        charts.growth_plot(run, "lookup", "Time to find a root, by number of roots", "roots in the store", height=400),
        GROWTH + " Go and swift-certificates keep their lookup to themselves. OpenSSL makes a list of what it finds; "
        "Rootward, inside its package, calls back.",
    )
    stores = charts.store_plots(run)
    if stores:
        yield (
            "<section>\n<h2>Changing a store, and asking it for a key</h2>\n"
            "<p>A union goes through the smaller of both stores, and shares what they hold. Go and swift-certificates "
            "copy the one store and add each certificate of the other. OpenSSL copies no store; what it adds the suite "
            "takes off the end of its list again. Only Rootward finds roots by a key's identifier.</p>\n"
            + "\n".join(f"<h3>{escape(title)}</h3>\n<figure>{svg}</figure>" for title, svg in stores)
            + f'\n<p class="sub">{escape(GROWTH)}</p>\n</section>'
        )
    yield figure(
        "Parsing a certificate",
        spoken(run, "parse", "From DER in memory to an object"),
        charts.row_bars(run, ["parse"], "Time to parse a certificate", titles={"parse": "One certificate of 139"}),
        "What an extension says Rootward and OpenSSL decode when it is asked for, the others at once.",
    )
    yield figure(
        "A whole chain",
        "Leaf, one intermediate and a root among 139; the name is checked, revocation is not. "
        "All certificates of the chain are parsed each time.",
        charts.row_bars(
            run,
            [f"chain/{kind}/{way}" for kind in KINDS for way in ("parsed", "forgetful")],
            "Time to verify a chain, with parsing",
            titles=ways("parsed", "forgetful"),
            goals=True,
        ),
        f"{MET} How many times Rootward's time is told behind each. Upright lines: goals.",
    )
    yield figure(
        "The same, parsed before",
        "The certificates of the chain are at hand as objects.",
        charts.row_bars(
            run,
            [f"chain/{kind}/{way}" for kind in KINDS for way in ("1", "unremembered")],
            "Time to verify a chain that was parsed before",
            titles=ways("1", "unremembered"),
            goals=True,
        ),
        f"{MET} BoringSSL checks nothing but the signatures, both of them: swift-crypto reaches no more of it. Upright "
        "lines: goals.",
    )
    yield figure(
        "Allocations",
        "How often one run asks for memory: a verification, met before; a load; one certificate's parse.",
        charts.allocation_bars(run),
        "Each group has a scale of its own.",
    )
    yield figure(
        "What remembering is worth",
        "A verifier that is reused knows its issuers' keys and which issuer signed which "
        "intermediate: “met before”. “Remembering nothing” does all of it again; “first meeting” makes the verifier "
        "too. Beside the fastest peer of each row, which checks both signatures in all of them.",
        charts.remembering_bars(run),
    )
    plots = charts.depth_plots(run)
    if plots:
        yield (
            "<section>\n<h2>Longer chains</h2>\n"
            "<p>One to eight intermediates, parsed each time, nothing remembered.</p>\n"
            + "\n".join(f"<h3>{escape(title)}</h3>\n<figure>{svg}</figure>" for title, svg in plots)
            + "\n</section>"
        )
    yield figure(
        "Unrelated roots" + (" cost nothing" if is_met(run, "fit:roots:Rootward") else ""),
        "The same chain of RSA-2048 among more and more roots; nothing remembered.",
        charts.growth_plot(
            run, "roots", "Time to verify a chain, by number of roots", "roots in the store", height=420
        ),
        GROWTH,
    )
    yield figure(
        "Everything large at once, and roots of one name",
        "Chains that a search can get lost in.",
        charts.row_bars(run, charts.keys(run, "scale") + charts.keys(run, "namesakes"), "Time to verify", each=True),
        "Each group has a scale of its own.",
    )
    yield figure(
        "Name constraints",
        "A leaf with 10, 100 or 1,000 names under 10, 100 or 1,000 constraints, nothing remembered.",
        charts.growth_plot(
            run, "names", "Time to verify, by names times constraints", "names × constraints", connect=False, height=430
        ),
        GROWTH + " Rows with the same product stand above each other.",
    )
    yield figure(
        "Looking up a revocation list",
        "One serial number in a list that is parsed already. Rootward's index of it is made beforehand.",
        charts.growth_plot(
            run, "crl", "Time to look up a serial number, by entries", "entries of the list", height=400
        ),
        GROWTH + " Go's library has no lookup: the walk over the entries is the suite's own, and in no comparison.",
    )
    yield figure(
        "Resolving certs.d",
        "All files that a container tool has for one registry, read and understood.",
        charts.growth_plot(run, "certsd", "Time to resolve a registry's directory", "files", height=360),
        GROWTH,
    )
    yield figure(
        "Recorded handshakes, met before",
        "Read a capture that is in memory beside its key log, open the records, verify the chain, the proof and "
        "Finished. The verifier has met the chain before. The peers verify no recordings.",
        charts.row_bars(run, charts.keys(run, "handshake"), "Time to verify a recorded handshake"),
    )
    yield figure(
        "Cold start",
        "The command from start to end, beside openssl verify: process, roots, chain.",
        charts.row_bars(run, charts.keys(run, "cold"), "Time of a whole process", each=True),
        "Each group has a scale of its own.",
    )
    yield figure(
        "Many at once",
        "Chains a second of rootward verify --batch with one worker and with two. Behind each: how many times one "
        "worker's, what each worker does, and peak memory.",
        charts.batch_bars(run),
        "Peak memory is the highest that was seen while the command ran.",
    )


def html_table(lines):
    """A Markdown table of this suite as HTML; what is no table becomes a paragraph."""
    rows = [[cell.strip() for cell in text.strip("|").split("|")] for text in lines if text.startswith("|")]
    words_beside = [f"<p>{escape(text)}</p>" for text in lines if text.strip() and not text.startswith("|")]
    if not rows:
        return "\n".join(words_beside)

    # The second line is but the alignment: what is not to stand on the right are words.
    kinds = ["cell" if mark.endswith(":") else "words" for mark in rows[1]]

    def line(cells, tag):
        return (
            "<tr>"
            + "".join(
                f'<{tag} class="{cell if cell in ("met", "MISSED") else kind}">{escape(cell)}</{tag}>'
                for cell, kind in zip(cells, kinds)
            )
            + "</tr>\n"
        )

    content = line(rows[0], "th") + "".join(line(cells, "td") for cells in rows[2:])
    return "\n".join([f'<div class="wide"><table>{content}</table></div>', *words_beside])


def inline(text):
    """Words of the Markdown report: what is strong there, and code."""
    text = re.sub(r"\*\*(.+?)\*\*", r"<strong>\1</strong>", escape(text))
    return re.sub(r"`(.+?)`", r"<code>\1</code>", text)


def fits(run):
    if not run["fits"]:
        return ""
    return (
        "<section>\n<h2>What was fitted</h2>\n<p>A straight line by least squares through the logarithms of sizes and "
        "minimums; its slope is the exponent, with its standard error. R² tells how much of the variation the line "
        "explains; of a flat line it says nothing, which is why the last column stands there. Loading is fitted over "
        "the bytes, from 139 roots on.</p>\n" + html_table(table.fit_table(run["fits"])) + "\n</section>"
    )


def goals(run):
    if not run["goals"]:
        return ""
    missed = table.missed_list(run["goals"])
    text = (
        "<section>\n<h2>Goals</h2>\n<p>Times are minimums, and so are the ratios to a peer; who is ahead is told by "
        "medians. A chain's goal is for a verifier that has met it; the same with nothing remembered stands beside "
        "it, and beside memory the same less what 10 roots take, which is the program's own.</p>\n"
    )
    text += html_table(table.goal_table(run["goals"]))
    if missed:
        text += (
            "\n<h3>Missed, and why</h3>\n<ul>" + "".join(f"<li>{inline(line[2:])}</li>\n" for line in missed) + "</ul>"
        )
    return text + "\n</section>"


def everything(run):
    parts = [
        "<section>\n<h2>All figures</h2>\n"
        "<p>Medians, and how many times Rootward's each is; memory: how many times the DER.</p>"
    ]
    for group in GROUPS:
        results = [result for result in run["results"] if result["group"] == group]
        if results:
            parts.append(html_table(table.group_table(group, results)))
    counted = table.count_table(run["results"])
    if counted:
        parts.append(html_table(counted))
    absent = table.absences(run["results"])
    if absent:
        parts.append(
            "<h3>Not there</h3>\n<ul>"
            + "".join(
                f"<li>{escape(name)} ({escape(', '.join(where))}): {escape(reason)}</li>\n"
                for name, reason, where in absent
            )
            + "</ul>"
        )
    return "\n".join(parts) + "\n</section>"


def method(run):
    return (
        "<section>\n<h2>How it was measured</h2>\n<p>Each contestant is a process of its own that does the same work "
        "on the same files. They take turns of about two milliseconds after a short rest, "
        f"{run['rounds']} rounds a row, in each round in another order, so that whatever else the machine does meets "
        "all alike; one that takes long has fewer turns, and one that takes more than "
        f"{run['limit']:g} s for an answer is left out of what is larger. All have to come to the same answer before "
        "they are measured. Memory is measured in fresh processes. Files are in the system's cache. On a shared "
        "machine ratios say more than times.</p>\n</section>"
    )
