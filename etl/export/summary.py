"""Rows of the table ``ringkasan``: what holds for every series at the end of a month, even where that is nothing."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, RowMapping, and_, func, select
from sqlalchemy import Table as SqlTable

from etl import schema
from etl.catalogue import Table
from etl.export.filters import Filters
from etl.export.queries import province_code, region_conditions

Row = tuple[Any, ...]
Series = tuple[str, ...]
PER = 10_000
SMALL_DENOMINATOR = 25_000
PERSONS = "orang"
UNPUBLISHED = "nihil_terpublikasi"
BASIS = "publikasi"
NOTHING = {"cumulative": None, "unexplained": None, "status": UNPUBLISHED, "implied": False}


def summary_rows(*, connection: Connection, release_id: str, table: Table, filters: Filters) -> Iterator[Row]:
    """Yield one row for each region, election, stage and unit; memory grows with their number, not with the months."""
    if filters.basis not in {None, BASIS}:
        return
    until = filters.until or _last_month(connection, release_id)
    known = _in_force(connection, release_id, until)
    sources = _source_counts(connection, release_id, until)
    declared = _declared(connection, release_id)
    for place in _places(connection, release_id, filters):
        for series in _series(table, filters):
            key = (place["region_code"], *series)
            row = _row(place, key, known.get(key, NOTHING), declared.get(key[:2]))
            row |= {"source_count": sources.get(key, 0), "release_id": release_id}
            yield tuple(row[name] for name in table.names)


def summary_count(*, connection: Connection, release_id: str, table: Table, filters: Filters) -> int:
    """Return the number of rows without working them out."""
    if filters.basis not in {None, BASIS}:
        return 0
    return len(_places(connection, release_id, filters)) * len(_series(table, filters))


def _row(place: RowMapping, key: Series, now: Any, declared: Any) -> dict[str, Any]:  # noqa: ANN401 (a row or none)
    election, stage, unit = key[1:]
    value, pns = now["cumulative"], place["pns_count"]
    rate = round(value / pns * PER, 2) if unit == PERSONS and value is not None and pns else None
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
        "small_denominator": None if rate is None else pns < SMALL_DENOMINATOR,
        "first_declared": declared["first_declared"] if declared else None,
        "activity_count": declared["activity_count"] if declared else 0,
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


def _declared(connection: Connection, release_id: str) -> dict[Series, RowMapping]:
    declared = schema.declared
    rows = connection.execute(select(declared).where(declared.c.release_id == release_id)).mappings()
    return {(row["region_code"], row["election"]): row for row in rows}


def _key(row: RowMapping) -> Series:
    return tuple(row[name] for name in schema.SERIES_KEY)
