"""Knows the charts that can be set into other pages, each drawn from the view that the site itself shows."""

from collections.abc import Callable
from dataclasses import dataclass

from markupsafe import Markup

from dashboard import formats
from dashboard.charts.trend import light_trend
from dashboard.light_map import light_map
from dashboard.markup import to_html
from dashboard.palette import MAP_CHART
from dashboard.parts import legend_part
from dashboard.reading import TREND_CHART, map_view, trend_view
from dashboard.release import Snapshot
from dashboard.sentences import topic
from dashboard.state import ViewState, address
from dashboard.wording import text
from geo.regions import NATIONAL

PATH = "/embed"


@dataclass(frozen=True, slots=True)
class Embedded:
    """One chart: what it is called, what it shows until when, its drawing, and the page of the site that shows more."""

    title: str
    until: str
    drawn: Markup
    page: str


def _map(snapshot: Snapshot, state: ViewState) -> Embedded:
    view = map_view(snapshot, state)
    legend = to_html(legend_part(view), {})
    return Embedded(
        title=_title(snapshot.places[NATIONAL].name, state),
        until=text(f"map_title_{state.level}", state.lang, month=formats.month(state.month, state.lang)),
        drawn=Markup(light_map(view, snapshot) + legend),  # noqa: S704 (both escape what they are given)
        page=address(state, snapshot),
    )


def _trend(snapshot: Snapshot, state: ViewState) -> Embedded:
    view = trend_view(snapshot, state, state.focus)
    return Embedded(
        title=_title(view.place.name, state),
        until=text("embed_until", state.lang, month=formats.month(state.month, state.lang)),
        drawn=light_trend(view),
        page=address(state, snapshot),
    )


def _title(place: str, state: ViewState) -> str:
    """Name what a chart is about: in another site's page nothing around it does."""
    return text("embed_title", state.lang, place=place, topic=topic(state))


CHARTS: dict[str, Callable[[Snapshot, ViewState], Embedded]] = {MAP_CHART: _map, TREND_CHART: _trend}
