"""Charts as SVG inside a page: colors come from the page's style, so that they follow light, dark and print."""

import math

import words

# The class of each contestant in the page's style, and the form of its points, so that color is not all that tells.
FORMS = {
    "Rootward": ("rootward", "circle"),
    "Rootward plain": ("plain", "ring"),
    "OpenSSL": ("openssl", "square"),
    "OpenSSL load_file": ("openssl-file", "hollow"),
    "Go": ("go", "diamond"),
    "Go, full parse": ("go-full", "rhombus"),
    "Go (walk)": ("go", "diamond"),
    "swift-certificates": ("swift", "triangle"),
    "BoringSSL": ("boringssl", "cross"),
}
OTHER = ("rootward", "circle")


def escape(text):
    return str(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


class Drawing:
    """Elements on a surface of fixed size, which the page scales."""

    def __init__(self, width, height, label):
        self.width, self.height, self.label, self.elements = width, height, label, []

    def text(self, x, y, text, kind="", anchor="start", size=13, raw=False):
        self.elements.append(
            f'<text x="{x:.1f}" y="{y:.1f}" class="{kind}" text-anchor="{anchor}" font-size="{size}">'
            f"{text if raw else escape(text)}</text>"
        )

    def line(self, x1, y1, x2, y2, kind):
        self.elements.append(f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" class="{kind}"/>')

    def rectangle(self, x, y, width, height, kind):
        self.elements.append(
            f'<rect x="{x:.1f}" y="{y:.1f}" width="{max(0.0, width):.1f}" height="{height:.1f}" '
            f'class="{kind}" rx="2"/>'
        )

    def path(self, points, kind):
        steps = " ".join(f"{'L' if number else 'M'}{x:.1f} {y:.1f}" for number, (x, y) in enumerate(points))
        self.elements.append(f'<path d="{steps}" class="{kind}"/>')

    def mark(self, x, y, form, kind):
        """A point in the form of its contestant."""
        if form in ("circle", "ring"):
            self.elements.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4.5" class="mark {form} {kind}"/>')
            return
        shapes = {
            "square": "-4,-4 4,-4 4,4 -4,4",
            "hollow": "-4,-4 4,-4 4,4 -4,4",
            "diamond": "0,-5.5 5.5,0 0,5.5 -5.5,0",
            "rhombus": "0,-5.5 5.5,0 0,5.5 -5.5,0",
            "triangle": "0,-5.5 5,4 -5,4",
            "goal": "-13,-1.5 13,-1.5 13,1.5 -13,1.5",
            "cross": "-1.5,-5 1.5,-5 1.5,-1.5 5,-1.5 5,1.5 1.5,1.5 1.5,5 -1.5,5 -1.5,1.5 -5,1.5 -5,-1.5 -1.5,-1.5",
            "above": "0,-8 6,2 2,2 2,8 -2,8 -2,2 -6,2",
        }
        places = " ".join(
            f"{x + float(pair.split(',')[0]):.1f},{y + float(pair.split(',')[1]):.1f}" for pair in shapes[form].split()
        )
        self.elements.append(f'<polygon points="{places}" class="mark {form} {kind}"/>')

    def svg(self):
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {self.width} {self.height}" role="img" '
            f'aria-label="{escape(self.label)}">\n' + "\n".join(self.elements) + "\n</svg>"
        )


def apart(heights, distance):
    """Heights moved so far that labels do not overlap, their order kept."""
    order = sorted(range(len(heights)), key=heights.__getitem__)
    placed = [heights[index] for index in order]
    for _ in range(200):
        moved = False
        for first in range(len(placed) - 1):
            gap = placed[first + 1] - placed[first]
            if gap < distance - 0.01:
                shift = (distance - gap) / 2
                placed[first] -= shift
                placed[first + 1] += shift
                moved = True
        if not moved:
            break
    result = [0.0] * len(heights)
    for index, height in zip(order, placed):
        result[index] = height
    return result


def round_range(low, high):
    """The range of a logarithmic axis: from a 1, 2 or 5 with zeros to another one, at least ten times as much, as a
    shorter axis makes mountains of noise."""
    powers = range(math.floor(math.log10(low)) - 2, math.ceil(math.log10(high)) + 3)
    steps = [step * 10.0**power for power in powers for step in (1, 2, 5)]
    first = max(number for number, step in enumerate(steps) if step <= low)
    last = min(number for number, step in enumerate(steps) if step >= high)
    while last - first < 3:
        # Down first, where there is room for the marks.
        first, last = (first - 1, last) if (last - first) % 2 else (first, last + 1)
    return steps[first], steps[last]


def exponent(value):
    """n to the power of so much."""
    return f'n<tspan dy="-5" font-size="10">{words.signed(value)}</tspan>'


class Plot:
    """Lines of time against size. `linear` takes both axes as they are; else both are logarithmic."""

    def __init__(self, label, lines, axis, width=1000, height=500, linear=False, goals=(), connect=True, right=330):
        """`lines` have a `name`, `points` of size and time, `beyond` (the same for what took longer), and a `fit` or
        None with the `scale` of its axis."""
        self.drawing = Drawing(width, height, label)
        self.lines = [line for line in lines if line["points"]]
        self.linear, self.connect = linear, connect
        self.left, self.right, self.top, self.bottom = 76, width - right, 18, height - 52
        sizes = sorted({size for line in self.lines for size, _ in [*line["points"], *line["beyond"]]})
        times = [time for line in self.lines for _, time in [*line["points"], *line["beyond"]]]
        self.goals = [(size, time) for size, time in goals if size in sizes]
        times += [time for _, time in self.goals]
        if not sizes or not times:
            return
        if linear:
            self.x_range, self.y_range = (min(sizes) - 0.3, max(sizes) + 0.3), (0, max(times) * 1.08)
        else:
            self.x_range = (sizes[0] / 1.25, sizes[-1] * 1.25) if len(sizes) > 1 else (sizes[0] / 2, sizes[0] * 2)
            self.y_range = round_range(min(times) / 1.1, max(times) * 1.1)
        self.grid(sizes, axis)
        self.draw()

    def place(self, value, limits, start, end):
        low, high = limits
        part = (value - low) / (high - low) if self.linear else math.log(value / low) / math.log(high / low)
        return start + part * (end - start)

    def x(self, size):
        return self.place(size, self.x_range, self.left, self.right)

    def y(self, time):
        return self.place(time, self.y_range, self.bottom, self.top)

    def grid(self, sizes, axis):
        drawing = self.drawing
        for time in self.ticks():
            height = self.y(time)
            drawing.line(self.left, height, self.right, height, "grid")
            drawing.text(self.left - 10, height + 4, words.round_time(time), "faint", "end")
        last = -100.0
        for size in sizes:
            place = self.x(size)
            drawing.line(place, self.bottom, place, self.bottom + 5, "axis")
            if place - last > 44:
                drawing.text(place, self.bottom + 22, f"{size:,}", "faint", "middle")
                last = place
        drawing.line(self.left, self.bottom, self.right, self.bottom, "axis")
        drawing.text((self.left + self.right) / 2, self.bottom + 44, axis, "faint", "middle")

    def ticks(self):
        low, high = self.y_range
        if not self.linear:
            # Over more than two decades these alone have a line each.
            steps = (1,) if high / low > 100 else (1, 2, 5)
            powers = range(math.floor(math.log10(low)), math.ceil(math.log10(high)) + 1)
            every = [step * 10.0**power for power in powers for step in steps]
            return [time for time in every if low * 0.999 <= time <= high * 1.001]
        step = 10 ** math.floor(math.log10(high / 3))
        step *= next(factor for factor in (1, 2, 5, 10) if high / (step * factor) <= 6)
        return [number * step for number in range(int(high / step) + 1)]

    def draw(self):
        drawing, labels = self.drawing, []
        # Rootward last, so that it lies above the others.
        for line in reversed(self.lines):
            kind, form = FORMS.get(line["name"], OTHER)
            points = sorted((size, time) for size, time in line["points"])
            fit = line.get("fit")
            if fit:
                # Where it was fitted, which may be over something that goes with the size, such as bytes.
                drawing.path(
                    [
                        (
                            self.x(end / line["scale"]),
                            self.y(min(max(fit["factor"] * end ** fit["exponent"], self.y_range[0]), self.y_range[1])),
                        )
                        for end in (fit["smallest"], fit["largest"])
                    ],
                    f"fit {kind}",
                )
            if self.connect:
                drawing.path([(self.x(size), self.y(time)) for size, time in points], f"line {kind}")
            for size, time in points:
                drawing.mark(self.x(size), self.y(time), form, kind)
            end = points[-1]
            for size, limit in line["beyond"]:
                drawing.mark(self.x(size), self.y(limit), "above", kind)
                end = (size, limit)
            labels.append((line, kind, end))
        for size, time in self.goals:
            drawing.mark(self.x(size), self.y(time), "goal", "goal-mark")
        heights = apart([self.y(time) for _, _, (_, time) in labels], 17)
        for (line, kind, (size, time)), height in zip(labels, heights):
            start = self.x(size) + 8
            drawing.path(
                [(start, self.y(time)), (self.right + 14, height), (self.right + 20, height)], f"leader {kind}"
            )
            value = f"> {words.time(time)}" if line["beyond"] else words.time(time)
            power = f", {exponent(line['fit']['exponent'])}" if line.get("fit") else ""
            drawing.text(
                self.right + 25,
                height + 4,
                f'<tspan class="strong">{escape(words.title(line["name"]))}</tspan> ' f"{escape(value)}{power}",
                f"label {kind}",
                size=12.5,
                raw=True,
            )


# How wide a bar's number may be.
NUMBER = 64


def longest_bar(group, cap):
    """The longest bar of a group, none being longer than so many times the first that is there at all."""
    values = [value for _, value, _ in group["bars"] if value > 0] or [1]
    return min(max(values), cap * values[0])


def bars(label, groups, shown=words.time, width=1000, cap=14.0, labels=190, margin=170, each=False):
    """Groups of horizontal bars: each has a `title`, `bars` of a name, a value and a remark, and a `goal` or None.

    A bar that is more than `cap` times as long as the first of its group is broken off, and its number tells the rest.
    With `each`, every group has a scale of its own.
    """
    row, gap = 21, 34
    height = sum(gap + row * len(group["bars"]) for group in groups) + 14
    drawing = Drawing(width, height, label)
    lengths = [longest_bar(group, cap) for group in groups]
    room, y = width - labels - margin, 0.0
    for group, own in zip(groups, lengths):
        longest = own if each else max(lengths)
        drawing.text(0, y + 24, group["title"], "strong", size=14)
        y += gap
        first = y
        for name, value, remark in group["bars"]:
            kind, _ = FORMS.get(name, OTHER)
            length = min(value, longest) / longest * room
            drawing.text(labels - 10, y + 13, words.title(name), f"label {kind}", "end", size=12.5)
            drawing.rectangle(labels, y, length, row - 5, f"bar {kind}")
            if value > longest * 1.001:
                for offset in (18, 26):
                    drawing.line(
                        labels + length - offset - 3, y + row - 3, labels + length - offset + 3, y - 2, "break"
                    )
            # The first one's number stands behind the goal's mark, unless it has room before it.
            mark = min(group.get("goal") or 0, longest) / longest * room if y == first else 0
            start = labels + (length if mark - length > NUMBER or mark < length else mark)
            more = f'<tspan class="faint" dx="8">{escape(remark)}</tspan>' if remark else ""
            drawing.text(
                start + 8, y + 13, f'<tspan class="strong">{escape(shown(value))}</tspan>{more}', size=12.5, raw=True
            )
            y += row
        if group.get("goal"):
            place = labels + min(group["goal"], longest) / longest * room
            drawing.line(place, first - 3, place, first + row - 2, "goal-line")
    return drawing.svg()
