"""Turns counts and days into pixels, and chooses the numbers that stand at an axis."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

STEPS = (1, 2, 5)
TICKS = 4


@dataclass(frozen=True, slots=True)
class Span:
    """The pixels between two ends of an axis."""

    start: float
    end: float

    @property
    def length(self) -> float:
        """Return its length in pixels."""
        return self.end - self.start

    def meets(self, other: "Span", gap: float = 0) -> bool:
        """Tell whether two spans lie nearer to each other than a gap."""
        return self.start < other.end + gap and other.start < self.end + gap


@dataclass(frozen=True, slots=True)
class DayScale:
    """Place days on a horizontal axis, from the morning of its first to the evening of its last day."""

    first: date
    end: date
    span: Span

    def at(self, day: date) -> float:
        """Return where a day begins, held within the axis."""
        share = (day - self.first).days / (self.end - self.first).days
        return self.span.start + min(1.0, max(0.0, share)) * self.span.length


@dataclass(frozen=True, slots=True)
class CountScale:
    """Place numbers on a vertical axis; larger ones stand higher."""

    top: float
    span: Span

    def at(self, value: float) -> float:
        """Return the height of a number in pixels from the top of the drawing."""
        return self.span.end - value / self.top * self.span.length


def ticks(highest: float, *, at_most: int = TICKS) -> tuple[int, ...]:
    """Return round whole numbers from 0 up, the last at or above the highest value."""
    step = next(step for step in _steps() if highest / step <= at_most)
    count = max(1, -(-int(highest) // step) + (highest % 1 > 0))
    return tuple(step * number for number in range(count + 1))


def _steps() -> Sequence[int]:
    return [factor * 10**power for power in range(9) for factor in STEPS]


def step_path(points: Sequence[tuple[float, float]]) -> str:
    """Write a line that keeps its height until the next point, then steps; points between steps are left out."""
    turns = [(x, y) for (_, before), (x, y) in pairwise(points) if y != before]
    end = points[-1]
    steps = "".join(f"H{x:.1f}V{y:.1f}" for x, y in turns) + ("" if end in turns else f"H{end[0]:.1f}")
    return f"M{points[0][0]:.1f} {points[0][1]:.1f}{steps}".replace(".0", "")
