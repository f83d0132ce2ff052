"""The real server, told to stop, ends what it has begun and breaks nothing off."""

import os
import signal
import socket
import threading
import time
from collections.abc import Iterator
from http.client import HTTPConnection, IncompleteRead
from subprocess import TimeoutExpired

import pytest

from dashboard import drawing_library
from tests.bench_server import Server

GRACE = 10.0
END = b"\r\n\r\n"


@pytest.fixture
def server(invented_database: str) -> Iterator[Server]:
    with Server("dashboard.server:create_server()", DATABASE_URL=invented_database) as running:
        yield running


def stop(server: Server) -> None:
    os.kill(server._process.pid, signal.SIGTERM)


def is_gone(server: Server, *, within: float) -> bool:
    try:
        server._process.wait(timeout=within)
    except TimeoutExpired:
        return False
    return True


def test_an_answer_that_is_being_read_is_sent_to_its_end(server: Server) -> None:
    path = drawing_library.address()
    expected = server.get(path, encoding="identity")
    client = socket.socket()
    client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 65_536)
    client.settimeout(GRACE)
    client.connect(("127.0.0.1", server.port))
    client.sendall(f"GET {path} HTTP/1.1\r\nHost: a\r\n\r\n".encode())
    time.sleep(0.3)
    stop(server)
    time.sleep(1)
    with client:
        answer = b"".join(iter(lambda: client.recv(65_536), b""))
    assert answer.partition(END)[2] == expected
    assert is_gone(server, within=GRACE)


def test_a_drawing_that_was_begun_is_answered(server: Server) -> None:
    drawing = HTTPConnection("127.0.0.1", server.port, timeout=GRACE)
    drawing.request("GET", "/grafik/peta-pelanggaran.pdf")
    time.sleep(0.05)
    stop(server)
    answer = drawing.getresponse()
    assert answer.status == 200
    assert answer.read().rstrip().endswith(b"%%EOF")
    drawing.close()
    assert is_gone(server, within=GRACE)


def test_who_has_asked_nothing_is_not_waited_for(server: Server) -> None:
    with socket.create_connection(("127.0.0.1", server.port)):
        time.sleep(0.3)
        stop(server)
        assert is_gone(server, within=GRACE / 2)


class Crowd(threading.Thread):
    """Asks again and again until nobody answers, and notes what was broken off."""

    def __init__(self, port: int) -> None:
        super().__init__()
        self._port = port
        self.whole, self.broken = 0, 0

    def run(self) -> None:
        while True:
            connection = HTTPConnection("127.0.0.1", self._port, timeout=GRACE)
            try:
                connection.request("GET", "/metode", headers={"Accept-Encoding": "br"})
                connection.getresponse().read()
            except IncompleteRead:
                self.broken += 1
            except OSError:
                return
            else:
                self.whole += 1
            finally:
                connection.close()


def test_no_answer_is_broken_off(server: Server) -> None:
    crowd = [Crowd(server.port) for _ in range(6)]
    for one in crowd:
        one.start()
    time.sleep(1)
    stop(server)
    assert is_gone(server, within=GRACE)
    for one in crowd:
        one.join()
    assert [one.broken for one in crowd] == [0] * len(crowd)
    assert min(one.whole for one in crowd) > 0
