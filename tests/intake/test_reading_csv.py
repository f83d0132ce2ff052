"""CSV files in every dialect: found headings, exact row numbers, and rows that do not fit set apart."""

import codecs
import csv
import os
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from etl.reading import UnreadableFileError
from tests.intake.conftest import Read
from tests.intake.invented_files import HEADINGS, KNOWN, ROWS, csv_text

Refused = Callable[..., UnreadableFileError]
TITLES = (("Daftar, rekaan; tahun 2024", "", "", ""), ("", "", "", ""))


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("always", [False, True])
def test_every_dialect_gives_the_same_rows(
    read: Read, tmp_path: Path, delimiter: str, encoding: str, newline: str, always: bool
) -> None:
    text = csv_text([*TITLES, HEADINGS, *ROWS], delimiter=delimiter, newline=newline, always=always)
    (tmp_path / "a.csv").write_bytes(text.encode(encoding))
    relation, rows = read("a.csv")
    assert relation.headers == HEADINGS
    assert (relation.header_row, relation.sheet, relation.row_count) == (3, 0, 3)
    assert rows == [(number, *row) for number, row in enumerate(ROWS, start=4)]


def test_blanks_of_every_kind_are_cut_and_blank_rows_are_left_out(read: Read, tmp_path: Path) -> None:
    cells = [HEADINGS, (" \u00a0Contoh\u200b", "\ufeff3402\t", "\u200b", "\u3000"), ("", " ", "\u00a0", "\t"), ROWS[0]]
    (tmp_path / "a.csv").write_text(csv_text(cells) + "\r\n", encoding="utf-8", newline="")
    relation, rows = read("a.csv")
    assert relation.row_count == 2
    assert rows == [(2, "Contoh", "3402", None, None), (4, *ROWS[0])]


def test_rows_that_do_not_fit_are_kept_as_they_are(read: Read, tmp_path: Path) -> None:
    cells = [HEADINGS, ("Contoh ", "3402"), ROWS[0], (*ROWS[1], "lebih")]
    (tmp_path / "a.csv").write_text(csv_text(cells), encoding="utf-8", newline="")
    relation, rows = read("a.csv")
    assert relation.row_count == 3
    assert rows == [(3, *ROWS[0])]
    assert relation.broken == {2: ("Contoh ", "3402"), 4: (*ROWS[1], "lebih")}
    assert [(p.file, p.row, p.code, p.value, p.expected.id) for p in relation.problems] == [
        ("berkas-uji", 2, "cell_count", "2", "4"),
        ("berkas-uji", 4, "cell_count", "5", "4"),
    ]


def test_a_cell_with_line_ends_is_one_row_of_the_spreadsheet(read: Read, tmp_path: Path) -> None:
    cells = [HEADINGS, ("Contoh\nRekaan", *ROWS[0][1:]), ROWS[1]]
    (tmp_path / "a.csv").write_text(csv_text(cells, newline="\n"), encoding="utf-8", newline="")
    _, rows = read("a.csv")
    assert rows == [(2, "Contoh\nRekaan", *ROWS[0][1:]), (3, *ROWS[1])]


def test_columns_without_heading_are_kept_where_they_hold_something(read: Read, tmp_path: Path) -> None:
    headings = ("", "Kode_Wilayah", " ", "TANGGAL", "", "")
    cells = [headings, ("", "3402", "isi", "2024-10-12", "", " "), ("", "34", "", "2024-10-13", "", "")]
    for newline in ("\n", "\r"):
        (tmp_path / "a.csv").write_text(csv_text(cells, newline=newline), encoding="utf-8", newline="")
        relation, rows = read("a.csv")
        assert relation.headers == ("Kode_Wilayah", "", "TANGGAL")
        assert rows == [(2, "3402", "isi", "2024-10-12"), (3, "34", None, "2024-10-13")]


def test_headings_without_rows_are_no_error(read: Read, tmp_path: Path) -> None:
    for text in (csv_text([HEADINGS]), csv_text([HEADINGS]).strip(), csv_text([HEADINGS], newline="\r")):
        (tmp_path / "a.csv").write_text(text, encoding="utf-8", newline="")
        relation, rows = read("a.csv")
        assert (relation.headers, relation.row_count, rows) == (HEADINGS, 0, [])


def test_one_column_is_a_table_where_one_heading_is_known(read: Read, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("Judul\nTANGGAL\n2024-10-12\n\n2024-10-13\n", encoding="utf-8")
    relation, rows = read("a.csv", known=frozenset({"tanggal"}))
    assert relation.row_count == 2
    assert rows == [(3, "2024-10-12"), (5, "2024-10-13")]


def test_headings_repeated_on_a_new_page_are_a_row_like_any_other(read: Read, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(csv_text([HEADINGS, ROWS[0], HEADINGS]), encoding="utf-8", newline="")
    _, rows = read("a.csv")
    assert rows == [(2, *ROWS[0]), (3, *HEADINGS)]


@pytest.mark.parametrize("folder", ["a[1]*?", "wilayah=34", "it's"])
def test_a_path_is_never_a_pattern(read: Read, tmp_path: Path, folder: str) -> None:
    (tmp_path / folder).mkdir()
    (tmp_path / folder / "a.csv").write_text(csv_text([HEADINGS, *ROWS]), encoding="utf-8", newline="")
    relation, rows = read(f"{folder}/a.csv")
    assert relation.headers == HEADINGS
    assert len(rows) == 3


def test_the_view_can_be_read_again(read: Read, tmp_path: Path, connection: duckdb.DuckDBPyConnection) -> None:
    for newline in ("\n", "\r"):
        (tmp_path / "a.csv").write_text(csv_text([HEADINGS, *ROWS], newline=newline), encoding="utf-8", newline="")
        relation, rows = read("a.csv")
        again = connection.view(relation.view).order("row").fetchall()
        assert again == rows


REFUSED = {
    "empty": (b"", "empty_text", 0),
    "blanks": (b" \n,\n", "empty_file", 0),
    "zero bytes": (b"Nama Pegawai,TANGGAL\na\0,b\n", "nul_bytes", 0),
    "wide without mark": ("Nama Pegawai,TANGGAL\n".encode("utf-16-le"), "nul_bytes", 0),
    "wide and cut": (codecs.BOM_UTF16_LE + b"N", "unknown_encoding", 0),
    "no letters": (b"Nama Pegawai,TANGGAL\n\x81,1\n", "unknown_encoding", 0),
    "partly UTF-8": ("Nama Pegawai,TANGGAL\né,1\n".encode() + b"\xe9,2\n", "damaged_utf8", 3),
    "marked, but no UTF-8": (codecs.BOM_UTF8 + b"Nama Pegawai,TANGGAL\n\xe9,2\n", "damaged_utf8", 2),
    "cut in a letter": (b"Nama Pegawai,TANGGAL\na,\xc3", "damaged_utf8", 2),
    "open quote": (b'Nama Pegawai,TANGGAL\n"a,1\n', "broken_quotes", 2),
    "text after quote": (b'Nama Pegawai,TANGGAL\nb,2\n"a"x,1\n', "broken_quotes", 3),
    "huge cell": (b"Nama Pegawai,TANGGAL\n" + b"a" * 140_000 + b",1\n", "broken_quotes", 2),
    "endless line": (b"Nama Pegawai,TANGGAL\n" + b"a," * 600_000, "long_record", 2),
    "endless record": (b"Nama Pegawai,TANGGAL\n" + b'"\n",' * 300_000, "long_record", 2),
    "many columns": (b"Nama Pegawai,TANGGAL" + b"," * 2_000 + b"\n", "many_columns", 1),
    "no headings": (b"a,b\n1,2\n", "header_missing", 0),
    "doubled heading": (b"Nama Pegawai,TANGGAL,tanggal\n", "double_heading", 1),
    "two headings": (b"Nama Pegawai,TANGGAL,x\nUraian,Tahap,y\n", "header_tied", 0),
    "web page": (b"<html><table><tr><td>Nama Pegawai</td></tr></table></html>", "header_missing", 0),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_no_table_is_refused_by_name(refused: Refused, tmp_path: Path, case: str) -> None:
    data, code, row = REFUSED[case]
    (tmp_path / "a.csv").write_bytes(data)
    problem = refused("a.csv").problem
    assert (problem.file, problem.code, problem.row) == ("berkas-uji", code, row)


def test_too_many_rows_that_do_not_fit_are_another_dialect(refused: Refused, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("Nama Pegawai,TANGGAL\n" + "a\n" * 50_001, encoding="utf-8")
    assert refused("a.csv").problem.code == "many_broken_rows"


def test_missing_headings_are_named(refused: Refused, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    assert refused("a.csv").problem.expected.id == ", ".join(sorted(KNOWN))


def test_what_is_no_file_is_refused_by_name(refused: Refused, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipa")
    (tmp_path / "a.db").write_bytes(b"SQLite format 3\0" + bytes(100))
    assert refused("tidak-ada.csv").problem.code == "missing_file"
    assert refused(".").problem.code == "no_regular_file"
    assert refused("pipa").problem.code == "no_regular_file"
    assert refused("a.db").problem.code == "sqlite_file"
    assert refused("a.db\0").problem.code == "broken_reading"


def test_a_file_that_may_not_be_read_is_refused_by_name(
    refused: Refused, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def forbidden(*_: object, **__: object) -> None:
        raise PermissionError

    (tmp_path / "a.csv").write_text(csv_text([HEADINGS]), encoding="utf-8")
    monkeypatch.setattr(Path, "open", forbidden)
    assert refused("a.csv").problem.code == "no_permission"


def test_a_huge_cell_is_refused_whatever_other_libraries_allow(refused: Refused, tmp_path: Path) -> None:
    before = csv.field_size_limit(10_000_000)
    (tmp_path / "a.csv").write_bytes(REFUSED["huge cell"][0])
    assert refused("a.csv").problem.code == "broken_quotes"
    csv.field_size_limit(before)
