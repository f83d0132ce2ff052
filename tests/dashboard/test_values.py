"""The file of all numbers says the same as the release, stays small, and lives as long as the pages that name it."""

import gzip
import json
import re
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from dashboard.compression import unpack
from dashboard.database import Database
from dashboard.reading import read
from dashboard.release import SeriesKey, Snapshot
from dashboard.release_files import KEPT_OLDER, ReleaseFiles
from dashboard.server import create_server
from dashboard.snapshot import ReleaseReader
from dashboard.state import ELECTIONS, STAGES, UNITS
from dashboard.values import changes, content, values_file, write_values
from etl.engine import open_engine
from tests.dashboard.invented import publish

LARGEST = 40_000


def told(file: Any, key: SeriesKey, month: str) -> tuple[Any, ...] | None:
    """Read a number from the file as the browser does: value, not broken down, status, implied."""
    rows = file["nilai"].get(f"{key.election}/{key.stage}/{key.unit}", {}).get(key.region, [])
    begun = [row for row in rows if row[0] <= file["bulan"][key.election].index(month)]
    if not begun:
        return None
    _, value, unexplained, status, implied = [*begun[-1], 0, 0, 0][:5]
    return value, unexplained, file["status"][status], bool(implied)


def check_every_number(snapshot: Snapshot) -> int:
    """Compare every series in every month; returns how many readings hold a number."""
    file = json.loads(values_file(snapshot).plain)
    found = 0
    for election in ELECTIONS:
        for key in (SeriesKey(code, election, s, u) for code in snapshot.places for s in STAGES for u in UNITS):
            if key not in snapshot.series:
                assert told(file, key, snapshot.months(election)[-1]) is None
                continue
            for month in snapshot.months(election):
                known = read(snapshot, key, month)
                wanted = None if known.value is None else (known.value, known.unexplained, known.status, known.implied)
                assert told(file, key, month) == wanted
                found += wanted is not None
    return found


def test_the_file_says_what_the_release_says(snapshot: Snapshot) -> None:
    assert check_every_number(snapshot) == 10


def test_the_file_of_the_real_release_says_all_of_it_and_is_small(published: tuple[Any, str, Any]) -> None:
    snapshot = ReleaseReader(Database(published[0])).current()
    assert check_every_number(snapshot) > 1000
    assert len(values_file(snapshot).br) < LARGEST / 4
    assert len(values_file(snapshot).gzip) < LARGEST


def test_regions_have_names_and_the_number_of_civil_servants(snapshot: Snapshot) -> None:
    assert content(snapshot)["wilayah"]["11"] == ["Aceh", 20_000]  # type: ignore[index]
    assert content(snapshot)["wilayah"]["1101"] == ["Kabupaten Aceh Selatan"]  # type: ignore[index]


def test_what_a_month_adds_is_what_the_number_grows_by(snapshot: Snapshot, published: tuple[Any, str, Any]) -> None:
    """The browser works out the trend from the changes alone."""
    for release in (snapshot, ReleaseReader(Database(published[0])).current()):
        for rows in release.series.values():
            known = [row.cumulative for row in rows]
            assert [row.added for row in rows] == [now - before for before, now in pairwise([0, *known])]


def test_what_lies_before_the_first_month_is_known_in_it_but_not_added(snapshot: Snapshot) -> None:
    rows = snapshot.series[SeriesKey("00", "pilkada-2024", "dugaan", "orang")]
    assert changes(rows, ("2024-10", "2024-11")) == [[-1, 4], [0, 1200, 1195]]


@pytest.fixture
def address(client: FlaskClient) -> str:
    (found,) = re.findall(r'<link rel="preload" as="fetch" crossorigin href="(/nilai/[^"]+)">', client.get("/").text)
    return str(found)


@pytest.mark.parametrize(("accepted", "decode"), [("br", unpack), ("gzip", gzip.decompress), ("identity", bytes)])
def test_the_page_names_the_file_and_it_comes_as_asked(
    accepted: str, decode: Callable[[bytes], bytes], address: str, client: FlaskClient, snapshot: Snapshot
) -> None:
    answer = client.get(address, headers={"Accept-Encoding": accepted})
    assert decode(answer.data) == values_file(snapshot).plain
    assert answer.headers.get("Content-Encoding", "identity") == accepted
    assert (answer.headers["Cache-Control"], answer.headers["Vary"]) == (
        "public, max-age=31536000, immutable", "Accept-Encoding",
    )  # fmt: skip
    again = client.get(address, headers={"Accept-Encoding": accepted, "If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


@pytest.mark.parametrize("name", ["rekaan000001-000000000000.json", "lain-1.json", "rekaan000001", "x", "-"])
def test_a_file_that_never_was_is_not_found(name: str, client: FlaskClient) -> None:
    assert client.get(f"/nilai/{name}").status_code == 404


def test_the_file_of_an_older_release_is_served_after_a_restart(tmp_path: Path) -> None:
    address = f"sqlite:///{tmp_path / 'a.sqlite3'}"
    engine = open_engine(address=address)
    publish(engine, "satu")
    older = values_file(ReleaseReader(Database(engine)).current())
    publish(engine, "dua")
    engine.dispose()
    client = create_server(address=address).test_client()
    assert client.get("/").status_code == 200
    assert json.loads(client.get(f"/nilai/{older.name}").data)["rilis"] == "satu"


def test_few_files_of_older_releases_are_kept(tmp_path: Path) -> None:
    engine = open_engine(address=f"sqlite:///{tmp_path / 'a.sqlite3'}")
    reader = ReleaseReader(Database(engine), ask_every=0)
    names = []
    for number in range(KEPT_OLDER + 2):
        publish(engine, f"rilis{number}")
        names.append(values_file(reader.current()).name)
    files = ReleaseFiles(reader, kept=values_file, written=write_values)
    assert [found.name for found in map(files.named, [*names, "lain-1.json"]) if found] == names
    assert files._of_release.cache_info().currsize == KEPT_OLDER
    engine.dispose()
