"""Finds how a CSV file is laid out: delimiter, row of headings, and whether its rows fit them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from etl.intake.cells import is_blank
from etl.intake.columns import unnamed
from etl.intake.csv_records import MAX_COLUMNS, RecordError, choose_delimiter, read_records
from etl.intake.failures import bad_headings, headings_text, unreadable
from etl.intake.headings import HeadingsError, HeadRow, check_doubled, find_header
from etl.intake.text_profile import TextProfile

MAX_BROKEN = 50_000
"""Rows that may have another number of cells than the headings; more means another dialect, or no table."""


@dataclass(frozen=True, slots=True)
class CsvLayout:
    """How a CSV file is written, and its row of headings."""

    path: Path
    name: str
    profile: TextProfile
    delimiter: str
    header: HeadRow

    @property
    def width(self) -> int:
        """Return how many cells every row should have."""
        return len(self.header.cells)

    def records(self) -> Iterator[tuple[int, list[str]]]:
        """Read the rows below the headings that are not wholly blank, with their numbers."""
        header = self.header.number
        every = read_records(path=self.path, encoding=self.profile.encoding, delimiter=self.delimiter)
        for number, cells, _line in every:
            if number > header and not all(map(is_blank, cells)):
                yield number, cells


@dataclass(slots=True)
class Survey:
    """What the rows of a file hold: how many, which do not fit, and which columns without a heading are in use."""

    row_count: int = 0
    broken: dict[int, tuple[str, ...]] = field(default_factory=dict)
    filled: set[int] = field(default_factory=set)


def find_layout(*, path: Path, name: str, profile: TextProfile, known: frozenset[str]) -> CsvLayout:
    """Find delimiter and headings.

    Raises:
        UnreadableFileError: nothing but blanks, or no row of headings, or two, or doubled headings.
    """
    delimiter, head = choose_delimiter(path=path, encoding=profile.encoding, known=known)
    try:
        if not head:
            _refuse_without_rows(path=path, name=name, profile=profile, known=known)
        header = find_header(head, known)
        check_doubled(header.cells, row=header.number)
    except HeadingsError as error:
        raise bad_headings(name, error, known) from None
    if len(header.cells) > MAX_COLUMNS:
        raise unreadable(name, "many_columns", row=header.number, value=len(header.cells), right=str(MAX_COLUMNS))
    return CsvLayout(path=path, name=name, profile=profile, delimiter=delimiter, header=header)


def survey(layout: CsvLayout) -> Survey:
    """Read all rows once.

    Raises:
        UnreadableFileError: quotation marks do not fit, a record is too long, or too many rows do not fit the headings.
    """
    found = Survey()
    nameless = unnamed(layout.header.cells)
    try:
        for number, cells in layout.records():
            found.row_count += 1
            if len(cells) != layout.width:
                _add_broken(found, number, cells, layout)
            elif nameless:
                found.filled.update(position for position in nameless if not is_blank(cells[position]))
    except RecordError as error:
        raise unreadable(layout.name, error.code, row=error.row, value=error.value) from None
    return found


def _add_broken(found: Survey, number: int, cells: list[str], layout: CsvLayout) -> None:
    found.broken[number] = tuple(cells)
    if len(found.broken) > MAX_BROKEN:
        raise unreadable(layout.name, "many_broken_rows", value=MAX_BROKEN, right=str(layout.width))


def _refuse_without_rows(*, path: Path, name: str, profile: TextProfile, known: frozenset[str]) -> None:
    try:
        next(read_records(path=path, encoding=profile.encoding, delimiter=","), None)
    except RecordError as error:
        raise unreadable(name, error.code, row=error.row, value=error.value) from None
    raise unreadable(name, "empty_file", right=headings_text(known))
