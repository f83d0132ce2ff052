"""Writes light charts as SVG: one drawing a width, a pair of them for pages, one in plain colours for print."""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from markupsafe import Markup

from dashboard.colours import variables
from dashboard.elements import Child, el, join
from dashboard.palette import LIGHT, Palette, palette

WIDE, NARROW = 720, 320
"""Widths in pixels for which charts are drawn; text keeps its size only near them."""
NARROW_UNDER = 560
"""Under this width in pixels a chart is laid out as on a phone."""
SIZE, SMALL = 13, 12
"""Sizes of text in pixels."""
KEPT = 4096
"""Words and lines kept of each kind: the frames of charts are the same again and again."""
LINE = 15
"""Height of a line of text in pixels."""
SHEET = Path(__file__).parent.parent / "assets" / "grafik.css"
VIEW_BOX = re.compile(r'viewBox="0 0 ([0-9.]+) ([0-9.]+)"')
OWN_WORDS = re.compile(r"^<title>.*?</title>(<desc>.*?</desc>)?", re.DOTALL)
SPACE = "http://www.w3.org/2000/svg"


def drawing(
    *children: Child, width: float, height: float, title: str, description: str = "", lang: str, role: str = "img"
) -> Markup:
    """Write one SVG with its text alternative; ``role`` is ``group`` where it holds links."""
    return el(
        "svg",
        el("title", title),
        el("desc", description) if description else None,
        *children,
        xmlns=SPACE,
        viewBox=f"0 0 {shortened(width)} {shortened(height)}",
        role=role,
        lang=lang,
        class_="grafik",
    )


def is_narrow(width: float) -> bool:
    """Tell whether a width is that of a phone."""
    return width < NARROW_UNDER


def taller(height: float, width: float) -> float:
    """Return the height of a panel that is that high in the wide drawing of a page: it grows with the width."""
    return height * max(1.0, width / WIDE)


class Piece(NamedTuple):
    """What is in a drawing, without its own text alternative, with its size in pixels."""

    body: Markup
    width: float
    height: float


def piece(drawn: Markup) -> Piece:
    """Take a drawing out of its frame, to be set into another one."""
    width, height = (float(part) for part in VIEW_BOX.search(drawn).groups())  # type: ignore[union-attr]
    body = OWN_WORDS.sub("", drawn[drawn.index(">") + 1 : drawn.rindex("</svg>")])
    return Piece(Markup(body), width, height)  # noqa: S704 (a drawing of ours)


def moved(body: Markup, x: float, y: float) -> Markup:
    """Set a part of a drawing somewhere else."""
    return el("g", body, transform=f"translate({shortened(x)} {shortened(y)})")


def pair(draw: Callable[[int], Markup]) -> Markup:
    """Draw a chart for both widths; the sheet of the charts shows the one that suits the screen."""
    return join(
        el("div", draw(WIDE), class_="lebar"),
        el("div", draw(NARROW), class_="sempit"),
    )


def as_print(drawn: Markup, *, family: str) -> str:
    """Give a drawing the light colours as plain values, and one family of type.

    Makers of PDF know neither variables nor themes, and have no fonts of a system to choose from.
    """
    alone = as_plain(drawn)
    rules = "".join(line for line in SHEET.read_text(encoding="utf-8").splitlines() if line.startswith(".grafik"))
    plain = with_colours(rules, palette(LIGHT))
    head = alone.index(">") + 1
    return f"{alone[:head]}<style>{plain}.grafik{{font-family:{family}}}</style>{alone[head:]}"


VARIABLE = re.compile(r"--([\w-]+): ([^;]+);")
USED = re.compile(r"var\(--([\w-]+)(?:, *([^()]+))?\)")


def with_colours(rules: str, colours: Palette) -> str:
    """Write plain values in the place of variables; what stands for a missing one may name another."""
    known = dict(VARIABLE.findall(variables(colours)))
    while USED.search(rules):
        rules = USED.sub(lambda used: str(known.get(used[1]) or used[2] or "none"), rules)
    return rules


def as_plain(drawn: Markup) -> str:
    """Return the first drawing of a part of a page, without what stands around it."""
    return str(drawn)[drawn.index("<svg") : drawn.index("</svg>") + len("</svg>")]


@lru_cache(maxsize=KEPT)
def label(
    said: str, x: float, y: float, *, anchor: str = "start", size: int = SMALL, class_: str = "", bold: bool = False
) -> Markup:
    """Write a text; ``y`` is its base line."""
    return el(
        "text",
        said,
        x=shortened(x),
        y=shortened(y),
        text_anchor=None if anchor == "start" else anchor,
        font_size=size,
        font_weight="700" if bold else None,
        class_=class_ or None,
    )


def message(lines: Sequence[str], x: float, top: float) -> Markup:
    """Write a few lines of words in the place of a drawing."""
    step = LINE + 2
    return join(
        *(label(line, x, top + (number + 1) * step, size=SIZE, class_="nihil") for number, line in enumerate(lines))
    )


@lru_cache(maxsize=KEPT)
def rule(x1: float, y1: float, x2: float, y2: float, class_: str) -> Markup:
    """Draw a straight line."""
    return el("path", d=f"M{shortened(x1)} {shortened(y1)}L{shortened(x2)} {shortened(y2)}", class_=class_)


@lru_cache(maxsize=KEPT)
def block(x: float, y: float, width: float, height: float, class_: str, *, said: str = "") -> Markup:
    """Draw a rectangle, with a title where something is to be said of it."""
    return el(
        "rect",
        el("title", said) if said else None,
        x=shortened(x),
        y=shortened(y),
        width=shortened(max(0, width)),
        height=shortened(max(0, height)),
        class_=class_,
    )


def shortened(value: float) -> str:
    """Write a length with at most one digit behind the point."""
    return f"{value:.1f}".removesuffix(".0")
