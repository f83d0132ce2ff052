from collections.abc import Callable

import pytest
from flask import Flask

Serve = Callable[..., Flask]
KNOWN = "kunci-uji-rekaan-0001"


def test_without_a_token_there_is_no_such_address(serve: Serve) -> None:
    client = serve().test_client()
    assert client.get("/metrics").status_code == 404
    assert client.get("/metrics", headers={"Authorization": "Bearer "}).status_code == 404


@pytest.mark.parametrize("given", ["", "Bearer salah", f"Basic {KNOWN}", f"Bearer {KNOWN}é"])
def test_who_does_not_know_the_token_learns_nothing(given: str, serve: Serve) -> None:
    answer = serve(PANTAU_METRICS_TOKEN=KNOWN).test_client().get("/metrics", headers={"Authorization": given})
    assert answer.status_code == 404
    assert "pantau_" not in answer.text


def test_requests_kept_answers_and_the_release_are_measured(serve: Serve) -> None:
    client = serve(PANTAU_METRICS_TOKEN=KNOWN).test_client()
    client.get("/metode")
    client.get("/tidak-ada")
    measured = client.get("/metrics", headers={"Authorization": f"Bearer {KNOWN}"})
    assert measured.headers["Cache-Control"] == "no-store"
    assert 'pantau_requests_total{route="/metode",status="200"}' in measured.text
    assert 'status="404"' in measured.text
    assert "tidak-ada" not in measured.text
    assert 'pantau_request_seconds_bucket{le="0.1",route="/metode"}' in measured.text
    assert "pantau_database_up 1.0" in measured.text
    assert "pantau_release_age_seconds" in measured.text
