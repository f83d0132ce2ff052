from collections.abc import Callable

import pytest
from flask import Flask

from dashboard.operation.budgets import Budgets, TooMuchError, Work

Serve = Callable[..., Flask]
pytestmark = pytest.mark.usefixtures("one_minute")
ONE, OTHER = "203.0.113.1", "203.0.113.2"


def allowed(work: Work) -> int:
    return int(work.value.partition("/")[0])


def exhaust(budgets: Budgets, work: Work, address: str) -> None:
    for _ in range(allowed(work)):
        budgets.spend(work, address)


def test_who_asks_for_too_much_waits_and_nobody_else_does() -> None:
    budgets = Budgets("memory://")
    exhaust(budgets, Work.DRAWING, ONE)
    with pytest.raises(TooMuchError) as caught:
        budgets.spend(Work.DRAWING, ONE)
    assert 1 <= caught.value.wait <= 60
    budgets.spend(Work.DRAWING, OTHER)
    budgets.spend(Work.TABLE, ONE)


def test_a_visitor_with_a_whole_network_of_addresses_is_one() -> None:
    budgets = Budgets("memory://")
    for number in range(allowed(Work.DRAWING)):
        budgets.spend(Work.DRAWING, f"2001:db8:1:2::{number:x}")
    with pytest.raises(TooMuchError):
        budgets.spend(Work.DRAWING, "2001:db8:1:2:ffff::1")
    budgets.spend(Work.DRAWING, "2001:db8:1:3::1")


def test_the_site_answers_429_with_the_time_to_wait(serve: Serve) -> None:
    server = serve()
    client = server.test_client()
    exhaust(server.extensions["budgets"], Work.TABLE, "127.0.0.1")
    refused = client.get("/api/v1/ringkasan.json?wilayah=11")
    assert refused.status_code == 429
    assert int(refused.headers["Retry-After"]) >= 1
    assert refused.headers["Cache-Control"] == "no-store"
    assert refused.get_json()["galat"]["kode"] == "terlalu_sering"


def test_what_is_kept_ready_is_never_refused(serve: Serve) -> None:
    server = serve()
    for work in Work:
        exhaust(server.extensions["budgets"], work, "127.0.0.1")
    client = server.test_client()
    assert client.get("/").status_code == 200
    assert client.get("/metode").status_code == 200
