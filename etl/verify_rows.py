"""Compares the rows that a release keeps with the rows worked out again, value by value."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, LargeBinary, Table, select

from etl.comparison import key_of, rows_of_release
from etl.findings import Finding

EXAMPLES = 20
"""How many differences of one table are told one by one."""

Row = Mapping[str, Any]
PORTION = 1000


def differing_rows(
    *,
    connection: Connection,
    release_id: str,
    tables: Mapping[str, list[Any]],
    advance: Callable[[int], None] = lambda _rows: None,
) -> Iterator[Finding]:
    """Yield every number of a release that is not what its inputs give: changed, missing or too much.

    Args:
        connection: sees the release.
        release_id: the release.
        tables: the rows worked out again, by table.
        advance: called with the number of rows compared.
    """
    for table in rows_of_release():
        found = _differences(connection, release_id, table, tables.get(table.name, []), advance)
        yield from _bounded(table.name, found)


def _bounded(table: str, found: Iterator[Finding]) -> Iterator[Finding]:
    told = 0
    for told, finding in enumerate(found, start=1):
        if told <= EXAMPLES:
            yield finding
    if told > EXAMPLES:
        yield Finding("more", table=table, values={"count": told - EXAMPLES})


def _differences(
    connection: Connection, release_id: str, table: Table, again: list[Any], advance: Callable[[int], None]
) -> Iterator[Finding]:
    key = key_of(table)
    wanted: dict[tuple[Any, ...], Row] = {tuple(row[name] for name in key): row for row in again}
    columns = [column for column in table.columns if not isinstance(column.type, LargeBinary)]
    query = select(*columns).where(table.c.release_id == release_id).execution_options(yield_per=PORTION)
    for kept in connection.execute(query).mappings():
        place = tuple((name, kept[name]) for name in key)
        row = wanted.pop(tuple(kept[name] for name in key), None)
        if row is None:
            yield Finding("row_too_many", table=table.name, key=place)
        else:
            yield from _differing_values(table.name, place, kept, row)
        advance(1)
    for values in wanted:
        yield Finding("row_missing", table=table.name, key=tuple(zip(key, values, strict=True)))


def _differing_values(table: str, key: tuple[tuple[str, Any], ...], kept: Any, again: Row) -> Iterator[Finding]:  # noqa: ANN401 (a row of any table)
    for name in kept:
        if name != "release_id" and kept[name] != again.get(name):
            values = {"column": name, "kept": kept[name], "again": again.get(name)}
            yield Finding("number", table=table, key=key, values=values)
