"""Totals, signatures, headings and rows that say zero hold no record: they are refused, and are no errors."""

from pathlib import Path

import pytest

from etl.microdata import refusals
from tests.microdata.invented import (
    HEADINGS,
    NAME,
    counted,
    found,
    refused_rows,
)


@pytest.mark.parametrize(
    "cells",
    [
        pytest.param(HEADINGS, id="the headings on a new page"),
        pytest.param(("NO PERKARA", "", "kab / kota", "", "", ""), id="some of the headings"),
        pytest.param(("1", "2", "3", "4", "5", "6"), id="numbers of the columns"),
        pytest.param(("(1)", "(2)", "(3)", "(4)", "(5)", "(6)"), id="numbers in brackets"),
    ],
)
def test_headings_and_numbers_of_columns_do_not_count_as_errors(tmp_path: Path, cells: tuple[str, ...]) -> None:
    result = counted(tmp_path, dict(zip(HEADINGS, cells, strict=True)), {})
    assert found(result) == [(2, "", "heading_row")]
    assert (result.read, result.refused, result.footers) == (2, 1, 1)


@pytest.mark.parametrize(
    "cells", [("1", "", "3", "4", "5", "6"), ("1", "2", "", "", "", ""), ("7", "", "Bantul", "", "", "")]
)
def test_a_row_that_may_be_a_record_counts_as_an_error(tmp_path: Path, cells: tuple[str, ...]) -> None:
    assert counted(tmp_path, dict(zip(HEADINGS, cells, strict=True)), {}).footers == 0


EMPTY = dict.fromkeys(HEADINGS, "")


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({**EMPTY, "No Perkara": "Jumlah", "Tahap": "2"}, id="a total in the key column"),
        pytest.param({**EMPTY, "Kab/Kota": "TOTAL", "Tahap": "2"}, id="a total in a field"),
        pytest.param({**EMPTY, "Nama": "Rekapitulasi per Kabupaten"}, id="a total in a dropped column"),
        pytest.param({**EMPTY, "Nama": "Kepala Dinas Rekaan"}, id="a line without any field, at the end"),
        pytest.param({**EMPTY, "Kab/Kota": "Sumber: data rekaan"}, id="a remark at the end"),
    ],
)
def test_a_footer_is_refused_and_does_not_count_as_an_error(tmp_path: Path, changes: dict[str, str]) -> None:
    result = counted(tmp_path, {}, {}, changes)
    assert found(result) == [(4, "", "footer")]
    assert (result.read, result.refused, result.footers) == (3, 1, 1)
    assert len(refused_rows(result.quarantined)) == 1


def test_signatures_below_the_table_are_a_footer_to_their_last_line(tmp_path: Path) -> None:
    lines = ("Mengetahui,", "Kepala Badan Rekaan", NAME, "Pembina Rekaan")
    result = counted(tmp_path, {}, *({**EMPTY, "Kab/Kota": line} for line in lines))
    assert (result.refused, result.footers, result.problem_counts) == (4, 4, {"footer": 4})


def test_a_subtotal_between_records_is_a_footer_but_a_half_empty_record_is_an_error(tmp_path: Path) -> None:
    subtotal = {**EMPTY, "Kab/Kota": "Sub Jumlah", "Tahap": "1"}
    result = counted(tmp_path, {}, subtotal, {"Tanggal": ""}, {**EMPTY, "Nama": NAME}, {})
    assert {(row, code) for row, _, code in found(result)} == {(3, "footer"), (4, "required"), (5, "required")}
    assert result.footers == 1


@pytest.mark.parametrize("text", ["Jumlah uang yang dibagikan", "Mengetahui acara itu", "Total dua orang"])
def test_what_stands_in_a_dropped_column_excuses_no_record_that_lacks_its_date(tmp_path: Path, text: str) -> None:
    result = counted(tmp_path, {}, {"Tanggal": "", "Nama": text}, {}, {"Tanggal": "", "Nama": text})
    assert (result.problem_counts, result.footers) == ({"required": 2}, 0)


def test_records_that_lack_something_below_a_remark_are_errors(tmp_path: Path) -> None:
    remark = {**EMPTY, "No Perkara": "Catatan: berkas berikut menyusul"}
    result = counted(tmp_path, {}, remark, {"Tanggal": ""}, {"Tanggal": ""})
    assert (result.problem_counts, result.footers) == ({"footer": 1, "required": 2}, 1)


def test_a_file_without_any_whole_row_is_all_errors(tmp_path: Path) -> None:
    rows = [{**EMPTY, "Nama": f"{NAME} {number}"} for number in range(refusals.FOOTER_ROWS * 2)]
    result = counted(tmp_path, {**EMPTY, "Nama": "Daftar"}, *rows)
    assert result.refused - result.footers > refusals.FOOTER_ROWS


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"Tanggal": "-", "Jenis": "nihil", "Tahap": "-", "Nama": ""}, id="nihil"),
        pytest.param({"Tanggal": "", "Jenis": "", "Tahap": "", "Nama": "0 kasus"}, id="0 kasus in a dropped column"),
        pytest.param({"Tanggal": "-", "Jenis": "-", "Tahap": "-"}, id="lines in every cell"),
        pytest.param({"Tanggal": "", "Jenis": "Tidak ada pelanggaran", "Tahap": ""}, id="in words"),
    ],
)
def test_a_row_that_states_zero_is_not_needed(tmp_path: Path, changes: dict[str, str]) -> None:
    result = counted(tmp_path, {}, changes, {})
    assert found(result) == [(3, "", "zero_row")]
    assert (result.read, result.refused, result.footers) == (3, 1, 1)


def test_a_row_that_states_zero_outside_the_coverage_is_an_error(tmp_path: Path) -> None:
    result = counted(tmp_path, {}, {"Kab/Kota": "1101", "Tanggal": "-", "Jenis": "nihil", "Tahap": "-"})
    assert "zero_row" not in result.problem_counts
    assert (result.refused, result.footers) == (1, 0)
