"""Writes light charts as SVG: one drawing a width, a pair of them for pages, one with its own colours as a file."""

import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from markupsafe import Markup

from dashboard.charts.measure import wrapped
from dashboard.colours import variables
from dashboard.elements import Child, el, join
from dashboard.palette import DARK, LIGHT

WIDE, NARROW = 720, 320
"""Widths in pixels for which charts are drawn; text keeps its size only near them."""
SIZE, SMALL = 13, 12
"""Sizes of text in pixels."""
LINE = 15
"""Height of a line of text in pixels."""
SHEET = Path(__file__).parent.parent / "assets" / "grafik.css"
VIEW_BOX = re.compile(r'viewBox="0 0 ([0-9.]+) ([0-9.]+)"')
HEADING, MARGIN = 17, 16
"""Size of the heading of a file, and the margin around it, in pixels."""
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


def pair(draw: Callable[[int], Markup]) -> Markup:
    """Draw a chart for both widths; the sheet of the charts shows the one that suits the screen."""
    return join(
        el("div", draw(WIDE), class_="lebar"),
        el("div", draw(NARROW), class_="sempit"),
    )


def as_file(drawn: Markup, *, heading: str, source: str) -> str:
    """Let a drawing stand without a page: a margin, a heading, its source, and the colours of both themes.

    Args:
        drawn: one drawing, as ``drawing`` makes it.
        heading: what it shows, broken into lines above it.
        source: where it is from, broken into lines below it.
    """
    rules = f":root{{{variables(LIGHT)}}}@media(prefers-color-scheme:dark){{:root{{{variables(DARK)}}}}}"
    width, height = (float(part) for part in VIEW_BOX.search(drawn).groups())  # type: ignore[union-attr]
    above, below = wrapped(heading, width, HEADING, bold=True), wrapped(source, width, SMALL)
    high_above, high_below = len(above) * (HEADING + 5) + LINE, len(below) * LINE + LINE
    box = (-MARGIN, -MARGIN - high_above, width + 2 * MARGIN, height + 2 * MARGIN + high_above + high_below)
    parts = join(
        el("style", Markup(rules + SHEET.read_text(encoding="utf-8"))),  # noqa: S704
        el("rect", x=shortened(box[0]), y=shortened(box[1]), width="100%", height="100%", class_="kertas"),
        *_lines(above, -high_above + HEADING, size=HEADING, step=HEADING + 5, class_="judul"),
        *_lines(below, height + LINE + SMALL / 2, size=SMALL, step=LINE, class_="kecil"),
    )
    head = drawn.index(">") + 1
    placed = " ".join(shortened(part) for part in box)
    opened = VIEW_BOX.sub(f'viewBox="{placed}" width="{shortened(box[2])}" height="{shortened(box[3])}"', drawn[:head])
    return f"{opened}{parts}{drawn[head:]}"


def _lines(words: Sequence[str], base: float, *, size: int, step: int, class_: str) -> Iterator[Markup]:
    for number, line in enumerate(words):
        yield label(line, 0, base + number * step, size=size, class_=class_, bold=size == HEADING)


def as_print(drawn: Markup, *, family: str) -> str:
    """Give a drawing the light colours as plain values, and one family of type.

    Makers of PDF know neither variables nor themes, and have no fonts of a system to choose from.
    """
    alone = as_plain(drawn)
    rules = "".join(line for line in SHEET.read_text(encoding="utf-8").splitlines() if line.startswith(".grafik"))
    colours = dict(VARIABLE.findall(variables(LIGHT)))
    plain = USED.sub(lambda used: str(colours.get(used[1]) or used[2] or "none"), rules)
    head = alone.index(">") + 1
    return f"{alone[:head]}<style>{plain}.grafik{{font-family:{family}}}</style>{alone[head:]}"


VARIABLE = re.compile(r"--([\w-]+): ([^;]+);")
USED = re.compile(r"var\(--([\w-]+)(?:, *([^)]+))?\)")


def as_plain(drawn: Markup) -> str:
    """Return the first drawing of a part of a page, without what stands around it."""
    return str(drawn)[drawn.index("<svg") : drawn.index("</svg>") + len("</svg>")]


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


def rule(x1: float, y1: float, x2: float, y2: float, class_: str) -> Markup:
    """Draw a straight line."""
    return el("path", d=f"M{shortened(x1)} {shortened(y1)}L{shortened(x2)} {shortened(y2)}", class_=class_)


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
