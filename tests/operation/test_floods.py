"""Much at once: requests of ten megabytes, and thousands of images that nobody drew before, at the real server.

``make attack`` sends 10,000 images instead of a few, and says what came of them.
"""

import os
import socket
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from http.client import HTTPConnection
from itertools import islice, product

import pytest

from tests.bench_server import Server

IMAGES = int(os.environ.get("PANTAU_ATTACK", "400"))
LARGE = 10_000_000
AT_ONCE = 40
HEAD = b"Host: a\r\n"
POST = b"POST /_dash-update-component HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
LARGE_REQUESTS = {
    "line": b"GET /" + b"a" * LARGE + b" HTTP/1.1\r\n" + HEAD + b"\r\n",
    "query": b"GET /?wilayah=" + b"1" * LARGE + b" HTTP/1.1\r\n" + HEAD + b"\r\n",
    "method": b"G" * LARGE,
    "header": b"GET / HTTP/1.1\r\n" + HEAD + b"X: " + b"a" * LARGE + b"\r\n\r\n",
    "headers": b"GET / HTTP/1.1\r\n" + HEAD + b"X: a\r\n" * (LARGE // 6) + b"\r\n",
    "body": POST + b"Content-Length: %d\r\n\r\n" % LARGE + b"[" * LARGE,
    "endless body": POST + b"Transfer-Encoding: chunked\r\n\r\n" + (b"2710\r\n" + b"[" * 10_000 + b"\r\n") * 1_000,
}
SOON = 3.0
GROWTH_OF_ONE = 8
"""Megabytes by which the server may grow with requests of ten."""
GROWTH_OF_ALL = 260
"""Megabytes by which two processes may grow with all that they keep, see ``ROOM`` in the modules that keep."""
WIDTHS = range(320, 2401)
FORMS = ("svg", "png", "pdf")
CHARTS = ("peta-pelanggaran", "tren-pelanggaran", "peringkat-pelanggaran", "peta-deklarasi", "profil-wilayah")


@contextmanager
def serving(database: str) -> Iterator[Server]:
    with Server("dashboard.server:create_server()", DATABASE_URL=database, PANTAU_PROXIES="1") as running:
        for path in ("/", "/metode", "/grafik/peta-pelanggaran.svg"):
            running.many(path, times=8)
        yield running


@pytest.fixture(scope="module")
def calm(invented_database: str) -> Iterator[Server]:
    with serving(invented_database) as running:
        yield running


@pytest.fixture
def server(invented_database: str) -> Iterator[Server]:
    with serving(invented_database) as running:
        yield running


def sent(server: Server, request: bytes) -> bytes:
    """Send a request as far as it is taken, and return the beginning of the answer; nothing where there is none."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=SOON) as client:
        with suppress(BrokenPipeError, ConnectionResetError):
            client.sendall(request)
        try:
            return client.recv(100)
        except ConnectionResetError:
            return b""


class Visitor(threading.Thread):
    """Looks at pages all the while, and notes how long the slowest took."""

    def __init__(self, server: Server) -> None:
        super().__init__()
        self._server, self._enough = server, threading.Event()
        self.times: list[float] = []

    def run(self) -> None:
        while not self.times or not self._enough.wait(0.02):
            begun = time.monotonic()
            assert b"<html" in self._server.get("/metode", encoding="identity")
            self.times.append(time.monotonic() - begun)

    def __enter__(self) -> "Visitor":
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._enough.set()
        self.join()


@pytest.mark.parametrize("request_", LARGE_REQUESTS.values(), ids=LARGE_REQUESTS)
def test_a_request_of_ten_megabytes_is_refused_at_once_and_not_kept(request_: bytes, calm: Server) -> None:
    before = calm.memory()
    with Visitor(calm) as visitor:
        begun = time.monotonic()
        answers = [sent(calm, request_) for _ in range(10)]
        taken = time.monotonic() - begun
    assert all(answer == b"" or answer.startswith(b"HTTP/1.1 4") for answer in answers)
    assert taken < SOON
    assert max(visitor.times) < SOON
    assert calm.memory() - before < GROWTH_OF_ONE


def addresses(count: int) -> Iterator[str]:
    """Return that many different images."""
    every = product(WIDTHS, CHARTS, FORMS)
    return (f"/grafik/{chart}.{form}?lebar={width}" for width, chart, form in islice(every, count))


def asked(server: Server, path: str, client: str) -> tuple[int, bool]:
    connection = HTTPConnection("127.0.0.1", server.port, timeout=60)
    connection.request("GET", path, headers={"X-Forwarded-For": client})
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer.status, answer.getheader("Retry-After", "").isdigit()


def from_one(_: int) -> str:
    return "203.0.113.1"


def from_many(number: int) -> str:
    return f"203.0.113.{number % 250}"


@pytest.mark.parametrize("client_of", [from_one, from_many])
def test_thousands_of_images_leave_room_for_everybody_else(client_of: Callable[[int], str], server: Server) -> None:
    before, begun = server.memory(), time.monotonic()
    with Visitor(server) as visitor, ThreadPoolExecutor(AT_ONCE) as pool:
        paths = list(addresses(IMAGES))
        answers = list(pool.map(lambda number: asked(server, paths[number], client_of(number)), range(len(paths))))
    statuses = Counter(status for status, _ in answers)
    grown, slowest = server.memory() - before, max(visitor.times)
    said = f"{IMAGES} images, {client_of.__name__}: {dict(statuses)}, {time.monotonic() - begun:.0f} s"
    sys.stdout.write(f"\n{said}, {grown:.0f} MB more, slowest of {len(visitor.times)} pages {slowest:.2f} s\n")
    assert set(statuses) <= {200, 429}
    assert all(has_time for status, has_time in answers if status == 429)
    assert grown < GROWTH_OF_ALL
    assert slowest < SOON
