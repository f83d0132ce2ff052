"""What a reader hands over: a view of texts in DuckDB, made anew from its source whenever it is read."""

import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from etl.intake.cells import BLANKS
from etl.problems import Problem

Cut = Literal["nothing", "spaces", "blanks"]
"""What may still have to be cut off the ends of a cell."""


@dataclass(frozen=True, slots=True)
class Relation:
    """A file or a table as it was read.

    Attributes:
        view: its name in the connection; columns ``row`` (BIGINT, as a spreadsheet shows it) and ``c0``, ``c1``, ...
            (VARCHAR, trimmed, NULL where blank). Rows that are wholly blank or broken are not in it.
        headers: the headings of ``c0``, ``c1``, ... as they stand in the file, trimmed; "" where there is none.
        header_row: the row of the headings, 0 for Parquet and databases.
        sheet: the ordinal of the sheet, 0 where there is none.
        row_count: rows of data without wholly blank ones, broken ones included.
        broken: the cells of rows that do not fit the headings, by row.
        problems: one for each broken row.
    """

    view: str
    headers: tuple[str, ...]
    header_row: int
    sheet: int
    row_count: int
    broken: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Batches:
    """Rows that DuckDB can read as often as it likes: every reading starts the source anew."""

    schema: pa.Schema
    source: Callable[[], Iterable[pa.RecordBatch]]

    def __arrow_c_schema__(self) -> object:
        """Hand the names and types to DuckDB."""
        return self.schema.__arrow_c_schema__()

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """Start a reading for DuckDB."""
        reader = pa.RecordBatchReader.from_batches(self.schema, iter(self.source()))
        return reader.__arrow_c_stream__(requested_schema)


def batch_schema(width: int) -> pa.Schema:
    """Return the columns of a batch: the row's number and so many texts."""
    return pa.schema([("row", pa.int64()), *((f"c{position}", pa.string()) for position in range(width))])


def batch(*, rows: Sequence[int], columns: Sequence[Sequence[str | None]], schema: pa.Schema) -> pa.RecordBatch:
    """Make a batch of rows whose cells come by column; cells are trimmed."""
    cells = (pc.utf8_trim(pa.array(column, pa.string()), characters=BLANKS) for column in columns)
    return pa.RecordBatch.from_arrays([pa.array(rows, pa.int64()), *cells], schema=schema)


def new_name(kind: str) -> str:
    """Return a name that nothing in the connection has yet."""
    return f"intake_{kind}_{uuid.uuid4().hex}"


def literal(text: str) -> str:
    """Write a text into SQL."""
    return "'" + text.replace("'", "''") + "'"


def only_row(connection: duckdb.DuckDBPyConnection, sql: str) -> tuple[Any, ...]:
    """Return the one row of a query, which is read to its end: an unfinished one would block the connection."""
    row: tuple[Any, ...] = connection.execute(sql).fetchall()[0]
    return row


def cell_sql(column: str, cut: Cut) -> str:
    """Return SQL of a trimmed cell, NULL where blank.

    DuckDB cuts off blanks slowly, so cells without a space go past it; where there may be many kinds of blanks, those
    that begin and end in a printed character of ASCII do.
    """
    if cut == "nothing":
        return f"nullif({column}, '')"
    if cut == "spaces":
        return f"nullif(CASE WHEN contains({column}, ' ') THEN trim({column}) ELSE {column} END, '')"
    whole = f"{column}[1] BETWEEN '!' AND '~' AND {column}[-1] BETWEEN '!' AND '~'"
    return f"CASE WHEN {whole} THEN {column} ELSE nullif(trim({column}, {literal(BLANKS)}), '') END"


def any_sql(width: int, cut: Cut) -> str:
    """Return SQL that is not NULL where one of the columns holds something."""
    cells = ", ".join(cell_sql(f"c{position}", cut) for position in range(width))
    return f"coalesce({cells}, NULL)"


def create_view(
    *, connection: duckdb.DuckDBPyConnection, rows: str, kept: Sequence[int], cut: Cut = "nothing", where: str = ""
) -> str:
    """Create the view over SQL that yields ``row`` and all columns; the kept columns are numbered anew."""
    view = new_name("rows")
    cells = (f"{cell_sql(f'c{old}', cut)} AS c{new}" for new, old in enumerate(kept))
    select = f"SELECT {', '.join(('row', *cells))} FROM {rows} {where}"  # noqa: S608 - our own SQL
    connection.execute(f"CREATE TEMP VIEW {view} AS {select}")
    return view


def view_of_batches(*, connection: duckdb.DuckDBPyConnection, batches: Batches, kept: Sequence[int]) -> str:
    """Create the view over rows that come from Python."""
    source = new_name("batches")
    connection.register(source, batches)
    return create_view(connection=connection, rows=source, kept=kept)
