"""Knows how much room a text takes, so that labels can be placed before any browser has drawn them."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from dashboard.fonts import UNKNOWN_EM, widths

KEPT_WIDTHS = 4096
"""Widths kept: charts write the same few names and numbers again and again."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in pixels; y grows downward."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Box") -> bool:
        """Tell whether two rectangles share any area."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )


@lru_cache(maxsize=KEPT_WIDTHS)
def text_width(said: str, size: float, *, bold: bool = False) -> float:
    """Return the width of a text in pixels, in the font of the images.

    Pages are drawn in the system's font, which is seldom wider: Noto Sans, from which ours is cut, is one of the
    widest in use, so that words which keep apart in it do so in Roboto, Segoe UI or Arial as well.
    """
    known = widths()["Bold" if bold else "Regular"]
    return sum(known.get(sign, UNKNOWN_EM) for sign in said) * size


def wrapped(said: str, width: float, size: float, *, bold: bool = False) -> tuple[str, ...]:
    """Break a text into lines that fit a width; a single word that does not fit stays whole."""
    lines: list[str] = []
    for word in said.split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(longer, size, bold=bold) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return tuple(lines)


def spread(wanted: Sequence[float], heights: Sequence[float], *, low: float, high: float) -> tuple[float, ...]:
    """Move labels apart until none touches another, each as near to its wanted place as the room allows.

    Args:
        wanted: where the middles of the labels would stand, in any order; the answer keeps that order.
        heights: how high each label is.
        low: where the first may begin.
        high: where the last may end; it gives way where there are too many.
    """
    order = sorted(range(len(wanted)), key=lambda index: wanted[index])
    tops = [0.0] * len(wanted)
    floor = low
    for index in order:
        tops[index] = max(wanted[index] - heights[index] / 2, floor)
        floor = tops[index] + heights[index]
    ceiling = max(high, low + sum(heights))
    for index in reversed(order):
        tops[index] = min(tops[index], ceiling - heights[index])
        ceiling = tops[index]
    return tuple(top + height / 2 for top, height in zip(tops, heights, strict=True))
