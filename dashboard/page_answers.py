"""Answers what the page asks for once its visitor rests."""

from dataclasses import replace
from functools import lru_cache

from dashboard.figures import trend_figure
from dashboard.layout import language_link, trend_notes
from dashboard.map_parts import map_records
from dashboard.palette import palette
from dashboard.parts import headline_part, provinces_part
from dashboard.reading import headline_view, map_view, trend_view
from dashboard.release import Snapshot
from dashboard.sentences import trend_alt
from dashboard.state import ViewState
from geo.regions import NATIONAL

KEPT_TRENDS = 16
"""Trends kept; all other answers are kept as they are sent."""


def map_answer(snapshot: Snapshot, state: ViewState) -> object:
    """Return table and files of the map."""
    return map_records(map_view(snapshot, state), snapshot)


def trend_answer(snapshot: Snapshot, state: ViewState, theme: str) -> tuple[object, ...]:
    """Return figure, notes and alternative text of the country's trend, whatever region is chosen."""
    return _trend(snapshot, replace(state, region=None), theme)


@lru_cache(maxsize=KEPT_TRENDS)
def _trend(snapshot: Snapshot, state: ViewState, theme: str) -> tuple[object, ...]:
    view = trend_view(snapshot, state, NATIONAL)
    return trend_figure(view, palette(theme)), trend_notes(snapshot, state), trend_alt(view)


def headline_answer(snapshot: Snapshot, state: ViewState) -> tuple[object, ...]:
    """Return headline, provinces and the link to the other language."""
    view = headline_view(snapshot, state, NATIONAL)
    return headline_part(view), provinces_part(snapshot, state), language_link(snapshot, state)
