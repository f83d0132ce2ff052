import time
from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import Engine

from dashboard.server import create_server
from etl.engine import open_engine
from tests.dashboard.invented import publish

MINUTE, LONGEST_TEST = 60.0, 3.0


@pytest.fixture(scope="session")
def invented_database(tmp_path_factory: pytest.TempPathFactory) -> str:
    address = f"sqlite:///{tmp_path_factory.mktemp('operasi') / 'rekaan.sqlite3'}"
    engine: Engine = open_engine(address=address)
    publish(engine)
    engine.dispose()
    return address


@pytest.fixture
def one_minute() -> None:
    """Wait for the next minute where this one is nearly over: each minute begins with a little room in its budget."""
    left = MINUTE - time.time() % MINUTE
    if left < LONGEST_TEST:
        time.sleep(left)


@pytest.fixture
def serve(invented_database: str, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Flask]:
    """Return a maker of servers with an operator's settings."""

    def made(**settings: str) -> Flask:
        for name, value in settings.items():
            monkeypatch.setenv(name, value)
        return create_server(address=invented_database)

    return made
