"""Draws many series as small lines side by side on one scale, each with its name and its last number."""

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from dashboard.charts.calendar import Calendar, month_box
from dashboard.charts.drawing import LINE, SIZE, block, drawing, label, rule, shortened
from dashboard.charts.measure import wrapped
from dashboard.charts.scales import CountScale, DayScale, Span, step_path
from dashboard.charts.series import Line, LinesView
from dashboard.charts.signs import sign
from dashboard.elements import el, join

CELL, HIGH, EDGE = 150, 46, 4
FEWEST_COLUMNS, COLUMN = 2, 170
"""As many columns as have this width in pixels."""
GUTTER = 12
DOT = 2.5


def small_multiples(view: LinesView, *, in_page: bool = False) -> Markup:
    """Write a list of small drawings that fills whatever width the page has; names and numbers are plain text.

    ``in_page`` marks the links as other states of the same page, which its script follows without loading it anew.
    """
    highest = _highest(view)
    cells = (el("li", _entry(line, view, highest, in_page=in_page)) for line in view.lines)
    return el("ul", *cells, class_="kisi-kecil", aria_label=view.title)


def _entry(line: Line, view: LinesView, highest: int, *, in_page: bool) -> Markup:
    picture = el(
        "svg",
        _picture(line, view.calendar, highest),
        viewBox=f"0 0 {CELL} {HIGH}",
        class_="grafik",
        aria_hidden="true",
    )
    name = el("span", line.name, class_="nama")
    number = el("strong" if line.known else "span", line.end, class_="angka" if line.known else "angka nihil")
    if not line.link:
        return el("div", name, number, picture)
    return el("a", name, number, picture, href=line.link, data_state=1 if in_page else None)


def draw_multiples(view: LinesView, *, width: int) -> Markup:
    """Draw the same as one picture for one width in pixels, for a file."""
    columns = max(FEWEST_COLUMNS, int(width // COLUMN))
    across = (width - GUTTER * (columns - 1)) / columns
    words = [_words(line, across) for line in view.lines]
    above = max((len(names) + len(ends) for names, ends in words), default=0) * (LINE + 1) + EDGE
    high = above + HIGH * across / CELL + GUTTER
    highest = _highest(view)
    cells = (
        el(
            "g",
            *_said(*words[number]),
            el("g", _picture(line, view.calendar, highest), transform=_place(0, above, across / CELL)),
            transform=_place(number % columns * (across + GUTTER), number // columns * high),
        )
        for number, line in enumerate(view.lines)
    )
    return drawing(
        *cells,
        width=width,
        height=-(-len(view.lines) // columns) * high,
        title=view.title,
        description=view.description,
        lang=view.lang,
    )


def _words(line: Line, across: float) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return wrapped(line.name, across, SIZE, bold=True), wrapped(line.end, across, SIZE)


def _said(names: tuple[str, ...], ends: tuple[str, ...]) -> Iterator[Markup]:
    for number, line in enumerate((*names, *ends), start=1):
        yield label(line, 0, number * (LINE + 1), size=SIZE, bold=number <= len(names), class_="nama")


def _place(x: float, y: float, scale: float = 1) -> str:
    return f"translate({shortened(x)} {shortened(y)})" + (f" scale({scale:.3f})" if scale != 1 else "")


def _highest(view: LinesView) -> int:
    return max((value or 0 for line in view.lines for value in line.values), default=0) or 1


def _picture(line: Line, calendar: Calendar, highest: int) -> Markup:
    """Draw a step line over its base; without a number there is neither, only a dotted frame."""
    if not line.known:
        return block(0.5, EDGE, CELL - 1, HIGH - 2 * EDGE, "kosong")
    scale = calendar.scale(Span(0, CELL))
    counts = CountScale(highest, Span(EDGE, HIGH - EDGE))
    polling = _polling(calendar, scale)
    places = [
        (month_box(month, scale).end, counts.at(value))
        for month, value in zip(calendar.months, line.values, strict=False)
        if value is not None
    ]
    ground = counts.at(0)
    return join(
        rule(0, ground, CELL, ground, "dasar"),
        polling,
        el("path", d=_area(places, ground), class_="luas"),
        el("path", d=step_path(places), class_="jalur"),
        sign(0, *places[-1], class_="titik", radius=DOT),
    )


def _area(places: Sequence[tuple[float, float]], ground: float) -> str:
    """Close a step line to an area down to the ground."""
    return f"{step_path([(places[0][0], ground), *places])}V{shortened(ground)}z"


def _polling(calendar: Calendar, scale: DayScale) -> Markup | None:
    if calendar.polling_day is None:
        return None
    x = scale.at(calendar.polling_day)
    return rule(x, 0, x, HIGH - EDGE, "coblos")
