"""Goes through the refused rows of a file, in a further pass that only happens where something was refused."""

import heapq
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from etl.intake.relation import only_row
from etl.microdata.judging import FOOTER, NO_RECORD, Cells, Judge, RefusedRow, footer_begins
from etl.microdata.records import Records
from etl.problems import Problem
from etl.quarantine import RefusedRow as QuarantineRow
from etl.reading import UnreadableFileError
from geo.wording import Wording

EXAMPLES = 20
"""Problems of each code that are kept as examples; the others are counted."""
FOOTER_ROWS = 30
"""So many rows below the last whole one may be a footer; more would be records without their cells."""
ROWS_AT_ONCE = 10_000
FACTS = 6
"""Columns of a fetched row before its cells."""
ROWS_IN_MEMORY = 200_000
"""Refused rows that one pass over the file fetches, so that their cells fit into the memory."""


@dataclass(slots=True)
class Told:
    """What was said about the refused rows of one source.

    Attributes:
        examples: the first problems of each code.
        counts: code -> number of problems.
        no_record: how many of the rows hold no record.
        rows: how many they are.
    """

    examples: list[Problem] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    no_record: int = 0
    rows: int = 0

    def add(self, problems: Iterable[Problem]) -> None:
        """Count the problems of one row, and keep those of which there are few."""
        self.rows += 1
        for problem in problems:
            self.counts[problem.code] += 1
            if self.counts[problem.code] <= EXAMPLES:
                self.examples.append(problem)
            self.no_record += problem.code in NO_RECORD


class Fetched(NamedTuple):
    """One row of the file that matters; not every one of them is refused.

    ``same`` tells whether its mapped cells are those that were read the first time.
    """

    number: int
    position: int
    first: int | None
    refused: bool
    last_whole: bool
    same: bool
    cells: Cells
    mapped: Cells


def refused_rows(*, judge: Judge, told: Told, wording: Wording, lang: str) -> Iterator[QuarantineRow]:
    """Yield every refused row with its reasons in words, in the order of the file; ``told`` is filled on the way."""
    for number, cells, problems in _judged(judge):
        told.add(problems)
        sentences = (problem.sentence(wording=wording, lang=lang) for problem in problems)
        yield number, " ".join(sentences), cells


def _judged(judge: Judge) -> Iterator[tuple[int, Cells, list[Problem]]]:
    """Yield the refused rows with their problems; rows with a wrong number of cells stand among them in order."""
    relation = judge.records.relation
    broken = (
        Fetched(number, -1, None, True, False, True, cells, ()) for number, cells in sorted(relation.broken.items())
    )
    problems = {problem.row: problem for problem in relation.problems}
    numbers: dict[int, int] = {}
    last = _last_whole(judge.records)
    last_whole = 0 if last is None else None
    signed = False
    for row in heapq.merge(_fetched(judge.records, last), broken, key=lambda row: row.number):
        if not row.same:
            raise UnreadableFileError(Problem(judge.file, 0, "", "file_changed"))
        numbers[row.position] = row.number
        last_whole = row.number if row.last_whole else last_whole
        below = last_whole is not None and row.number - last_whole <= FOOTER_ROWS
        signed = below and (signed or (not row.last_whole and footer_begins(row.cells)))
        if not row.refused:
            continue
        if row.position < 0:
            yield row.number, row.cells, [_of_broken(problems[row.number], signed=signed)]
            continue
        earlier = None if row.first is None else numbers.get(row.first)
        refused = RefusedRow(row.number, row.cells, row.mapped, earlier, below, signed)
        yield row.number, row.cells, judge.problems(refused)


def _of_broken(problem: Problem, *, signed: bool) -> Problem:
    return Problem(problem.file, problem.row, "", FOOTER) if signed else problem


def _last_whole(records: Records) -> int | None:
    """Return the position of the last row in which every field is filled."""
    whole = " AND ".join(f"{column} IS NOT NULL" for column in records.columns) or "true"
    position: int | None
    (position,) = only_row(records.connection, f"SELECT max(rowid) FROM tally_records WHERE {whole}")  # noqa: S608 (names of our own)
    return position


def _fetched(records: Records, last_whole: int | None) -> Iterator[Fetched]:
    """Yield the refused rows, those with their keys before them, and the last whole one, in order."""
    _list_wanted(records, -1 if last_whole is None else last_whole)
    # The rows are needed no more, and make room for the cells of the refused ones.
    records.connection.execute("DROP TABLE tally_records")
    # Else the whole file may become the side of the join that is kept in memory.
    records.connection.execute("SET disabled_optimizers = 'join_order,build_side_probe_side'")
    for first, last in _parts(records):
        yield from _part(records, first=first, last=last)


def _parts(records: Records) -> list[tuple[int, int]]:
    """Return the first and the last position of every lot that is fetched at one time."""
    lots = f"SELECT position, row_number() OVER (ORDER BY position) // {ROWS_IN_MEMORY} AS lot FROM tally_wanted"  # noqa: S608 (names of our own)
    found: list[tuple[int, int]] = records.connection.execute(
        f"SELECT min(position), max(position) FROM ({lots}) GROUP BY lot ORDER BY 1"  # noqa: S608 (names of our own)
    ).fetchall()
    return found


def _list_wanted(records: Records, last_whole: int) -> None:
    """Make ``tally_wanted``: positions, why they are wanted, and a hash of their mapped cells."""
    records.connection.execute(
        "CREATE TABLE tally_wanted AS SELECT w.*, "  # noqa: S608 (names of our own)
        f"{_mark(records.columns)} AS mark FROM (SELECT position, max(first) AS first, bool_or(refused) AS refused,"
        " bool_or(last_whole) AS last_whole FROM ("
        " SELECT position, first, true AS refused, false AS last_whole FROM tally_refused"
        " UNION ALL SELECT DISTINCT first, NULL, false, false FROM tally_refused WHERE first IS NOT NULL"
        f" UNION ALL SELECT {last_whole}, NULL, false, true) GROUP BY position) w"
        " JOIN tally_records r ON r.rowid = w.position"
    )


def _mark(cells: Sequence[str]) -> str:
    return f"hash({', '.join(cells) or '0'})"


def _part(records: Records, *, first: int, last: int) -> Iterator[Fetched]:
    width = len(records.relation.headers)
    cells = ", ".join((*(f"v.c{ordinal}" for ordinal in range(width)), *records.cells))
    query = records.connection.execute(
        f"SELECT v.row, w.position, w.first, w.refused, w.last_whole, {_mark(records.cells)} = w.mark, {cells}"  # noqa: S608 (names of our own)
        f" FROM (SELECT row_number() OVER () - 1 AS position, * FROM {records.relation.view}) v"
        f" JOIN tally_wanted w ON w.position = v.position WHERE w.position BETWEEN {first} AND {last}"
        " ORDER BY w.position"
    )
    while rows := query.fetchmany(ROWS_AT_ONCE):
        for row in rows:
            yield Fetched._make((*row[:FACTS], row[FACTS : FACTS + width], row[FACTS + width :]))
