"""A sheet that takes whole rows at a time: most cells of a column repeat, and the library writes each of them once.

The library takes some microseconds a cell, nearly all of it on the way to its XML. Here that XML still is the
library's, but kept for the next cell of the column with the same value, and a row is put together from such pieces.
All else of the sheet is made by the library, and every cell is as it would have written it.
"""

import io
from collections.abc import Callable, Sequence
from typing import Any, TextIO

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from etl.export.pieces import Pieces, Row, pieced

Put = Callable[[int, int, Any], object]
NUMBER = "\0"
"""Stands for the number of a row; XML cannot hold it, so that no cell does."""


class RowSheet(Worksheet):  # type: ignore[misc] # the library has no types
    """A sheet of a workbook in constant memory, written from its top to its end."""

    fh: TextIO

    def begin_rows(self, puts: Sequence[Put]) -> None:
        """Go on below what was written, with one way to write a cell for each column."""
        self._write_single_row(self.previous_row + 1)
        # A column has one kind of values, and equal numbers are the same cell.
        self._columns = [
            Pieces(self._writing(column, put), nothing="", kinds=object) for column, put in enumerate(puts)
        ]

    def add_rows(self, rows: Sequence[Row]) -> None:
        """Write rows, of which there must be some, below the last one."""
        numbered = enumerate(pieced(self._columns, rows), start=self.previous_row + 1)
        texts = [f'<row r="{NUMBER}">{"".join(row)}</row>'.replace(NUMBER, str(number)) for number, row in numbered]
        self.fh.write("".join(texts))
        self.previous_row += len(texts)
        # Lets the library note how far down the sheet reaches; the row itself is no longer its concern.
        self._check_dimensions(self.previous_row - 1, 0, ignore_col=True)

    def _writing(self, column: int, put: Put) -> Callable[[object], str]:
        """Return what lets the library write one cell, and gives its XML instead of leaving it in the file."""
        begun = f'<c r="{xl_col_to_name(column)}{NUMBER}"'

        def write(value: object) -> str:
            row = self.previous_row
            put(row, column, value)
            file, self.fh = self.fh, io.StringIO()
            try:
                self._write_cell(row, column, self.table.pop(row)[column])
                _, _, text = self.fh.getvalue().split('"', 2)
            finally:
                self.fh = file
            return begun + text

        return write
