from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import Engine

from dashboard.server import create_server
from etl.engine import open_engine
from tests.dashboard.invented import publish


@pytest.fixture(scope="session")
def invented_database(tmp_path_factory: pytest.TempPathFactory) -> str:
    address = f"sqlite:///{tmp_path_factory.mktemp('operasi') / 'rekaan.sqlite3'}"
    engine: Engine = open_engine(address=address)
    publish(engine)
    engine.dispose()
    return address


@pytest.fixture
def serve(invented_database: str, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Flask]:
    """Return a maker of servers with an operator's settings."""

    def made(**settings: str) -> Flask:
        for name, value in settings.items():
            monkeypatch.setenv(name, value)
        return create_server(address=invented_database)

    return made
