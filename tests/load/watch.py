"""Watches a server while others use it: since when it says that it is not ready, and how much memory it holds."""

import statistics
import threading
import time
from contextlib import suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException

from tests.bench_server import Server

EVERY = 0.25
READY = 200


@dataclass
class Seen:
    """What was seen; moments are seconds of ``time.monotonic``.

    Attributes:
        red: spans in which the server said that it was not ready.
        memory: moments, and the megabytes that all workers together held.
    """

    red: list[tuple[float, float]] = field(default_factory=list)
    memory: list[tuple[float, float]] = field(default_factory=list)

    def was_red(self, moment: float, *, slack: float) -> bool:
        """Tell whether a moment lies in a red span, or so many seconds beside one."""
        return any(begun - slack <= moment <= ended + slack for begun, ended in self.red)

    def growth(self, *, since: float) -> tuple[float, float]:
        """Return by how many megabytes a minute memory grows, and twice the error of that."""
        points = [(moment, held) for moment, held in self.memory if moment >= since]
        times, held = zip(*points, strict=True)
        slope, base = statistics.linear_regression(times, held)
        rest = [value - base - slope * moment for moment, value in points]
        spread = sum((moment - statistics.fmean(times)) ** 2 for moment in times)
        error = (sum(value**2 for value in rest) / max(1, len(rest) - 2) / spread) ** 0.5
        return slope * 60, 2 * error * 60


class Watch:
    """Looks four times a second while the block lasts."""

    def __init__(self, server: Server) -> None:
        self.seen = Seen()
        self._server = server
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)

    def __enter__(self) -> "Watch":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()

    def _look(self) -> None:
        red_since: float | None = None
        while not self._stop.wait(EVERY):
            asked = time.monotonic()
            ready = self._is_ready()
            if not ready and red_since is None:
                red_since = asked
            if ready and red_since is not None:
                self.seen.red.append((red_since, time.monotonic()))
                red_since = None
            with suppress(FileNotFoundError, ProcessLookupError):  # a worker that ends just now
                self.seen.memory.append((asked, self._server.memory()))
        if red_since is not None:
            self.seen.red.append((red_since, time.monotonic()))

    def _is_ready(self) -> bool:
        connection = HTTPConnection("127.0.0.1", self._server.port, timeout=30)
        try:
            connection.request("GET", "/readyz")
            answer = connection.getresponse()
            answer.read()
        except (OSError, HTTPException):
            return False
        finally:
            connection.close()
        return answer.status == READY
