"""A sheet that takes whole rows has the cells that the library itself would have written, whatever they hold."""

import io
import re
import zipfile
from collections.abc import Sequence
from datetime import date
from typing import Any

import openpyxl
import pytest
import python_calamine
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from etl.catalogue import load_catalogue
from etl.export import pieces, workbook
from etl.export.notes import notes_for
from etl.export.workbook import write_xlsx
from etl.export.workbook_rows import RowSheet

HEADINGS = ("teks", "angka", "benar", "hari")
Cells = tuple[str | None, float | None, bool | None, date | None]
ODD = (
    "",
    "=1+1",
    "<a>&amp;",
    "_x0041_",
    "\0\x07",
    "  rata  ",
    "dua\nbaris",
    '"',
    "\ufffe",
    "x" * 40_000,
    "é\U0001f600",
)
ROWS: list[Cells] = [
    *((text, number, number % 2 == 0, date(2024, 1, 1 + number)) for number, text in enumerate(ODD)),
    (None, 0.1, None, None),
    ("kosong", None, True, None),
    ("ulang", 1e300, False, date(1950, 5, 5)),
] * 2
rows = st.lists(
    st.tuples(
        st.none() | st.text(max_size=20),
        st.none() | st.floats(allow_nan=False, allow_infinity=False) | st.integers(-(10**12), 10**12),
        st.none() | st.booleans(),
        st.none() | st.dates(min_value=date(1900, 3, 1)),
    ).filter(lambda row: row != (None, None, None, None)),
    min_size=1,
    max_size=12,
)


def sheet_xml(cells: Sequence[Cells], *, at_once: int) -> str:
    """Write a sheet in portions of so many rows, 0: cell by cell as the library does."""
    body = io.BytesIO()
    with xlsxwriter.Workbook(body, {"constant_memory": True}) as book:
        formats = [book.add_format({"num_format": form}) for form in ("@", "yyyy-mm-dd")]
        sheet = book.add_worksheet("Data", RowSheet)
        sheet.write_row(0, 0, HEADINGS)
        puts = [
            lambda row, column, cell: sheet.write_string(row, column, cell, formats[0]),
            sheet.write_number,
            sheet.write_boolean,
            lambda row, column, cell: sheet.write_datetime(row, column, cell, formats[1]),
        ]
        if at_once:
            sheet.begin_rows(puts)
            for start in range(0, len(cells), at_once):
                sheet.add_rows(cells[start : start + at_once])
        else:
            written = ((row, column, cell) for row, line in enumerate(cells, 1) for column, cell in enumerate(line))
            for row, column, cell in written:
                if cell is not None:
                    puts[column](row, column, cell)
    return zipfile.ZipFile(body).read("xl/worksheets/sheet1.xml").decode()


@pytest.mark.parametrize("at_once", [1, 3, 1000])
def test_rows_at_once_are_what_the_library_writes_cell_by_cell(at_once: int) -> None:
    assert sheet_xml(ROWS, at_once=at_once) == sheet_xml(ROWS, at_once=0)


@given(rows)
def test_any_rows_are_what_the_library_writes(cells: list[Cells]) -> None:
    assert plain(sheet_xml(cells, at_once=5)) == plain(sheet_xml(cells, at_once=0))


def plain(sheet: str) -> str:
    """Leave out in which order the formats of cells were met, and the sign of zero, which is no other number."""
    return re.sub(r' s="\d+"', "", sheet).replace("<v>-0</v>", "<v>0</v>")


def test_cells_that_are_not_kept_are_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    expected = sheet_xml(ROWS, at_once=0)
    monkeypatch.setattr(pieces, "MOST_KEPT", 3)
    assert sheet_xml(ROWS, at_once=4) == expected


@pytest.mark.parametrize(("count", "sheets"), [(0, 1), (4, 1), (5, 1), (6, 2), (10, 2), (11, 3)])
def test_what_one_sheet_cannot_hold_goes_into_the_next(
    count: int, sheets: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbook, "LAST_ROW", 5)
    table = load_catalogue().published("rilis")
    lines: list[tuple[Any, ...]] = [
        (f"r{number:02d}", "2024-12-01T00:00:00Z", "2024-01", "2024-12") for number in range(count)
    ]
    body = b"".join(write_xlsx(table, iter(lines), notes_for(table=table, release_id="rekaan", count=count)))
    found = openpyxl.load_workbook(io.BytesIO(body))
    named = ["Data", *(f"Data {number}" for number in range(2, sheets + 1))]
    assert found.sheetnames == [*named, "Catatan"]
    assert [row for name in named for row in found[name].iter_rows(min_row=2, values_only=True)] == lines
    assert [found[name].auto_filter.ref for name in named] == [f"A1:D{found[name].max_row}" for name in named]
    read = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(body))
    assert [tuple(row) for name in named for row in read.get_sheet_by_name(name).to_python()[1:]] == lines
