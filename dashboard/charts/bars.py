"""Draws named numbers as horizontal bars; each state of a number has a look and words of its own."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from dashboard.charts.drawing import LINE, SIZE, block, drawing, is_narrow, label, message, rule
from dashboard.charts.measure import text_width, wrapped
from dashboard.elements import el, join
from etl.codes import STATED_ZERO, SUPPRESSED

EDGE, GAP = 4, 8
BAR, NARROW_BAR = 18, 14
WIDEST_NAME, NARROWEST_BAR = 300, 90
WIDEST_BESIDE = 0.3
"""Part of a small drawing that names beside the bars may take; longer ones stand above them."""
BETWEEN = 10
HIDDEN_WIDTH = 22
"""Width of the box that stands for a suppressed number: the same for each, so that it tells nothing."""
MARK_WIDTH = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class BarRow:
    """One bar; ``said`` stands at its end, the number or the words for its state."""

    name: str
    value: float | None
    said: str
    status: str
    implied: bool = False
    link: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BarGroup:
    """Bars with a heading; groups of one chapter, which stands over the first of them, have one scale.

    ``empty`` is said where there are no bars.
    """

    heading: str
    rows: tuple[BarRow, ...]
    chapter: str = ""
    opens: bool = False
    empty: str = ""


@dataclass(frozen=True, slots=True)
class _Room:
    start: float
    width: int
    scale: float


def draw_bars(
    rows: Sequence[BarRow],
    *,
    title: str,
    lang: str,
    width: int,
    beside: Sequence[BarRow] = (),
    empty: str = "",
) -> Markup:
    """Draw bars for one width in pixels: names beside them, or above them on a phone.

    Args:
        rows: the bars.
        title: the text alternative, one sentence.
        lang: language of the texts.
        width: of the drawing.
        beside: the bars of all drawings that are to be compared with this one; they share names' width and scale.
        empty: what is said where there are no bars.
    """
    groups = [BarGroup(heading="", rows=tuple(rows), empty=empty)]
    return draw_groups(groups, title=title, lang=lang, width=width, beside=beside)


def draw_groups(
    groups: Sequence[BarGroup], *, title: str, lang: str, width: int, beside: Sequence[BarRow] = ()
) -> Markup:
    """Draw groups of bars one under the other, with their names in one column; each chapter has a scale of its own.

    Other arguments as of ``draw_bars``.
    """
    rows = [row for group in groups for row in group.rows]
    names = _name_width([*rows, *beside])
    cramped = is_narrow(width) and names > width * WIDEST_BESIDE
    start = 0.0 if cramped else names + GAP
    parts: list[Markup] = []
    top = float(EDGE)
    for group in groups:
        together = [row for other in groups if other.chapter == group.chapter for row in other.rows]
        room = _Room(start, width, _scale([*together, *beside], start, width))
        drawn, top = _group(group, room, top)
        parts.append(drawn)
    role = "group" if any(row.link for row in rows) else "img"
    return drawing(*parts, width=width, height=top, title=title, lang=lang, role=role)


def _scale(rows: Sequence[BarRow], start: float, width: int) -> float:
    """Return the pixels that one stands for."""
    # Words in the place of a number have no bar before them.
    said = max((text_width(row.said, SIZE, bold=True) for row in rows if row.value is not None), default=0)
    room = max(NARROWEST_BAR, width - start - said - GAP - EDGE)
    highest = max((row.value or 0 for row in rows), default=0)
    return room / highest if highest else 0


def _group(group: BarGroup, room: _Room, top: float) -> tuple[Markup, float]:
    parts: list[Markup] = []
    for said, size in ((group.chapter if group.opens else "", SIZE + 1), (group.heading, SIZE)):
        if said:
            top += size + GAP
            parts.append(label(said, 0, top, size=size, class_="judul" if size > SIZE else "kunci", bold=True))
            top += GAP
    for row in group.rows:
        parts.append(_row(row, start=room.start, top=top, scale=room.scale, width=room.width))
        top += _height(row, room.start, room.width)
    if not group.rows and group.empty:
        lines = wrapped(group.empty, room.width, SIZE)
        parts.append(message(lines, 0, top))
        top += (len(lines) + 1) * (LINE + 2)
    return join(*parts), top


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
