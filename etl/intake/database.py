"""Opens a table or a query of a PostgreSQL or SQLite database: read once, in one transaction, kept packed in memory."""

from collections.abc import Sequence
from itertools import count
from pathlib import Path
from typing import Any

import duckdb
from sqlalchemy import Connection, CursorResult, Engine
from sqlalchemy.exc import SQLAlchemyError

from etl.intake.cells import ValueKindError, cell_text, is_blank
from etl.intake.database_address import is_database, open_reading_engine
from etl.intake.failures import check_headings, headings_text, unreadable
from etl.intake.headings import FIRST_ROW, column_letters
from etl.intake.packed import PackedRows, TooLargeError
from etl.intake.query_text import QueryError, reading_statement
from etl.intake.relation import Relation, view_of_batches

__all__ = ["is_database", "open_database"]

BATCH_ROWS = 4_096


def open_database(
    *,
    connection: duckdb.DuckDBPyConnection,
    location: str,
    name: str,
    root: Path,
    known: frozenset[str],
    query: str | None,
) -> Relation:
    """Read a table or a query; errors never show the address, the query or a value.

    Raises:
        UnreadableFileError: no such database or table, no connection, no single SELECT, or other columns.
    """
    engine = open_reading_engine(location=location, name=name, root=root)
    try:
        headings, packed = _read(engine, name=name, known=known, query=query)
    except QueryError:
        raise unreadable(name, "no_select") from None
    except TooLargeError:
        raise unreadable(name, "large_table") from None
    except SQLAlchemyError as error:
        raise unreadable(name, "database_failed", value=_kind(error)) from None
    finally:
        engine.dispose()
    return Relation(
        view=view_of_batches(connection=connection, batches=packed.batches(), kept=range(len(headings))),
        headers=headings,
        header_row=0,
        sheet=0,
        row_count=packed.row_count,
    )


def _read(engine: Engine, *, name: str, known: frozenset[str], query: str | None) -> tuple[tuple[str, ...], PackedRows]:
    statement = reading_statement(query, engine.dialect)
    options = {"stream_results": True, "max_row_buffer": BATCH_ROWS, "no_parameters": True}
    with engine.connect().execution_options(**options) as opened:
        result = _executed(opened, statement)
        names = result.keys()
        headings = tuple(str(heading).strip() for heading in names)
        check_headings(headings, name=name, known=known)
        return headings, _packed(result, width=len(headings), name=name, known=known)


def _executed(opened: Connection, statement: str) -> CursorResult[Any]:
    if opened.dialect.name == "postgresql":
        opened = opened.execution_options(postgresql_readonly=True)
    return opened.exec_driver_sql(statement)


def _packed(result: CursorResult[Any], *, width: int, name: str, known: frozenset[str]) -> PackedRows:
    packed = PackedRows.for_width(width)
    numbers = count(FIRST_ROW)
    while records := result.fetchmany(BATCH_ROWS):
        rows = [
            (number, record) for number, record in zip(numbers, records, strict=False) if not all(map(is_blank, record))
        ]
        columns = [
            _texts([record[position] for _, record in rows], position, name=name, known=known)
            for position in range(width)
        ]
        packed.add(rows=[number for number, _ in rows], columns=columns)
    return packed


def _texts(values: Sequence[object], position: int, *, name: str, known: frozenset[str]) -> list[str | None]:
    try:
        return [cell_text(value) for value in values]
    except ValueKindError:
        right = headings_text(known)
        raise unreadable(name, "column_kind", value=column_letters(position), right=right) from None


def _kind(error: SQLAlchemyError) -> str:
    """Return the class of the driver's error, such as ``UndefinedTable``; its text may hold an address or values."""
    return type(getattr(error, "orig", None) or error).__name__
