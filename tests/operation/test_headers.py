from collections.abc import Callable

import pytest
from flask import Flask

Serve = Callable[..., Flask]
SAFE = {"X-Forwarded-Proto": "https", "X-Forwarded-For": "203.0.113.77", "X-Forwarded-Host": "palsu.example"}


@pytest.mark.parametrize("path", ["/", "/data", "/metode", "/embed/peta-pelanggaran", "/api/v1/ringkasan.csv", "/xyz"])
def test_every_answer_says_what_a_browser_may_do(path: str, serve: Serve) -> None:
    headers = serve().test_client().get(path).headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "camera=()" in headers["Permissions-Policy"]
    assert "unsafe-inline" not in headers["Content-Security-Policy"].partition("script-src")[2].partition(";")[0]


@pytest.mark.parametrize(("path", "expected"), [("/", "DENY"), ("/xyz", "DENY"), ("/embed/peta-pelanggaran", None)])
def test_only_embeds_may_be_framed_also_in_old_browsers(path: str, expected: str | None, serve: Serve) -> None:
    assert serve().test_client().get(path).headers.get("X-Frame-Options") == expected


def test_transport_is_fixed_only_where_it_is_safe(serve: Serve) -> None:
    client = serve().test_client()
    assert "Strict-Transport-Security" not in client.get("/healthz").headers
    assert "max-age=" in client.get("/healthz", base_url="https://situs.example").headers["Strict-Transport-Security"]


def test_nobody_may_call_himself_a_proxy(serve: Serve) -> None:
    answer = serve().test_client().get("/data", headers=SAFE)
    assert "Strict-Transport-Security" not in answer.headers
    assert "palsu.example" not in answer.text


def test_the_proxy_of_the_operator_is_believed(serve: Serve) -> None:
    answer = serve(PANTAU_PROXIES="1").test_client().get("/data", headers=SAFE)
    assert "Strict-Transport-Security" in answer.headers
    assert 'href="https://palsu.example/data"' in answer.text
