"""What several ask for at once is made once; who waits too long, or in vain, makes it himself."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask, request

from dashboard.making import Making
from dashboard.server import create_server

VISITORS = 6


def test_many_who_ask_at_once_get_what_one_of_them_made(server: Flask, database: str) -> None:
    server = create_server(address=database)
    made: list[str] = []
    all_asked = threading.Barrier(VISITORS)

    def note() -> None:
        made.append(request.path)
        threading.Event().wait(0.3)

    def ask(_: int) -> bytes:
        all_asked.wait()
        return bytes(server.test_client().get("/metode").data)

    server.before_request(note)
    with ThreadPoolExecutor(VISITORS) as visitors:
        answers = list(visitors.map(ask, range(VISITORS)))
    assert made == ["/metode"]
    assert len(set(answers)) == 1


@pytest.mark.parametrize("ends", ["at once", "never"])
def test_who_waited_in_vain_makes_it(ends: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dashboard.making.PATIENCE", 0.05)
    making, begun, end = Making(), threading.Event(), threading.Event()
    if ends == "at once":
        end.set()

    def first() -> None:
        with making.turn("a") as alone:
            assert alone
            begun.set()
            end.wait(10)

    thread = threading.Thread(target=first)
    thread.start()
    begun.wait(10)
    with making.turn("a"):
        pass
    end.set()
    thread.join()
    with making.turn("a") as alone:
        assert alone


def test_a_turn_ends_with_an_error(cause: Callable[[Making], None]) -> None:
    making = Making()
    with pytest.raises(ZeroDivisionError):
        cause(making)
    with making.turn("a") as alone:
        assert alone


@pytest.fixture
def cause() -> Callable[[Making], None]:
    def fail(making: Making) -> None:
        with making.turn("a"):
            raise ZeroDivisionError

    return fail
