"""Knows the charts that can be set into other pages, each drawn from the view that the site itself shows."""

from collections.abc import Callable
from dataclasses import dataclass

from markupsafe import Markup

from dashboard import formats
from dashboard.charts.trend import light_trend
from dashboard.elements import join
from dashboard.light_map import light_map
from dashboard.map_parts import legend_part
from dashboard.markup import markup
from dashboard.palette import MAP_CHART
from dashboard.reading import TREND_CHART, map_view, trend_view
from dashboard.release import Snapshot
from dashboard.sentences import topic
from dashboard.state import ViewState, address, region_address
from dashboard.wording import text
from geo.regions import NATIONAL

PATH = "/embed"


@dataclass(frozen=True, slots=True)
class Embedded:
    """One chart: what it is called, until when, what draws it, and the page of the site that shows more."""

    title: str
    until: str
    draw: Callable[[], Markup]
    page: str


def _map(snapshot: Snapshot, state: ViewState) -> Embedded:
    view = map_view(snapshot, state)
    return Embedded(
        title=_title(snapshot.places[NATIONAL].name, state),
        until=text(f"map_title_{state.level}", state.lang, month=formats.month(state.month, state.lang)),
        draw=lambda: join(Markup(light_map(view, snapshot)), markup(legend_part(view))),  # noqa: S704 (it escapes)
        page=address(state, snapshot),
    )


def _trend(snapshot: Snapshot, state: ViewState) -> Embedded:
    view = trend_view(snapshot, state, state.focus)
    return Embedded(
        title=_title(view.place.name, state),
        until=text("embed_until", state.lang, month=formats.month(state.month, state.lang)),
        draw=lambda: light_trend(view),
        page=region_address(state, snapshot, state.region) if state.region else address(state, snapshot),
    )


def _title(place: str, state: ViewState) -> str:
    """Name what a chart is about: in another site's page nothing around it does."""
    return text("embed_title", state.lang, place=place, topic=topic(state))


CHARTS: dict[str, Callable[[Snapshot, ViewState], Embedded]] = {MAP_CHART: _map, TREND_CHART: _trend}
