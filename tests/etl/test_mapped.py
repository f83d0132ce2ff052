"""Published tables in files of other formats, headings and words: the same rows as in our own, or a reason."""

import csv
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import yaml

from etl.catalogue import CatalogueError, load_catalogue
from etl.inputs import CheckedSource, check_sources, quarantine
from etl.reading import UnreadableFileError
from etl.wording import load_wording
from tests.copied_data import copy_data
from tests.workplaces import TODAY

THEIRS = {
    "Nomor": "record_id",
    "Wilayah": "region_code",
    "Pemilu/Pilkada": "election",
    "Ukuran": "measure",
    "Tahap": "stage",
    "Satuan": "unit",
    "Jumlah": "count",
    "Jenis": "violation_type",
    "Sampai": "period_end",
    "Ketelitian": "date_precision",
    "Menurut": "authority",
    "Tautan": "source_url",
    "Media": "source_publisher",
    "Terbit": "source_published",
    "Nama Petugas": "drop",
}
WORDS = {"stage": {"terlapor": "dugaan"}, "unit": {"pegawai": "orang"}}
CONSTANTS = {"position": "tidak_dirinci"}
GOOD: dict[str, Any] = {
    "Nomor": "V9001",
    "Wilayah": "D.I. Yogyakarta",
    "Pemilu/Pilkada": "Pilkada 2024",
    "Ukuran": "Peristiwa",
    "Tahap": "terlapor",
    "Satuan": "pegawai",
    "Jumlah": 12,
    "Jenis": "Lainnya",
    "Sampai": "15 Oktober 2024",
    "Ketelitian": "hari",
    "Menurut": "Bawaslu",
    "Tautan": "https://example.org/invented",
    "Media": "Contoh Rekaan",
    "Terbit": "16/10/2024",
    "Nama Petugas": "Contoh Orang Rekaan",
}
MEANT = {
    "record_id": "V9001",
    "region_code": "34",
    "election": "pilkada-2024",
    "measure": "peristiwa",
    "stage": "dugaan",
    "unit": "orang",
    "count": 12,
    "violation_type": "lainnya",
    "position": "tidak_dirinci",
    "authority": "Bawaslu",
    "note": None,
}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Copy the real data folder, for a test to change; returns its folder of declarations."""
    return copy_data(tmp_path / "data")


def declare(project: Path, name: str, **changes: Any) -> None:
    """Change the declaration of one source."""
    path = project / "sources.yml"
    sources = yaml.safe_load(path.read_text(encoding="utf-8"))
    sources[name] |= changes
    path.write_text(yaml.safe_dump(sources, allow_unicode=True), encoding="utf-8")


def checked(project: Path, name: str = "violations") -> CheckedSource:
    found = check_sources(catalogue=load_catalogue(project), today=TODAY)
    return next(item for item in found if item.source.name == name)


def theirs(project: Path, *changes: dict[str, Any]) -> CheckedSource:
    """Check a workbook of an agency with a good row changed in these ways."""
    book = openpyxl.Workbook()
    book.active.append(["REKAP REKAAN"])
    book.active.append(list(GOOD))
    for change in changes:
        book.active.append(list((GOOD | change).values()))
    book.save(project.parent / "theirs.xlsx")
    declare(project, "violations", location="theirs.xlsx", columns=THEIRS, values=WORDS, constants=CONSTANTS)
    return checked(project)


def found(item: CheckedSource) -> list[tuple[int, str, str]]:
    return [(problem.row, problem.column, problem.code) for problem in item.problems]


def rewrite(project: Path, write: Callable[[Path, Sequence[Sequence[str]]], None], name: str) -> None:
    """Write our own violations to another file."""
    with (project.parent / "violations.csv").open(encoding="utf-8", newline="") as file:
        write(project.parent / name, list(csv.reader(file)))
    declare(project, "violations", location=name)


def as_semicolons(path: Path, rows: Sequence[Sequence[str]]) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file, delimiter=";").writerows(rows)


def as_workbook(path: Path, rows: Sequence[Sequence[str]]) -> None:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append([cell or None for cell in row])
    book.save(path)


def as_public_headings(path: Path, rows: Sequence[Sequence[str]]) -> None:
    public = load_catalogue().tables["violations"].public_columns
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([public, *rows[1:]])


@pytest.mark.parametrize(
    ("write", "name"),
    [(as_semicolons, "v.csv"), (as_workbook, "v.xlsx"), (as_public_headings, "p.csv")],
    ids=["semicolons", "workbook", "public headings"],
)
def test_our_own_rows_in_another_file_are_the_same_rows(
    project: Path, write: Callable[[Path, Sequence[Sequence[str]]], None], name: str
) -> None:
    own = checked(project)
    rewrite(project, write, name)
    load_catalogue.cache_clear()
    other = checked(project)
    assert other.problems == ()
    assert other.checked.accepted == own.checked.accepted
    assert list(other.raw.frame.index) == list(own.raw.frame.index)


def test_a_windows_file_with_our_headings_is_read(project: Path) -> None:
    path = project.parent / "declarations.csv"
    with path.open(encoding="utf-8", newline="") as file:
        headings, first, *rest = csv.reader(file)
    with path.open("w", encoding="cp1252", errors="replace", newline="") as file:
        csv.writer(file).writerows([headings, [*first[:-1], "catatan rekaan é"], *rest])
    item = checked(project, "declarations")
    assert item.problems == ()
    assert item.checked.accepted[0]["note"] == "catatan rekaan é"


def test_headings_and_words_of_an_agency_become_ours(project: Path) -> None:
    item = theirs(project, {})
    assert item.problems == ()
    (row,) = item.checked.accepted
    assert MEANT.items() <= row.items()
    assert row["period_end"].isoformat() == "2024-10-15"


@pytest.mark.parametrize(
    ("changes", "column", "code"),
    [
        pytest.param({"Wilayah": "Yogyakartaa"}, "Wilayah", "region_near", id="a region with a slip"),
        pytest.param({"Jumlah": "dua"}, "Jumlah", "number_form", id="a count in words"),
        pytest.param({"Tahap": "sedang"}, "Tahap", "code", id="an unknown word"),
        pytest.param({"Nomor": "x1"}, "Nomor", "pattern", id="a number of another form"),
        pytest.param({"Jumlah": None}, "Jumlah", "required", id="an empty cell"),
        pytest.param({"Terbit": "1 Oktober 2024"}, "", "rule", id="published before it happened"),
        pytest.param({"Media": "Rekaan, telepon 0812-3456-7890"}, "Media", "personal_data", id="a telephone"),
        pytest.param({"Menurut": "Sutrisno Wibowo Rekaan"}, "Menurut", "personal_data", id="a name of a person"),
    ],
)
def test_a_wrong_cell_is_refused_under_their_heading_and_kept_as_it_came(
    project: Path, changes: dict[str, Any], column: str, code: str
) -> None:
    item = theirs(project, {}, {"Nomor": "V9002"} | changes)
    assert found(item) == [(4, column, code)]
    assert (item.raw.row_count, item.refused, len(item.checked.accepted)) == (2, 1, 1)
    (path,) = quarantine(sources=[item], folder=project.parent / "quarantine", wording=load_wording(), lang="id")
    heading, cells = openpyxl.load_workbook(path).active.iter_rows(values_only=True)
    kept = dict(zip(heading, cells, strict=True))
    wanted = GOOD | {"Nomor": "V9002"} | changes
    assert {name: kept[name] or "" for name in GOOD} == {name: str(cell or "") for name, cell in wanted.items()}


def test_a_doubled_number_is_found_across_their_rows(project: Path) -> None:
    item = theirs(project, {}, {"Jumlah": 13})
    assert found(item) == [(4, "Nomor", "duplicate")]


def test_personal_data_is_not_shown(project: Path) -> None:
    item = theirs(project, {"Media": "196504121990031002"})
    assert "1965" not in str(item.problems)


def test_an_undeclared_column_stops_the_run(project: Path) -> None:
    declared = {heading: role for heading, role in THEIRS.items() if role != "drop"}
    theirs(project, {})
    declare(project, "violations", columns=declared)
    load_catalogue.cache_clear()
    with pytest.raises(UnreadableFileError) as caught:
        checked(project)
    problem = caught.value.problem
    assert (problem.file, problem.row, problem.code) == ("theirs.xlsx", 2, "undeclared_column")
    assert problem.value.startswith("O '•••")


def test_a_word_for_no_code_of_the_field_is_a_broken_declaration(project: Path) -> None:
    theirs(project, {})
    declare(project, "violations", values={"stage": {"terlapor": "terduga"}})
    load_catalogue.cache_clear()
    with pytest.raises(CatalogueError, match=r"sources\.yml: violations\.values\.stage: 'terduga'"):
        checked(project)


def test_records_of_agencies_are_left_to_their_own_reading(project: Path) -> None:
    path = project / "sources.yml"
    sources = yaml.safe_load(path.read_text(encoding="utf-8"))
    sources["rekaan"] = sources["violations"] | {
        "table": "violation_cases",
        "location": "missing.csv",
        "disclosure": "microdata",
        "columns": {"x": "key"},
        "coverage": {"regions": ["34"], "first": "2024-01", "last": "2024-02"},
    }
    del sources["rekaan"]["renewal"]
    path.write_text(yaml.safe_dump(sources, allow_unicode=True), encoding="utf-8")
    names = {item.source.name for item in check_sources(catalogue=load_catalogue(project), today=TODAY)}
    assert "rekaan" not in names
    assert "violations" in names
