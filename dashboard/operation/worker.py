"""A worker of gunicorn whose threads wait for nobody: a request gets one once it has arrived whole.

gunicorn's own gives a thread to the first byte, and keeps it until the last: a few clients that send a byte a second
hold the site. Here such clients wait outside, and are dropped when they take too long.
"""

import re
import selectors
import socket
import time
from functools import partial

from gunicorn.workers.gthread import TConn, ThreadWorker

PATIENCE = 10.0
"""Seconds in which a request has to arrive."""
LARGEST = 65_536
"""Bytes of a request that are waited for; what is longer is refused by others."""
END = b"\r\n\r\n"
LENGTH = re.compile(rb"\r\ncontent-length:[ \t]*(\d{1,9})[ \t]*\r\n", re.IGNORECASE)


def missing(seen: bytes) -> int:
    """Return how many bytes a request lacks at least, going by its first ones; 0 where it can be read."""
    head, end, body = seen.partition(END)
    if not end:
        return 1 if len(seen) < LARGEST else 0
    length = LENGTH.search(head + b"\r\n")
    wanted = int(length[1]) if length else 0
    return max(0, wanted - len(body)) if wanted + len(head) < LARGEST else 0


def _arrived(connection: TConn) -> bytes | None:
    """Look at what has arrived without taking it; none where gunicorn is to see for itself, as what was closed."""
    parser = connection.parser
    if parser is not None and parser.unreader.buf.getvalue():
        return None
    try:
        return connection.sock.recv(2 * LARGEST, socket.MSG_PEEK | socket.MSG_DONTWAIT) or None
    except BlockingIOError:
        return b""
    except OSError:
        return None


class PatientWorker(ThreadWorker):  # type: ignore[misc]
    """Hands a connection to a thread only when its next request is there."""

    def __init__(self, *arguments: object, **named: object) -> None:
        super().__init__(*arguments, **named)
        self._waiting: dict[TConn, tuple[int, float]] = {}

    def enqueue_req(self, conn: TConn) -> None:
        """Hand a connection on, or let it wait; gunicorn calls this in its main thread alone."""
        seen = None if self.cfg.is_ssl else _arrived(conn)
        known, until = self._waiting.pop(conn, (-1, time.monotonic() + PATIENCE))
        lacks = 0 if seen is None else missing(seen)
        if seen is not None and lacks and len(seen) > known:
            self._wait(conn, len(seen), lacks, until)
        else:
            # It is whole; or it was woken although nothing came, as when the other side has closed it.
            _wake_at(conn, 1)
            conn.data_ready = True
            super().enqueue_req(conn)

    def murder_pending(self) -> None:
        """Also drop those that took too long."""
        super().murder_pending()
        now = time.monotonic()
        for conn in [conn for conn, (_, until) in self._waiting.items() if now >= until]:
            del self._waiting[conn]
            self.poller.unregister(conn.sock)
            self.nr_conns -= 1
            conn.close()

    def _wait(self, conn: TConn, seen: int, lacks: int, until: float) -> None:
        """Be woken by the bytes that are missing, not by those that are there already."""
        self._waiting[conn] = seen, until
        _wake_at(conn, seen + lacks)
        conn.sock.setblocking(False)
        self.poller.register(conn.sock, selectors.EVENT_READ, partial(self._on_more, conn))

    def _on_more(self, conn: TConn, _socket: socket.socket) -> None:
        self.poller.unregister(conn.sock)
        self.enqueue_req(conn)


def _wake_at(conn: TConn, count: int) -> None:
    try:
        conn.sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVLOWAT, count)
    except OSError:
        return
