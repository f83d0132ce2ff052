"""What was asked before is answered without the database."""

from collections.abc import Callable, Iterator
from functools import partial

import pytest
from flask import Flask
from sqlalchemy import Engine, event

from dashboard.snapshot import ReleaseReader

Serve = Callable[..., Flask]
PATHS = (
    "/",
    "/?wilayah=11",
    "/wilayah/11",
    "/deklarasi",
    "/data",
    "/data?tabel=pelanggaran&wilayah=11",
    "/metode",
    "/rilis.atom",
    "/grafik/peta-pelanggaran.csv",
    "/grafik/peta-pelanggaran.svg",
    "/embed/tren-pelanggaran",
    "/embed/tren-pelanggaran?rilis=rekaan000001",
    "/api/v1/ringkasan.csv",
    "/api/v1/pelanggaran.json?wilayah=11",
    "/api/v1/wilayah.geojson",
    "/api/v1/sumber.parquet?rilis=rekaan000001",
    "/api/v1/datapackage.json",
)


@pytest.fixture
def asked(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Flask, list[str]]]:
    """Return a server that looks for a new release once an hour, and what it asks the database."""
    monkeypatch.setattr("dashboard.server.ReleaseReader", partial(ReleaseReader, ask_every=3600))
    server = serve()
    engine: Engine = server.extensions["engine"]
    said: list[str] = []
    event.listen(engine, "before_cursor_execute", lambda *given: said.append(given[2]))
    yield server, said
    engine.dispose()


@pytest.mark.parametrize("path", PATHS)
def test_a_repeated_request_asks_the_database_nothing(path: str, asked: tuple[Flask, list[str]]) -> None:
    server, said = asked
    client = server.test_client()
    first = client.get(path)
    assert (first.status_code, bool(said)) == (200, True)
    said.clear()
    for method in (client.get, client.head):
        assert method(path).status_code == 200
    assert client.get(path, headers={"If-None-Match": first.headers["ETag"]}).status_code == 304
    assert said == []
