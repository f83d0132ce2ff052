"""Turns the cells of a sheet into rows of texts, numbered as the spreadsheet shows them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from python_calamine import CalamineSheet

from etl.intake.cells import cell_text, is_blank, trimmed
from etl.intake.columns import kept_columns, unnamed
from etl.intake.headings import HEAD_ROWS, HeadRow

NumberedRow = tuple[int, list[str | None]]


@dataclass(frozen=True, slots=True)
class Choice:
    """The sheet that is read: its ordinal (the first is 1) and its row of headings."""

    sheet: CalamineSheet
    ordinal: int
    header: HeadRow


@dataclass(slots=True)
class MergedCells:
    """Cells of one column that are merged over several rows: every row shows the value of the first.

    ``starts`` holds, by row, the columns where a merged cell begins and the row where it ends; ``running`` those that
    the current row is in, with their value.
    """

    starts: dict[int, list[tuple[int, int]]] = field(default_factory=dict)
    running: dict[int, tuple[int, str | None]] = field(default_factory=dict)

    def fill(self, index: int, cells: list[str | None]) -> None:
        """Write the values of merged cells into a row that has content of its own."""
        self.running = {column: cell for column, cell in self.running.items() if cell[0] >= index}
        if any(cells):
            for column, (_, text) in self.running.items():
                cells[column] = cells[column] or text
        for column, last in self.starts.get(index, ()):
            self.running[column] = (last, cells[column])


def sheet_rows(sheet: CalamineSheet) -> Iterator[NumberedRow]:
    """Yield every row, blank cells as None; merged cells are written into all their rows."""
    merged = _merged(sheet)
    for index, values in enumerate(sheet.iter_rows()):
        cells = [_cell(value) for value in values]
        merged.fill(index, cells)
        yield index + 1, cells


def head_of(sheet: CalamineSheet) -> tuple[HeadRow, ...]:
    """Return the first rows with content."""
    filled = (HeadRow(number, tuple(cell or "" for cell in cells)) for number, cells in sheet_rows(sheet) if any(cells))
    return tuple(islice(filled, HEAD_ROWS))


def filled_rows(choice: Choice) -> Iterator[NumberedRow]:
    """Yield the rows below the headings that hold something."""
    return (row for row in sheet_rows(choice.sheet) if row[0] > choice.header.number and any(row[1]))


def used_columns(choice: Choice) -> Sequence[int]:
    """Return the positions of the columns that have a heading or hold something."""
    nameless = unnamed(choice.header.cells)
    used: set[int] = set()
    if nameless:
        for _, cells in filled_rows(choice):
            used.update(position for position in nameless if cells[position] is not None)
    return kept_columns(choice.header.cells, used)


def _cell(value: object) -> str | None:
    return None if is_blank(value) else trimmed(cell_text(value) or "") or None


def _merged(sheet: CalamineSheet) -> MergedCells:
    merged = MergedCells()
    first_column = sheet.start[1] if sheet.start else 0
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        column = left - first_column
        if left == right and bottom > top and 0 <= column < sheet.width:
            merged.starts.setdefault(top, []).append((column, bottom))
    return merged
