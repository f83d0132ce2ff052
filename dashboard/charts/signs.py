"""Draws the signs of points: each series has its own shape and dash, so that none needs its colour to be known."""

from functools import lru_cache

from markupsafe import Markup

from dashboard.charts.drawing import KEPT, shortened
from dashboard.elements import el

RADIUS = 4.0
STATED_ZERO_SIGN = 1
SHAPES = (
    "m-{r} 0a{r} {r} 0 1 0 {d} 0a{r} {r} 0 1 0-{d} 0z",
    "m-{r}-{r}h{d}v{d}h-{d}z",
    "m0-{r}l{r} {d}h-{d}z",
    "m0-{r}l{r} {r}-{r} {r}-{r}-{r}z",
    "m-{r}-{r}h{d}l-{r} {d}z",
    "m-{r}-{r}l{d} {d}m0-{d}l-{d} {d}",
)
"""Circle, square, triangle, diamond, triangle upside down, cross: from the middle of a point."""


@lru_cache(maxsize=KEPT)
def sign(kind: int, x: float, y: float, *, class_: str, radius: float = RADIUS) -> Markup:
    """Draw the sign of a series at a point."""
    shape = SHAPES[kind % len(SHAPES)].format(r=shortened(radius), d=shortened(2 * radius))
    return el("path", d=f"M{shortened(x)} {shortened(y)}{shape}", class_=class_)
