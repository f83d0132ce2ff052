"""Workbooks as agencies send them: titles, merged and hidden cells, dates and numbers, and the right sheet."""

import datetime
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from etl.intake.cells import cell_text
from etl.reading import UnreadableFileError
from tests.intake.conftest import Read
from tests.intake.invented_files import HEADINGS, ROWS, changed_part, ods, ods_cell, ods_row, xlsx

Refused = Callable[..., UnreadableFileError]
DAY = datetime.datetime(2024, 10, 12)  # noqa: DTZ001 - workbooks know no time zones
MOMENT = datetime.datetime(2024, 10, 12, 8, 30)  # noqa: DTZ001
LOCKED = '<manifest:file-entry xmlns:manifest="m"><manifest:encryption-data/></manifest:file-entry>'


def test_title_rows_blank_rows_and_footers(read: Read, tmp_path: Path) -> None:
    rows = [("Rekap rekaan 2024",), (), HEADINGS, ROWS[0], (), (None, " "), ROWS[1], ("Jumlah", None, None, 2)]
    book = xlsx(tmp_path / "a.xlsx", sheets=[("Data", rows)])
    book.worksheets[0].merge_cells("A1:D1")
    book.worksheets[0].column_dimensions["B"].hidden = True
    book.worksheets[0].row_dimensions[4].hidden = True
    book.save(tmp_path / "a.xlsx")
    relation, found = read("a.xlsx")
    assert (relation.headers, relation.header_row, relation.sheet, relation.row_count) == (HEADINGS, 3, 1, 3)
    assert found == [(4, *ROWS[0]), (7, *ROWS[1]), (8, "Jumlah", None, None, "2")]


def test_values_are_written_as_a_spreadsheet_shows_them(read: Read, tmp_path: Path) -> None:
    values = [3402, 34.02, 11.1, True, DAY, MOMENT, datetime.time(8, 30), 199001012020121001, "1.234", " teks\n"]
    texts = ["3402", "34.02", "11.1", "true", "2024-10-12", "2024-10-12 08:30:00", "08:30:00", "199001012020121000"]
    xlsx(tmp_path / "a.xlsx", sheets=[("Data", [("Tahap", "Uraian"), *((value, "ada") for value in values)])])
    _, found = read("a.xlsx")
    assert [row[1] for row in found] == [*texts, "1.234", "teks"]


def test_tables_that_start_far_from_the_corner_keep_their_row_numbers(read: Read, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for offset, row in enumerate((HEADINGS, *ROWS)):
        for position, cell in enumerate(row):
            book.worksheets[0].cell(row=70 + offset, column=5 + position, value=cell)
    book.save(tmp_path / "a.xlsx")
    relation, found = read("a.xlsx")
    assert relation.header_row == 70
    assert found == [(number, *row) for number, row in enumerate(ROWS, start=71)]


def test_a_cell_merged_over_rows_stands_in_each_that_has_content(read: Read, tmp_path: Path) -> None:
    rows = [("Nama Pegawai", "Wilayah", None, "Uraian"), (None, "Kode_Wilayah", "TANGGAL", None)]
    data = [("Contoh Satu", "3402", 1, "a"), (None, "3403", 2, "b"), (), ("Contoh Dua", "34", 3, None)]
    book = xlsx(tmp_path / "a.xlsx", sheets=[("Data", [*rows, *data])])
    for area in ("A1:A2", "B1:C1", "D1:D2", "A3:A5"):
        book.worksheets[0].merge_cells(area)
    book.save(tmp_path / "a.xlsx")
    relation, found = read("a.xlsx")
    assert relation.headers == HEADINGS
    assert found == [
        (3, "Contoh Satu", "3402", "1", "a"),
        (4, "Contoh Satu", "3403", "2", "b"),
        (6, "Contoh Dua", "34", "3", None),
    ]


def test_formulas_give_the_value_that_was_saved(read: Read, tmp_path: Path) -> None:
    xlsx(tmp_path / "a.xlsx", sheets=[("Data", [HEADINGS, ("=1+1", "3402", "x", "y")])])
    changed_part(
        tmp_path / "a.xlsx", part="xl/worksheets/sheet1.xml", change=lambda xml: xml.replace("<v />", "<v>2</v>")
    )
    _, found = read("a.xlsx")
    assert found == [(2, "2", "3402", "x", "y")]


def test_columns_without_heading_are_kept_where_they_hold_something(read: Read, tmp_path: Path) -> None:
    rows = [(None, "Uraian", None, "TANGGAL", None), (" ", "a", "sisipan", "2024", None)]
    book = xlsx(tmp_path / "a.xlsx", sheets=[("Data", rows)])
    book.worksheets[0]["XFD1"].number_format = "0.00"
    book.save(tmp_path / "a.xlsx")
    relation, found = read("a.xlsx")
    assert relation.headers == ("Uraian", "", "TANGGAL")
    assert found == [(2, "a", "sisipan", "2024")]


def test_the_sheet_with_the_headings_is_found(read: Read, tmp_path: Path) -> None:
    sheets: list[tuple[str, list[tuple[str, ...]]]] = [
        ("Petunjuk", [("Isi lembar Data",)]),
        ("Kosong", []),
        ("Data", [HEADINGS, *ROWS]),
    ]
    book = xlsx(tmp_path / "a.xlsx", sheets=sheets)
    book.create_chartsheet("Grafik", 0)
    hidden = book.copy_worksheet(book["Data"])
    hidden.sheet_state = "hidden"
    book.save(tmp_path / "a.xlsx")
    relation, found = read("a.xlsx")
    assert relation.sheet == 4
    assert len(found) == 3


def test_a_hidden_sheet_is_read_where_no_other_has_the_headings(read: Read, tmp_path: Path) -> None:
    book = xlsx(tmp_path / "a.xlsx", sheets=[("Catatan", [("a",)]), ("Data", [HEADINGS, *ROWS])])
    book["Data"].sheet_state = "veryHidden"
    book.save(tmp_path / "a.xlsx")
    assert read("a.xlsx")[0].sheet == 2


def test_of_equal_sheets_one_must_be_named(read: Read, refused: Refused, tmp_path: Path) -> None:
    sheets = [("Contoh Rekaan", [HEADINGS, ROWS[0]]), ("Februari", [HEADINGS, ROWS[1]])]
    xlsx(tmp_path / "a.xlsx", sheets=sheets)
    problem = refused("a.xlsx").problem
    assert (problem.code, problem.value) == ("equal_sheets", "1, 2")
    relation, found = read("a.xlsx", sheet="februari ")
    assert (relation.sheet, found) == (2, [(2, *ROWS[1])])
    missing = refused("a.xlsx", sheet="Maret").problem
    assert (missing.code, missing.value) == ("missing_sheet", "2")


def test_a_sheet_with_one_heading_changed_is_not_passed_over(refused: Refused, tmp_path: Path) -> None:
    changed = (*HEADINGS[:3], "Isi")
    xlsx(tmp_path / "a.xlsx", sheets=[("Januari", [HEADINGS, ROWS[0]]), ("Februari", [changed, ROWS[1]])])
    problem = refused("a.xlsx").problem
    assert (problem.code, problem.value) == ("equal_sheets", "1, 2")


def test_a_summary_beside_the_records_is_passed_over(read: Read, tmp_path: Path) -> None:
    summary = ("Kode Wilayah", "Uraian", "Jumlah")
    xlsx(tmp_path / "a.xlsx", sheets=[("Rekap", [summary, ("3402", "a", "2")]), ("Data", [HEADINGS, ROWS[0]])])
    assert read("a.xlsx")[0].sheet == 2


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ([], "empty_file"),
        ([("a", "b")], "header_missing"),
        ([("Uraian", "TANGGAL", "Tanggal")], "double_heading"),
        ([("Uraian", "TANGGAL"), ("Tahap", "Kode Wilayah")], "header_tied"),
        ([tuple(f"TANGGAL Uraian {number}" for number in range(2_001)), HEADINGS], None),
        ([(*HEADINGS, *(f"k{number}" for number in range(2_000)))], "large_workbook"),
    ],
)
def test_sheets_that_are_no_table(
    read: Read, refused: Refused, tmp_path: Path, rows: list[tuple[str, ...]], code: str | None
) -> None:
    xlsx(tmp_path / "a.xlsx", sheets=[("Data", rows)])
    if code is None:
        assert read("a.xlsx")[0].row_count == 0
    else:
        assert refused("a.xlsx").problem.code == code


def test_headings_without_rows_are_no_error(read: Read, tmp_path: Path) -> None:
    xlsx(tmp_path / "a.xlsx", sheets=[("Data", [HEADINGS])])
    relation, found = read("a.xlsx")
    assert (relation.headers, relation.row_count, found) == (HEADINGS, 0, [])


def test_opendocument_sheets_read_alike(read: Read, tmp_path: Path) -> None:
    values = [3402, 34.02, True, datetime.date(2024, 10, 12)]
    blank = ods_row([None] * 4, repeated=3)
    trailing = f"<table:table-row>{ods_cell(None, repeated=16384)}</table:table-row>"
    content = ods_row(["Judul"]) + ods_row(HEADINGS) + blank + ods_row(values) + ods_row(ROWS[0], repeated=2) + trailing
    ods(tmp_path / "a.ods", content=content)
    relation, found = read("a.ods")
    assert (relation.headers, relation.header_row, relation.row_count) == (HEADINGS, 2, 3)
    assert found == [(6, "3402", "34.02", "true", "2024-10-12"), (7, *ROWS[0]), (8, *ROWS[0])]


def test_a_workbook_is_known_by_its_content(read: Read, tmp_path: Path) -> None:
    xlsx(tmp_path / "a.csv", sheets=[("Data", [HEADINGS, *ROWS])])
    assert read("a.csv")[0].sheet == 1


def test_locked_workbooks_are_told(refused: Refused, tmp_path: Path) -> None:
    stream = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600) + "EncryptedPackage".encode("utf-16-le")
    (tmp_path / "a.xlsx").write_bytes(stream)
    ods(tmp_path / "a.ods", content=ods_row(HEADINGS), manifest=LOCKED)
    assert refused("a.xlsx").problem.code == "locked_workbook"
    assert refused("a.ods").problem.code == "locked_workbook"


@pytest.mark.parametrize(
    ("value", "text"),
    [(None, None), (1e22, "1e+22"), (float("nan"), "nan"), (datetime.timedelta(hours=30), "1 day, 6:00:00")],
)
def test_rare_values_as_text(value: object, text: str | None) -> None:
    assert cell_text(value) == text
