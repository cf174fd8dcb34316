"""The picture beside the README: the most telling charts on one sheet, which stands for itself.

The sheet has a paper and colors of its own, so that it looks the same on a light page and on a dark one, and no CSS
variables, which programs for slides don't know.
"""

import os
import re
import textwrap

import charts
import machine
from chains import KINDS
from drawing import escape
from headline import releases, spoken

WIDTH, MARGIN = 1000, 30
FONT = "system-ui, 'Segoe UI', 'Helvetica Neue', 'DejaVu Sans', sans-serif"


def styles():
    """The page's rules for charts with the colors of its light scheme in them."""
    with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "style.css"), encoding="utf-8") as file:
        text = file.read()
    colors = dict(re.findall(r"--([\w-]+): (#\w+);", text[: text.index("}")]))
    rules = [line for line in text.splitlines() if line.startswith("svg ")]
    contestants = re.findall(r"^svg \.([\w-]+) { --color: var\(--([\w-]+)\); }$", text, re.MULTILINE)
    found = []
    for rule in rules:
        selectors, _, body = rule.partition(" { ")
        if "--color:" in body:
            continue
        body = re.sub(r"var\(--(?!color\))([\w-]+)\)", lambda name: colors[name[1]], body)
        selectors = [selector.strip().removeprefix("svg ") for selector in selectors.split(",")]
        if "var(--color)" not in body:
            found.append(f"{', '.join(selectors)} {{ {body}")
            continue
        for name, color in contestants:
            own = ", ".join(f"{selector}.{name}" for selector in selectors)
            found.append(f"{own} {{ {body.replace('var(--color)', colors[color])}")
    return colors, "\n".join(found)


def panels(run):
    """Title, words and drawing of each chart that this run has rows for."""
    results = [result for result in run["results"] if result.get("series") == "load/pem"]
    largest = max((result["size"] for result in results), default=0)
    yield (
        "Loading a PEM file, by number of roots",
        spoken(run, f"load/pem/{largest}", f"Loading {largest:,} roots"),
        charts.growth_plot(
            run, "load/pem", "Time to load a PEM file", "roots in the file", goals=charts.load_goals(), height=430
        ),
    )
    yield (
        "Verifying a chain, by number of unrelated roots in the store",
        "RSA-2048, leaf, intermediate and root, parsed before, every signature checked",
        charts.growth_plot(run, "roots", "Time to verify a chain", "roots in the store", height=330),
    )
    yield (
        "Verifying a chain, beside the peers",
        "Leaf, intermediate and root, with parsing. Met before: Rootward remembers the intermediate's signature, "
        "and the peers check it",
        charts.row_bars(
            run,
            [f"chain/{kind}/{way}" for kind in ("rsa", "p256") for way in ("forgetful", "parsed")],
            "Time to verify a chain, with parsing",
            titles={
                f"chain/{kind}/{way}": f"{KINDS[kind]}, {words}"
                for kind in ("rsa", "p256")
                for way, words in (("forgetful", "every signature checked"), ("parsed", "met before"))
            },
            goals=True,
        ),
    )


def placed(drawing, top):
    """A drawing at its height on the sheet, and where it ends."""
    width, height = (int(number) for number in re.search(r'viewBox="0 0 (\d+) (\d+)"', drawing).groups())
    place = f'<svg x="{MARGIN}" y="{top}" width="{width}" height="{height}" '
    return drawing.replace("<svg ", place, 1), top + height


def svg(run):
    """The whole sheet; nothing if the run has no row for it."""
    colors, rules = styles()
    elements, top = [], 0

    def write(text, size, kind="", advance=0):
        nonlocal top
        # A letter is about half as wide as it is high.
        for number, line in enumerate(textwrap.wrap(text, int(WIDTH / size * 1.75))):
            top += advance if number == 0 else round(size * 1.4)
            elements.append(f'<text x="{MARGIN}" y="{top}" class="{kind}" font-size="{size}">{escape(line)}</text>')

    write("Rootward: trust stores and chains beside their peers", 24, "strong", 48)
    write(machine.sentence(run["machine"]), 12.5, "faint", 24)
    write(releases(run), 12.5, "faint", 18)
    if machine.caution(run["machine"]):
        write(machine.caution(run["machine"]), 12.5, "faint", 18)
    drawn = False
    for title, words, drawing in panels(run):
        if not drawing:
            continue
        drawn = True
        write(title, 18, "strong", 52)
        if words:
            write(words, 13.5, "", 22)
        element, top = placed(drawing, top + 8)
        elements.append(element)
    if not drawn:
        return ""
    write(
        "Medians. Behind each: how many times Rootward's time it is. Short lines in black: Rootward's goals. Wide bands: "
        "fits; n to the power of 1 is linear, of 0 flat.",
        12.5,
        "faint",
        34,
    )
    width, height = WIDTH + 2 * MARGIN, top + 26
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        f'font-family="{FONT}" role="img" aria-label="Time to load trust stores and to verify chains, beside peers">\n'
        f"<style>\n{rules}\n</style>\n"
        f'<rect x="0.5" y="0.5" width="{width - 1}" height="{height - 1}" rx="12" fill="{colors["paper"]}" '
        f'stroke="{colors["rule"]}"/>\n' + "\n".join(elements) + "\n</svg>\n"
    )
