"""Sends many visitors at once, each over a connection of his own that stays open, and notes what they got."""

import hashlib
import random
import threading
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from itertools import cycle

from tests.load.asks import Ask, Pool, Visitor, choice, pools

PATIENCE = 30.0
RESTS = (0.05, 0.45)
"""Seconds between an answer and the next request, at least and at most."""
HOST = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class Got:
    """One kind of answer to a request: what makes it differ from other answers to the same."""

    ask: Ask
    status: int
    release: str
    encoding: str
    digest: bytes


@dataclass(frozen=True, slots=True)
class Failed:
    """A request without an answer."""

    moment: float
    ask: Ask
    reason: str


@dataclass
class Notes:
    """What all visitors together saw; moments are seconds of ``time.monotonic``.

    Attributes:
        seconds: how long answers took, by kind of visitor.
        bodies: each different answer once.
        moments: when each different answer came, first and last.
        refused: moments of answers of 5xx, by status.
        failures: requests without an answer.
        retried: requests that were sent again, as the connection had been closed while it was idle.
    """

    seconds: dict[Visitor, list[float]] = field(default_factory=lambda: defaultdict(list))
    statuses: dict[int, int] = field(default_factory=lambda: defaultdict(int))
    bodies: dict[Got, bytes] = field(default_factory=dict)
    moments: dict[Got, tuple[float, float]] = field(default_factory=dict)
    refused: list[tuple[float, int, Ask]] = field(default_factory=list)
    failures: list[Failed] = field(default_factory=list)
    retried: int = 0


class Crowd:
    """Visitors of all three kinds in turn; they begin when the block is entered and stop when it is left."""

    def __init__(self, port: int, *, connections: int, seed: int = 1, rests: tuple[float, float] = RESTS) -> None:
        self.notes = Notes()
        self._rests = rests
        self._port = port
        self._lock = threading.Lock()
        self._stop = threading.Event()
        chosen = pools()
        self._threads = [
            threading.Thread(target=self._visit, args=(kind, chosen[kind], seed * 10_000 + number), daemon=True)
            for number, kind in zip(range(connections), cycle(Visitor))
        ]

    def __enter__(self) -> "Crowd":
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        for thread in self._threads:
            thread.join(PATIENCE)

    def _visit(self, kind: Visitor, pool: Pool, seed: int) -> None:
        chance = random.Random(seed)  # noqa: S311 (no secret)
        line = Line(self._port, address=f"10.{seed % 200}.{seed // 200 % 200}.{seed // 40_000 % 200}")
        while not self._stop.is_set():
            self._ask(line, kind, choice(pool, chance))
            self._stop.wait(chance.uniform(*self._rests))
        line.close()

    def _ask(self, line: "Line", kind: Visitor, ask: Ask) -> None:
        started = time.monotonic()
        try:
            got, body = line.ask(ask, self._again)
        except (OSError, HTTPException) as error:
            with self._lock:
                self.notes.failures.append(Failed(time.monotonic(), ask, f"{type(error).__name__}: {error}"))
            return
        with self._lock:
            self._note(kind, got, body, started)

    def _note(self, kind: Visitor, got: Got, body: bytes, started: float) -> None:
        notes, now = self.notes, time.monotonic()
        notes.seconds[kind].append(now - started)
        notes.statuses[got.status] += 1
        if got.status >= 500:
            notes.refused.append((now, got.status, got.ask))
        notes.bodies.setdefault(got, body)
        notes.moments[got] = notes.moments.get(got, (now, now))[0], now

    def _again(self) -> None:
        with self._lock:
            self.notes.retried += 1


class Line:
    """One connection of one visitor, opened anew when it was closed."""

    def __init__(self, port: int, *, address: str) -> None:
        self._connection = HTTPConnection(HOST, port, timeout=PATIENCE)
        self._headers = {"Accept-Encoding": "br", "X-Forwarded-For": address, "Host": HOST}
        self._used = False

    def close(self) -> None:
        """End the connection."""
        self._connection.close()

    def ask(self, ask: Ask, again: Callable[[], None]) -> tuple[Got, bytes]:
        """Ask once; a connection that was closed while nobody asked is opened again, as browsers do."""
        used, self._used = self._used, True
        try:
            return self._sent(ask)
        except (ConnectionError, HTTPException):
            self._connection.close()
            if not used:
                raise
        again()
        return self._sent(ask)

    def _sent(self, ask: Ask) -> tuple[Got, bytes]:
        method, more = ("POST", {"Content-Type": "application/json"}) if ask.body else ("GET", {})
        self._connection.request(method, ask.path, body=ask.body or None, headers=self._headers | more)
        answer = self._connection.getresponse()
        body = answer.read()
        said = answer.headers
        digest = hashlib.blake2b(body, digest_size=16).digest()
        release, encoding = said.get("X-Rilis", ""), said.get("Content-Encoding", "")
        return Got(ask, answer.status, release, encoding, digest), body
