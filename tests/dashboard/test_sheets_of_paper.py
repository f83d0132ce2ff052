import io
from threading import Thread
from typing import Any

import pytest
from flask.testing import FlaskClient
from pypdf import PdfReader

from dashboard.operation.budgets import TooMuchError
from dashboard.operation.turns import Turns
from dashboard.paper import answers

SHEET = "/evaluasi/1101.pdf?periode=2024-09"


def test_more_than_the_turns_that_there_are_is_turned_away_at_once() -> None:
    turns = Turns(2)
    with turns.taken(), turns.taken():
        refused: list[TooMuchError] = []
        other = Thread(target=lambda: refused.extend(_refusal(turns)))
        other.start()
        other.join(timeout=5)
        assert len(refused) == 1
    with turns.taken():
        assert not _refusal(turns)


def _refusal(turns: Turns) -> list[TooMuchError]:
    try:
        with turns.taken():
            return []
    except TooMuchError as error:
        return [error]


def test_a_turn_is_given_back_when_the_work_fails() -> None:
    turns = Turns(1)
    with pytest.raises(ZeroDivisionError), turns.taken():
        _ = 1 / 0
    assert not _refusal(turns)


@pytest.fixture
def turns(monkeypatch: pytest.MonkeyPatch) -> Turns:
    """Leave the server one turn."""
    one = Turns(1)
    monkeypatch.setattr(answers, "TURNS", one)
    return one


@pytest.mark.parametrize("address", [f"{SHEET}&utm_source=banjir", "/wilayah/1101/lembar-fakta.pdf?utm_source=banjir"])
def test_a_flood_is_told_when_to_come_back_and_that_is_not_kept(
    address: str, client: FlaskClient, turns: Turns
) -> None:
    with turns.taken():
        answer = client.get(address, headers={"Accept": "application/json"})
    assert answer.status_code == 429
    assert int(answer.headers["Retry-After"]) > 0
    assert answer.get_json()["galat"]["kode"] == "terlalu_sering"
    assert client.get(address).status_code == 200


def test_a_kept_sheet_needs_no_turn(client: FlaskClient, turns: Turns) -> None:
    first = client.get(SHEET)
    with turns.taken():
        assert client.get(SHEET).data == first.data


def test_sheets_can_be_read_without_seeing_them(client: FlaskClient) -> None:
    root: Any = PdfReader(io.BytesIO(client.get(SHEET).data)).root_object
    assert root["/Lang"] == "id"
    assert root["/MarkInfo"]["/Marked"]
    assert b"pdfuaid:part" in root["/Metadata"].get_data()
