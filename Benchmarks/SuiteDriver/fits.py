"""How cost grows with size: a straight line through logarithms, whose slope is the exponent."""

import math


class Fit:
    """time = factor · size^exponent, by least squares over log(size) and log(time)."""

    def __init__(self, points):
        """`points` are pairs of a size and a time, both above zero, of at least two different sizes."""
        points = [(math.log(size), math.log(time)) for size, time in points if size > 0 and time > 0]
        count = len(points)
        middle = sum(x for x, _ in points) / count if count else 0
        height = sum(y for _, y in points) / count if count else 0
        spread = sum((x - middle) ** 2 for x, _ in points)
        if count < 2 or spread == 0:
            raise ValueError("a line needs two sizes")
        self.count = count
        self.exponent = sum((x - middle) * (y - height) for x, y in points) / spread
        self.intercept = height - self.exponent * middle
        left = sum((y - self.intercept - self.exponent * x) ** 2 for x, y in points)
        whole = sum((y - height) ** 2 for _, y in points)
        # Two points leave nothing to tell an error from.
        self.error = math.sqrt(left / (count - 2) / spread) if count > 2 else None
        # How much of the variation the line explains. It says nothing where there is none: of a flat line.
        self.determination = 1 - left / whole if whole > 0 else 1.0

    def at(self, size):
        """The time that the line gives for a size."""
        return math.exp(self.intercept + self.exponent * math.log(size))

    def __str__(self):
        error = f" ± {self.error:.3f}" if self.error is not None else ""
        return f"{self.exponent:.3f}{error}"

    def as_json(self):
        return {
            "exponent": self.exponent,
            "error": self.error,
            "r2": self.determination,
            "points": self.count,
            "factor": math.exp(self.intercept),
        }
