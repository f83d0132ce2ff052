"""Clients that send, read or leave slowly hold no thread of the real server, and are dropped in the end."""

import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from http.client import HTTPConnection

import pytest

from dashboard import drawing_library
from dashboard.operation.arrivals import LARGEST, LARGEST_HEAD, missing, refusal
from dashboard.operation.outlet import PATIENCE
from tests.bench_server import Server

MANY = 60
SOON = 2.0
AT_ONCE = 0.03


@pytest.mark.parametrize(
    ("seen", "lacks"),
    [
        (b"", 1),
        (b"G", 1),
        (b"GET / HTTP/1.1\r\nHost: a\r\n", 1),
        (b"GET / HTTP/1.1\r\nHost: a\r\n\r\n", 0),
        (b"POST / HTTP/1.1\r\ncontent-length: 3\r\n\r\na", 2),
        (b"POST / HTTP/1.1\r\nContent-Length: 3\r\n\r\nabc", 0),
    ],
)
def test_a_request_is_whole_with_its_head_and_its_body(seen: bytes, lacks: int) -> None:
    assert missing(seen) == lacks
    assert refusal(seen) is None


@pytest.mark.parametrize(
    ("seen", "status"),
    [
        (b"POST / HTTP/1.1\r\nContent-Length: %d\r\n\r\n" % (LARGEST + 1), 413),
        (b"POST / HTTP/1.1\r\nContent-Length: " + b"9" * 5000 + b"\r\n\r\n", 413),
        (b"POST / HTTP/1.1\r\nTRANSFER-encoding: chunked\r\n\r\n", 411),
        (b"GET /" + b"g" * LARGEST_HEAD, 414),
        (b"GET / HTTP/1.1\r\nX: " + b"g" * LARGEST_HEAD, 431),
    ],
)
def test_what_could_go_on_for_ever_is_refused(seen: bytes, status: int) -> None:
    assert refusal(seen) == status


@pytest.fixture(scope="module")
def server(invented_database: str) -> Iterator[Server]:
    with Server("dashboard.server:create_server()", DATABASE_URL=invented_database) as running:
        yield running


def opened(server: Server, begun: bytes, *, takes: int | None = None) -> socket.socket:
    """Open a connection and send a beginning; ``takes`` bounds what its side takes without reading."""
    client = socket.socket()
    if takes:
        client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, takes)
    client.settimeout(PATIENCE + 5)
    client.connect(("127.0.0.1", server.port))
    client.sendall(begun)
    return client


CALL = b"POST /_dash-update-component HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
WAYS = {
    "nothing": b"",
    "head": b"GET / HTTP/1.1\r\nHost: a\r\nX-Lama: ",
    "long head": b"GET / HTTP/1.1\r\nHost: a\r\nX-Lama: " + b"a" * 2 * LARGEST_HEAD,
    "body": CALL + b"Content-Length: 100\r\n\r\n{",
    "large body": CALL + b"Content-Length: 9999999\r\n\r\n{",
    "endless body": CALL + b"Transfer-Encoding: chunked\r\n\r\n5\r\n{",
    "second request": b"GET /healthz HTTP/1.1\r\nHost: a\r\n\r\nGET / HTTP/1.1\r\nHo",
    "not closing": b"GET /healthz HTTP/1.0\r\n\r\n",
    "not reading": b"GET " + drawing_library.address().encode() + b" HTTP/1.1\r\nHost: a\r\n\r\n",
}


@pytest.mark.parametrize("begun", WAYS.values(), ids=WAYS)
def test_the_site_answers_while_many_send_read_or_leave_slowly(begun: bytes, server: Server) -> None:
    with ExitStack() as slow:
        for _ in range(MANY):
            slow.enter_context(opened(server, begun, takes=4096))
        time.sleep(0.3)
        started = time.monotonic()
        answers = [server.get("/healthz") for _ in range(8)]
        taken = time.monotonic() - started
    assert set(answers) == {b"ok\n"}
    assert taken < SOON


def test_who_reads_slowly_gets_the_whole_answer(server: Server) -> None:
    expected = server.get(drawing_library.address(), encoding="identity")
    asked = WAYS["not reading"].replace(b"Host: a", b"Host: a\r\nConnection: close")
    with opened(server, asked, takes=65_536) as client:
        time.sleep(1)
        answer = b"".join(iter(lambda: client.recv(65_536), b""))
    assert answer.partition(b"\r\n\r\n")[2] == expected


def test_requests_that_come_at_once_are_answered_in_turn(server: Server) -> None:
    one = b"GET /healthz HTTP/1.1\r\nHost: a\r\n"
    with opened(server, one + b"\r\n" + one + b"Connection: close\r\n\r\n") as client:
        answer = b"".join(iter(lambda: client.recv(65_536), b""))
    assert answer.count(b"HTTP/1.1 200") == 2


def test_who_takes_too_long_is_dropped(server: Server) -> None:
    with opened(server, b"GET / HTTP/1.1\r\nHost: a\r\n") as client, suppress(ConnectionResetError):
        assert client.recv(100) == b""


def test_a_request_in_pieces_is_answered(server: Server) -> None:
    with opened(server, b"GET /healthz HTTP/1.1\r\n") as client:
        time.sleep(0.2)
        client.sendall(b"Host: a\r\nConnection: close\r\n\r\n")
        answer = b"".join(iter(lambda: client.recv(4096), b""))
    assert answer.startswith(b"HTTP/1.1 200")


def test_a_body_that_comes_behind_its_head_is_not_waited_for_any_longer(server: Server) -> None:
    head = b"POST /healthz HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 2\r\n\r\n"
    taken = []
    for _ in range(20):
        with opened(server, head) as client:
            time.sleep(0.01)
            begun = time.monotonic()
            client.sendall(b"{}")
            assert client.recv(100).startswith(b"HTTP/1.1 405")
            taken.append(time.monotonic() - begun)
    assert min(taken) < AT_ONCE


def test_who_leaves_before_the_end_is_forgotten(server: Server) -> None:
    for _ in range(MANY):
        opened(server, b"GET / HTTP/1.1\r\nHost: a\r\n").close()
    assert server.get("/healthz") == b"ok\n"


def test_one_connection_serves_many_requests(server: Server) -> None:
    connection = HTTPConnection("127.0.0.1", server.port, timeout=5)
    for _ in range(20):
        assert server.get("/healthz", connection) == b"ok\n"
        time.sleep(0.01)
    connection.close()
