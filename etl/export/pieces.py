"""What is written for a value, made once for each value of a column: the rows of a release repeat few of them.

Months, codes and names of regions fill most cells. A row is put together from pieces that are there already, in a
fraction of the time that writing each cell takes.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from itertools import islice
from typing import TypeVar

T = TypeVar("T")
Row = tuple[object, ...]
PORTION = 1000
"""Rows that are written at a time."""
MOST_KEPT = 4096
LONGEST_KEPT = 400
"""Pieces of a column that are kept, and characters of one, so that the memory needed does not grow with the rows."""
TOLD_APART = (str, date)
"""Kinds of values of which no two are equal and written differently, as 1, 1.0 and True are."""


class Pieces(dict[object, str]):
    """What is written for the values of one column."""

    def __init__(
        self, write: Callable[[object], str], *, nothing: str, kinds: type | tuple[type, ...] = TOLD_APART
    ) -> None:
        """Take what writes a value, what stands where there is none, and the kinds of values worth keeping."""
        super().__init__({None: nothing})
        self._write, self._kinds = write, kinds

    def __missing__(self, value: object) -> str:
        found = self._write(value)
        if isinstance(value, self._kinds) and len(self) < MOST_KEPT and len(found) <= LONGEST_KEPT:
            self[value] = found
        return found


def pieced(columns: Sequence[Pieces], rows: Sequence[Row]) -> Iterator[tuple[str, ...]]:
    """Yield the pieces of each row; there must be some rows."""
    pairs = zip(columns, zip(*rows, strict=True), strict=True)
    return zip(*(map(known.__getitem__, column) for known, column in pairs), strict=True)


def portions(rows: Iterable[T], size: int = PORTION) -> Iterator[list[T]]:
    """Cut rows, or what is made of them, into lists of a size."""
    source = iter(rows)
    while portion := list(islice(source, size)):
        yield portion
