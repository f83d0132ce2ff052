"""Lets DuckDB read a CSV file itself, where that gives the same rows, numbers and cells as reading it with care.

That is so where the text is UTF-8, every line ends alike, and every line is one record with as many cells as there are
columns, quotation marks enclosing whole cells only. Then a look at the bytes tells what DuckDB will read, and the file
need not be parsed to count its records, but where rows without any cell or columns without a heading are to be found.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import duckdb

from etl.intake.columns import kept_columns, unnamed
from etl.intake.csv_layout import CsvLayout
from etl.intake.csv_records import LONGEST_CELL
from etl.intake.line_shape import LineShape, line_shape
from etl.intake.relation import Cut, any_sql, cell_sql, create_view, literal, only_row

LONGEST_LINE = LONGEST_CELL
"""Bytes; no longer than the cells that the careful reader takes."""
UTF8 = ("utf-8", "utf-8-sig")


@dataclass(frozen=True, slots=True)
class FastView:
    """A view over the file itself."""

    view: str
    kept: Sequence[int]
    row_count: int


def fast_view(*, connection: duckdb.DuckDBPyConnection, layout: CsvLayout) -> FastView | None:
    """Create the view over the file itself; None where that might give something else than reading with care."""
    records = layout.profile.lines - layout.header.number
    if not (_fits(layout) and _keeps_order(connection)):
        return None
    shape = _shape(layout)
    if not (shape.fits and shape.lines == records and shape.longest <= LONGEST_LINE):
        return None
    plain = not (shape.may_be_blank or unnamed(layout.header.cells))
    counted = (records, records) if plain else _counted(connection, layout)
    if counted is None or counted[0] != records:
        return None
    _, filled_rows, *filled_cells = counted
    kept = kept_columns(
        layout.header.cells,
        (position for position, cells in zip(unnamed(layout.header.cells), filled_cells, strict=True) if cells),
    )
    cut = _cut(layout)
    where = "" if filled_rows == records else f"WHERE {any_sql(layout.width, cut)} IS NOT NULL"
    view = create_view(connection=connection, rows=_numbered_sql(layout), kept=kept, cut=cut, where=where)
    return FastView(view=view, kept=kept, row_count=filled_rows)


def _fits(layout: CsvLayout) -> bool:
    profile = layout.profile
    lines_are_rows = layout.header.line == layout.header.number
    return profile.encoding in UTF8 and profile.newline != "" and lines_are_rows and layout.width > 1


def _keeps_order(connection: duckdb.DuckDBPyConnection) -> bool:
    return bool(only_row(connection, "SELECT current_setting('preserve_insertion_order')")[0])


def _shape(layout: CsvLayout) -> LineShape:
    """Look at the lines below the headings; DuckDB itself would let a row end in a delimiter too many."""
    with layout.path.open("rb") as file:
        for _ in range(layout.header.line):
            file.readline()
        return line_shape(file, delimiter=layout.delimiter, columns=layout.width)


def _counted(connection: duckdb.DuckDBPyConnection, layout: CsvLayout) -> tuple[int, ...] | None:
    """Count records, records that hold something, and cells of columns without a heading that do."""
    cut = _cut(layout)
    cells = [f"count({cell_sql(f'c{position}', cut)})" for position in unnamed(layout.header.cells)]
    counts = ", ".join(["count(*)", f"count({any_sql(layout.width, cut)})", *cells])
    try:
        return only_row(connection, f"SELECT {counts} FROM {_read_sql(layout)}")  # noqa: S608 - our own SQL
    except duckdb.Error:
        return None


def _cut(layout: CsvLayout) -> Cut:
    """Tell which blanks a cell can end in."""
    profile = layout.profile
    tabs_in_cells = profile.tabs and (layout.delimiter != "\t" or profile.quotes)
    return "blanks" if profile.special_blanks or profile.controls or tabs_in_cells else "spaces"


def _numbered_sql(layout: CsvLayout) -> str:
    number = f"row_number() OVER () + {layout.header.number}"
    return f"(SELECT {number} AS row, * FROM {_read_sql(layout)})"  # noqa: S608 - our own SQL


def _read_sql(layout: CsvLayout) -> str:
    columns = ", ".join(f"'c{position}': 'VARCHAR'" for position in range(layout.width))
    options = {
        "auto_detect": "false",
        "header": "false",
        "skip": str(layout.header.line),
        "delim": literal(layout.delimiter),
        "quote": "'\"'",
        "escape": "'\"'",
        "columns": f"{{{columns}}}",
        "strict_mode": "true",
        "null_padding": "false",
        "compression": "'none'",
        "hive_partitioning": "false",
        "max_line_size": str(LONGEST_LINE),
    }
    listed = ", ".join(f"{key} = {value}" for key, value in options.items())
    return f"read_csv({literal(str(layout.path))}, {listed})"
