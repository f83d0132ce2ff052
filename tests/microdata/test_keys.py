"""Keys tell rows apart: which are the same, which are none, and which a spreadsheet has cut."""

from pathlib import Path

import pytest

from tests.microdata.invented import (
    BANTUL,
    GOOD,
    changed,
    count,
    counted,
    found,
    numbered,
    signatures,
    source,
    write_csv,
)


def test_the_first_accepted_row_of_a_key_stays(tmp_path: Path) -> None:
    rows = [changed(GOOD, {"No Perkara": "A 1", "Tahap": tahap}) for tahap in ("salah", "dugaan", "selesai", "dugaan")]
    result = count(source(write_csv(tmp_path / "x.csv", rows)))
    assert found(result) == [(2, "Tahap", "code"), (4, "No Perkara", "duplicate"), (5, "No Perkara", "duplicate")]
    assert result.counts == {BANTUL: 1}
    assert result.problems[1].expected.id == "No Perkara (lihat baris 3)"
    assert "A 1" not in str(result.problems)


@pytest.mark.parametrize(
    "key",
    [
        "'196504121990031002",
        "19650412 199003 1 002",
        "19650412\u00a0199003\u00a01\u00a0002",
        "19650412.199003.1.002",
        "19650412-199003-1-002",
        "1965\u200b04121990031002",
        "\u2018196504121990031002",
    ],
)
def test_a_key_written_otherwise_is_the_same_key(tmp_path: Path, key: str) -> None:
    rows = numbered({"No Perkara": "196504121990031002"}, {"No Perkara": key})
    result = count(source(write_csv(tmp_path / "x.csv", rows)))
    assert (result.problem_counts, result.accepted) == ({"duplicate": 1}, 1)


def test_marks_in_a_case_number_tell_cases_apart(tmp_path: Path) -> None:
    rows = numbered({"No Perkara": "1/12/2024"}, {"No Perkara": "11/2/2024"}, {"No Perkara": "1-12-2024"})
    assert count(source(write_csv(tmp_path / "x.csv", rows))).accepted == len(rows)


def test_keys_that_a_spreadsheet_has_cut_are_told_from_doubled_rows(tmp_path: Path) -> None:
    rows = [changed(GOOD, {"No Perkara": key}) for key in ("1,96504E+17", "1,96504E+17", "1.97E+17", "1.97e+17", "x")]
    rows += [changed(GOOD, {"No Perkara": "196504121990031000"})] * 2
    result = count(source(write_csv(tmp_path / "x.csv", rows)))
    assert found(result) == [(row, "No Perkara", "key_damaged") for row in (3, 5, 8)]


@pytest.mark.parametrize("sign", ["-", "\u2014", "Tidak ada", "NIHIL", "n/a"])
def test_a_sign_for_nothing_is_no_key(tmp_path: Path, sign: str) -> None:
    assert found(counted(tmp_path, {"No Perkara": sign}, {})) == [(2, "No Perkara", "key_empty")]


def test_the_heading_of_the_key_is_named_where_it_is_our_own(tmp_path: Path) -> None:
    headings = ("kunci", "kode_wilayah", "pemilihan", "tanggal_tanda_tangan")
    path = write_csv(tmp_path / "x.csv", [("", "3402", "keduanya", "2024-10-12")], headings)
    assert found(count(signatures(path))) == [(2, "kunci", "key_empty")]


def test_two_columns_together_may_tell_rows_apart(tmp_path: Path) -> None:
    declared = {heading: "key" if heading == "Nama" else role for heading, role in source(tmp_path).columns.items()}
    rows = [
        changed(GOOD, {"Nama": name, "No Perkara": key})
        for name, key in (("a", "1"), ("b", "1"), ("a", "1"), ("", "1"))
    ]
    result = count(source(write_csv(tmp_path / "x.csv", rows), columns=declared))
    assert found(result) == [(4, "No Perkara, Nama", "duplicate")]
