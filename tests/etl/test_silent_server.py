"""Whoever reads for visitors gives up a database that says nothing, and only that one."""

import time
from collections.abc import Iterator

import psycopg
import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import OperationalError

from etl import engine as opening
from etl.engine import open_engine
from tests.load.own_database import OwnDatabase, own_database

PATIENCE = 2.0


@pytest.fixture(scope="module")
def database() -> Iterator[OwnDatabase]:
    with own_database() as database:
        yield database


@pytest.fixture
def reading(database: OwnDatabase, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    monkeypatch.setattr(opening, "ANSWER_SECONDS", PATIENCE)
    engine = open_engine(address=database.address, read_only=True)
    yield engine
    engine.dispose()


def test_a_server_that_hangs_is_given_up_and_found_again(database: OwnDatabase, reading: Engine) -> None:
    with reading.connect() as connection:
        assert connection.scalar(text("SELECT 1")) == 1
        database.freeze()
        begun = time.monotonic()
        with pytest.raises(OperationalError) as raised:
            connection.scalar(text("SELECT 2"))
        database.thaw()
    assert raised.value.connection_invalidated
    assert PATIENCE <= time.monotonic() - begun < 10 * PATIENCE
    with reading.connect() as connection:
        assert connection.scalar(text("SELECT 3")) == 3


def test_an_answer_that_waits_for_its_reader_is_no_silence(reading: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    # Python comes to read only when more than the patience is over, as on a machine with too much to do.
    real = psycopg.Connection.wait

    def late(self: psycopg.Connection, gen: psycopg.abc.PQGen[object], *given: object) -> object:
        def slowly() -> psycopg.abc.PQGen[object]:
            try:
                wanted = next(gen)
                while True:
                    ready = yield wanted
                    time.sleep(PATIENCE * 1.2)
                    wanted = gen.send(ready)
            except StopIteration as end:
                return end.value

        return real(self, slowly(), *given)  # type: ignore[arg-type]

    with reading.connect() as connection:
        monkeypatch.setattr(psycopg.Connection, "wait", late)
        assert connection.scalar(text("SELECT 4")) == 4
