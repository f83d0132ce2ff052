"""A worker of gunicorn whose threads wait for nobody: a request gets one once it has arrived whole.

gunicorn's own gives a thread to the first byte, and keeps it until the last: a few clients that send a byte a second
hold the site. Here such clients wait outside, and are dropped when they take too long.
"""

import re
import selectors
import socket
import time
from enum import Enum
from functools import partial

from gunicorn.workers.gthread import TConn, ThreadWorker

PATIENCE = 10.0
"""Seconds in which a request has to arrive."""
LOOK_EVERY = 0.05
LARGEST_HEAD = 65_536
"""Bytes of a request's head and body that are waited for; what is longer is refused by others."""
END = b"\r\n\r\n"
LENGTH = re.compile(rb"\r\ncontent-length:[ \t]*(\d{1,9})[ \t]*\r\n", re.IGNORECASE)


class Arrival(Enum):
    """How much of a request is there."""

    NOTHING = 0
    PART = 1
    WHOLE = 2


def arrival(seen: bytes) -> Arrival:
    """Tell how much of a request the first bytes on a connection hold."""
    if not seen:
        return Arrival.NOTHING
    head, end, body = seen.partition(END)
    if not end:
        return Arrival.WHOLE if len(seen) >= LARGEST_HEAD else Arrival.PART
    length = LENGTH.search(head + b"\r\n")
    wanted = int(length[1]) if length else 0
    return Arrival.WHOLE if len(body) >= wanted or wanted + len(head) >= LARGEST_HEAD else Arrival.PART


def _look(connection: TConn) -> Arrival:
    """Look at what has arrived without taking it; a connection that was closed is left to gunicorn."""
    parser = connection.parser
    if parser is not None and parser.unreader.buf.getvalue():
        return Arrival.WHOLE
    try:
        seen = connection.sock.recv(2 * LARGEST_HEAD, socket.MSG_PEEK | socket.MSG_DONTWAIT)
    except BlockingIOError:
        return Arrival.NOTHING
    except OSError:
        return Arrival.WHOLE
    return arrival(seen) if seen else Arrival.WHOLE


class PatientWorker(ThreadWorker):  # type: ignore[misc]
    """Hands a connection to a thread only when its next request is there."""

    def __init__(self, *arguments: object, **named: object) -> None:
        super().__init__(*arguments, **named)
        self._waiting: dict[TConn, float] = {}
        self._looked = 0.0

    def enqueue_req(self, conn: TConn) -> None:
        """Hand a connection on, or let it wait; gunicorn calls this in its main thread alone."""
        found = Arrival.WHOLE if self.cfg.is_ssl else _look(conn)
        if found is Arrival.WHOLE:
            self._waiting.pop(conn, None)
            conn.data_ready = True
            super().enqueue_req(conn)
        elif found is Arrival.NOTHING and conn not in self._waiting:
            self._listen(conn)
        else:
            self._waiting.setdefault(conn, time.monotonic() + PATIENCE)

    def wait_for_and_dispatch_events(self, timeout: float) -> None:
        """Also look after those that wait."""
        super().wait_for_and_dispatch_events(LOOK_EVERY if self._waiting else timeout)
        now = time.monotonic()
        if not self._waiting or now - self._looked < LOOK_EVERY:
            return
        self._looked = now
        for conn, until in list(self._waiting.items()):
            if now >= until:
                self._drop(conn)
            else:
                self.enqueue_req(conn)

    def _listen(self, conn: TConn) -> None:
        """Wait for the first byte, which costs nothing."""
        conn.sock.setblocking(False)
        conn.timeout = time.monotonic() + PATIENCE
        self.pending_conns.append(conn)
        self.poller.register(conn.sock, selectors.EVENT_READ, partial(self.on_pending_socket_readable, conn))

    def _drop(self, conn: TConn) -> None:
        self._waiting.pop(conn, None)
        self.nr_conns -= 1
        conn.close()
