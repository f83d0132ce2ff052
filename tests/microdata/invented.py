"""Invented files of agencies, and the counting of them; no name, number or case in them is real."""

import csv
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl

from etl.catalogue import Bilingual, Coverage, Source, load_catalogue
from etl.microdata.source import CountedSource, tally_source
from etl.values.places import load_region_names
from etl.wording import load_wording
from tests.workplaces import TODAY

HEADINGS = ("No Perkara", "Nama", "Kab/Kota", "Tanggal", "Jenis", "Tahap")
COLUMNS = {
    "No Perkara": "key",
    "Nama": "drop",
    "Kab/Kota": "region_code",
    "Tanggal": "case_date",
    "Jenis": "violation_type",
    "Tahap": "stage",
}
WORDS = {"stage": {"selesai": "sanksi"}, "violation_type": {"medsos": "media_sosial"}}
BOTH = ("pilkada-2024", "pemilu-2024")
COVERAGE = Coverage(regions=("34", "3301"), first="2024-01", last="2024-11", elections=BOTH)
NAME = "Contoh Rekaan"
GOOD = ("1", NAME, "Kab. Bantul", "12 Oktober 2024", "medsos", "dugaan")
BANTUL = ("3402", "pilkada-2024", "2024-10", "media_sosial", "dugaan")
"""How the good row is counted."""
CATALOGUE = load_catalogue()
WORDING = load_wording()
TEXT = Bilingual(id="rekaan", en="invented")


def source(path: Path, **changes: Any) -> Source:
    """Declare a source of invented cases; ``changes`` replace what is declared."""
    declared = {
        "name": "rekaan",
        "table": "violation_cases",
        "location": str(path),
        "publisher": TEXT,
        "licence": "CC0-1.0",
        "disclosure": "microdata",
        "description": TEXT,
        "columns": COLUMNS,
        "values": WORDS,
        "constants": {"election": "pilkada-2024"},
        "coverage": COVERAGE,
    }
    return Source.model_validate(declared | changes)


def signatures(path: Path, **changes: Any) -> Source:
    """Declare a source of invented signatures, with the headings of our own template."""
    return source(path, **({"table": "declaration_signatures", "columns": {}, "values": {}, "constants": {}} | changes))


def write_csv(path: Path, rows: Iterable[Sequence[str]], headings: Sequence[str] = HEADINGS) -> Path:
    """Write invented rows to a CSV file."""
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([headings, *rows])
    return path


def write_xlsx(path: Path, rows: Iterable[Sequence[Any]], headings: Sequence[Any] = HEADINGS) -> Path:
    """Write invented rows to a workbook, below two rows of titles."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["DAFTAR REKAAN"])
    sheet.append([])
    for row in (headings, *rows):
        sheet.append(list(row))
    book.save(path)
    return path


def count(
    declared: Source, *, folder: Path | None = None, today: date = TODAY, advance: Callable[[], None] = lambda: None
) -> CountedSource:
    """Count the records of a source; refused rows go to the folder, if there is one."""
    return tally_source(
        catalogue=CATALOGUE,
        source=declared,
        names=load_region_names(),
        today=today,
        quarantine_folder=folder,
        wording=WORDING,
        lang="id",
        advance=advance,
    )


def found(counted: CountedSource) -> list[tuple[int, str, str]]:
    """Return row, column and code of every problem."""
    return [(problem.row, problem.column, problem.code) for problem in counted.problems]


def refused_rows(path: Path | None) -> list[dict[str, str]]:
    """Read a quarantine file: heading -> cell, for every row."""
    assert path is not None
    if path.suffix == ".csv":
        return list(csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines()))
    headings, *rows = openpyxl.load_workbook(path).active.iter_rows(values_only=True)
    return [dict(zip(map(str, headings), (cell or "" for cell in row), strict=True)) for row in rows]


def changed(row: Sequence[str], changes: Mapping[str, str]) -> list[str]:
    """Return an invented row with other cells under some headings."""
    return [changes.get(heading, cell) for heading, cell in zip(HEADINGS, row, strict=True)]


def numbered(*rows: Mapping[str, str]) -> list[list[str]]:
    """Return the good row with changes for each of these, with keys of their own."""
    return [changed(GOOD, {"No Perkara": str(number), **changes}) for number, changes in enumerate(rows, start=1)]


def counted(folder: Path, *rows: Mapping[str, str]) -> CountedSource:
    """Count the good row with changes for each of these; refused rows go to a folder beside the file."""
    return count(source(write_csv(folder / "x.csv", numbered(*rows))), folder=folder / "q")
