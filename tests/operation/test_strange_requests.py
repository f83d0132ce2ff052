"""What is no request, or a strange one, gets a plain answer from the real server; nothing of it is told or logged."""

import json
import socket
from collections.abc import Iterator

import pytest

from tests.bench_server import Server

SECRET = b"RahasiaPengunjung"
HOST = b"Host: a\r\n"
END = b"\r\n\r\n"
REQUESTS = {
    "version": (b"GET /cari?q=" + SECRET + b" HTTP/9.9" + END, 505),
    "spaces": (b"GET /cari?q=" + SECRET + b" HTTP/1.1 x" + END, 505),
    "no words": (SECRET + END, 400),
    "method": (SECRET + b" / HTTP/1.1" + END, 400),
    "long line": (b"GET /?q=" + SECRET * 400 + b" HTTP/1.1" + END, 414),
    "nameless header": (b"GET / HTTP/1.1\r\n" + HOST + b": " + SECRET + END, 400),
    "two hosts": (b"GET / HTTP/1.1\r\n" + HOST + HOST + b"\r\n", 400),
    "long header": (b"GET / HTTP/1.1\r\n" + HOST + b"X: " + SECRET * 600 + END, 431),
    "many headers": (b"GET / HTTP/1.1\r\n" + HOST + b"".join(b"X%d: a\r\n" % n for n in range(200)) + b"\r\n", 431),
    "negative length": (b"POST / HTTP/1.1\r\n" + HOST + b"Content-Length: -1" + END, 400),
    "large body": (b"POST / HTTP/1.1\r\n" + HOST + b"Content-Length: 99999999" + END + SECRET, 413),
    "endless body": (b"POST / HTTP/1.1\r\n" + HOST + b"Transfer-Encoding: chunked" + END + b"5\r\n" + SECRET[:5], 411),
    "expectation": (b"GET / HTTP/1.1\r\n" + HOST + b"Expect: " + SECRET + END, 417),
    "TLS": (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + END, 400),
    "HTTP/2": (b"PRI * HTTP/2.0\r\n\r\nSM" + END, 400),
}
SERVED = {
    "odd host": b'GET /metode HTTP/1.1\r\nHost: a"><script>alert(1)</script>' + END,
    "whole address": b"GET http://lain.example/metode HTTP/1.1\r\n" + HOST + b"\r\n",
    "tracing": b"TRACE /metode HTTP/1.1\r\n" + HOST + b"X: " + SECRET + END,
    "no page": b"OPTIONS * HTTP/1.1\r\n" + HOST + b"\r\n",
    "tunnel": b"CONNECT a:80 HTTP/1.1\r\n" + HOST + b"\r\n",
}


@pytest.fixture(scope="module")
def server(invented_database: str) -> Iterator[Server]:
    with Server("dashboard.server:create_server()", DATABASE_URL=invented_database) as running:
        yield running


def answered(server: Server, request: bytes) -> bytes:
    with socket.create_connection(("127.0.0.1", server.port), timeout=5) as client:
        client.sendall(request)
        client.shutdown(socket.SHUT_WR)
        return b"".join(iter(lambda: client.recv(65_536), b""))


def assert_tells_nothing(answer: bytes) -> None:
    head = answer.partition(END)[0].lower()
    assert b"x-content-type-options: nosniff" in head
    assert b"content-security-policy: " in head
    assert not any(word in answer.lower() for word in (b"gunicorn", b"werkzeug", b"python/", b"traceback"))
    assert SECRET not in answer
    assert b"<script>alert" not in answer


@pytest.mark.parametrize(("request_", "status"), REQUESTS.values(), ids=REQUESTS)
def test_what_is_no_request_is_refused_in_one_plain_line(request_: bytes, status: int, server: Server) -> None:
    answer = answered(server, request_)
    assert answer.startswith(b"HTTP/1.1 %d " % status)
    assert b"Content-Type: text/plain" in answer
    assert len(answer.partition(END)[2].splitlines()) == 1
    assert_tells_nothing(answer)


@pytest.mark.parametrize("request_", SERVED.values(), ids=SERVED)
def test_what_is_strange_is_answered_by_the_site(request_: bytes, server: Server) -> None:
    answer = answered(server, request_)
    assert answer.startswith((b"HTTP/1.1 2", b"HTTP/1.1 4"))
    assert_tells_nothing(answer)


def test_the_log_says_what_kind_it_was_and_nothing_that_was_sent(
    invented_database: str, capfd: pytest.CaptureFixture[str]
) -> None:
    with Server("dashboard.server:create_server()", DATABASE_URL=invented_database) as running:
        for request, _ in REQUESTS.values():
            answered(running, request)
    logged = capfd.readouterr().err
    lines = [json.loads(line) for line in logged.splitlines()]
    assert len(lines) >= len(REQUESTS) // 2
    assert {line["level"] for line in lines} == {"warning"}
    assert SECRET.decode() not in logged
    assert "127.0.0.1" not in logged
