"""What the browser says by itself is what the server would say, small, and quickly written."""

import json
import time
from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from dashboard import formats
from dashboard.database import Database
from dashboard.palette import THEMES, palette
from dashboard.phrases import content, phrases_file, write_phrases
from dashboard.reading import headline_view
from dashboard.release import Snapshot
from dashboard.sentences import background, headline
from dashboard.server import create_server
from dashboard.snapshot import ReleaseReader
from dashboard.state import ELECTIONS, STAGES, UNITS, ViewState, default_state
from etl.engine import open_engine
from geo.regions import NATIONAL
from geo.wording import LANGUAGES
from tests.dashboard.invented import publish

LARGEST = 15_000
LONGEST = 1.0


def said(file: Any, state: ViewState, months: tuple[str, ...]) -> list[str]:
    """Read the headline of a state from the file as the browser does."""
    changes = file["kepala"][f"{state.election}/{state.stage}/{state.unit}"]
    (*_, last) = (change for change in changes if change[0] <= months.index(state.month))
    first, *others = (file["kalimat"][place] for place in last[1:])
    return [first.replace("{month}", formats.month(state.month, state.lang)), *others]


def check_every_headline(snapshot: Snapshot, lang: str) -> int:
    """Compare the sentences of every election, stage, unit and month; returns how many differ from each other."""
    file = json.loads(phrases_file(snapshot, lang).plain)
    found = set()
    for election, stage, unit in product(ELECTIONS, STAGES, UNITS):
        state = replace(default_state(snapshot, election=election), stage=stage, unit=unit, lang=lang)
        months = snapshot.months(election)
        for now in (replace(state, month=month) for month in months):
            view = headline_view(snapshot, now, NATIONAL)
            assert said(file, now, months) == [headline(view), *background(view)]
            found.add(headline(view))
    return len(found)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_headline_is_in_the_file(lang: str, snapshot: Snapshot) -> None:
    assert check_every_headline(snapshot, lang) > 20


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_file_of_the_real_release_says_all_of_it_is_small_and_quickly_written(
    lang: str, published: tuple[Any, str, Any]
) -> None:
    snapshot = ReleaseReader(Database(published[0])).current()
    assert check_every_headline(snapshot, lang) > 400
    started = time.perf_counter()
    written = write_phrases(snapshot, lang)
    assert time.perf_counter() - started < LONGEST
    assert len(written.br) < LARGEST


def test_an_empty_trend_gives_its_colours_by_name_and_holds_no_number(snapshot: Snapshot) -> None:
    file: Any = content(snapshot, "id")
    (frame,) = file["bingkai"]["pilkada-2024"]
    assert frame["data"][0]["line"]["color"] == "@line"
    assert {theme: inks["line"] for theme, inks in file["warna"].items()} == {
        theme: palette(theme).line for theme in THEMES
    }
    assert {value for trace in frame["data"] for value in trace["y"]} == {0}
    assert [len(file["bingkai"][election]) for election in ELECTIONS] == [
        len([month for month in snapshot.months(election) if month >= snapshot.last_recorded(election)])
        for election in ELECTIONS
    ]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_names_the_file_of_its_language(lang: str, client: FlaskClient, snapshot: Snapshot) -> None:
    page, address = client.get(f"/?lang={lang}").text, f"/kalimat/{lang}/{phrases_file(snapshot, lang).name}"
    assert page.count("/kalimat/") == page.count(f'crossorigin fetchpriority="low" href="{address}"') == 1
    answer = client.get(address)
    assert answer.data == phrases_file(snapshot, lang).plain
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"


def test_a_file_that_never_was_is_not_found(client: FlaskClient, snapshot: Snapshot) -> None:
    name = phrases_file(snapshot, "id").name
    answers = [client.get(f"/kalimat/{path}") for path in (f"en/{name}", f"ms/{name}", name, "id/rekaan000001-0.json")]
    assert [answer.status_code for answer in answers] == [404] * 4
    assert answers[0].json["galat"]["kode"]  # type: ignore[index]


def test_the_words_of_an_older_release_are_served_after_a_restart(tmp_path: Path) -> None:
    address = f"sqlite:///{tmp_path / 'a.sqlite3'}"
    engine = open_engine(address=address)
    publish(engine, "satu")
    older = phrases_file(ReleaseReader(Database(engine)).current(), "en")
    publish(engine, "dua")
    engine.dispose()
    client = create_server(address=address).test_client()
    assert client.get("/").status_code == 200
    assert json.loads(client.get(f"/kalimat/en/{older.name}").data)["rilis"] == "satu"
