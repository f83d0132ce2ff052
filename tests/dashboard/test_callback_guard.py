"""Callbacks that no page of ours sends are the sender's fault: 400 with the error body, and nothing in the log."""

import json
import logging
from typing import Any

import pytest
from flask.testing import FlaskClient

ADDRESS = "/_dash-update-component"
CHOSEN = {"pemilihan": "pilkada-2024", "wilayah": "11", "lang": None}
MISSING: Any = object()


def call(**changed: Any) -> dict[str, Any]:
    """Return the body that the page sends to draw the chosen region, with some parts changed or missing."""
    body = {
        "output": "region-drawn.data",
        "outputs": {"id": "region-drawn", "property": "data"},
        "inputs": inputs(),
        "changedPropIds": ["of-region.data"],
        "state": themed(),
        **changed,
    }
    return {name: part for name, part in body.items() if part is not MISSING}


def inputs(state: object = CHOSEN) -> list[dict[str, object]]:
    return [{"id": "of-region", "property": "data", "value": state}]


def themed(theme: object = "terang") -> list[dict[str, object]]:
    return [{"id": "theme", "property": "data", "value": theme}]


def test_a_call_of_the_page_is_answered(client: FlaskClient) -> None:
    answer = client.post(ADDRESS, json=call())
    assert answer.status_code == 200
    assert set(answer.json["response"]) == {"region-drawn"}  # type: ignore[index]


@pytest.mark.parametrize(
    "body",
    [
        {}, [], None, "x", 1,
        call(output=MISSING), call(output=[]), call(output="lain.children"), call(output="trend.figure"),
        call(outputs=MISSING), call(outputs=[]), call(outputs={"id": "region", "property": "children"}),
        call(outputs=[{"id": "region-drawn", "property": "data"}]),
        call(inputs=MISSING), call(inputs=None), call(inputs="x"), call(inputs=[None]), call(inputs=inputs() * 2),
        call(inputs=inputs(state=None)), call(inputs=inputs(state="x")), call(inputs=inputs(state=[])),
        call(inputs=inputs(state={"wilayah": {}})), call(inputs=inputs(state={"tahap": 1})),
        call(inputs=inputs(state={"tahap": "zzz"})), call(inputs=inputs(state={"wilayah": "\ud800"})),
        call(state=themed("zzz")), call(state=themed(None)), call(state=themed([])), call(state=MISSING),
        call(state=None), call(state=[{}]), call(changedPropIds=None), call(changedPropIds=[{}]),
    ],
)  # fmt: skip
def test_anything_else_is_refused(body: object, client: FlaskClient, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        answer = client.post(ADDRESS, data=json.dumps(body), content_type="application/json")
    assert (answer.status_code, set(answer.json["galat"])) == (400, {"kode", "pesan", "parameter", "boleh"})  # type: ignore[index]
    assert caplog.records == []


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b"{", "application/json", 400),
        (b"[" * 60_000, "application/json", 400),
        (b"\xff", "application/json", 400),
        (b"{}", "text/plain", 415),
        (b" " * 70_000 + b"{}", "application/json", 413),
    ],
)
def test_what_is_no_json_is_refused(body: bytes, kind: str, status: int, client: FlaskClient) -> None:
    answer = client.post(ADDRESS, data=body, content_type=kind)
    assert (answer.status_code, answer.mimetype) == (status, "application/json")
