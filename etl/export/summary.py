"""Rows of the table ``ringkasan``: what holds for every series at the end of a month, even where that is nothing."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, RowMapping, and_, func, select
from sqlalchemy import Table as SqlTable

from etl import schema
from etl.catalogue import Table
from etl.codes import BOTH_ELECTIONS, UNPUBLISHED
from etl.export.filters import Filters
from etl.export.queries import province_code, region_conditions
from etl.months import month_end
from etl.rates import is_small, rate_per_10000

Row = tuple[Any, ...]
Series = tuple[str, ...]
PERSONS = "orang"
BASIS = "publikasi"
NOTHING = {"cumulative": None, "unexplained": None, "status": UNPUBLISHED, "implied": False}


def summary_rows(*, connection: Connection, release_id: str, table: Table, filters: Filters) -> Iterator[Row]:
    """Yield one row for each region, election, stage and unit; memory grows with their number, not with the months."""
    if filters.basis not in {None, BASIS}:
        return
    until = filters.until or _last_month(connection, release_id)
    known = _in_force(connection, release_id, until)
    sources = _source_counts(connection, release_id, until)
    declared = _declared(connection, release_id, until)
    activities = _activities(connection, release_id, until, elections=table.field("election").codes)
    names = table.names
    for place in _places(connection, release_id, filters):
        for series in _series(table, filters):
            key = (place["region_code"], *series)
            row = _row(place, key, known.get(key, NOTHING))
            row |= {"source_count": sources.get(key, 0), "release_id": release_id}
            row |= {"first_declared": declared.get(key[:2]), "activity_count": activities[key[:2]]}
            yield tuple(row[name] for name in names)


def summary_count(*, connection: Connection, release_id: str, table: Table, filters: Filters) -> int:
    """Return the number of rows without working them out."""
    if filters.basis not in {None, BASIS}:
        return 0
    return len(_places(connection, release_id, filters)) * len(_series(table, filters))


def _row(place: RowMapping, key: Series, now: Any) -> dict[str, Any]:  # noqa: ANN401 (a row or none)
    election, stage, unit = key[1:]
    value, pns = now["cumulative"], place["pns_count"]
    rate = rate_per_10000(count=value, pns_count=pns) if unit == PERSONS and value is not None and pns else None
    return {
        **place,
        "election": election,
        "stage": stage,
        "unit": unit,
        "minimum": value,
        "unexplained": now["unexplained"],
        "status": now["status"],
        "implied": now["implied"],
        "basis": BASIS,
        "rate_per_10000": rate,
        "small_denominator": None if rate is None else is_small(pns),
    }


def _series(table: Table, filters: Filters) -> Sequence[Series]:
    elections = _chosen(table, "election", filters.election)
    stages, units = _chosen(table, "stage", filters.stage), _chosen(table, "unit", filters.unit)
    return [(election, stage, unit) for election in elections for stage in stages for unit in units]


def _chosen(table: Table, name: str, wanted: str | None) -> Sequence[str]:
    return [code for code in sorted(table.field(name).codes) if wanted in {None, code}]


def _last_month(connection: Connection, release_id: str) -> str:
    release = schema.release.c
    return str(connection.scalar(select(release.last_month).where(release.release_id == release_id)))


def _places(connection: Connection, release_id: str, filters: Filters) -> Sequence[RowMapping]:
    region, province = schema.region, schema.region.alias("province")
    joined = region.outerjoin(
        province, and_(province.c.release_id == release_id, province.c.region_code == province_code())
    )
    chosen = select(
        region.c.region_code,
        region.c.name.label("region_name"),
        region.c.region_level,
        province_code().label("province_code"),
        province.c.name.label("province_name"),
        region.c.pns_count,
    ).select_from(joined)
    rows = connection.execute(chosen.where(region.c.release_id == release_id, *region_conditions(filters)))
    return sorted(rows.mappings(), key=lambda row: str(row["region_code"]))


def _latest(stored: SqlTable, release_id: str, until: str) -> Any:  # noqa: ANN401 (a join condition with its subquery)
    """Give the last month of every series with rows of a table, and how to meet it."""
    key = [stored.c[name] for name in schema.SERIES_KEY]
    last = (
        select(*key, func.max(stored.c.month).label("month"))
        .where(stored.c.release_id == release_id, stored.c.month <= until)
        .group_by(*key)
        .subquery("last")
    )
    return last, and_(
        stored.c.release_id == release_id,
        *(stored.c[name] == last.c[name] for name in (*schema.SERIES_KEY, "month")),
    )


def _in_force(connection: Connection, release_id: str, until: str) -> dict[Series, RowMapping]:
    last, meets = _latest(schema.observation, release_id, until)
    rows = connection.execute(select(schema.observation).join(last, meets)).mappings()
    return {_key(row): row for row in rows}


def _source_counts(connection: Connection, release_id: str, until: str) -> dict[Series, int]:
    """Count the different addresses behind each number."""
    fixing, record = schema.number_source, schema.violation
    last, meets = _latest(fixing, release_id, until)
    key = [fixing.c[name] for name in schema.SERIES_KEY]
    known = and_(record.c.release_id == release_id, record.c.record_id == fixing.c.record_id)
    counted = select(*key, func.count(record.c.source_url.distinct()).label("addresses"))
    rows = connection.execute(
        counted.select_from(fixing.join(last, meets).join(record, known)).group_by(*key)
    ).mappings()
    return {_key(row): row["addresses"] for row in rows}


def _declared(connection: Connection, release_id: str, until: str) -> dict[Series, date]:
    """Give the day since which a region has declared, for those that had by the end of the month."""
    declared = schema.declared.c
    chosen = select(declared.region_code, declared.election, declared.first_declared).where(
        declared.release_id == release_id, declared.first_declared <= month_end(until)
    )
    return {(row[0], row[1]): row[2] for row in connection.execute(chosen)}


def _activities(connection: Connection, release_id: str, until: str, *, elections: Sequence[str]) -> Counter[Series]:
    """Count the activities up to the end of the month; those for both elections count for each."""
    activity = schema.declaration.c
    chosen = select(activity.region_code, activity.election, func.count()).where(
        activity.release_id == release_id, activity.counts_from <= month_end(until)
    )
    found: Counter[Series] = Counter()
    for region, election, count in connection.execute(chosen.group_by(activity.region_code, activity.election)):
        for each in elections if election == BOTH_ELECTIONS else (election,):
            found[region, each] += count
    return found


def _key(row: RowMapping) -> Series:
    return tuple(row[name] for name in schema.SERIES_KEY)
