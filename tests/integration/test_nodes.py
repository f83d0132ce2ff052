"""Two web nodes on one PostgreSQL are one site: the same bytes, and the same release within seconds."""

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from http.client import HTTPConnection

import pytest
from sqlalchemy import Engine

from etl.engine import open_engine
from tests.bench_server import Server
from tests.dashboard.invented import publish

FIRST, SECOND = "rekaan000001", "rekaan000002"
SOON = 5.0
PATHS = (
    "/",
    "/wilayah/11",
    "/deklarasi?lang=en",
    "/grafik/peta-pelanggaran.csv",
    "/embed/tren-pelanggaran",
    "/rilis.atom",
)
ADDRESS = "https://situs.example"


@pytest.fixture
def engine(new_database: Callable[[str], str]) -> Iterator[Engine]:
    engine = open_engine(address=new_database("postgresql"))
    publish(engine, FIRST)
    yield engine
    engine.dispose()


@pytest.fixture
def nodes(engine: Engine) -> Iterator[list[Server]]:
    address = engine.url.render_as_string(hide_password=False)
    with ExitStack() as stack:
        started = [
            Server("dashboard.server:create_server()", DATABASE_URL=address, PANTAU_URL=ADDRESS) for _ in range(2)
        ]
        yield [stack.enter_context(node) for node in started]


def release_of(node: Server) -> str:
    connection = HTTPConnection("127.0.0.1", node.port, timeout=10)
    connection.request("GET", "/metode")
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer.headers["X-Rilis"]


def test_nodes_answer_alike_and_see_a_new_release_within_seconds(engine: Engine, nodes: list[Server]) -> None:
    for path in PATHS:
        assert len({node.get(path) for node in nodes}) == 1, path
    publish(engine, SECOND)
    time.sleep(SOON)
    # Every worker of every node is asked many times: none may still hold the former release.
    seen = {release_of(node) for node in nodes for _ in range(12)}
    assert seen == {SECOND}
    for path in PATHS:
        assert len({node.get(path) for node in nodes}) == 1, path
