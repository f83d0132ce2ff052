"""Draws parts of one running total as areas on top of each other, each named at its end."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from markupsafe import Markup

from dashboard import formats
from dashboard.charts.calendar import MONTHS_HEIGHT, Calendar, bands, month_box, month_labels, rows_high
from dashboard.charts.drawing import LINE, SMALL, drawing, is_narrow, label, pair, rule, shortened, taller
from dashboard.charts.measure import spread, wrapped
from dashboard.charts.panel import MIDDLE, Panel, frame, nothing, panel, side_width
from dashboard.charts.scales import CountScale, DayScale, Span
from dashboard.elements import el, join
from dashboard.wording import text

EDGE, HEIGHT = 12, {True: 250, False: 300}
LABEL_ROOM, LABEL_GAP = {True: 122, False: 200}, 14
STUCK = "\N{NO-BREAK SPACE}"
PART, OTHERS, UNEXPLAINED = "bagian", "lain", "tak-terinci"


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """One part: how much of the total it is at the end of each month; ``kind`` chooses its look."""

    name: str
    values: tuple[int, ...]
    kind: str = PART


@dataclass(frozen=True, slots=True, kw_only=True)
class StackView:
    """Parts that add up to one total, the lowest first; ``title`` is the text alternative, one sentence."""

    title: str
    description: str = ""
    calendar: Calendar
    layers: tuple[Layer, ...]

    @property
    def totals(self) -> tuple[int, ...]:
        """Return the sum of all parts for each month."""
        return tuple(sum(values) for values in zip(*(layer.values for layer in self.layers), strict=True))


class Area(NamedTuple):
    """A layer between two heights for each month."""

    layer: Layer
    low: tuple[int, ...]
    high: tuple[int, ...]


def light_stack(view: StackView) -> Markup:
    """Draw the parts for both widths of a page."""
    return pair(lambda width: draw_stack(view, width=width))


def draw_stack(view: StackView, *, width: int) -> Markup:
    """Draw the parts for one width in pixels."""
    narrow = is_narrow(width)
    highest = max(view.totals, default=0)
    across = Span(side_width(highest, view.calendar.lang), width - LABEL_ROOM[narrow])
    scale = view.calendar.scale(across)
    top = rows_high(view.calendar, scale) + EDGE
    drawn = panel(across=across, top=top, height=taller(HEIGHT[narrow], width), highest=highest)
    areas = [area for area in _areas(view.layers) if any(area.layer.values)]
    layers = (_area(area, number, view.calendar, scale, drawn.counts) for number, area in enumerate(areas))
    return drawing(
        bands(view.calendar, scale, bottom=drawn.bottom),
        *((frame(drawn, view.calendar.lang), *layers) if areas else (nothing(drawn, view.calendar.lang),)),
        _names(areas, view, drawn, width),
        month_labels(view.calendar, scale, top=drawn.bottom),
        width=width,
        height=drawn.bottom + MONTHS_HEIGHT,
        title=view.title,
        description=view.description,
        lang=view.calendar.lang,
    )


def _areas(layers: Sequence[Layer]) -> list[Area]:
    areas: list[Area] = []
    for layer in layers:
        low = areas[-1].high if areas else (0,) * len(layer.values)
        areas.append(Area(layer, low, tuple(map(sum, zip(low, layer.values, strict=True)))))
    return areas


def _area(area: Area, number: int, calendar: Calendar, scale: DayScale, counts: CountScale) -> Markup:
    """Draw one part as steps, wherever it is more than nothing."""
    class_ = f"lapis lapis-{number + 1}" if area.layer.kind == PART else f"lapis lapis-{area.layer.kind}"
    boxes = [month_box(month, scale) for month in calendar.months[: len(area.high)]]
    edges = [(box, counts.at(low), counts.at(high)) for box, low, high in zip(boxes, area.low, area.high, strict=True)]
    runs = (list(run) for grown, run in groupby(edges, key=lambda edge: edge[2] < edge[1]) if grown)
    return el("path", el("title", _said(area, calendar)), d="".join(map(_outline, runs)), class_=class_)


def _outline(edges: Sequence[tuple[Span, float, float]]) -> str:
    """Go along the upper edge month by month, and back along the lower one."""
    there = _stairs([(high, box.end) for box, _, high in edges])
    back = _stairs([(low, box.start) for box, low, _ in reversed(edges)])
    return f"M{shortened(edges[0][0].start)} {shortened(edges[0][1])}{there}{back}z"


def _stairs(steps: Sequence[tuple[float, float]]) -> str:
    """Go to each height and along it; months of one height are one step."""
    runs = ((height, [x for _, x in run]) for height, run in groupby(steps, key=lambda step: step[0]))
    return "".join(f"V{shortened(height)}H{shortened(ends[-1])}" for height, ends in runs)


def _said(area: Area, calendar: Calendar) -> str:
    month = calendar.months[len(area.layer.values) - 1]
    return text(
        "line_month_said",
        calendar.lang,
        name=area.layer.name,
        month=formats.month(month, calendar.lang),
        value=formats.number(area.layer.values[-1], calendar.lang),
    )


def _names(areas: Sequence[Area], view: StackView, drawn: Panel, width: int) -> Markup:
    """Write the name and number of each part beside it, moved apart where parts are thin."""
    room = LABEL_ROOM[is_narrow(width)] - LABEL_GAP - EDGE
    words = [wrapped(_name(area.layer, view.calendar.lang), room, SMALL) for area in areas]
    middles = [drawn.counts.at((area.low[-1] + area.high[-1]) / 2) for area in areas]
    heights = [len(lines) * LINE + 2.0 for lines in words]
    placed = spread(middles, heights, low=LINE / 2, high=drawn.bottom + 2 * LINE)
    start = drawn.across.end + LABEL_GAP
    return join(
        *(_name_at(lines, start, place, middle) for lines, place, middle in zip(words, placed, middles, strict=True))
    )


def _name(layer: Layer, lang: str) -> str:
    return f"{layer.name}{STUCK}{formats.number(layer.values[-1], lang)}"


def _name_at(lines: Sequence[str], start: float, place: float, middle: float) -> Markup:
    first = place + MIDDLE - (len(lines) - 1) * LINE / 2
    words = (label(line, start + 4, first + number * LINE, class_="nama") for number, line in enumerate(lines))
    return join(rule(start - LABEL_GAP / 2 + 1, middle, start + 1, place, "penunjuk"), *words)
