"""A worker of gunicorn whose threads wait for nobody: neither for a request to arrive, nor for an answer to be read.

gunicorn's own gives a thread to the first byte of a request, and keeps it until the last of the answer is taken: a few
clients that send or read a byte a second hold the site. Here such clients wait outside, and are dropped when they take
too long.
"""

import selectors
import socket
import time
from concurrent.futures import Future
from contextlib import suppress
from functools import partial
from http import HTTPStatus

from gunicorn.workers.gthread import TConn, ThreadWorker

from dashboard.operation.arrivals import LARGEST, LARGEST_HEAD, missing, refusal
from dashboard.operation.departures import Departures
from dashboard.operation.outlet import PATIENCE, Outlet
from dashboard.operation.refusals import refused, status_of

Outcome = Future[object]


class PatientWorker(ThreadWorker):  # type: ignore[misc]
    """Hands a connection to a thread only when its next request is there, and takes it back with the answer."""

    def __init__(self, *arguments: object, **named: object) -> None:
        super().__init__(*arguments, **named)
        self._waiting: dict[TConn, tuple[int, float]] = {}

    def run(self) -> None:
        """Serve until told to stop."""
        self._departures = Departures(self.poller)
        super().run()

    def enqueue_req(self, conn: TConn) -> None:
        """Hand a connection on, or let it wait; gunicorn calls this in its main thread alone."""
        if self.cfg.is_ssl:
            super().enqueue_req(conn)
            return
        if not isinstance(conn.sock, Outlet):
            conn.sock = Outlet(conn.sock)
        held, (fresh, closed) = _held(conn), _arrived(conn.sock)
        known, until = self._waiting.pop(conn, (-1, time.monotonic() + PATIENCE))
        seen = held + fresh
        refused_as, lacks = refusal(seen), missing(seen)
        if refused_as:
            self._refuse(conn, refused_as)
        elif not lacks:
            _wake_at(conn.sock, 1)
            conn.data_ready = True
            super().enqueue_req(conn)
        elif closed or len(seen) <= known:
            self._drop(conn)
        else:
            self._waiting[conn] = len(seen), until
            self._wait(conn, len(fresh) + lacks)

    def finish_request(self, conn: TConn, fs: Outcome) -> None:
        """Send what of an answer is not sent, then let gunicorn decide on the connection."""
        if isinstance(conn.sock, Outlet) and conn.sock.rest:
            done = partial(self._finish, conn, fs)
            self._departures.send(conn.sock, sent=done, lost=partial(self._drop, conn))
        else:
            self._finish(conn, fs)

    def murder_pending(self) -> None:
        """Also drop those that took too long, and at the end those that have not begun."""
        super().murder_pending()
        self._departures.expire()
        now = time.monotonic()
        ending = not self.alive
        for conn in [one for one, (seen, until) in self._waiting.items() if now >= until or (ending and not seen)]:
            del self._waiting[conn]
            self.poller.unregister(conn.sock)
            self._drop(conn)

    def handle_error(self, req: object, client: socket.socket, addr: object, exc: BaseException) -> None:  # noqa: ARG002
        """Answer what cannot be read, or went wrong; nothing of it is repeated, neither there nor in the log."""
        status = status_of(exc)
        if status is HTTPStatus.INTERNAL_SERVER_ERROR:
            self.log.exception("Error handling a request")
        else:
            self.log.info("Refused a request: %s", type(exc).__name__)
        with suppress(OSError):
            client.sendall(refused(status))

    def _wait(self, conn: TConn, count: int) -> None:
        """Be woken by the bytes that are missing, not by those that are there already."""
        _wake_at(conn.sock, count)
        conn.sock.setblocking(False)
        self.poller.register(conn.sock, selectors.EVENT_READ, partial(self._on_more, conn))

    def _on_more(self, conn: TConn, _socket: socket.socket) -> None:
        self.poller.unregister(conn.sock)
        self.enqueue_req(conn)

    def _refuse(self, conn: TConn, status: HTTPStatus) -> None:
        try:
            conn.sock.sendall(refused(status))
        except OSError:
            self._drop(conn)
        else:
            self._departures.close(conn.sock, gone=partial(self._drop, conn))

    def _finish(self, conn: TConn, fs: Outcome) -> None:
        """Keep a connection as gunicorn does, or close it without waiting for the client."""
        kept = not fs.cancelled() and fs.exception() is None and fs.result()
        if kept or not isinstance(conn.sock, Outlet):
            super().finish_request(conn, fs)
        else:
            self._departures.close(conn.sock, gone=partial(self._drop, conn))

    def _drop(self, conn: TConn) -> None:
        self.nr_conns -= 1
        conn.close()


def _held(conn: TConn) -> bytes:
    """Return what gunicorn has read already, behind the request before."""
    return bytes(conn.parser.unreader.buf.getvalue()) if conn.parser else b""


def _arrived(connection: socket.socket) -> tuple[bytes, bool]:
    """Look at what has arrived without taking it, and whether nothing more will."""
    try:
        fresh = connection.recv(LARGEST + 2 * LARGEST_HEAD, socket.MSG_PEEK | socket.MSG_DONTWAIT)
    except BlockingIOError:
        return b"", False
    except OSError:
        return b"", True
    return fresh, not fresh


def _wake_at(connection: socket.socket, count: int) -> None:
    with suppress(OSError):
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVLOWAT, count)
