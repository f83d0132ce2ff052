"""Reads the records of a CSV file with care, one at a time: bounded memory, exact row numbers, nothing repaired."""

import csv
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import TextIO

from etl.intake.cells import is_blank, trimmed
from etl.intake.headings import HEAD_ROWS, HeadRow, best_match

DELIMITERS = (",", ";", "\t")
MAX_RECORD = 1_000_000
"""Characters of one record; a longer one means that a quotation mark is missing, or that this is no table."""
LONGEST_CELL = 131_072
"""Characters; a longer cell mostly hides a quotation mark that was never closed."""
MAX_COLUMNS = 2_000


class RecordError(ValueError):
    """Say in which row the text stops being CSV; ``code`` has a sentence."""

    def __init__(self, code: str, row: int, value: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.row = row
        self.value = value


Record = tuple[int, list[str], int]
"""The number of a record as a spreadsheet shows it, its cells, and the line of the file in which it ends."""


def read_records(*, path: Path, encoding: str, delimiter: str) -> Iterator[Record]:
    """Read record by record; an empty line counts as a record without cells.

    Raises:
        RecordError: quotation marks do not fit, or a record is longer than ``MAX_RECORD``.
    """
    with path.open(encoding=encoding, newline="") as file:
        lines = _Lines(file)
        # A setting of the whole process, which other libraries raise.
        csv.field_size_limit(LONGEST_CELL)
        reader = csv.reader(lines, delimiter=delimiter, strict=True)
        number = 0
        try:
            for number, cells in enumerate(reader, start=1):
                lines.taken = 0
                yield number, cells, reader.line_num
        except csv.Error as error:
            raise RecordError("broken_quotes", number + 1, str(error)) from None
        except _TooLongError:
            raise RecordError("long_record", number + 1, str(MAX_RECORD)) from None


def choose_delimiter(*, path: Path, encoding: str, known: frozenset[str]) -> tuple[str, tuple[HeadRow, ...]]:
    """Return the delimiter under which the first rows hold the most known headings, and those rows.

    Where two do equally well, the one under which more rows have as many cells as the fullest of them.
    """
    heads = {delimiter: head_rows(path=path, encoding=encoding, delimiter=delimiter) for delimiter in DELIMITERS}
    chosen = max(DELIMITERS, key=lambda delimiter: _rank(heads[delimiter], known))
    return chosen, heads[chosen]


def head_rows(*, path: Path, encoding: str, delimiter: str) -> tuple[HeadRow, ...]:
    """Return the first rows with content, up to the first that is not CSV."""
    return tuple(islice(_filled_rows(path, encoding, delimiter), HEAD_ROWS))


def _filled_rows(path: Path, encoding: str, delimiter: str) -> Iterator[HeadRow]:
    try:
        for number, cells, line in read_records(path=path, encoding=encoding, delimiter=delimiter):
            if not all(map(is_blank, cells)):
                yield HeadRow(number, tuple(map(trimmed, cells)), line)
    except RecordError:
        return


def _rank(head: tuple[HeadRow, ...], known: frozenset[str]) -> tuple[int, int]:
    widths = [len(row.cells) for row in head]
    widest = max(widths, default=0)
    return best_match(head, known), widths.count(widest) if widest > 1 else 0


class _TooLongError(Exception):
    pass


class _Lines:
    """Hands lines to the parser, and stops it where one record takes too many characters."""

    def __init__(self, file: TextIO) -> None:
        self._file = file
        self.taken = 0

    def __iter__(self) -> Iterator[str]:
        while line := self._file.readline(MAX_RECORD):
            self.taken += len(line)
            if self.taken >= MAX_RECORD:
                raise _TooLongError
            yield line
