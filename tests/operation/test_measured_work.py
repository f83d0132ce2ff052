"""What a collector learns of work that is done, or refused, from two processes of the real server together."""

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection

import pytest

from dashboard.operation.budgets import TooMuchError
from dashboard.operation.memory import own_bytes, processes
from dashboard.operation.metrics import IN_PROGRESS, REFUSED
from dashboard.operation.turns import Turns
from tests.bench_server import Server

TOKEN = "kunci-uji-rekaan-0001"  # noqa: S105 (made up)


def value_of(metric: object) -> float:
    return float(metric._value.get())  # type: ignore[attr-defined]


def test_turns_are_measured_while_they_last_and_when_they_are_refused() -> None:
    turns, refused = Turns(1, work="uji"), REFUSED.labels("uji", "turns")
    with turns.taken():
        assert value_of(IN_PROGRESS.labels("uji")) == 1
        with pytest.raises(TooMuchError), turns.taken():
            pass
        assert value_of(IN_PROGRESS.labels("uji")) == 1
    assert value_of(IN_PROGRESS.labels("uji")) == 0
    assert value_of(refused) == 1


def test_memory_is_known_of_living_processes_alone() -> None:
    (own,) = processes(shared=False)
    assert (own_bytes(own) or 0) > 1_000_000
    assert own_bytes(2**22 + 1) is None


@pytest.fixture(scope="module")
def server(invented_database: str) -> Iterator[Server]:
    settings = {"DATABASE_URL": invented_database, "PANTAU_METRICS_TOKEN": TOKEN, "WEB_CONCURRENCY": "2"}
    with Server("dashboard.server:create_server()", **settings) as running:
        yield running


def status_of(server: Server, path: str) -> int:
    connection = HTTPConnection("127.0.0.1", server.port, timeout=30)
    connection.request("GET", path)
    status = connection.getresponse().status
    connection.close()
    return status


def measured(server: Server) -> str:
    connection = HTTPConnection("127.0.0.1", server.port, timeout=30)
    connection.request("GET", "/metrics", headers={"Authorization": f"Bearer {TOKEN}"})
    text = connection.getresponse().read().decode()
    connection.close()
    return text


def total(text: str, pattern: str) -> float:
    return sum(float(found) for found in re.findall(rf"^{pattern} (\S+)$", text, re.MULTILINE))


def test_both_processes_are_measured_together(server: Server) -> None:
    paths = [f"/grafik/peta-pelanggaran.png?lebar={320 + number}" for number in range(24)]
    with ThreadPoolExecutor(12) as pool:
        statuses = list(pool.map(lambda path: status_of(server, path), paths))
    text = measured(server)
    route = r'pantau_requests_total\{route="/grafik/<chart>.png",status="%d"\}'
    assert set(statuses) == {200, 429}
    assert total(text, route % 200) == statuses.count(200)
    assert total(text, r'pantau_refused_total\{reason="turns",work="conversion"\}') == statuses.count(429)
    assert 'pantau_work_in_progress{work="conversion"} 0.0' in text
    assert len(re.findall(r'^pantau_process_bytes\{process="\d"\} [1-9]', text, re.MULTILINE)) == 2
    assert total(text, r'pantau_requests_total\{route="/metrics",status="\d+"\}') == 0
