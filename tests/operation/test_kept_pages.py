"""Answers that are kept are the same as those that were made, and none is kept too long or for the wrong visitor."""

from collections.abc import Callable

import pytest
from flask import Flask, request
from flask.testing import FlaskClient

from dashboard.bounded import Bounded
from dashboard.kept_pages import PAGE

Serve = Callable[..., Flask]
PATHS = (
    "/",
    "/wilayah/11",
    "/deklarasi?lang=en",
    "/grafik/peta-pelanggaran.svg",
    "/embed/tren-pelanggaran",
    "/metode",
    "/api/v1/ringkasan.csv",
    "/api/v1/pelanggaran.json?wilayah=11",
    "/api/v1/wilayah.xlsx?unduh=1",
    "/api/v1/datapackage.json",
)
FOR_ONE = {"X-Request-ID", "Date"}


@pytest.fixture
def made(serve: Serve) -> tuple[FlaskClient, list[str]]:
    """Return a client, and the addresses that were made anew."""
    server, anew = serve(), []
    server.before_request_funcs[None].append(lambda: anew.append(request.path) if PAGE in request.environ else None)
    return server.test_client(), anew


@pytest.mark.parametrize("path", PATHS)
def test_a_kept_answer_is_the_same(path: str, made: tuple[FlaskClient, list[str]]) -> None:
    client, anew = made
    first, second = (client.get(path, headers={"Accept-Encoding": "br"}) for _ in range(2))
    assert len(anew) == 1
    assert first.data == second.data
    assert {name: value for name, value in first.headers if name not in FOR_ONE} == {
        name: value for name, value in second.headers if name not in FOR_ONE
    }
    assert first.headers["X-Request-ID"] != second.headers["X-Request-ID"]


def test_each_packing_site_and_question_has_its_own(made: tuple[FlaskClient, list[str]]) -> None:
    client, anew = made
    packed = client.get("/metode", headers={"Accept-Encoding": "br"})
    plain = client.get("/metode", headers={"Accept-Encoding": "identity"})
    other = client.get("/metode", base_url="https://lain.example", headers={"Accept-Encoding": "identity"})
    client.get("/metode?lang=en")
    assert len(anew) == 4
    assert "Content-Encoding" not in plain.headers
    assert packed.headers["Content-Encoding"] == "br"
    assert b"https://lain.example/metode" in other.data


def test_a_visitor_who_has_it_is_told_so(made: tuple[FlaskClient, list[str]]) -> None:
    client, anew = made
    tag = client.get("/metode").headers["ETag"]
    known = client.get("/metode", headers={"If-None-Match": tag})
    assert known.status_code == 304
    assert known.data == b""
    assert len(anew) == 1


@pytest.mark.parametrize("path", ["/tidak-ada", "/healthz", "/readyz", "/api/v1/ringkasan.csv?x=1", "/?tahap=salah"])
def test_errors_and_health_are_not_kept(path: str, made: tuple[FlaskClient, list[str]]) -> None:
    client, _ = made
    answers = [client.get(path) for _ in range(2)]
    assert {answer.headers.get("X-Request-ID") for answer in answers} != {None}
    assert len({answer.data for answer in answers}) == 1
    assert len({answer.status_code for answer in answers}) == 1


def test_a_moment_is_known_only_if_it_is_the_very_same(made: tuple[FlaskClient, list[str]]) -> None:
    # Going back to an older release makes answers older than what visitors know.
    client, _ = made
    for path in ("/wilayah/11", "/api/v1/ringkasan.csv"):
        for _ in ("made", "kept"):
            said = client.get(path).headers["Last-Modified"]
            known, newer = (
                client.get(path, headers={"If-Modified-Since": moment})
                for moment in (said, "Fri, 01 Jan 2100 00:00:00 GMT")
            )
            assert (known.status_code, newer.status_code) == (304, 200), path


def test_a_head_is_answered_from_what_is_kept(made: tuple[FlaskClient, list[str]]) -> None:
    client, anew = made
    body = client.get("/metode").data
    head = client.head("/metode")
    assert len(anew) == 1
    assert head.data == b""
    assert int(head.headers["Content-Length"]) == len(body)


def test_a_new_release_ends_all_that_was_kept() -> None:
    store: Bounded[str, bytes] = Bounded(room=100)
    store.keep("a", "x", b"1", size=1)
    assert store.find("a", "x") == b"1"
    store.keep("b", "y", b"2", size=1)
    assert store.find("a", "x") is None
    assert store.find("b", "y") == b"2"


def test_what_was_not_asked_for_the_longest_goes_first() -> None:
    store: Bounded[str, bytes] = Bounded(room=10)
    for name in "abc":
        store.keep(1, name, b"", size=4)
        store.find(1, "a")
    assert [name for name in "abc" if store.find(1, name) is not None] == ["a", "c"]
    store.keep(1, "d", b"", size=11)
    assert [name for name in "abcd" if store.find(1, name) is not None] == []
