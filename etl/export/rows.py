"""Rows of the published tables: public values in declared order, streamed, in one order on every database."""

from collections.abc import Iterator
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Select, func, select

from etl.catalogue import load_catalogue
from etl.export.filters import ALL, SUMMARY, Filters, filter_names
from etl.export.queries import ordered, table_select
from etl.export.summary import summary_count, summary_rows

__all__ = ["ALL", "Filters", "Row", "count_rows", "filter_names", "public_rows"]

Row = tuple[Any, ...]
FETCHED = 2000


def public_rows(
    *,
    connection: Connection,
    release_id: str,
    table: str,
    filters: Filters = ALL,
    skip: int = 0,
    limit: int | None = None,
) -> Iterator[Row]:
    """Yield the rows of a release's published table, columns as ``tables.yml`` declares them.

    The order is that of the primary key, compared by code point. Rows come from the database in portions, so that
    memory does not grow with their number.

    Args:
        connection: open for as long as rows are taken.
        release_id: the release.
        table: public name of the table.
        filters: which rows.
        skip: how many of them to leave out at the beginning.
        limit: how many to yield at most.

    Raises:
        CatalogueError: no published table has this name.
    """
    declared = load_catalogue().published(table)
    if table == SUMMARY:
        rows = summary_rows(connection=connection, release_id=release_id, table=declared, filters=filters)
        return islice(rows, skip, None if limit is None else skip + limit)
    chosen = table_select(table=declared, release_id=release_id, filters=filters)
    in_order = ordered(chosen, declared, dialect=connection.dialect.name)
    return _streamed(connection, in_order.offset(skip or None).limit(limit))


def count_rows(*, connection: Connection, release_id: str, table: str, filters: Filters = ALL) -> int:
    """Return how many rows ``public_rows`` yields."""
    declared = load_catalogue().published(table)
    if table == SUMMARY:
        return summary_count(connection=connection, release_id=release_id, table=declared, filters=filters)
    chosen = table_select(table=declared, release_id=release_id, filters=filters).subquery()
    return connection.scalar(select(func.count()).select_from(chosen)) or 0


def _streamed(connection: Connection, chosen: Select[Any]) -> Iterator[Row]:
    result = connection.execute(chosen.execution_options(yield_per=FETCHED))
    for portion in result.partitions():
        yield from map(tuple, portion)
