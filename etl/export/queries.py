"""SQL of the published tables: which stored columns give which declared ones, and how a choice limits the rows."""

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, collate, func, literal, null, or_, select, true
from sqlalchemy import Table as SqlTable
from sqlalchemy.sql.selectable import FromClause

from etl import schema
from etl.catalogue import Table
from etl.codes import BOTH_ELECTIONS
from etl.export.filters import Filters, month_field
from etl.months import month_end

Expressions = Mapping[str, Any]
RELEASES = "rilis"
# Public table -> stored table whose rows belong to regions.
STORED: Mapping[str, SqlTable] = {
    "pelanggaran": schema.observation,
    "jenis": schema.type_count,
    "sumber": schema.violation,
    "sumber_angka": schema.number_source,
    "deklarasi": schema.declaration,
    "koreksi": schema.correction,
    "kasus": schema.case_count,
    "tanda_tangan": schema.signature_count,
}
# Field -> stored column where the names differ; an empty text is no value, in every format alike.
RENAMED: Mapping[str, Callable[[SqlTable], Any]] = {
    "event_count": lambda stored: stored.c.count,
    "note": lambda stored: func.nullif(stored.c.note, ""),
}


def table_select(*, table: Table, release_id: str, filters: Filters) -> Select[Any]:
    """Select the rows of one release, columns in declared order and under their names in code."""
    public = str(table.public)
    if public == RELEASES:
        return _releases(table, release_id)
    stored = STORED.get(public)
    source, columns = _regions(release_id) if stored is None else _of_regions(stored, release_id)
    chosen = select(*(_column(columns, stored, name).label(name) for name in table.names)).select_from(source)
    owner = schema.region if stored is None else stored
    return chosen.where(owner.c.release_id == release_id, *_conditions(table, columns, stored, filters))


def ordered(chosen: Select[Any], table: Table, *, dialect: str) -> Select[Any]:
    """Sort by the primary key, releases by time before it; PostgreSQL too compares by code point."""
    keys = {column.name: column for column in chosen.selected_columns}
    names = ("created_at", *table.primary_key) if table.public == RELEASES else table.primary_key
    return chosen.order_by(*(by_code_point(keys[name], dialect=dialect) for name in names))


def by_code_point(column: ColumnElement[Any], *, dialect: str) -> ColumnElement[Any]:
    """Compare a text column by code point."""
    return collate(column, "C") if dialect == "postgresql" else column


def province_code() -> ColumnElement[Any]:
    """Give the province that a region lies in; a province lies in itself, the country in none."""
    region = schema.region.c
    return case(
        (region.region_level == "provinsi", region.region_code),
        (region.region_level == "kabupaten_kota", region.parent_code),
        else_=null(),
    )


def region_conditions(filters: Filters) -> list[ColumnElement[bool]]:
    """Limit rows by the region that they belong to."""
    conditions: list[ColumnElement[bool]] = []
    if filters.regions:
        conditions.append(schema.region.c.region_code.in_(filters.regions))
    if filters.province is not None:
        conditions.append(province_code() == filters.province)
    if filters.level is not None:
        conditions.append(schema.region.c.region_level == filters.level)
    return conditions


def _regions(release_id: str) -> tuple[FromClause, Expressions]:
    province = schema.region.alias("province")
    joined = schema.region.outerjoin(
        province, and_(province.c.release_id == release_id, province.c.region_code == province_code())
    )
    return joined, {**_region_columns(release_id), "province_name": province.c.name}


def _of_regions(stored: SqlTable, release_id: str) -> tuple[FromClause, Expressions]:
    region = schema.region
    joined = stored.join(region, and_(region.c.release_id == release_id, region.c.region_code == stored.c.region_code))
    # The stored table's own code leads, so that its index gives the order.
    return joined, {**_region_columns(release_id), "region_code": stored.c.region_code}


def _region_columns(release_id: str) -> dict[str, Any]:
    region = schema.region.c
    return {
        "region_code": region.region_code,
        "region_name": region.name,
        "region_level": region.region_level,
        "parent_code": region.parent_code,
        "province_code": province_code(),
        "pns_count": region.pns_count,
        "release_id": literal(release_id),
    }


def _column(columns: Expressions, stored: SqlTable | None, name: str) -> Any:  # noqa: ANN401 (any SQL expression)
    if name in columns or stored is None:
        return columns[name]
    return RENAMED[name](stored) if name in RENAMED else stored.c[name]


def _conditions(
    table: Table, columns: Expressions, stored: SqlTable | None, filters: Filters
) -> list[ColumnElement[bool]]:
    wanted = {"stage": filters.stage, "unit": filters.unit, "basis": filters.basis}
    conditions = region_conditions(filters)
    conditions += [
        _column(columns, stored, name) == value
        for name, value in wanted.items()
        if value is not None and name in table.names
    ]
    if filters.election is not None and "election" in table.names:
        conditions.append(_election(_column(columns, stored, "election"), filters.election))
    return [*conditions, *_span(table, columns, stored, filters)]


def _election(column: ColumnElement[Any], election: str) -> ColumnElement[bool]:
    """A row for both elections counts for each."""
    return or_(column == election, column == BOTH_ELECTIONS)


def _span(table: Table, columns: Expressions, stored: SqlTable | None, filters: Filters) -> list[ColumnElement[bool]]:
    name = month_field(table)
    if name is None:
        return []
    column = _column(columns, stored, name)
    by_month = table.field(name).type == "month"
    since = filters.since if by_month or filters.since is None else month_end(filters.since).replace(day=1)
    until = filters.until if by_month or filters.until is None else month_end(filters.until)
    return [
        column >= since if since is not None else true(),
        column <= until if until is not None else true(),
    ]


def _releases(table: Table, release_id: str) -> Select[Any]:
    """Select the releases up to this one: a list that no later release changes, and no pruning."""
    names = [name for name in table.names if name != "release_id"]
    both = schema.release, schema.pruned_release
    known = [select(store.c.release_id, *(store.c[name] for name in names)) for store in both]
    listed = known[0].union_all(known[1]).subquery("listed")
    own = select(listed.c.created_at).where(listed.c.release_id == release_id).scalar_subquery()
    before = or_(listed.c.created_at < own, listed.c.release_id == release_id)
    return select(*(listed.c[name] for name in table.names)).where(before)
