"""Reads single numbers from a release, and builds the views of the map, the trend and the headline."""

from collections.abc import Sequence
from functools import lru_cache

from dashboard.palette import (
    FIRST_NUMBER_CLASS,
    NOTHING_CLASS,
    SUPPRESSED_CLASS,
    ZERO_CLASS,
    class_floors,
    class_of,
    rate_floors,
)
from dashboard.release import PROVINCE_LEVEL, REGENCY_LEVEL, Observation, Place, SeriesKey, Snapshot, Violation
from dashboard.spans import COUNTRY, Span, spans
from dashboard.state import RATED_UNIT, ViewState
from dashboard.tiles import shown_boundary, tile_spans
from dashboard.views import (
    HeadlineView,
    MapClass,
    MapEntry,
    MapView,
    Mark,
    NotedFigure,
    Rate,
    Reading,
    TrendPoint,
    TrendView,
)
from etl.catalogue import load_catalogue
from etl.codes import STATED_ZERO, SUPPRESSED, UNPUBLISHED
from etl.months import month_of
from etl.rates import is_small, rate_per_10000
from geo.regions import NATIONAL

KEPT_VIEWS = 32
KEPT_SERIES = 4096
"""Series kept month by month, of 14,000 that the regions, stages and units of both elections make."""
TREND_CHART = "tren-pelanggaran"
WITHOUT_NUMBER = {UNPUBLISHED, SUPPRESSED}
NOTHING = Reading(value=None, unexplained=0, status=UNPUBLISHED, implied=False, basis="publikasi")


def read(snapshot: Snapshot, key: SeriesKey, month: str) -> Reading:
    """Return what is known of a series at the end of a month."""
    row = snapshot.at(key, month)
    return NOTHING if row is None else _reading(row)


def _reading(row: Observation) -> Reading:
    value = None if row.status in WITHOUT_NUMBER else row.cumulative
    return Reading(value, row.unexplained, row.status, row.implied, row.basis)


def rate(place: Place, snapshot: Snapshot, state: ViewState) -> Rate | None:
    """Return persons per 10,000 civil servants, where both numbers were published."""
    value = read(snapshot, state.key(place.code), state.month).value
    if state.unit != RATED_UNIT or value is None or not place.pns_count:
        return None
    return Rate(rate_per_10000(count=value, pns_count=place.pns_count), place.pns_count, is_small(place.pns_count))


@lru_cache(maxsize=KEPT_VIEWS)
def map_view(snapshot: Snapshot, state: ViewState) -> MapView:
    """Build the map: every region of the level, or of the province that is shown large, with its number and class."""
    entries = tuple(map_entry(snapshot, state, place) for place in drawn_places(snapshot, state))
    boundary = shown_boundary(snapshot, state)
    return MapView(
        state=state,
        release_id=snapshot.release_id,
        entries=entries,
        classes=_classes(state, entries),
        geometry=f"/geo/{boundary.file_name}" if boundary else None,
        chosen=_chosen(snapshot, state),
        province=snapshot.places[state.province].name if state.province else "",
        span=tile_spans()[state.province] if state.shows_tiles and state.province else _span(snapshot, state.province),
    )


def _span(snapshot: Snapshot, province: str | None) -> Span:
    boundary = snapshot.boundary(PROVINCE_LEVEL)
    return spans(boundary).get(province, COUNTRY) if boundary and province else COUNTRY


def drawn_places(snapshot: Snapshot, state: ViewState) -> tuple[Place, ...]:
    """Return the regions on the map of a state, sorted by code."""
    places = snapshot.places_at(state.level)
    return tuple(place for place in places if state.province in (None, place.code[:2]))


def map_entry(snapshot: Snapshot, state: ViewState, place: Place) -> MapEntry:
    """Build one region of the map."""
    reading = read(snapshot, state.key(place.code), state.month)
    province = snapshot.province_of(place.code)
    compared = state.shows_rate and bool(rate_floors(place.level))
    known = rate(place, snapshot, state) if compared else None
    return MapEntry(
        place=place,
        province=province.name if province else "",
        reading=reading,
        class_index=_class(reading, known.per_10000 if known else None, compared=compared, place=place, state=state),
        rate=known,
    )


def _class(reading: Reading, per_10000: float | None, *, compared: bool, place: Place, state: ViewState) -> int:
    return class_of(
        per_10000 if compared else reading.value,
        stated_zero=reading.status == STATED_ZERO,
        floors=floors_of(place.level, state, compared=compared),
        suppressed=reading.status == SUPPRESSED,
    )


def floors_of(level: str, state: ViewState, *, compared: bool) -> tuple[float, ...]:
    """Return where the classes of a map begin: of rates if those are compared, else of counts."""
    return rate_floors(level) if compared else class_floors(level, state.unit)


def _classes(state: ViewState, entries: tuple[MapEntry, ...]) -> tuple[MapClass, ...]:
    counts = [entry.class_index for entry in entries]
    floors = floors_of(state.level, state, compared=state.shows_rate)
    ceilings = class_ceilings(floors, compared=state.shows_rate)
    spans = zip(range(FIRST_NUMBER_CLASS, FIRST_NUMBER_CLASS + len(floors)), floors, ceilings, strict=True)
    return (
        MapClass(NOTHING_CLASS, None, None, counts.count(NOTHING_CLASS)),
        MapClass(ZERO_CLASS, 0, 0, counts.count(ZERO_CLASS)),
        *(MapClass(index, low, high, counts.count(index)) for index, low, high in spans),
        MapClass(SUPPRESSED_CLASS, None, None, counts.count(SUPPRESSED_CLASS)),
    )


def class_ceilings(floors: Sequence[float], *, compared: bool) -> tuple[float | None, ...]:
    """Return where the classes end: the last whole number of counts, but the next floor of rates."""
    return (*(floor if compared else floor - 1 for floor in floors[1:]), None)


def _chosen(snapshot: Snapshot, state: ViewState) -> frozenset[str]:
    """Return the regions to outline: the chosen one, or its kabupaten/kota where the map shows those."""
    if state.region in (None, NATIONAL):
        return frozenset()
    place = snapshot.places[str(state.region)]
    if place.level == state.level:
        return frozenset({place.code})
    if state.level == REGENCY_LEVEL:
        return frozenset(child.code for child in snapshot.children(place.code))
    return frozenset({place.code[:2]})


def trend_view(snapshot: Snapshot, state: ViewState, code: str, *, first: str = "") -> TrendView:
    """Build the monthly trend of a region up to the chosen month, on an axis that runs through polling day.

    ``first`` is the first month of the axis; without one it is the first of the election.
    """
    key = state.key(code)
    last = max(state.month, snapshot.last_recorded(state.election))
    months = tuple(month for month in snapshot.months(state.election) if first <= month <= last)
    return TrendView(
        state=state,
        release_id=snapshot.release_id,
        place=snapshot.places[code],
        months=months,
        points=tuple(point for point in trend_points(snapshot, key) if first <= point.month <= state.month),
        marks=marks(snapshot, chart=TREND_CHART, election=state.election, lang=state.lang),
        polling_day=snapshot.polling_day(state.election),
    )


@lru_cache(maxsize=KEPT_SERIES)
def trend_points(snapshot: Snapshot, key: SeriesKey) -> tuple[TrendPoint, ...]:
    """Return every month that may be asked for: what a month shows does not depend on how many are shown."""
    months = snapshot.months(key.election)
    rows = snapshot.series.get(key, ())
    changes = {row.month: (row, before) for before, row in zip((None, *rows), rows, strict=False)}
    points: list[TrendPoint] = []
    reading = read(snapshot, key, months[0])
    for month in months:
        point = _change(*changes[month]) if month in changes else TrendPoint(month, 0, 0, reading)
        points.append(point)
        reading = point.reading
    return tuple(points)


def _change(row: Observation, before: Observation | None) -> TrendPoint:
    grown = row.unexplained - (before.unexplained if before else 0)
    return TrendPoint(row.month, row.added, max(0, min(row.added, grown)), _reading(row))


@lru_cache(maxsize=KEPT_VIEWS)
def marks(snapshot: Snapshot, *, chart: str, election: str, lang: str) -> tuple[Mark, ...]:
    """Return the stages of an election that a chart marks, as it is declared."""
    marked = load_catalogue().charts[chart].marked_stages
    return tuple(
        Mark(row.stage, row.names[lang], row.start, row.end)
        for row in snapshot.election_stages
        if row.election == election and row.stage in marked
    )


def headline_view(snapshot: Snapshot, state: ViewState, code: str) -> HeadlineView:
    """Build the number of a region with what must be said beside it."""
    key = state.key(code)
    regencies = snapshot.places_at(REGENCY_LEVEL)
    return HeadlineView(
        state=state,
        place=snapshot.places[code],
        reading=read(snapshot, key, state.month),
        explained_since=_explained_since(snapshot, key, state.month),
        running=_running_totals(snapshot, key, state.month),
        notes=_noted(snapshot, key, state.month),
        recorded_regencies=_recorded_regencies(snapshot, state.key(NATIONAL), state.month),
        regencies=len(regencies),
    )


@lru_cache(maxsize=KEPT_VIEWS)
def _recorded_regencies(snapshot: Snapshot, key: SeriesKey, month: str) -> int:
    """Count the kabupaten/kota with a number for what a series counts."""
    regencies = snapshot.regencies_counted(key.election, key.stage, key.unit)
    return sum(read(snapshot, regency, month).value is not None for regency in regencies)


def _explained_since(snapshot: Snapshot, key: SeriesKey, month: str) -> str | None:
    explained, since = 0, None
    for row in snapshot.series.get(key, ()):
        if row.month <= month and row.cumulative - (row.unexplained or 0) > explained:
            explained, since = row.cumulative - (row.unexplained or 0), row.month
    return since


def _running_totals(snapshot: Snapshot, key: SeriesKey, month: str) -> tuple[Violation, ...]:
    """Return the region's own running totals that fix its number."""
    fixings = (fixing for fixing in snapshot.fixed_by(key, month) if fixing.role == "kumulatif")
    return tuple(snapshot.violations[fixing.record_id] for fixing in fixings if fixing.record_id in snapshot.violations)


def _noted(snapshot: Snapshot, key: SeriesKey, month: str) -> tuple[NotedFigure, ...]:
    return tuple(NotedFigure(note, snapshot.violations.get(note.record_id)) for note in snapshot.notes_at(key, month))


def recorded_by(record: Violation, month: str) -> bool:
    """Tell whether a record falls into the months up to this one."""
    return month_of(record.period_end) <= month
