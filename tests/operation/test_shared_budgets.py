"""Nodes that share a Redis share their limits; without it each goes on alone, and none is without limits."""

import itertools
import json
import time
from collections.abc import Callable, Iterator
from http.client import HTTPConnection
from pathlib import Path

import pytest
from flask import Flask
from redis import Redis as Client

from dashboard.operation.budgets import Budgets, TooMuchError, Work
from dashboard.operation.counting import PATIENCE
from tests.bench_server import Server
from tests.operation.redis_server import PASSWORD, RedisServer, redis_program

Serve = Callable[..., Flask]
Start = Callable[[], list[Flask]]
pytestmark = pytest.mark.usefixtures("one_minute")
VISITOR = "127.0.0.1"
NUMBERS = itertools.count(1)
PAUSE = 0.3


@pytest.fixture
def redis(tmp_path: Path) -> Iterator[RedisServer]:
    server = RedisServer(redis_program(), tmp_path)
    server.start()
    yield server
    server.stop()


@pytest.fixture
def start(redis: RedisServer, serve: Serve, monkeypatch: pytest.MonkeyPatch) -> Start:
    """Return a maker of two nodes that share the Redis, and soon see that it is back."""
    monkeypatch.setattr("dashboard.operation.counting.PAUSE", PAUSE)
    return lambda: [serve(PANTAU_LIMITS=redis.address) for _ in range(2)]


def allowed(work: Work) -> int:
    return int(work.value.partition("/")[0])


def exhaust(budgets: Budgets, work: Work = Work.TABLE) -> None:
    for _ in range(allowed(work)):
        budgets.spend(work, VISITOR)


def exhaust_rest(node: Flask) -> None:
    """Spend until it is refused, wherever it is counted and whatever was spent before."""
    budgets: Budgets = node.extensions["budgets"]
    for _ in range(allowed(Work.TABLE) + 1):
        try:
            budgets.spend(Work.TABLE, VISITOR)
        except TooMuchError:
            return
    pytest.fail("there is no limit")


def new_question() -> str:
    """Return an address of data that nobody has asked for: what is kept ready is not counted."""
    return f"/api/v1/ringkasan.json?wilayah=11&batas={next(NUMBERS)}"


def statuses(nodes: list[Flask]) -> list[int]:
    return [node.test_client().get(new_question()).status_code for node in nodes]


def events(capsys: pytest.CaptureFixture[str]) -> tuple[str, list[dict[str, str]]]:
    written = capsys.readouterr().err
    return written, [json.loads(line) for line in written.splitlines()]


def test_nodes_share_one_budget(start: Start) -> None:
    nodes = start()
    assert statuses(nodes) == [200, 200]
    half = allowed(Work.TABLE) // 2
    for node in nodes:
        for _ in range(half - 1):
            node.extensions["budgets"].spend(Work.TABLE, VISITOR)
    assert statuses(nodes) == [429, 429]


def test_a_process_of_its_own_shares_the_budget_too(redis: RedisServer, invented_database: str) -> None:
    exhaust(Budgets(redis.address))
    with Server(
        "dashboard.server:create_server()", DATABASE_URL=invented_database, PANTAU_LIMITS=redis.address
    ) as node:
        asked = HTTPConnection("127.0.0.1", node.port, timeout=10)
        asked.request("GET", new_question())
        answer = asked.getresponse()
        assert (answer.status, int(answer.headers["Retry-After"]) >= 1) == (429, True)
        asked.close()


def test_without_redis_each_node_goes_on_with_limits_and_shares_them_when_it_is_back(
    start: Start, redis: RedisServer, capsys: pytest.CaptureFixture[str]
) -> None:
    nodes = start()
    exhaust(nodes[0].extensions["budgets"])
    assert statuses(nodes) == [429, 429]
    redis.stop()
    assert statuses(nodes) == [200, 200]
    exhaust_rest(nodes[0])
    assert statuses(nodes) == [429, 200]
    redis.start()
    time.sleep(PAUSE)
    assert statuses(nodes) == [200, 200], "the Redis that was started anew has counted nothing yet"
    exhaust_rest(nodes[1])
    assert statuses(nodes) == [429, 429]
    written, lines = events(capsys)
    assert [line["event"].partition(",")[0] for line in lines] == [
        *2 * ["shared limits are away"],
        *2 * ["shared limits are back"],
    ]
    assert {line.get("error") for line in lines} == {"ConnectionError", None}
    assert PASSWORD not in written
    assert str(redis.port) not in written


def test_a_node_starts_without_redis_and_with_limits(redis: RedisServer, serve: Serve) -> None:
    redis.stop()
    node = serve(PANTAU_LIMITS=redis.address)
    assert statuses([node]) == [200]
    exhaust_rest(node)
    assert statuses([node]) == [429]


def test_a_redis_that_does_not_answer_makes_nobody_wait_long(redis: RedisServer) -> None:
    budgets = Budgets(redis.address)
    budgets.spend(Work.TABLE, VISITOR)
    redis.freeze()
    begun = time.monotonic()
    for _ in range(50):
        budgets.spend(Work.TABLE, VISITOR)
    redis.thaw()
    assert time.monotonic() - begun < 4 * PATIENCE


def test_a_wrong_password_is_like_a_redis_that_is_away(redis: RedisServer) -> None:
    budgets = Budgets(redis.address.replace(PASSWORD, "salah"))
    exhaust(budgets)
    with pytest.raises(TooMuchError):
        budgets.spend(Work.TABLE, VISITOR)


def test_redis_learns_no_address(redis: RedisServer) -> None:
    Budgets(redis.address).spend(Work.TABLE, VISITOR)
    with Client.from_url(redis.address) as kept:
        names = [name.decode() for name in kept.keys()]  # noqa: SIM118 (the keys of a Redis)
    assert names
    assert all(VISITOR not in name for name in names)
