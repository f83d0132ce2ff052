"""A pinned release gives the same bytes for ever: after later releases, after a restart, on either database.

Once it is pruned, what answers is its record with the checksums of the files that it had.
"""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine

from dashboard.server import create_server
from dashboard.snapshot import ReleaseReader
from etl.catalogue import load_catalogue
from etl.engine import open_engine
from etl.export.files import published_tables
from etl.export.writers import FORMATS
from etl.history import prune, rollback
from etl.pipeline import Workplace, run
from tests.conftest import KINDS
from tests.copied_data import copy_data

TABLES = [str(table.public) for table in published_tables(load_catalogue())]
WHOLE = (*(f"{table}.{suffix}" for table in TABLES for suffix in FORMATS), "wilayah.geojson")
FILTERED = (
    "pelanggaran.csv?wilayah=3402&sejak=2024-01&sampai=2024-11",
    "pelanggaran.xlsx?provinsi=34",
    "ringkasan.csv?tingkat=provinsi&sampai=2024-10",
    "ringkasan.parquet?pemilihan=pilkada-2024&tahap=dugaan&satuan=orang",
    "sumber.json?provinsi=52&batas=5",
    "jenis.csv?unduh=1",
)
DESCRIBED = ("datapackage.json", "semua.zip")
ASKED = (*WHOLE, *FILTERED, *DESCRIBED)
TIMES = ("2024-12-01T00:00:00Z", "2024-12-02T00:00:00Z", "2024-12-03T00:00:00Z")
CORRECTION = ("V0001,00,pemilu-2024,kumulatif,dugaan,orang,219", "V0001,00,pemilu-2024,kumulatif,dugaan,orang,{count}")

Answers = Mapping[str, bytes]


@dataclass(frozen=True)
class Site:
    """A database of one kind with three releases, and what its site answered for the first of them."""

    address: str
    releases: tuple[str, ...]
    at_first: Answers
    in_the_end: Answers


@contextmanager
def started(address: str) -> Iterator[FlaskClient]:
    """Start a site of its own, as after a restart, that looks for another release at each question."""
    engines: list[Engine] = []

    def remembered(**given: Any) -> Engine:
        engines.append(open_engine(**given))
        return engines[-1]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("dashboard.server.open_engine", remembered)
        patch.setattr("dashboard.server.ReleaseReader", partial(ReleaseReader, ask_every=0))
        try:
            yield create_server(address=address).test_client()
        finally:
            for engine in engines:
                engine.dispose()


def ask(address: str, release: str, paths: tuple[str, ...] = ASKED) -> dict[str, bytes]:
    """Ask a newly started site for a pinned release."""
    answers = {}
    with started(address) as client:
        for path in paths:
            response = client.get(pinned(path, release))
            assert response.status_code == 200, (path, response.text)
            assert response.headers["X-Rilis"] == release
            answers[path] = response.data
    return answers


def pinned(path: str, release: str) -> str:
    return f"/api/v1/{path}{'&' if '?' in path else '?'}rilis={release}"


@pytest.fixture(scope="module")
def sites(
    new_database: Callable[[str], str], workplace: Callable[..., Workplace], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, Site]]:
    folder = tmp_path_factory.mktemp("versions")
    versions = [corrected(folder / f"data-{count}", count) for count in (219, 220, 221)]
    with pytest.MonkeyPatch.context() as patch:
        yield {kind: site(new_database(kind), workplace, versions, patch) for kind in KINDS}


def corrected(folder: Path, count: int) -> Path:
    """Copy the data with another count in its first record."""
    metadata = copy_data(folder)
    file = folder / "violations.csv"
    text = file.read_text(encoding="utf-8")
    assert CORRECTION[0] in text
    file.write_text(text.replace(CORRECTION[0], CORRECTION[1].format(count=count)), encoding="utf-8")
    return metadata


def site(address: str, workplace: Callable[..., Workplace], versions: list[Path], patch: pytest.MonkeyPatch) -> Site:
    engine = open_engine(address=address)
    releases = []
    at_first: dict[str, bytes] = {}
    for moment, version in zip(TIMES, versions, strict=True):
        patch.setattr("etl.pipeline.now", lambda moment=moment: moment)
        published = run(workplace(engine, version)).release
        assert published is not None
        releases.append(published.release_id)
        at_first = at_first or ask(address, published.release_id)
    engine.dispose()
    return Site(address, tuple(releases), at_first, ask(address, releases[0]))


@pytest.mark.parametrize("path", ASKED)
@pytest.mark.parametrize("kind", KINDS)
def test_a_pinned_file_is_the_same_after_two_more_releases_and_a_restart(
    sites: dict[str, Site], kind: str, path: str
) -> None:
    assert sites[kind].in_the_end[path] == sites[kind].at_first[path]
    assert len(sites[kind].at_first[path]) > 50


@pytest.mark.parametrize("path", ASKED)
def test_a_pinned_file_is_the_same_on_both_databases(sites: dict[str, Site], path: str) -> None:
    assert sites["sqlite"].at_first[path] == sites["postgresql"].at_first[path]


def test_both_databases_know_the_releases_by_the_same_identity(sites: dict[str, Site]) -> None:
    assert sites["sqlite"].releases == sites["postgresql"].releases


@pytest.mark.parametrize("kind", KINDS)
def test_the_unpinned_address_gives_the_current_release(sites: dict[str, Site], kind: str) -> None:
    with started(sites[kind].address) as client:
        response = client.get("/api/v1/sumber.csv")
    assert response.headers["X-Rilis"] == sites[kind].releases[-1]
    assert b",221," in response.data
    assert b",219," in sites[kind].in_the_end["sumber.csv"]


@pytest.mark.parametrize("kind", KINDS)
def test_a_rollback_changes_the_unpinned_address_and_no_pinned_one(sites: dict[str, Site], kind: str) -> None:
    first, second, last = sites[kind].releases
    engine = open_engine(address=sites[kind].address)
    with started(sites[kind].address) as client:
        client.get("/api/v1/sumber.csv")
        rollback(engine=engine, release_id=second)
        assert client.get("/api/v1/sumber.csv").headers["X-Rilis"] == second
        assert client.get(pinned("sumber.csv", first)).data == sites[kind].at_first["sumber.csv"]
        rollback(engine=engine, release_id=last)
    engine.dispose()


@pytest.mark.parametrize("kind", KINDS)
def test_a_pruned_release_answers_with_its_record_and_the_checksums_of_its_files(
    sites: dict[str, Site], kind: str
) -> None:
    first, second, last = sites[kind].releases
    listed = ask(sites[kind].address, last, ("rilis.csv",))
    engine = open_engine(address=sites[kind].address)
    with started(sites[kind].address) as client:
        client.get(pinned("sumber.csv", first))
        assert prune(engine=engine, keep=1) == (first, second)
        assert {path for path in ASKED if client.get(pinned(path, first)).status_code != 410} == set()
        record = client.get(pinned("sumber.csv", first)).get_json()["rilis"]
    engine.dispose()
    assert (record["rilis"], record["terbit"]) == (first, TIMES[0])
    served = {path: measured(sites[kind].at_first[path]) for path in WHOLE}
    assert {path: (record["berkas"][path]["sha256"], record["berkas"][path]["size"]) for path in WHOLE} == served
    assert ask(sites[kind].address, last, ("rilis.csv",)) == listed


def measured(content: bytes) -> tuple[str, int]:
    return hashlib.sha256(content).hexdigest(), len(content)
