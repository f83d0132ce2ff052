"""Answers wait for slow readers only so long, and only so much."""

import selectors
import socket
from collections.abc import Iterator
from contextlib import suppress
from functools import partial

import pytest

from dashboard.operation.departures import LINGER, SLOWEST, START, Departures
from dashboard.operation.outlet import Outlet

SIZE = 8_000_000


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


class Platform:
    """Connections of which the far ends are in the test's hands, and what became of them."""

    def __init__(self, *, room: int = 3 * SIZE) -> None:
        self.clock, self.poller = Clock(), selectors.DefaultSelector()
        self.departures = Departures(self.poller, room=room, clock=self.clock)
        self.became: dict[str, str] = {}
        self.ends: list[socket.socket] = []

    def answer(self, name: str, *, size: int = SIZE) -> socket.socket:
        near, far = socket.socketpair()
        outlet = Outlet(near)
        self.ends += [outlet, far]
        outlet.sendall(bytes(size))
        note = partial(self.became.__setitem__, name)
        self.departures.send(outlet, sent=partial(note, "sent"), lost=partial(note, "lost"))
        return far

    def close(self, name: str) -> socket.socket:
        near, far = socket.socketpair()
        outlet = Outlet(near)
        self.ends += [outlet, far]
        self.departures.close(outlet, gone=partial(self.became.__setitem__, name, "gone"))
        return far

    def step(self) -> None:
        for key, _ in self.poller.select(0):
            key.data(key.fileobj)
        self.departures.expire()


@pytest.fixture
def platform() -> Iterator[Platform]:
    made = Platform(room=2 * SIZE)
    yield made
    for end in made.ends:
        end.close()
    made.poller.close()


def read(end: socket.socket, platform: Platform, *, size: int) -> int:
    end.setblocking(False)
    count = 0
    while count < size:
        try:
            piece = end.recv(min(65_536, size - count))
        except BlockingIOError:
            piece = None
        if piece == b"":
            break
        count += len(piece or b"")
        platform.step()
    return count


def test_an_answer_is_sent_as_it_is_read(platform: Platform) -> None:
    assert read(platform.answer("a"), platform, size=SIZE) == SIZE
    assert platform.became == {"a": "sent"}


def test_who_reads_too_slowly_is_given_up_and_who_reads_gets_time(platform: Platform) -> None:
    platform.answer("idle")
    read(platform.answer("slow"), platform, size=SIZE // 2)
    platform.clock.now = START + 1
    platform.step()
    assert platform.became == {"idle": "lost"}
    platform.clock.now = START + SIZE / SLOWEST
    platform.step()
    assert platform.became == {"idle": "lost", "slow": "lost"}


def test_who_has_gone_is_forgotten(platform: Platform) -> None:
    platform.answer("a").close()
    platform.step()
    assert platform.became == {"a": "lost"}


def test_the_slowest_reader_gives_way_when_there_is_no_room(platform: Platform) -> None:
    fast = platform.answer("fast")
    platform.answer("idle")
    read(fast, platform, size=SIZE // 2)
    platform.clock.now = 1
    platform.answer("new")
    platform.answer("newer")
    assert platform.became == {"idle": "lost"} | {"new": "lost"}


def test_who_gave_way_is_not_sent_to_any_more(platform: Platform) -> None:
    end = platform.answer("idle")
    end.setblocking(False)
    with suppress(BlockingIOError):
        while end.recv(SIZE):
            pass
    ((key, _),) = platform.poller.select(0)
    platform.answer("large", size=2 * SIZE)
    assert platform.became == {"idle": "lost"}
    platform.ends[0].close()
    key.data(key.fileobj)
    assert platform.became == {"idle": "lost"}


def test_a_connection_ends_when_its_client_closes_it_and_soon_at_the_latest(platform: Platform) -> None:
    closing, staying = platform.close("closing"), platform.close("staying")
    assert closing.recv(1) == b""
    closing.close()
    platform.step()
    assert platform.became == {"closing": "gone"}
    platform.clock.now = LINGER + 0.1
    staying.sendall(b"still here")
    platform.step()
    assert platform.became == {"closing": "gone", "staying": "gone"}
