import json
from functools import partial
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from plotly.io.json import to_json_plotly

from dashboard import layout
from dashboard.kept_answers import KeptAnswers, unescaped
from dashboard.server import create_server
from tests.dashboard.test_callback_guard import ADDRESS, call, inputs, themed

OTHER = {"pemilihan": "pilkada-2024", "wilayah": "12"}


@pytest.fixture
def counted(server: Flask, monkeypatch: pytest.MonkeyPatch) -> tuple[FlaskClient, list[Any]]:
    """Return a client of a fresh server, and the list of what its callback of regions worked out."""
    worked: list[Any] = []
    region = layout.region_main

    def counting(*arguments: Any, theme: str) -> Any:
        worked.append(arguments)
        return region(*arguments, theme=theme)

    monkeypatch.setattr("dashboard.app.region_main", counting)
    return create_server(address=str(server.extensions["engine"].url)).test_client(), worked


def test_the_same_question_is_worked_out_once(counted: tuple[FlaskClient, list[Any]]) -> None:
    client, worked = counted
    answers = [client.post(ADDRESS, json=call()) for _ in range(3)]
    assert {answer.data for answer in answers} == {answers[0].data}
    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.headers["Content-Security-Policy"] for answer in answers}) == 1
    assert len(worked) == 1


def test_another_question_gets_its_own_answer(counted: tuple[FlaskClient, list[Any]]) -> None:
    client, worked = counted
    for state, theme in (({**OTHER, "lang": "en"}, "terang"), (OTHER, "terang"), (OTHER, "gelap")):
        client.post(ADDRESS, json=call(inputs=inputs(state), state=themed(theme)))
    assert len(worked) == 3


def test_a_wrong_question_is_refused_each_time(counted: tuple[FlaskClient, list[Any]]) -> None:
    client, worked = counted
    wrong = call(inputs=inputs({"tahap": "salah"}))
    assert [client.post(ADDRESS, json=wrong).status_code for _ in range(2)] == [400, 400]
    assert [client.post(ADDRESS, json=call(outputs=[])).status_code for _ in range(2)] == [400, 400]
    assert worked == []


def test_what_has_no_room_is_worked_out_anew(
    counted: tuple[FlaskClient, list[Any]], server: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, worked = counted
    monkeypatch.setattr("dashboard.server.KeptAnswers", partial(KeptAnswers, room=1))
    client = create_server(address=str(server.extensions["engine"].url)).test_client()
    assert [client.post(ADDRESS, json=call()).status_code for _ in range(2)] == [200, 200]
    assert len(worked) == 2


def test_an_answer_is_compressed_for_each_as_asked(counted: tuple[FlaskClient, list[Any]]) -> None:
    client, _ = counted
    plain = client.post(ADDRESS, json=call())
    packed = client.post(ADDRESS, json=call(), headers={"Accept-Encoding": "br"})
    assert "Content-Encoding" not in plain.headers
    assert packed.headers["Content-Encoding"] == "br"
    assert len(packed.data) < len(plain.data)


@pytest.mark.parametrize("said", ["<p>1/2 > 1/3</p>", r"a text \u003c that holds a code", "\\", "\\/<", "\u2028"])
def test_an_answer_means_the_same_without_escapes(said: str) -> None:
    sent = str(to_json_plotly({"response": said})).encode()
    assert json.loads(unescaped(sent)) == {"response": said}


def test_markup_is_sent_as_it_is(counted: tuple[FlaskClient, list[Any]]) -> None:
    client, _ = counted
    choice = {
        "output": "trend-drawn.data",
        "outputs": {"id": "trend-drawn", "property": "data"},
        "inputs": [{"id": "of-trend", "property": "data", "value": {"tren": "tahap"}}],
        "changedPropIds": ["of-trend.data"],
    }
    first, again = (client.post(ADDRESS, json=choice) for _ in range(2))
    assert b"<svg " in first.data
    assert b"\\u003c" not in first.data
    assert first.data == again.data
