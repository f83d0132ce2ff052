from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine

from dashboard.database import Database
from dashboard.release import Snapshot
from dashboard.server import create_server
from dashboard.snapshot import ReleaseReader
from dashboard.state import ViewState, parse
from etl.engine import open_engine
from tests.dashboard.invented import publish


@pytest.fixture(scope="session")
def database(tmp_path_factory: pytest.TempPathFactory) -> str:
    return f"sqlite:///{tmp_path_factory.mktemp('invented') / 'rekaan.sqlite3'}"


@pytest.fixture(scope="session")
def engine_of_release(database: str) -> Iterator[Engine]:
    engine = open_engine(address=database)
    publish(engine)
    yield engine
    engine.dispose()


@pytest.fixture(scope="session")
def snapshot(engine_of_release: Engine) -> Snapshot:
    return ReleaseReader(Database(engine_of_release)).current()


@pytest.fixture
def state(snapshot: Snapshot) -> Callable[..., ViewState]:
    """Return a maker of states: public names -> state."""
    return lambda **query: parse(query, snapshot)


@pytest.fixture(scope="session")
def server(engine_of_release: Engine, database: str) -> Flask:  # noqa: ARG001
    return create_server(address=database)


@pytest.fixture
def client(server: Flask) -> FlaskClient:
    return server.test_client()
