"""What each column of a file is: only declared columns pass, and a wrong declaration says what to write."""

from pathlib import Path
from typing import Any

import pytest

from etl.catalogue import CatalogueError
from etl.reading import UnreadableFileError
from tests.microdata.invented import COLUMNS, GOOD, HEADINGS, WORDING, count, signatures, source, write_csv

SIGNED = ("kunci", "kode_wilayah", "pemilihan", "tanggal_tanda_tangan")
SIGNATURE = ("1", "3402", "keduanya", "2024-10-12")


def refusal(path: Path, **changes: Any) -> tuple[int, str, str, str]:
    """Return row, column, code and value of the problem that makes a file unusable."""
    with pytest.raises(UnreadableFileError) as caught:
        count(source(path, **changes))
    problem = caught.value.problem
    assert problem.file == "rekaan"
    for lang in ("id", "en"):
        assert problem.sentence(wording=WORDING, lang=lang)
    return (problem.row, problem.column, problem.code, problem.value)


def mistake(path: Path, **changes: Any) -> str:
    """Return what is wrong with the declaration of a source."""
    with pytest.raises(CatalogueError) as caught:
        count(source(path, **changes))
    assert str(caught.value).startswith("sources.yml: rekaan")
    return str(caught.value)


@pytest.fixture
def good(tmp_path: Path) -> Path:
    return write_csv(tmp_path / "x.csv", [GOOD])


def test_an_undeclared_column_stops_the_run_and_its_heading_is_masked(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "x.csv", [(*GOOD, "x", "y")], (*HEADINGS, "Contoh Orang Rekaan", "Jabatan"))
    row, column, code, value = refusal(path)
    assert (row, column, code) == (1, "", "undeclared_column")
    assert value.startswith("G '")
    assert "H 'Jabatan'" in value
    assert "Rekaan" not in value


def test_an_empty_column_without_a_heading_is_read_past(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "x.csv", [(*GOOD, "")], (*HEADINGS, ""))
    assert count(source(path)).accepted == 1


def test_a_filled_column_without_a_heading_is_undeclared(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "x.csv", [(*GOOD, "x")], (*HEADINGS, ""))
    assert refusal(path)[2:] == ("undeclared_column", "G ''")


@pytest.mark.parametrize(("heading", "code"), [("Tahap", "missing_heading"), ("No Perkara", "missing_heading")])
def test_a_declared_heading_that_is_missing_is_named(tmp_path: Path, heading: str, code: str) -> None:
    headings = [name for name in HEADINGS if name != heading]
    cells = [cell for name, cell in zip(HEADINGS, GOOD, strict=True) if name != heading]
    assert refusal(write_csv(tmp_path / "x.csv", [cells], headings))[1:3] == (heading, code)


def test_a_dropped_column_may_be_missing(tmp_path: Path) -> None:
    headings = [name for name in HEADINGS if name != "Nama"]
    cells = [cell for name, cell in zip(HEADINGS, GOOD, strict=True) if name != "Nama"]
    assert count(source(write_csv(tmp_path / "x.csv", [cells], headings))).accepted == 1


def test_a_required_field_without_column_and_constant_is_named(good: Path) -> None:
    assert refusal(good, constants={})[1:3] == ("election", "missing_field")


def test_headings_are_compared_without_case_spaces_and_marks(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "x.csv", [GOOD], ("NO. PERKARA", "nama ", "KAB / KOTA", "Tanggal:", "JENIS", "tahap"))
    assert count(source(path)).accepted == 1


@pytest.mark.parametrize(
    "headings",
    [
        SIGNED,
        ("Key", "region_code", "election", "signed_on"),
        ("KUNCI", "Kode wilayah", "Pemilihan", "Tanggal tanda tangan"),
        ("key", "Region code", "Election", "Date of signing"),
    ],
)
def test_a_source_without_columns_has_the_declared_headings(tmp_path: Path, headings: tuple[str, ...]) -> None:
    path = write_csv(tmp_path / "x.csv", [SIGNATURE], headings)
    assert count(signatures(path)).accepted == 1


def test_two_columns_for_one_field_are_refused(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "x.csv", [(*SIGNATURE, "34")], (*SIGNED, "region_code"))
    with pytest.raises(UnreadableFileError) as caught:
        count(signatures(path))
    assert (caught.value.problem.code, caught.value.problem.value) == ("two_columns", "B, E")


def test_records_without_a_key_are_refused(tmp_path: Path, good: Path) -> None:
    with pytest.raises(UnreadableFileError) as caught:
        count(signatures(write_csv(tmp_path / "y.csv", [SIGNATURE[1:]], SIGNED[1:])))
    assert caught.value.problem.code == "missing_key"
    dropped = {heading: "drop" if role == "key" else role for heading, role in COLUMNS.items()}
    assert "'key'" in mistake(good, columns=dropped)


def test_records_that_do_not_say_for_which_elections_they_are_complete_are_refused(good: Path) -> None:
    coverage = {"regions": ["34"], "first": "2024-01", "last": "2024-11"}
    assert "coverage.elections: missing" in mistake(good, coverage=coverage, constants={})


def test_records_without_coverage_are_refused(good: Path) -> None:
    assert "coverage: {regions:" in mistake(good, coverage=None)


@pytest.mark.parametrize(
    ("changes", "what"),
    [
        pytest.param({"columns": {**COLUMNS, "Nama": "name"}}, "no field 'name'", id="a column of no field"),
        pytest.param({"columns": {**COLUMNS, "Nama": "stage"}}, "stage is declared twice", id="a field twice"),
        pytest.param({"constants": {"stage": "dugaan", "election": "pilkada-2024"}}, "twice", id="column and constant"),
        pytest.param({"constants": {"elections": "pilkada-2024"}}, "no field 'elections'", id="a constant of no field"),
        pytest.param({"constants": {"election": "pilkada"}}, "'pilkada' is no value", id="a constant of no code"),
        pytest.param({"values": {"stages": {"x": "dugaan"}}}, "no field 'stages'", id="words of no field"),
        pytest.param({"values": {"stage": {"x": "selesai"}}}, "'selesai' is no value", id="a word for no code"),
        pytest.param({"values": {"region_code": {"x": "9999"}}}, "'9999' is no value", id="a word for no region"),
    ],
)
def test_a_declaration_that_does_not_fit_the_table_says_so(good: Path, changes: dict[str, Any], what: str) -> None:
    assert what in mistake(good, **changes)


def test_a_missing_file_is_called_by_the_name_of_its_source(tmp_path: Path) -> None:
    assert refusal(tmp_path / "Contoh Orang Rekaan.csv")[2] == "missing_file"


def test_a_constant_beside_a_column_of_our_own_file_is_refused(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "x.csv", [SIGNATURE], SIGNED)
    with pytest.raises(CatalogueError) as caught:
        count(signatures(path, constants={"election": "pilkada-2024"}))
    assert str(caught.value).startswith("sources.yml: rekaan.constants.election: the file has a column for it")
