"""Draws the election's calendar over a Plotly figure: stages as named bands, days before polling, polling day."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from dashboard.charts.calendar import (
    Calendar,
    Placed,
    PlacedCount,
    calendar_of,
    placed_counts,
    placed_marks,
)
from dashboard.charts.scales import DayScale, Span
from dashboard.palette import Palette
from dashboard.views import TrendView

LEFT, RIGHT = 44, 30
PHONE = 320
"""Narrowest width of a figure in pixels: names that keep apart there do so on wider screens."""
ROW, ABOVE, TITLE = 15, 6, 20
"""Heights in pixels: of a row of names, of the room above them, and of the panel's title below them."""
TEXT = 11


def _places(view: TrendView) -> tuple[Calendar, DayScale]:
    calendar = calendar_of(view)
    return calendar, calendar.scale(Span(LEFT, PHONE - RIGHT))


def _rows(view: TrendView) -> tuple[Sequence[Placed], Sequence[PlacedCount], int]:
    """Return stages and days before polling in their rows, and how many rows the days take."""
    counts = placed_counts(*_places(view))
    return placed_marks(*_places(view)), counts, max((count.row + 1 for count in counts), default=0)


def marks_height(view: TrendView) -> int:
    """Return the room above the panels in pixels."""
    stages, _, rows = _rows(view)
    return (max((stage.top_row + 1 for stage in stages), default=0) + rows) * ROW + TITLE + 2 * ABOVE


def numbered(view: TrendView) -> bool:
    """Tell whether any stage is marked by its number in the key, as its name has no room on a phone."""
    return any(_number(stage) for stage in placed_marks(*_places(view)))


def _number(stage: Placed) -> bool:
    return stage.anchor == "start"


def mark_shapes(view: TrendView, colours: Palette) -> list[dict[str, Any]]:
    """Return bands through both panels and up to their names, and the lines of polling day and the days before."""
    stages, counts, rows = _rows(view)
    shapes: list[dict[str, Any]] = []
    for index, stage in enumerate(stages):
        high = (rows + stage.row + 1) * ROW + TITLE
        if stage.mark.start == view.polling_day:
            shapes += _line(stage.mark.start, high, {"color": colours.polling, "width": 1.5, "dash": "dot"})
        else:
            shapes += _band(stage, high, colours.band, 0.9 if index % 2 else 0.55)
    line = {"color": colours.muted, "width": 1, "dash": "dot"}
    return shapes + [shape for count in counts for shape in _line(count.day, (rows - count.row) * ROW + TITLE, line)]


def _line(day: date, high: float, line: dict[str, Any]) -> list[dict[str, Any]]:
    x = day.isoformat()  # as text: Plotly's encoder tries seven other kinds before it takes a day for a day
    across = {"type": "line", "xref": "x", "x0": x, "x1": x, "line": line, "layer": "below"}
    return [{**across, **_through()}, {**across, **_above(high)}]


def _band(stage: Placed, high: float, colour: str, opacity: float) -> list[dict[str, Any]]:
    start, end = stage.mark.start.isoformat(), (stage.mark.end + timedelta(days=1)).isoformat()
    band = {
        "type": "rect", "xref": "x", "x0": start, "x1": end,
        "fillcolor": colour, "opacity": opacity, "line": {"width": 0}, "layer": "below",
    }  # fmt: skip
    return [{**band, **_through()}, {**band, **_above(high)}]


def _through() -> dict[str, Any]:
    return {"yref": "paper", "y0": 0, "y1": 1}


def _above(high: float) -> dict[str, Any]:
    return {"yref": "paper", "ysizemode": "pixel", "yanchor": 1, "y0": 0, "y1": high}


def mark_names(view: TrendView, colours: Palette) -> list[dict[str, Any]]:
    """Return the names of the stages, numbers where a name has no room on a phone, and the days before polling."""
    stages, counts, rows = _rows(view)
    marks = [mark.stage for mark in view.marks]
    names = [
        _name(
            str(marks.index(stage.mark.stage) + 1) if _number(stage) else "<br>".join(stage.lines),
            stage.mark.start, rows + stage.row, "right", colours.text,
        )
        for stage in stages
    ]  # fmt: skip
    return names + [
        _name(
            count.said, count.day, rows - 1 - count.row, "left" if count.anchor == "start" else "right", colours.muted
        )
        for count in counts
    ]


def _name(said: str, day: date, row: int, anchor: str, colour: str) -> dict[str, Any]:
    """Write a name beside a day; ``anchor`` is the side of the text that touches the line of the day."""
    return {
        "xref": "x", "yref": "paper", "x": day.isoformat(), "y": 1, "xanchor": anchor, "yanchor": "bottom",
        "showarrow": False,
        "xshift": 1 if anchor == "left" else -1, "yshift": row * ROW + TITLE, "text": said, "align": anchor,
        "font": {"size": TEXT, "color": colour}, "borderpad": 1,
    }  # fmt: skip
