"""The ranking as a chart: the regions at its top as bars, those that are tied with the last one included."""

from collections.abc import Iterator, Sequence
from functools import partial

from markupsafe import Markup

from dashboard import formats
from dashboard.charts.bars import BarRow, draw_bars
from dashboard.files import Row, columns, file_name
from dashboard.graphics.chart import Chart, Graphic, Query, kept, parameters_of
from dashboard.graphics.words import minimum_source, rate_notes, violation_title
from dashboard.labels import label
from dashboard.ranking.state import CHART, parse_ranking, ranking_address, ranking_query
from dashboard.ranking.view import Ranked, RankingView, ranking_rows, ranking_view
from dashboard.ranking.words import coverage, field_name, lead, level_name, place_name
from dashboard.release import Snapshot
from dashboard.sentences import cell_words
from dashboard.state import region_address
from dashboard.wording import text

SHOWN = 12
"""Bars at most: a picture is read at a glance, and the whole ranking is on its page."""


def _graphic(snapshot: Snapshot, query: Query) -> Graphic:
    state = parse_ranking(query, snapshot)
    view = ranking_view(snapshot, state)
    shown = top(view)
    return Graphic(
        chart=CHART,
        lang=state.lang,
        release_id=snapshot.release_id,
        title=violation_title(state.view),
        subtitle=_subtitle(view, snapshot),
        alt=lead(view, snapshot),
        note=" ".join(_notes(view, shown, snapshot)),
        source=minimum_source(state.lang),
        page=ranking_address(state, snapshot),
        query=kept(ranking_query(state, snapshot), parameters_of(CHART)),
        draw=partial(_draw, view, snapshot),
    )


def top(view: RankingView) -> Sequence[Ranked]:
    """Return the regions that are drawn: no more than there is room for, and never only some of those tied."""
    rows = view.ranked
    if len(rows) <= SHOWN:
        return rows
    next_rank = rows[SHOWN].rank
    whole = [row for row in rows[:SHOWN] if row.rank != next_rank]
    return whole or rows[:SHOWN]


def _notes(view: RankingView, shown: Sequence[Ranked], snapshot: Snapshot) -> Iterator[str]:
    """Say how much is on record, how many regions with a number are not drawn, and how to read the bars."""
    missing, lang = len(view.ranked) - len(shown), view.state.lang
    yield coverage(view, snapshot)
    if missing:
        yield text("graphic_ranking_more", lang, count=formats.number(missing, lang))
    if any(row.entry.reading.implied for row in shown):
        yield text("graphic_implied", lang)
    if view.by_rate:
        yield from rate_notes(((row.place.name, row.rate) for row in shown), lang)


def _subtitle(view: RankingView, snapshot: Snapshot) -> str:
    state, lang = view.state, view.state.lang
    return text(
        f"graphic_ranking_{state.order}",
        lang,
        level=level_name(state),
        field=field_name(state, snapshot),
        unit=label("unit", state.view.unit, lang),
        election=label("election", state.view.election, lang),
        month=formats.month(state.view.month, lang),
    )


def _draw(view: RankingView, snapshot: Snapshot, width: int, root: str) -> Markup:
    rows = [_bar(row, view, snapshot, root) for row in top(view)]
    lang = view.state.lang
    return draw_bars(rows, title=lead(view, snapshot), lang=lang, width=width, empty=text("trend_nothing", lang))


def _bar(row: Ranked, view: RankingView, snapshot: Snapshot, root: str) -> BarRow:
    lang, reading = view.state.lang, row.entry.reading
    rated = view.by_rate and row.rate is not None
    return BarRow(
        name=place_name(row, view.state),
        value=row.rate.per_10000 if rated and row.rate else reading.value,
        said=formats.rate(row.rate.per_10000, lang) if rated and row.rate else cell_words(reading, lang),
        status=reading.status,
        implied=reading.implied,
        link=root + region_address(view.state.view, snapshot, row.place.code),
    )


def _rows(snapshot: Snapshot, query: Query) -> list[Row]:
    return ranking_rows(snapshot, parse_ranking(query, snapshot))


RANKING = Chart(
    name=CHART,
    parameters=parameters_of(CHART),
    columns=lambda *_: columns("ringkasan"),
    rows=_rows,
    file_name=lambda snapshot, query: file_name(CHART, parse_ranking(query, snapshot).view, snapshot.release_id),
    graphic=_graphic,
)
