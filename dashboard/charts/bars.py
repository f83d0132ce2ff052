"""Draws named numbers as horizontal bars; each state of a number has a look and words of its own."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from dashboard.charts.drawing import LINE, NARROW, SIZE, block, drawing, label, pair, rule
from dashboard.charts.measure import text_width, wrapped
from dashboard.elements import el, join
from etl.codes import STATED_ZERO, SUPPRESSED

EDGE, GAP = 4, 8
BAR, NARROW_BAR = 18, 14
WIDEST_NAME, NARROWEST_BAR = 300, 90
BETWEEN = 10
HIDDEN_WIDTH = 22
"""Width of the box that stands for a suppressed number: the same for each, so that it tells nothing."""
MARK_WIDTH = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class BarRow:
    """One bar; ``said`` stands at its end, the number or the words for its state."""

    name: str
    value: int | None
    said: str
    status: str
    implied: bool = False
    link: str | None = None


def light_bars(rows: Sequence[BarRow], *, title: str, description: str = "", lang: str) -> Markup:
    """Draw bars for both widths of a page; ``title`` is the text alternative, one sentence."""
    return pair(lambda width: draw_bars(rows, title=title, description=description, lang=lang, width=width))


def draw_bars(
    rows: Sequence[BarRow],
    *,
    title: str,
    description: str = "",
    lang: str,
    width: int,
    beside: Sequence[BarRow] | None = None,
) -> Markup:
    """Draw bars for one width in pixels: names beside them, or above them on a phone.

    Args:
        rows: the bars.
        title: the text alternative, one sentence.
        description: more of it.
        lang: language of the texts.
        width: of the drawing.
        beside: the bars of all drawings that are to be compared with this one; they share names' width and scale.
    """
    every = [*rows, *(beside or ())]
    start = 0.0 if width <= NARROW else _name_width(every) + GAP
    said = max((text_width(row.said, SIZE, bold=True) for row in every), default=0)
    room = max(NARROWEST_BAR, width - start - said - GAP - EDGE)
    scale = room / max((row.value or 0 for row in every), default=0) if any(row.value for row in every) else 0
    parts: list[Markup] = []
    top = float(EDGE)
    for row in rows:
        parts.append(_row(row, start=start, top=top, scale=scale, width=width))
        top += _height(row, start, width)
    role = "group" if any(row.link for row in rows) else "img"
    return drawing(*parts, width=width, height=top, title=title, description=description, lang=lang, role=role)


def _name_width(rows: Sequence[BarRow]) -> float:
    return min(WIDEST_NAME, max((text_width(row.name, SIZE) for row in rows), default=0))


def _name_lines(row: BarRow, start: float, width: int) -> tuple[str, ...]:
    return wrapped(row.name, start - GAP if start else width - EDGE, SIZE)


def _height(row: BarRow, start: float, width: int) -> float:
    words = len(_name_lines(row, start, width)) * (LINE + 1)
    return max(words, BAR) + BETWEEN if start else words + NARROW_BAR + BETWEEN + EDGE


def _row(row: BarRow, *, start: float, top: float, scale: float, width: int) -> Markup:
    lines = _name_lines(row, start, width)
    thick = BAR if start else NARROW_BAR
    bar_top = top if start else top + len(lines) * (LINE + 1) + EDGE
    x, anchor = (start - GAP, "end") if start else (0.0, "start")
    words = (
        label(line, x, top + (number + 1) * (LINE + 1) - 3, anchor=anchor, size=SIZE, class_="nama")
        for number, line in enumerate(lines)
    )
    name = el("a", *words, href=row.link) if row.link else join(*words)
    end = start + _length(row, scale)
    class_ = "ujung" if row.value is not None else "nihil"
    said = label(row.said, end + GAP - 2, bar_top + thick / 2 + 5, size=SIZE, class_=class_, bold=row.value is not None)
    return join(name, _bar(row, start, bar_top, thick, scale), said)


def _length(row: BarRow, scale: float) -> float:
    if row.value:
        return max(MARK_WIDTH, row.value * scale)
    return HIDDEN_WIDTH if row.status == SUPPRESSED else MARK_WIDTH if row.status == STATED_ZERO else 0


def _bar(row: BarRow, start: float, top: float, thick: float, scale: float) -> Markup | None:
    """Draw a number as a bar, a stated zero as a thick line at its start, a suppressed one as a crossed box."""
    length = _length(row, scale)
    if row.value:
        class_ = "batang-tersirat" if row.implied else "batang"
        return block(start, top, length, thick, class_, said=f"{row.name}: {row.said}")
    if row.status == STATED_ZERO:
        return block(start, top, length, thick, "batang-nol", said=f"{row.name}: {row.said}")
    if row.status == SUPPRESSED:
        return join(
            block(start, top, length, thick, "batang-sembunyi", said=f"{row.name}: {row.said}"),
            rule(start, top + thick, start + length, top, "coret"),
        )
    return None
