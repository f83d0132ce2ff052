"""Draws what is chosen of the trend, for a page or as a file of its own."""

from collections.abc import Callable, Mapping

from markupsafe import Markup

from dashboard import formats
from dashboard.charts.drawing import WIDE, as_file
from dashboard.charts.lines import draw_lines, light_lines
from dashboard.charts.multiples import draw_multiples, small_multiples
from dashboard.charts.stack import draw_stack, light_stack
from dashboard.charts.trend import draw_trend, light_trend
from dashboard.labels import inline, label
from dashboard.reading import trend_view
from dashboard.release import Snapshot
from dashboard.sentences import topic
from dashboard.state import ViewState
from dashboard.trend_views import drawn_types, parent_of_parts, part_lines, part_stack, stage_lines, type_lines
from dashboard.wording import text

FOR_PAGES: Mapping[str, Callable[[Snapshot, ViewState, str], Markup]] = {
    "total": lambda *asked: light_trend(trend_view(*asked)),
    "tahap": lambda *asked: light_lines(stage_lines(*asked)),
    "jenis": lambda *asked: light_lines(drawn_types(type_lines(*asked))),
    "provinsi": lambda *asked: light_stack(part_stack(*asked)),
    "semua": lambda *asked: small_multiples(part_lines(*asked), in_page=True),
}
FOR_FILES: Mapping[str, Callable[..., Markup]] = {
    "total": lambda *asked, first: draw_trend(trend_view(*asked, first=first), width=WIDE),
    "tahap": lambda *asked, first: draw_lines(stage_lines(*asked, first=first), width=WIDE),
    "jenis": lambda *asked, first: draw_lines(drawn_types(type_lines(*asked, first=first)), width=WIDE),
    "provinsi": lambda *asked, first: draw_stack(part_stack(*asked, first=first), width=WIDE),
    "semua": lambda *asked, first: draw_multiples(part_lines(*asked, first=first), width=WIDE),
}


def page_picture(snapshot: Snapshot, state: ViewState, code: str) -> Markup:
    """Draw the chosen trend of a region for a page, for wide and narrow screens."""
    return FOR_PAGES[state.trend](snapshot, state, code)


def trend_file(snapshot: Snapshot, state: ViewState, *, first: str) -> str:
    """Write the chosen trend of a region as one SVG file that begins with the month ``first``."""
    drawn = FOR_FILES[state.trend](snapshot, state, state.focus, first=first)
    source = text("file_source", state.lang, site=text("site_name", state.lang), release=snapshot.release_id)
    return as_file(drawn, heading=_heading(snapshot, state), source=source)


def _heading(snapshot: Snapshot, state: ViewState) -> str:
    lang = state.lang
    by_region = state.trend in {"provinsi", "semua"}
    place = parent_of_parts(snapshot, state.focus) if by_region else state.focus
    return text(
        f"file_heading_{state.trend}",
        lang,
        place=snapshot.places[place].name,
        topic=topic(state),
        unit=inline("unit", state.unit, lang),
        election=label("election", state.election, lang),
        month=formats.month(state.month, lang),
    )
