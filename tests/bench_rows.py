"""Measures how a table of a million invented rows streams: speed against two baselines, and memory.

Nothing in the rows is a fact. The whole table was rendered at publish and is kept with the release; a filter, though it
takes every row here, makes the site render for the question. Both baselines run in the same gunicorn as the site:

- bare generator: a Flask route that yields the very same bytes from a file, in portions of the same size;
- bare rows: a Flask route that reads the same rows with sqlite3 and writes them with csv, and nothing else.
"""

import hashlib
import itertools
import sqlite3
import time
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import Connection

from etl.catalogue import load_catalogue
from etl.engine import open_engine
from etl.export.files import RenderedFile
from etl.export.notes import notes_for
from etl.export.rows import public_rows
from etl.export.writers import CONTENT_TYPES, write
from etl.months import months_between
from etl.publish import keep_file
from etl.schema import metadata, observation, region, release
from geo.regions import RegionLevel, load_regions
from tests.bench_server import Server

ROWS = 1_000_000
RELEASE = "rekaan-sejuta"
ROUNDS = 3
READ = 1 << 16
KEPT = "pelanggaran.csv"
CASES = (KEPT, *(f"pelanggaran.{suffix}?dasar=publikasi" for suffix in ("csv", "json", "parquet")))
BARE = """
import csv, io, os, sqlite3
from flask import Flask, Response
app = Flask("bare")

def same_bytes():
    with open(os.environ["BENCH_BODY"], "rb") as file:
        while portion := file.read(1 << 16):
            yield portion

def rows():
    connection = sqlite3.connect(os.environ["BENCH_DATABASE"])
    cursor = connection.execute(os.environ["BENCH_QUERY"])
    while portion := cursor.fetchmany(2000):
        out = io.StringIO()
        csv.writer(out).writerows(portion)
        yield out.getvalue().encode()
    connection.close()

app.add_url_rule("/healthz", "health", lambda: "ok")
app.add_url_rule("/bytes", "bytes", lambda: Response(same_bytes(), mimetype="text/plain"))
app.add_url_rule("/rows", "rows", lambda: Response(rows(), mimetype="text/csv"))
"""


class Taken(NamedTuple):
    """One download: how long it took, how much came, its fingerprint, and what the server grew by meanwhile."""

    seconds: float
    size: int
    sha256: str
    grown: float


def publish_invented(file: Path) -> None:
    """Write a release of a million invented rows; only what the table needs."""
    engine = open_engine(address=f"sqlite:///{file}")
    metadata.create_all(engine)
    own = {"release_id": RELEASE}
    record = {"created_at": "2024-12-01T00:00:00Z", "is_current": True, "report": "{}", "changes": None}
    with engine.begin() as connection:
        connection.execute(release.insert(), own | record | {"first_month": "2018-01", "last_month": "2024-12"})
        connection.execute(region.insert(), [own | row for row in _regions()])
    _insert_rows(file)
    with engine.begin() as connection:
        keep_file(connection, RELEASE, _rendered(connection))
    engine.dispose()


def _rendered(connection: Connection) -> RenderedFile:
    table = load_catalogue().published("pelanggaran")
    rows = public_rows(connection=connection, release_id=RELEASE, table="pelanggaran")
    notes = notes_for(table=table, release_id=RELEASE, count=ROWS)
    return RenderedFile(
        KEPT, CONTENT_TYPES["csv"], ROWS, b"".join(write(format="csv", table=table, rows=rows, notes=notes))
    )


def _insert_rows(file: Path) -> None:
    names = [column.name for column in observation.columns]
    with sqlite3.connect(file) as plain:
        marks = ", ".join("?" * len(names))
        plain.executemany(f"INSERT INTO observation ({', '.join(names)}) VALUES ({marks})", _rows())  # noqa: S608
    plain.close()


def _regions() -> list[dict[str, object]]:
    return [
        {
            "region_code": item.code,
            "region_level": item.level.value,
            "name": item.name,
            "parent_code": item.parent,
            "pns_count": None,
        }
        for item in load_regions()
    ]


def _rows() -> Iterator[tuple[object, ...]]:
    table = load_catalogue().published("pelanggaran")
    series = itertools.product(
        (item.code for item in load_regions().at(RegionLevel.REGENCY)),
        *(table.field(name).codes for name in ("election", "stage", "unit")),
    )
    months = months_between(first="2018-01", last="2024-12")
    every = (
        (RELEASE, *key, month, 1, count, None, "ada", False, "publikasi")
        for key in series
        for count, month in enumerate(months, start=1)
    )
    return itertools.islice(every, ROWS)


def take(server: Server, path: str) -> Taken:
    """Download a path some times: the median of the time, the most that the server grew by."""
    taken = [_take_once(server, path) for _ in range(ROUNDS)]
    middle = sorted(taken)[ROUNDS // 2]
    return middle._replace(grown=max(one.grown for one in taken))


def _take_once(server: Server, path: str) -> Taken:
    idle = peak = server.memory()
    digest, size = hashlib.sha256(), 0
    connection = HTTPConnection("127.0.0.1", server.port, timeout=120)
    started = time.perf_counter()
    connection.request("GET", path)
    response = connection.getresponse()
    for count, portion in enumerate(iter(lambda: response.read(READ), b"")):
        digest.update(portion)
        size += len(portion)
        if count % 100 == 0:
            peak = max(peak, server.memory())
    seconds = time.perf_counter() - started
    connection.close()
    return Taken(seconds, size, digest.hexdigest(), max(peak, server.memory()) - idle)


def stream_cases(folder: Path) -> list[tuple[str, str, float, float]]:
    """Measure the table in each format against the baselines, and print memory and fingerprints."""
    file = folder / "rekaan.sqlite3"
    publish_invented(file)
    (folder / "bare_rows.py").write_text(BARE, encoding="utf-8")
    cases = []
    for name in CASES:
        path = f"/api/v1/{name}"
        with Server("dashboard.server:create_server()", DATABASE_URL=f"sqlite:///{file}") as site:
            site.get("/api/v1/wilayah.csv")
            site.get("/api/v1/pelanggaran.csv?wilayah=3402")
            ours = take(site, path)
            _save(site, path, folder / "body")
        settings = {"BENCH_BODY": str(folder / "body"), "BENCH_DATABASE": str(file), "BENCH_QUERY": QUERY}
        with Server("bare_rows:app", PYTHONPATH=str(folder), **settings) as bare:
            same, rows = take(bare, "/bytes"), take(bare, "/rows")
        told = f"{name}, {ROWS:,} invented rows ({ours.size / 1e6:.0f} MB, +{ours.grown:.0f} MB memory)"
        cases.append((told, "bare generator", ours.seconds, same.seconds))
        if "csv?" in name:
            cases.append((told, "bare rows", ours.seconds, rows.seconds))
    return cases


QUERY = (
    "SELECT o.region_code, r.name, r.region_level, r.parent_code, o.election, o.stage, o.unit, o.month, o.added, "
    "o.cumulative, o.unexplained, o.status, o.basis, o.release_id FROM observation o JOIN region r "
    "ON r.release_id = o.release_id AND r.region_code = o.region_code "
    "ORDER BY o.region_code, o.election, o.stage, o.unit, o.month, o.basis"
)


def _save(server: Server, path: str, file: Path) -> None:
    connection = HTTPConnection("127.0.0.1", server.port, timeout=120)
    connection.request("GET", path)
    response = connection.getresponse()
    with file.open("wb") as out:
        for portion in iter(lambda: response.read(READ), b""):
            out.write(portion)
    connection.close()
