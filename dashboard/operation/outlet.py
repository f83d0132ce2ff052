"""A connection on which nobody waits until the other side has read: what does not go out at once is kept for later."""

import socket
import struct
from collections import deque

PATIENCE = 10.0
"""Seconds in which a request has to arrive, and that a thread waits for a byte at most."""
PIECE = 262_144


class Outlet(socket.socket):
    """Takes over a connection; its rest is what was answered and is not sent."""

    def __init__(self, taken: socket.socket) -> None:
        super().__init__(taken.family, taken.type, taken.proto, fileno=taken.detach())
        self.setblocking(False)
        # Not Python's own time-out: that waits also where a call is told not to.
        self.setsockopt(socket.SOL_SOCKET, socket.SO_RCVTIMEO, struct.pack("ll", int(PATIENCE), 0))
        self._rest: deque[memoryview] = deque()

    @property
    def rest(self) -> int:
        """Bytes that are not sent."""
        return sum(map(len, self._rest))

    def sendall(self, data: bytes, flags: int = 0, /) -> None:  # type: ignore[override]
        """Send what the other side takes at once, and keep the rest.

        Raises:
            OSError: the other side has gone.
        """
        sent = 0 if self._rest else self._taken(data, flags)
        if sent < len(data):
            self._rest.append(memoryview(data)[sent:])

    def send_on(self) -> None:
        """Send what the other side takes of the rest.

        Raises:
            OSError: it has gone.
        """
        while self._rest:
            piece = self._rest[0]
            sent = self._taken(piece[:PIECE])
            if sent == len(piece):
                self._rest.popleft()
                continue
            self._rest[0] = piece[sent:]
            if sent < min(len(piece), PIECE):
                return

    def _taken(self, data: bytes | memoryview, flags: int = 0) -> int:
        try:
            return self.send(data, flags | socket.MSG_DONTWAIT)
        except BlockingIOError:
            return 0
