"""Sees answers off: they are sent as fast as their readers take them, and connections end politely, without a thread.

gunicorn's own waits in a thread until a client has read its answer, and in its main loop until one has closed its
connection: a few clients that do neither hold the site.
"""

import selectors
import socket
import time
from collections.abc import Callable
from dataclasses import dataclass

from dashboard.operation.outlet import Outlet

START = 30.0
"""Seconds that every reader has, beside those that his bytes take."""
SLOWEST = 1_000
"""Bytes a second that a reader has to take."""
ROOM = 64_000_000
"""Bytes of answers that may wait for their readers in one worker; the slowest reader gives way."""
LINGER = 2.0
"""Seconds in which a client may close what was closed."""
LAST = 65_536
"""Bytes of a client that are thrown away meanwhile, so that he still gets his answer."""
Then = Callable[[], None]
Clock = Callable[[], float]


@dataclass(slots=True, kw_only=True)
class _Reader:
    since: float
    size: int
    sent: Then
    lost: Then


@dataclass(slots=True, kw_only=True)
class _Leaver:
    until: float
    gone: Then
    thrown: int = 0


class Departures:
    """The connections of one worker that are being seen off, all in its main thread."""

    def __init__(self, poller: selectors.BaseSelector, *, room: int = ROOM, clock: Clock = time.monotonic) -> None:
        self._poller = poller
        self._room = room
        self._clock = clock
        self._readers: dict[Outlet, _Reader] = {}
        self._leavers: dict[Outlet, _Leaver] = {}

    def send(self, outlet: Outlet, *, sent: Then, lost: Then) -> None:
        """Send the rest of an answer; then ``sent`` is called, or ``lost`` where its reader has gone or is too slow."""
        if outlet.fileno() < 0:
            lost()
            return
        outlet.setblocking(False)
        self._readers[outlet] = _Reader(since=self._clock(), size=outlet.rest, sent=sent, lost=lost)
        self._poller.register(outlet, selectors.EVENT_WRITE, self._send_on)
        while len(self._readers) > 1 and sum(one.rest for one in self._readers) > self._room:
            self._lose(min(self._readers, key=self._pace))

    def close(self, outlet: Outlet, *, gone: Then) -> None:
        """End what is said, and call ``gone`` when the client has closed his side too, or had the time for it."""
        try:
            outlet.shutdown(socket.SHUT_WR)
        except OSError:
            gone()
            return
        outlet.setblocking(False)
        self._leavers[outlet] = _Leaver(until=self._clock() + LINGER, gone=gone)
        self._poller.register(outlet, selectors.EVENT_READ, self._throw_away)

    def expire(self) -> None:
        """Give up those that take too long."""
        now = self._clock()
        for outlet in [one for one, reader in self._readers.items() if now > self._until(one, reader)]:
            self._lose(outlet)
        for outlet in [one for one, leaver in self._leavers.items() if now > leaver.until]:
            self._end(outlet)

    def _send_on(self, outlet: Outlet) -> None:
        if outlet not in self._readers:
            return  # it gave way to another after its turn was noted
        try:
            outlet.send_on()
        except OSError:
            self._lose(outlet)
            return
        if not outlet.rest:
            self._poller.unregister(outlet)
            self._readers.pop(outlet).sent()

    def _throw_away(self, outlet: Outlet) -> None:
        leaver = self._leavers[outlet]
        try:
            count = len(outlet.recv(LAST))
        except OSError:
            count = 0
        leaver.thrown += count
        if not count or leaver.thrown > LAST:
            self._end(outlet)

    def _until(self, outlet: Outlet, reader: _Reader) -> float:
        return reader.since + START + (reader.size - outlet.rest) / SLOWEST

    def _pace(self, outlet: Outlet) -> float:
        reader = self._readers[outlet]
        return (reader.size - outlet.rest) / (self._clock() - reader.since + 1)

    def _lose(self, outlet: Outlet) -> None:
        self._poller.unregister(outlet)
        self._readers.pop(outlet).lost()

    def _end(self, outlet: Outlet) -> None:
        self._poller.unregister(outlet)
        self._leavers.pop(outlet).gone()
