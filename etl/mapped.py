"""Reads a published or reference table from whatever file it comes in, by the headings and words that are declared.

What the cells mean is found out here; whether rows keep to the declaration of their table is then checked as for the
project's own files.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pandas as pd

from etl.intake.relation import Relation
from etl.microdata.matching import Meanings, Reading
from etl.microdata.opening import open_source
from etl.microdata.plan import Plan
from etl.microdata.records import workspace
from etl.problems import MASKED, Problem, shown
from etl.reading import RawTable
from etl.values.wrong import Wrong

Cells = tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class Original:
    """A file as it came, so that refused rows go back as they were.

    Attributes:
        headers: its headings in order.
        rows: all rows with as many cells as headings, by row number.
        headings: our heading -> the one in the file.
    """

    headers: tuple[str, ...]
    rows: Mapping[int, Cells]
    headings: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class MappedTable:
    """A file with its cells in the project's words; rows with a cell that means nothing stand among the broken ones."""

    raw: RawTable
    original: Original


def read_mapped(*, reading: Reading, name: str, root: Path) -> MappedTable:
    """Read the file of a source.

    Args:
        reading: how its cells are read.
        name: what messages call the file.
        root: the folder that its location is relative to.

    Raises:
        CatalogueError: the declaration of the source does not fit the table.
        UnreadableFileError: the file cannot be used.
    """
    constants = reading.constants()
    with workspace(name) as connection:
        relation, plan = open_source(connection=connection, reading=reading, name=name, root=root)
        rows = _rows(connection, relation)
    meanings = _meanings(reading, plan, rows)
    problems = [*relation.problems, *_problems(name, plan, rows, meanings)]
    wrong = {problem.row for problem in problems}
    frame = _frame(reading, plan, {n: row for n, row in rows.items() if n not in wrong}, meanings, constants)
    broken = {number: [cell or "" for cell in rows.get(number) or relation.broken[number]] for number in sorted(wrong)}
    headings = {column.header: plan.headings.get(column.field.name, "") for column in reading.table.layout}
    return MappedTable(
        raw=RawTable(file=name, frame=frame, broken=broken, problems=tuple(sorted(problems))),
        original=Original(relation.headers, rows, headings),
    )


def _rows(connection: duckdb.DuckDBPyConnection, relation: Relation) -> dict[int, Cells]:
    cells = ", ".join(("row", *(f"c{ordinal}" for ordinal in range(len(relation.headers)))))
    query = f"SELECT {cells} FROM {relation.view}"  # noqa: S608 (names of our own)
    return {row[0]: row[1:] for row in connection.execute(query).fetchall()}


def _meanings(reading: Reading, plan: Plan, rows: Mapping[int, Cells]) -> dict[str, Meanings]:
    texts = {name: {row[ordinal] for row in rows.values()} - {None} for name, ordinal in plan.fields.items()}
    return {name: reading.meanings(name, sorted(map(str, raw))) for name, raw in texts.items()}


def _problems(file: str, plan: Plan, rows: Mapping[int, Cells], meanings: Mapping[str, Meanings]) -> Iterator[Problem]:
    for number, row in rows.items():
        for name, ordinal in plan.fields.items():
            text = row[ordinal]
            meaning = "" if text is None else meanings[name][text]
            if isinstance(meaning, Wrong):
                value = MASKED if meaning.code == "personal_data" else shown(text)
                yield Problem(file, number, plan.headings[name], meaning.code, value, meaning.expected)


def _frame(
    reading: Reading,
    plan: Plan,
    rows: Mapping[int, Cells],
    meanings: Mapping[str, Meanings],
    constants: Mapping[str, str],
) -> pd.DataFrame:
    """Return what the rows mean, with our headings."""
    columns = {
        column.header: _column(column.field.name, plan, list(rows.values()), meanings, constants)
        for column in reading.table.layout
    }
    return pd.DataFrame(columns, index=list(rows), dtype=object)


def _column(
    name: str,
    plan: Plan,
    rows: Sequence[Cells],
    meanings: Mapping[str, Meanings],
    constants: Mapping[str, str],
) -> list[str | Wrong | None]:
    if name not in plan.fields:
        return [constants.get(name)] * len(rows)
    texts = (row[plan.fields[name]] for row in rows)
    return [None if text is None else meanings[name][text] for text in texts]
