"""Finds the row of headings among the first rows of a file, whatever titles stand above it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from etl.values.spelling import plain

HEAD_ROWS = 50
"""How many rows with content are looked at."""
FIRST_ROW = 2
"""Number of the first record where headings stand in no row: as if they were row 1."""


class HeadingsError(ValueError):
    """Say why the row of headings cannot be told: ``code`` has a sentence, ``value`` holds row numbers only."""

    def __init__(self, code: str, value: str = "", row: int = 0) -> None:
        super().__init__(code)
        self.code = code
        self.value = value
        self.row = row


@dataclass(frozen=True, slots=True)
class HeadRow:
    """One of the first rows with content: its number as a spreadsheet shows it, its cells, and the line it ends in."""

    number: int
    cells: tuple[str, ...]
    line: int = 0


def matches(cells: Iterable[str], known: frozenset[str]) -> int:
    """Count the known headings in a row."""
    return len({plain(cell) for cell in cells} & known)


def best_match(rows: Iterable[HeadRow], known: frozenset[str]) -> int:
    """Return how many known headings the best row holds, 0 where no row holds enough to be one of headings."""
    best = max((matches(row.cells, known) for row in rows), default=0)
    return best if best >= min(2, max(1, len(known))) else 0


def find_header(rows: Sequence[HeadRow], known: frozenset[str]) -> HeadRow:
    """Return the row with the most known headings; of equal rows the first, as headings are repeated on new pages.

    Raises:
        HeadingsError: no row has two known headings (one, where only one is known), or two different rows have as many.
    """
    best = best_match(rows, known)
    if not best:
        raise HeadingsError("header_missing")
    found = [row for row in rows if matches(row.cells, known) == best]
    if len({tuple(map(plain, row.cells)) for row in found}) > 1:
        raise HeadingsError("header_tied", ", ".join(str(row.number) for row in found))
    return found[0]


def check_doubled(cells: Sequence[str], *, row: int) -> None:
    """Refuse two equal headings, as nobody can tell which column is meant.

    Raises:
        HeadingsError: with the letters of the columns.
    """
    seen: dict[str, int] = {}
    for position, cell in enumerate(cells):
        key = plain(cell)
        if key and key in seen:
            raise HeadingsError("double_heading", f"{column_letters(seen[key])}, {column_letters(position)}", row)
        seen[key] = position


def column_letters(position: int) -> str:
    """Return the letters by which a spreadsheet calls a column; the first, 0, is A."""
    letters = ""
    number = position + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
