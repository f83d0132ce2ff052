"""Draws what is chosen of the trend, for a page or as a file of its own."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from markupsafe import Markup

from dashboard.charts.lines import draw_lines, light_lines
from dashboard.charts.multiples import draw_multiples, small_multiples
from dashboard.charts.series import LinesView
from dashboard.charts.stack import StackView, draw_stack, light_stack
from dashboard.charts.trend import draw_trend, light_trend
from dashboard.reading import trend_view
from dashboard.release import Place, Snapshot
from dashboard.sentences import trend_alt
from dashboard.state import ViewState
from dashboard.trend_views import drawn_types, parent_of_parts, part_lines, part_stack, stage_lines, type_lines

FOR_PAGES: Mapping[str, Callable[[Snapshot, ViewState, str], Markup]] = {
    "total": lambda *asked: light_trend(trend_view(*asked)),
    "tahap": lambda *asked: light_lines(stage_lines(*asked)),
    "jenis": lambda *asked: light_lines(drawn_types(type_lines(*asked))),
    "provinsi": lambda *asked: light_stack(part_stack(*asked)),
    "semua": lambda *asked: small_multiples(part_lines(*asked), in_page=True),
}


class Picture(NamedTuple):
    """How one choice becomes a picture: what it is made from, its drawing, and what it says."""

    view: Callable[..., Any]
    draw: Callable[..., Markup]
    alt: Callable[[Any], str]


def _title(view: LinesView | StackView) -> str:
    return view.title


PICTURES: Mapping[str, Picture] = {
    "total": Picture(trend_view, draw_trend, trend_alt),
    "tahap": Picture(stage_lines, draw_lines, _title),
    "jenis": Picture(lambda *asked, first: drawn_types(type_lines(*asked, first=first)), draw_lines, _title),
    "provinsi": Picture(part_stack, draw_stack, _title),
    "semua": Picture(part_lines, draw_multiples, _title),
}


def page_picture(snapshot: Snapshot, state: ViewState, code: str) -> Markup:
    """Draw the chosen trend of a region for a page, for wide and narrow screens."""
    return FOR_PAGES[state.trend](snapshot, state, code)


def draw_chosen(snapshot: Snapshot, state: ViewState, *, first: str, width: int) -> Markup:
    """Draw the chosen trend for one width in pixels; the axis begins with the month ``first``."""
    picture = PICTURES[state.trend]
    return picture.draw(picture.view(snapshot, state, state.focus, first=first), width=width)


def chosen_alt(snapshot: Snapshot, state: ViewState, *, first: str) -> str:
    """Say in one sentence what the chosen trend shows."""
    picture = PICTURES[state.trend]
    return picture.alt(picture.view(snapshot, state, state.focus, first=first))


def chosen_place(snapshot: Snapshot, state: ViewState) -> Place:
    """Return the region that the chosen trend is of: for its parts, the one that has any."""
    by_region = state.trend in {"provinsi", "semua"}
    return snapshot.places[parent_of_parts(snapshot, state.focus) if by_region else state.focus]
