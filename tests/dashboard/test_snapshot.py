from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, event, update

from dashboard.database import Database
from dashboard.server import create_server
from dashboard.snapshot import KEPT_BOUNDARIES, NoReleaseError, Readiness, ReleaseReader
from etl import schema
from etl.engine import open_engine
from tests.dashboard.invented import publish


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "a.sqlite3"


@pytest.fixture
def engine(file: Path) -> Iterator[Engine]:
    engine = open_engine(address=f"sqlite:///{file}")
    yield engine
    engine.dispose()


def test_a_new_release_is_seen_and_two_are_kept(tmp_path: Path) -> None:
    engine = open_engine(address=f"sqlite:///{tmp_path / 'a.sqlite3'}")
    reader = ReleaseReader(Database(engine), ask_every=0)
    seen = []
    for name in ("satu", "dua", "tiga"):
        publish(engine, name)
        seen.append(reader.current().release_id)
    assert seen == ["satu", "dua", "tiga"]
    engine.dispose()


def test_a_known_release_is_served_while_the_database_fails(tmp_path: Path) -> None:
    file = tmp_path / "a.sqlite3"
    engine = open_engine(address=f"sqlite:///{file}")
    publish(engine)
    reader = ReleaseReader(Database(engine), ask_every=0)
    reader.current()
    engine.dispose()
    file.write_bytes(b"broken" * 1000)
    assert reader.current().release_id == "rekaan000001"
    engine.dispose()


def test_a_database_that_was_never_read_is_an_error_of_its_own(tmp_path: Path) -> None:
    engine = open_engine(address=f"sqlite:///{tmp_path / 'x.sqlite3'}", read_only=True)
    with pytest.raises(NoReleaseError):
        ReleaseReader(Database(engine)).current()
    engine.dispose()


def publish_with_boundary(engine: Engine, release_id: str, file_name: str) -> None:
    """Publish a release whose boundary file of the kabupaten/kota has a name of its own."""
    publish(engine, release_id)
    own = (schema.boundary.c.release_id == release_id) & (schema.boundary.c.region_level == "kabupaten_kota")
    with engine.begin() as connection:
        connection.execute(update(schema.boundary).where(own).values(file_name=file_name))


def test_a_boundary_of_a_release_that_came_a_moment_ago_is_found(address: str) -> None:
    engine = open_engine(address=address)
    publish_with_boundary(engine, "satu", "satu.json")
    reader = ReleaseReader(Database(engine), ask_every=3600)
    reader.current()
    publish_with_boundary(engine, "dua", "dua.json")
    found = [bool(reader.boundary(name)) for name in ("satu.json", "dua.json", "tiga.json")]
    engine.dispose()
    assert found == [True, True, False]


def test_readiness_asks_the_database_of_either_kind(address: str) -> None:
    engine = open_engine(address=address)
    reader = ReleaseReader(Database(engine))
    before = reader.readiness()
    publish(engine)
    after = reader.readiness()
    engine.dispose()
    assert (before, after) == (Readiness(False, None, 0), Readiness(True, "rekaan000001", 2))


def test_while_one_asks_a_slow_database_the_others_go_on(engine: Engine) -> None:
    publish(engine)
    reader = ReleaseReader(Database(engine), ask_every=0)
    known = reader.current()
    with reader._lock:
        assert reader.current() is known


def test_a_boundary_of_an_older_release_is_found_after_a_restart(engine: Engine, file: Path) -> None:
    for name in ("satu", "dua", "tiga", "empat"):
        publish_with_boundary(engine, name, f"{name}.json")
    restarted = create_server(address=f"sqlite:///{file}").test_client()
    assert restarted.get("/geo/satu.json").status_code == 200


def test_older_boundaries_are_read_once_and_few_are_kept(engine: Engine) -> None:
    names = [f"{number}.json" for number in range(KEPT_BOUNDARIES + 2)]
    for name in names:
        publish_with_boundary(engine, name, name)
    reader = ReleaseReader(Database(engine))
    reader.current()
    asked: list[str] = []
    event.listen(engine, "before_cursor_execute", lambda *given: asked.append(given[2]))
    for name in [*names, names[-2]]:
        assert reader.boundary(name)
    assert len([said for said in asked if "FROM boundary" in said]) == KEPT_BOUNDARIES + 1
    assert reader._older_boundary.cache_info().currsize == KEPT_BOUNDARIES


def test_pages_are_served_from_memory_while_readiness_tells_that_the_database_is_gone(
    engine: Engine, file: Path
) -> None:
    publish(engine)
    client = create_server(address=f"sqlite:///{file}").test_client()
    ready = client.get("/readyz")
    assert (ready.status_code, ready.json) == (
        200, {"basis_data": True, "rilis": "rekaan000001", "batas_wilayah": 2, "kurang": []},
    )  # fmt: skip
    client.get("/")
    engine.dispose()
    for part in file.parent.iterdir():
        part.unlink()
    ready = client.get("/readyz")
    assert (ready.status_code, ready.json["kurang"], client.get("/").status_code) == (503, ["basis_data"], 200)  # type: ignore[index]
    assert list(file.parent.iterdir()) == []


def test_readiness_misses_boundaries(engine: Engine, file: Path) -> None:
    publish(engine, boundaries=False)
    ready = create_server(address=f"sqlite:///{file}").test_client().get("/readyz")
    assert (ready.status_code, ready.json["kurang"]) == (503, ["batas_wilayah"])  # type: ignore[index]


def test_a_database_that_comes_back_is_read_again(engine: Engine, file: Path) -> None:
    publish(engine, "satu")
    reader = ReleaseReader(Database(open_engine(address=f"sqlite:///{file}", read_only=True)), ask_every=0)
    reader.current()
    engine.dispose()
    for part in file.parent.iterdir():
        part.unlink()
    reader.current()
    publish(engine, "dua")
    assert reader.current().release_id == "dua"


def test_a_server_makes_no_database(file: Path) -> None:
    client = create_server(address=f"sqlite:///{file}").test_client()
    assert [client.get(path).status_code for path in ("/", "/readyz", "/geo/x.json")] == [503, 503, 503]
    assert not file.exists()
