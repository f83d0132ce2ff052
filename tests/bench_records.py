"""Measures how millions of invented records of agencies are checked, anonymised, counted and published.

Nothing in the records is a fact: names, numbers and dates are made up row by row. Baseline: DuckDB reads the same two
files, matches one regular expression against each text column, and groups the rows as the release does. Both run in a
process of their own, which tells how long it took and how large it grew. The audit of the suppression is told apart.

``python -m tests.bench_records`` measures this alone; ``ours`` and ``baseline`` are the two processes.
"""

import json
import os
import resource
import shutil
import subprocess
import sys
import time
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import duckdb
from rich.console import Console

from etl.catalogue import load_catalogue
from etl.engine import open_engine
from etl.pipeline import Workplace, run
from etl.progress import Display
from etl.wording import load_wording
from geo.artefact import load_boundaries
from geo.regions import load_regions
from tests.bench_server import ROOT
from tests.copied_data import copy_data
from tests.records.invented_project import coverage, declare, records_entry

SIGNATURES = 5_000_000
CASES = 1_000_000
SMALLER = 10
"""The growth of the cost is seen beside one tenth of the signatures."""
MEGABYTE = 1_000_000
KILOBYTE = 1024
SUSPECT = r"(?:\d[ .-]?){16,18}|[\w.+-]+@[\w-]+\.\w+|(?:\+62|08)[\d -]{8,}"
MADE = """
    SELECT i + 1 AS "No", 'Contoh Rekaan ' || i AS "Nama", printf('%018d', i) AS "NIP",
        'Golongan Rekaan III/' || i % 4 AS "Pangkat", 'Jabatan Rekaan Nomor ' || i % 90 AS "Jabatan",
        'Dinas Rekaan Urusan Contoh ' || i % 40 AS "Unit Kerja",
        codes[(hash(i) % 514)::BIGINT + 1] AS "Kode Wilayah", {columns}
    FROM range({rows}) AS made(i), (SELECT list(code ORDER BY code) AS codes FROM regions)
"""
SIGNED = """
    strftime(DATE '2024-01-01' + (hash(i, 1) % 320)::INTEGER, '%d/%m/%Y') AS "Tanggal", 'pilkada-2024' AS "Pemilihan"
"""
FILED = """
    strftime(DATE '2024-01-01' + (hash(i, 1) % 320)::INTEGER, '%Y-%m-%d') AS "Tanggal", 'pilkada-2024' AS "Pemilihan",
    types[(hash(i, 2) % len(types))::BIGINT + 1] AS "Jenis", stages[(hash(i, 3) % len(stages))::BIGINT + 1] AS "Tahap",
    'Uraian rekaan: akun contoh menyukai unggahan rekaan nomor ' || i || ' pada jam kerja' AS "Uraian"
"""
GROUPED = {
    "signatures.csv": ('"Kode Wilayah", substr("Tanggal", 4), "Pemilihan"',),
    "cases.csv": (
        '"Kode Wilayah", substr("Tanggal", 1, 7), "Pemilihan", "Jenis"',
        '"Kode Wilayah", substr("Tanggal", 1, 7), "Pemilihan", "Tahap"',
    ),
}
COMMON = {
    **dict.fromkeys(("No", "Nama", "Pangkat", "Jabatan", "Unit Kerja"), "drop"),
    "NIP": "key",
    "Kode Wilayah": "region_code",
    "Pemilihan": "election",
}


class Measured(NamedTuple):
    """What one process told of itself."""

    seconds: float
    audit: float
    peak: float


def make_files(folder: Path, *, signatures: int) -> None:
    """Write both files of invented records."""
    catalogue = load_catalogue()
    fields = catalogue.tables["violation_cases"]
    with duckdb.connect() as connection:
        connection.execute("CREATE TABLE regions (code VARCHAR)")
        codes = [[region.code] for region in load_regions() if len(region.code) > 2]
        connection.executemany("INSERT INTO regions VALUES (?)", codes)
        types, stages = (list(fields.field(name).codes) for name in ("violation_type", "stage"))
        filed = FILED.replace("types[", f"({types})[").replace("len(types)", str(len(types)))
        filed = filed.replace("stages[", f"({stages})[").replace("len(stages)", str(len(stages)))
        for name, columns, rows in (("signatures", SIGNED, signatures), ("cases", filed, CASES)):
            query = MADE.format(columns=columns, rows=rows)
            connection.execute(f"COPY ({query}) TO '{folder / name}.csv' (HEADER)")


def make_project(folder: Path) -> Path:
    """Copy the bundled data and declare the two files beside it; return the folder of the declarations."""
    metadata = copy_data(folder / "data")
    covered = coverage("00", month="2024-01", last="2024-11", elections=["pilkada-2024"])
    columns = {
        "signatures": ("declaration_signatures", {"Tanggal": "signed_on"}),
        "cases": (
            "violation_cases",
            {"Tanggal": "case_date", "Jenis": "violation_type", "Uraian": "drop", "Tahap": "stage"},
        ),
    }
    entries = {
        f"invented_{name}": records_entry(
            str(folder / f"{name}.csv"), table=table, columns=COMMON | own, coverage=covered
        )
        for name, (table, own) in columns.items()
    }
    declare(metadata, entries)
    return metadata


def ours(folder: Path) -> dict[str, float]:
    """Run the whole pipeline on the bundled data and both files."""
    engine = open_engine(address=f"sqlite:///{folder / 'bench.sqlite3'}")
    place = Workplace(
        catalogue=load_catalogue(folder / "data" / "metadata"),
        tree=load_regions(),
        boundaries=load_boundaries(),
        engine=engine,
        quarantine=folder / "quarantine",
        display=Display(Console()),
        wording=load_wording(),
        lang="en",
        today=date(2024, 12, 31),
    )
    result = run(place)
    engine.dispose()
    if result.release is None:
        raise SystemExit(f"nothing was published: {result.accounts}")
    return {"audit": sum(item["audit_seconds"] for item in result.release.report["disclosure"])}


def baseline(folder: Path) -> dict[str, float]:
    """Read, match and group with DuckDB, and nothing else."""
    with duckdb.connect() as connection:
        for name, groupings in GROUPED.items():
            file = f"read_csv('{folder / name}', all_varchar = true)"
            heads = connection.sql(f"FROM {file}").columns
            found = ", ".join(f"sum(regexp_matches(\"{head}\", '{SUSPECT}')::INTEGER)" for head in heads)
            sets = ", ".join(f"({grouping})" for grouping in groupings)
            query = f"SELECT count(*), {found} FROM {file} GROUP BY GROUPING SETS ({sets})"  # noqa: S608 (our own names)
            connection.execute(query).fetchall()
    return {"audit": 0.0}


def measured(folder: Path, role: str) -> Measured:
    """Run one of the two in a process of its own."""
    command = [sys.executable, "-m", "tests.bench_records", role, str(folder)]
    environment = os.environ | {"PANTAU_SECRET": "rekaan"}
    done = subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.PIPE, text=True)
    return Measured(**json.loads(done.stdout.splitlines()[-1]))


def record_cases(folder: Path) -> list[tuple[str, str, float, float]]:
    """Measure both sizes of the files against the baseline."""
    found = []
    for signatures in (SIGNATURES, SIGNATURES // SMALLER):
        place = folder / f"records-{signatures}"
        place.mkdir()
        make_files(place, signatures=signatures)
        make_project(place)
        theirs, own = measured(place, "baseline"), measured(place, "ours")
        rows = signatures + CASES
        title = f"{rows / MEGABYTE} M records, {own.peak:.0f} MB, audit {own.audit:.1f} s apart"
        found.append((title, f"DuckDB, {theirs.peak:.0f} MB", own.seconds - own.audit, theirs.seconds))
        shutil.rmtree(place)
    return found


def _tell(role: str, folder: Path) -> dict[str, Any]:
    started = time.perf_counter()
    told = {"ours": ours, "baseline": baseline}[role](folder)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * KILOBYTE / MEGABYTE
    return told | {"seconds": time.perf_counter() - started, "peak": peak}


if __name__ == "__main__":
    print(json.dumps(_tell(sys.argv[1], Path(sys.argv[2]))))  # noqa: T201 (read by the process that started this one)
