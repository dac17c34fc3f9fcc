"""Numbers as lines and bars, computed here: a chart is there without any script, and on paper."""

from dataclasses import dataclass

WIDTH, HEIGHT = 600, 300
LEFT, RIGHT, TOP, BOTTOM = 12, 588, 40, 256


@dataclass(frozen=True)
class Dot:
    x: float
    y: float
    label: str
    value: float


@dataclass(frozen=True)
class Line:
    """A line through its dots, with the levels it is read by."""

    dots: list[Dot]
    zero: float

    @property
    def path(self) -> str:
        return " ".join(f"{dot.x},{dot.y}" for dot in self.dots)

    @property
    def ends(self) -> list[Dot]:
        """The first and the last, which are named under the line."""
        return [self.dots[0], self.dots[-1]]

    @property
    def highest(self) -> Dot:
        return min(self.dots, key=lambda dot: dot.y)


def line(points: list[tuple[str, float]]) -> Line:
    """Points from left to right; zero is always in sight, so that heights may be compared."""
    values = [value for _label, value in points]
    low, high = min(0, *values, 0), max(0, *values, 0)
    span, steps = (high - low) or 1, max(len(points) - 1, 1)

    def height(value: float) -> float:
        return round(BOTTOM - (value - low) / span * (BOTTOM - TOP), 1)

    dots = [
        Dot(round(LEFT + (RIGHT - LEFT) * place / steps, 1), height(value), label, value)
        for place, (label, value) in enumerate(points)
    ]
    return Line(dots, height(0))


def bars(points: list[tuple[str, float]]) -> list[dict]:
    """Each point with its share of the longest bar, in hundredths."""
    longest = max((value for _label, value in points), default=0) or 1
    return [
        {"label": label, "value": value, "share": round(100 * max(value, 0) / longest, 1)}
        for label, value in points
    ]
