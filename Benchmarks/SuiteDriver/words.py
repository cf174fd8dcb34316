"""Numbers as people read them."""

from contestants import BORINGSSL

TITLES = {BORINGSSL: "BoringSSL, signatures only"}


def title(name):
    return TITLES.get(name, name)


def number(value):
    """Three digits that count."""
    if value >= 100:
        return f"{value:,.0f}"
    if value >= 10:
        return f"{value:.1f}"
    if value >= 0.095:
        return f"{value:.2f}"
    return f"{value:.2g}"


def time(seconds):
    """Seconds in the unit that suits them."""
    for size, unit in ((1, "s"), (1e-3, "ms"), (1e-6, "µs")):
        if seconds >= size:
            return f"{number(seconds / size)} {unit}"
    return f"{number(seconds * 1e9)} ns"


def round_time(seconds):
    """A time on an axis: 1 ms rather than 1.00 ms."""
    figure, _, unit = time(seconds).partition(" ")
    if "." in figure:
        figure = figure.rstrip("0").rstrip(".")
    return f"{figure} {unit}" if seconds else "0"


def size(count):
    """Bytes; a dash for what the system did not tell."""
    if count is None:
        return "–"
    if count >= 10e6:
        return f"{count / 1e6:,.0f} MB"
    return f"{count / 1e6:.1f} MB" if count >= 1e6 else f"{count / 1e3:.0f} kB"


def signed(value):
    """An exponent with two places, of which nothing is no negative nothing."""
    return f"{value:.2f}".replace("-0.00", "0.00").replace("-", "−")


def count(value):
    """How many there are, which is a whole number but where it was divided."""
    return f"{value:,.0f}" if value == round(value) or value >= 10 else f"{value:.2f}"


def times(value):
    return f"{number(value)}×"


def goal_value(goal, value):
    """A goal's value or limit in its unit."""
    if value is None:
        return "–"
    if goal["unit"] == "s":
        return time(value)
    return number(value) + goal["unit"]


def verdict(goal):
    return {None: "not measured", True: "met", False: "MISSED"}[goal["met"]]
