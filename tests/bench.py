"""Measures speed as ratios: each case against a named baseline of the same run, as machines differ and are noisy.

``python -m tests.bench`` (``make bench``) prints a table. Servers listen on loopback and are ended at the end; the
number of requests is bounded. Baselines:

- reading: pandas reads the same input files, and SQLite takes the same rows in one bare executemany per table;
- DuckDB: the same files of records, one regular expression over each text column, the same grouping;
- vl-convert: its own drawing of the same map, described as Vega-Lite;
- empty callback: a Dash app whose only callback returns an empty text;
- bare route: a Flask route without Dash that returns the same bytes with the same headers, served by the same gunicorn;
- one node: the same work by one site alone.
"""

import os
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
from rich.console import Console
from rich.table import Table

from etl.catalogue import load_catalogue
from etl.engine import open_engine
from etl.schema import metadata
from tests.bench_callbacks import callback_cases
from tests.bench_images import image_cases
from tests.bench_load import load_cases
from tests.bench_records import record_cases
from tests.bench_rows import stream_cases
from tests.bench_server import ROOT, Server, bare

ROUNDS = 3
REQUESTS = 150
TABLE_WIDTH = 180
PATHS = ("/", "/?wilayah=3402", "/grafik/peta-pelanggaran.csv", "/grafik/peta-pelanggaran.svg")


def timed(work: Callable[[], object]) -> float:
    """Return the median seconds of some rounds."""
    seconds = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - started)
    return statistics.median(seconds)


def etl_run(folder: Path) -> None:
    database = folder / "bench.sqlite3"
    database.unlink(missing_ok=True)
    environment = os.environ | {"DATABASE_URL": f"sqlite:///{database}"}
    command = [sys.executable, "-m", "etl", "run"]
    subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL)


def bare_reading(folder: Path, rows: dict[str, list[tuple[Any, ...]]]) -> None:
    """Do only what cannot be left out: read the files with pandas and insert the rows with sqlite3."""
    catalogue = load_catalogue()
    for source in catalogue.sources.values():
        pd.read_csv(catalogue.path_of(source), dtype=str)
    database = folder / "bare.sqlite3"
    database.unlink(missing_ok=True)
    connection = sqlite3.connect(database)
    for name, values in rows.items():
        columns = ", ".join(f"c{index}" for index in range(len(values[0])))
        connection.execute(f"CREATE TABLE {name} ({columns})")
        marks = ", ".join("?" * len(values[0]))
        connection.executemany(f"INSERT INTO {name} VALUES ({marks})", values)  # noqa: S608 (names of our own tables)
    connection.commit()
    connection.close()


def published_rows(folder: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Return what the real run published, as plain tuples."""
    engine = open_engine(address=f"sqlite:///{folder / 'bench.sqlite3'}")
    with engine.connect() as connection:
        tables = {
            table.name: [tuple(map(_plain, row)) for row in connection.execute(table.select())]
            for table in metadata.sorted_tables
        }
    engine.dispose()
    return {name: rows for name, rows in tables.items() if rows}


def _plain(value: Any) -> Any:
    return value if isinstance(value, (str, int, bytes, float, type(None))) else str(value)


def web_cases(folder: Path) -> list[tuple[str, str, float, float]]:
    """Measure each path of the site against a bare route with the same bytes."""
    cases = []
    with Server("dashboard.server:create_server()", DATABASE_URL=f"sqlite:///{folder / 'bench.sqlite3'}") as site:
        bodies = {path: site.get(path) for path in PATHS}
        ours = {path: timed(lambda path=path: site.many(path, times=REQUESTS)) for path in PATHS}  # type: ignore[misc]
    for path in PATHS:
        with bare(folder, bodies[path]) as beside:
            baseline = timed(lambda: beside.many("/x", times=REQUESTS))
        cases.append((f"GET {path} ({len(bodies[path])} B)", "bare route", ours[path] / REQUESTS, baseline / REQUESTS))
    return cases


def main() -> None:
    """Run all cases and print them."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        run = timed(lambda: etl_run(folder))
        rows = published_rows(folder)
        reading = timed(lambda: bare_reading(folder, rows))
        cases = [
            ("etl run, bundled data, whole process", "reading", run, reading),
            *web_cases(folder),
            *load_cases(folder),
            *image_cases(folder),
            *callback_cases(folder),
            *stream_cases(folder),
            *record_cases(folder),
        ]
    table = Table("case", "baseline", "ours (s)", "baseline (s)", "ours / baseline", "speed of baseline reached")
    for case, baseline, ours, theirs in cases:
        table.add_row(case, baseline, f"{ours:.4f}", f"{theirs:.4f}", f"{ours / theirs:.1f}", f"{theirs / ours:.2f}")
    Console(width=TABLE_WIDTH).print(table)


if __name__ == "__main__":
    main()
