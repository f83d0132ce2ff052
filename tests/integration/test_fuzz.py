"""Asks every route of the site all kinds of nonsense about the real data; a new route is asked by itself.

``PANTAU_FUZZ=5000`` asks more, and anew each time; what fails is printed with the way to ask it again.
"""

import gzip
import json
import os
import re
from dataclasses import dataclass
from xml.etree import ElementTree as ET

import brotli
import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from werkzeug.datastructures import Headers
from werkzeug.routing import Rule
from werkzeug.test import create_environ, run_wsgi_app

from dashboard.operation.headers import ALWAYS
from dashboard.release import Snapshot
from tests.integration.questions import FILLINGS, MARK, TRUE, Question, name_of, parts, questions

EXAMPLES = int(os.environ.get("PANTAU_FUZZ", "1000"))
Site = tuple[Snapshot, FlaskClient]
LEAKS = re.compile(
    rb"Traceback|site-packages|werkzeug|gunicorn|sqlalchemy|sqlite3?\.|psycopg|File &#34;|/dashboard/\w+\.py",
    re.IGNORECASE,
)
SENT_BACK = re.compile(f"<{MARK}|' {MARK}='|\" {MARK}=\"".encode(), re.MULTILINE)
READ_AS_CODE = ("text/html", "image/svg+xml", "application/xml", "text/xml", "application/atom+xml")
TYPES = {
    "csv": "text/csv",
    "json": "application/json",
    "svg": "image/svg+xml",
    "png": "image/png",
    "txt": "text/plain",
    "pdf": "application/pdf",
    "zip": "application/zip",
    "geojson": "application/geo+json",
    "js": "text/javascript",
}
FOR_ONE = {"X-Request-ID", "Date", "Expires"}
NOT_NEEDED = {"Last-Modified"}
"""Beside a tag, of an answer that is known: given or not."""
OF_THE_MOMENT = ("/readyz", "/healthz")
UNUSUAL = {501}
"""What oEmbed wants for a format that is not served."""


@dataclass(frozen=True)
class Answer:
    """What came back, unpacked."""

    status: int
    headers: Headers
    body: bytes

    @property
    def kind(self) -> str:
        return self.headers.get("Content-Type", "").partition(";")[0]


def ask(server: Flask, question: Question) -> Answer:
    environ = create_environ("/", method=question.method, data=question.body)
    environ |= {"QUERY_STRING": question.query, "REMOTE_ADDR": question.address}
    environ["PATH_INFO"] = unquoted(question.path)
    environ["REQUEST_URI"] = environ["RAW_URI"] = f"{question.path}?{question.query}"
    for name, value in question.headers:
        plain = name.upper().replace("-", "_")
        environ[plain if plain in {"CONTENT_TYPE", "CONTENT_LENGTH"} else f"HTTP_{plain}"] = value
    chunks, status, given_headers = run_wsgi_app(server, environ, buffered=True)
    body = b"".join(chunks)
    return Answer(int(status[:3]), given_headers, unpacked(body, given_headers.get("Content-Encoding", "")))


def unquoted(path: str) -> str:
    """Do what a server does with the signs of a path."""
    return re.sub("%([0-9a-fA-F]{2})", lambda found: chr(int(found[1], 16)), path)


def unpacked(body: bytes, encoding: str) -> bytes:
    if encoding and body:
        return brotli.decompress(body) if encoding == "br" else gzip.decompress(body)
    return body


def assert_steady(answer: Answer, question: Question) -> None:
    assert answer.status < 500 or answer.status in UNUSUAL
    assert not LEAKS.search(answer.body)
    assert not LEAKS.search(str(answer.headers).encode())
    assert not {"Set-Cookie", "X-Palsu"} & set(answer.headers.keys())
    assert set(ALWAYS) | {"Content-Security-Policy", "Cache-Control"} <= set(answer.headers.keys())
    assert re.match(r"/(?!/)", answer.headers.get("Location", "/"))
    if question.method == "HEAD":
        assert answer.body == b""


def assert_right_kind(answer: Answer, question: Question) -> None:
    """What is called a kind is of that kind, and an address ends with the kind that it gives."""
    if answer.kind.endswith("json") and answer.body and answer.status != 206:
        json.loads(answer.body)
    if answer.kind in READ_AS_CODE:
        assert not SENT_BACK.search(answer.body)
    if answer.kind in READ_AS_CODE[1:] and answer.body and answer.status != 206:
        ET.fromstring(answer.body)  # noqa: S314 (written by ourselves)
    if answer.kind.startswith("text/") and answer.status != 206:
        answer.body.decode("utf-8")
    if answer.status == 200 and question.method == "GET":
        assert answer.kind
        suffix = question.path.rpartition(".")[2]
        assert answer.kind.startswith(TYPES.get(suffix, "")) or (suffix, answer.kind[-5:]) == ("json", "+json")


def assert_told(answer: Answer, question: Question) -> None:
    """An error is one of the two: the body of all data routes, or a page."""
    if answer.status < 400 or question.method == "HEAD":
        return
    assert answer.kind in {"application/json", "text/html"}
    if answer.kind == "application/json":
        body = json.loads(answer.body)
        assert set(body) == {"galat"}
        assert set(body["galat"]) == {"kode", "pesan", "parameter", "boleh"}


def assert_same(first: Answer, second: Answer) -> None:
    assert (first.status, first.body) == (second.status, second.body)
    assert plain(first) == plain(second)


def plain(answer: Answer) -> dict[str, str]:
    left_out = FOR_ONE | NOT_NEEDED if answer.status == 304 else FOR_ONE
    return {name: value for name, value in answer.headers if name not in left_out}


def rules(server: Flask) -> list[Rule]:
    return list(server.url_map.iter_rules())


@pytest.fixture(scope="module")
def server(site: Site) -> Flask:
    """Return the server, each route of which was asked once: what is loaded only then is no surprise to Hypothesis."""
    asked = site[1].application
    for rule in rules(asked):
        path = "".join(FILLINGS.get(name_of(part), TRUE)[0] if dynamic else part for dynamic, part in parts(rule.rule))
        ask(asked, Question("GET", path, "", (), b"", "203.0.113.1"))
    return asked


@settings(
    max_examples=EXAMPLES,
    derandomize="PANTAU_FUZZ" not in os.environ,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data())
def test_no_question_breaks_the_site(server: Flask, data: st.DataObject) -> None:
    question = data.draw(questions(rules(server)))
    answer = ask(server, question)
    assert_steady(answer, question)
    assert_right_kind(answer, question)
    assert_told(answer, question)
    if not question.path.startswith(OF_THE_MOMENT):
        assert_same(answer, ask(server, question))


def test_the_routes_of_the_site_are_asked(server: Flask) -> None:
    asked = {rule.rule for rule in rules(server)}
    assert {"/", "/wilayah/<code>", "/grafik/<chart>.svg", "/_dash-update-component"} <= asked
