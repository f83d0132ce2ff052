"""Opens a CSV file: by DuckDB itself where that is sure to give the same, else record by record."""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import duckdb
import pyarrow as pa

from etl.intake.columns import kept_columns
from etl.intake.csv_fast import fast_view
from etl.intake.csv_layout import CsvLayout, Survey, find_layout, survey
from etl.intake.relation import Batches, Relation, batch, batch_schema, view_of_batches
from etl.intake.text_profile import read_profile
from etl.problems import Problem, expected

BATCH_ROWS = 1_024
"""More would cost time: Python looks through all lists that live at once."""


def open_csv(
    *, connection: duckdb.DuckDBPyConnection, path: Path, name: str, known: frozenset[str], fast: bool = True
) -> Relation:
    """Open a CSV file; ``fast`` may be switched off to read with care whatever the file is.

    Raises:
        UnreadableFileError: no text, no CSV, or no row of headings.
    """
    layout = find_layout(path=path, name=name, profile=read_profile(path=path, name=name), known=known)
    found = fast_view(connection=connection, layout=layout) if fast else None
    if found is None:
        return _careful(connection, layout)
    return Relation(
        view=found.view,
        headers=tuple(layout.header.cells[position] for position in found.kept),
        header_row=layout.header.number,
        sheet=0,
        row_count=found.row_count,
    )


def _careful(connection: duckdb.DuckDBPyConnection, layout: CsvLayout) -> Relation:
    found = survey(layout)
    kept = kept_columns(layout.header.cells, found.filled)
    schema = batch_schema(layout.width)
    batches = Batches(schema, lambda: _batches(layout, schema))
    return Relation(
        view=view_of_batches(connection=connection, batches=batches, kept=kept),
        headers=tuple(layout.header.cells[position] for position in kept),
        header_row=layout.header.number,
        sheet=0,
        row_count=found.row_count,
        broken=found.broken,
        problems=_problems(layout, found, len(kept)),
    )


def _problems(layout: CsvLayout, found: Survey, width: int) -> tuple[Problem, ...]:
    return tuple(
        Problem(layout.name, row, "", "cell_count", value=str(len(cells)), expected=expected(str(width)))
        for row, cells in found.broken.items()
    )


def _batches(layout: CsvLayout, schema: pa.Schema) -> Iterator[pa.RecordBatch]:
    width = layout.width
    fitting = (row for row in layout.records() if len(row[1]) == width)
    while rows := list(islice(fitting, BATCH_ROWS)):
        numbers, cells = zip(*rows, strict=True)
        yield batch(rows=numbers, columns=list(zip(*cells, strict=True)), schema=schema)
