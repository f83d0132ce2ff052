import json
import logging
from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from dashboard.operation.logs import JsonLines, shortened

Serve = Callable[..., Flask]
NUMBER = "199001012015031001"


def lines(capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    return [json.loads(line) for line in capsys.readouterr().err.splitlines()]


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("203.0.113.77", "203.0.113.0"),
        ("2001:db8:1234:5678::9", "2001:db8:1234::"),
        ("bukan alamat", "-"),
        (None, "-"),
    ],
)
def test_of_an_address_only_its_network_is_kept(address: str | None, kept: str) -> None:
    assert shortened(address) == kept


def test_a_request_is_one_line_without_anything_personal(serve: Serve, capsys: pytest.CaptureFixture[str]) -> None:
    client = serve(PANTAU_LOG="info").test_client()
    answer = client.get(f"/cari?q={NUMBER}", environ_base={"REMOTE_ADDR": "203.0.113.77"})
    client.get(f"/{NUMBER}")
    first, second = lines(capsys)
    assert first["route"] == "/cari"
    assert (first["status"], first["client"], first["method"]) == (200, "203.0.113.0", "GET")
    assert first["request"] == answer.headers["X-Request-ID"]
    assert second["status"] == 404
    assert NUMBER not in json.dumps([first, second])
    assert "203.0.113.77" not in json.dumps([first, second])


def test_by_default_requests_are_not_logged(serve: Serve, capsys: pytest.CaptureFixture[str]) -> None:
    serve().test_client().get("/healthz")
    assert lines(capsys) == []


def test_an_error_is_logged_with_its_place_but_not_its_message(
    serve: Serve, capsys: pytest.CaptureFixture[str]
) -> None:
    server = serve()

    def fail() -> str:
        raise ValueError(NUMBER)

    server.view_functions["healthz"] = fail
    answer = server.test_client().get("/healthz")
    (line,) = lines(capsys)
    assert answer.status_code == 500
    assert (line["level"], line["error"]) == ("error", "ValueError")
    assert any("test_logs.py" in place and "fail" in place for place in line["at"])  # type: ignore[attr-defined]
    assert NUMBER not in json.dumps(line)
    assert NUMBER not in answer.text


def test_lines_of_gunicorn_name_no_visitor() -> None:
    said, values = "Invalid request from ip=%s", ("203.0.113.77",)
    record = logging.LogRecord("gunicorn.error", logging.WARNING, "", 0, said, values, None)
    assert json.loads(JsonLines().format(record))["event"] == "Invalid request from ip=203.0.113.0"


@pytest.mark.parametrize(("proxies", "kept"), [("0", False), ("1", True)])
def test_the_id_of_a_request_is_taken_from_a_trusted_proxy_alone(proxies: str, serve: Serve, *, kept: bool) -> None:
    client: FlaskClient = serve(PANTAU_PROXIES=proxies).test_client()
    given = client.get("/healthz", headers={"X-Request-ID": "permintaan-0001"}).headers["X-Request-ID"]
    assert (given == "permintaan-0001") is kept
    assert client.get("/healthz", headers={"X-Request-ID": "a\tb c"}).headers["X-Request-ID"] != "a\tb c"
