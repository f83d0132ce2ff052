"""Builds the view of declarations from a release."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from itertools import accumulate

from dashboard.declarations.state import ACTIVITIES, TREND_CHART, DeclarationState
from dashboard.declarations.views import (
    DECLARED,
    NOTHING,
    PREVENTION,
    CoveragePoint,
    DeclarationView,
    Entry,
    KindCount,
    ProvinceStanding,
    Standing,
    StandingClass,
)
from dashboard.reading import marks
from dashboard.release import PROVINCE_LEVEL, REGENCY_LEVEL, Declaration, Place, Snapshot
from etl.catalogue import load_catalogue
from etl.codes import DECLARING_ACTIVITIES, WHOLE_GOVERNMENT
from etl.months import month_of

KEPT_VIEWS = 32
DAY_FLOORS = load_catalogue().charts["peta-deklarasi"].day_classes
DECLARED_CLASSES = tuple(
    StandingClass(f"{DECLARED}-{index}", floor, ceiling)
    for index, (floor, ceiling) in enumerate(
        zip(DAY_FLOORS, [*(after - 1 for after in DAY_FLOORS[1:]), None], strict=True)
    )
)
CLASSES = (StandingClass(NOTHING), StandingClass(PREVENTION), *DECLARED_CLASSES)


@lru_cache(maxsize=KEPT_VIEWS)
def declaration_view(snapshot: Snapshot, state: DeclarationState) -> DeclarationView:
    """Build all that the page shows of a state."""
    regencies = _standings(snapshot, state, REGENCY_LEVEL)
    governments = _standings(snapshot, state, PROVINCE_LEVEL)
    shown = tuple(standing for standing in regencies if state.province in ("", standing.province.code))
    counts = Counter(standing.group for standing in shown)
    points = _points(shown)
    return DeclarationView(
        state=state,
        release_id=snapshot.release_id,
        place=snapshot.places[state.focus],
        standings=shown,
        own=next((standing for standing in governments if standing.place.code == state.province), None),
        provinces=_provinces(governments, regencies),
        classes=tuple((group, counts[group]) for group in CLASSES),
        points=points,
        months=_months(snapshot, state, points),
        marks=marks(snapshot, chart=TREND_CHART, election=state.election, lang=state.lang),
        polling_day=snapshot.polling_day(state.election),
        kinds=tuple(_kind(activity, shown) for activity in ACTIVITIES),
        entries=_entries(snapshot, state, shown),
    )


def _standings(snapshot: Snapshot, state: DeclarationState, level: str) -> tuple[Standing, ...]:
    records = _records(snapshot, state)
    return tuple(_standing(snapshot, state, place, records) for place in snapshot.places_at(level))


def _records(snapshot: Snapshot, state: DeclarationState) -> Mapping[str, tuple[Declaration, ...]]:
    """Return the records that count on the day of the state, by region."""
    found: dict[str, list[Declaration]] = {}
    for row in snapshot.declarations:
        if row.election in state.elections and row.counts_from <= state.day:
            found.setdefault(row.region, []).append(row)
    return {region: tuple(sorted(rows, key=_by_day)) for region, rows in found.items()}


def _by_day(row: Declaration) -> tuple[date, date, str]:
    return row.counts_from, row.day, row.record_id


def _standing(
    snapshot: Snapshot, state: DeclarationState, place: Place, records: Mapping[str, tuple[Declaration, ...]]
) -> Standing:
    own = records.get(place.code, ())
    declared = snapshot.declared.get((place.code, state.election))
    first = declared.first if declared and declared.first and declared.first <= state.day else None
    days = days_before(snapshot, state, first) if first else None
    return Standing(
        place=place,
        province=snapshot.places[place.code[:2]],
        first=first,
        days=days,
        records=tuple(row for row in own if declares(row) and row.counts_from == first),
        activities=own,
        group=_group(first, days, own),
    )


def declares(row: Declaration) -> bool:
    """Tell whether a record makes its region one that has declared."""
    return row.activity in DECLARING_ACTIVITIES and row.scope == WHOLE_GOVERNMENT


def days_before(snapshot: Snapshot, state: DeclarationState, day: date) -> int | None:
    """Count the days from a day to polling day."""
    polling = snapshot.polling_day(state.election)
    return (polling - day).days if polling else None


def _group(first: date | None, days: int | None, activities: Sequence[Declaration]) -> StandingClass:
    """Put a region into its class; one that declared after polling day is with the latest."""
    if first is None:
        return CLASSES[1] if activities else CLASSES[0]
    return DECLARED_CLASSES[max(0, bisect_right(DAY_FLOORS, days or 0) - 1)]


def _provinces(governments: Iterable[Standing], regencies: Sequence[Standing]) -> tuple[ProvinceStanding, ...]:
    found = [_province(own, regencies) for own in governments]
    return tuple(sorted(found, key=lambda row: (-row.share, -row.declared, row.own.place.name)))


def _province(own: Standing, regencies: Sequence[Standing]) -> ProvinceStanding:
    inside = [standing for standing in regencies if standing.province.code == own.place.code]
    return ProvinceStanding(own, sum(standing.first is not None for standing in inside), len(inside))


def _points(standings: Iterable[Standing]) -> tuple[CoveragePoint, ...]:
    added = Counter(standing.first for standing in standings if standing.first is not None)
    days = sorted(added)
    totals = accumulate(added[day] for day in days)
    return tuple(CoveragePoint(day, added[day], total) for day, total in zip(days, totals, strict=True))


def _months(snapshot: Snapshot, state: DeclarationState, points: Sequence[CoveragePoint]) -> tuple[str, ...]:
    """Return the months of the axis: it ends with polling day, or with the last first declaration if that was later."""
    polling = snapshot.polling_day(state.election)
    ends = [*([polling] if polling else [state.day]), *(point.day for point in points[-1:])]
    last = month_of(max(ends))
    return tuple(month for month in snapshot.months(state.election) if month <= last)


def _kind(activity: str, standings: Iterable[Standing]) -> KindCount:
    having = [standing for standing in standings if any(row.activity == activity for row in standing.activities)]
    return KindCount(
        activity=activity,
        records=sum(row.activity == activity for standing in having for row in standing.activities),
        regions=len(having),
        before=None if activity in DECLARING_ACTIVITIES else sum(_before(activity, standing) for standing in having),
    )


def _before(activity: str, standing: Standing) -> bool:
    """Tell whether a region had a step on record before the day on which it first declared."""
    first = standing.first
    days = (row.counts_from for row in standing.activities if row.activity == activity)
    return first is not None and any(day < first for day in days)


def _entries(snapshot: Snapshot, state: DeclarationState, standings: Iterable[Standing]) -> tuple[Entry, ...]:
    found = (_entry(snapshot, state, standing) for standing in standings)
    return tuple(sorted((entry for entry in found if entry is not None), key=lambda entry: _sorting(entry, state)))


def _entry(snapshot: Snapshot, state: DeclarationState, standing: Standing) -> Entry | None:
    """Return the row of a region: its first declaration, or its first activity of the chosen kind."""
    records = standing.records
    if state.activity:
        of_kind = [row for row in standing.activities if row.activity == state.activity]
        records = tuple(row for row in of_kind if row.counts_from == of_kind[0].counts_from)
    if not records:
        return None
    day = records[0].counts_from
    return Entry(standing, day, days_before(snapshot, state, day), records)


def _sorting(entry: Entry, state: DeclarationState) -> tuple[object, ...]:
    place = entry.standing.place
    name = place.name.split(" ", 1)[-1]
    own = {"tanggal": (entry.day,), "nama": (name,), "provinsi": (entry.standing.province.name,)}
    return (*own[state.order], entry.day, name, place.code)
