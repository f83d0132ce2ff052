"""What holds at this moment stands at the top of every page, and only while it holds."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine

from dashboard.notices import STATED, Notice, Notices, overdue
from dashboard.pages import PATHS
from dashboard.release import Snapshot
from dashboard.server import create_server
from dashboard.snapshot import ReleaseReader
from etl.catalogue import Source, load_catalogue
from etl.catalogue_models import Renewal
from etl.engine import open_engine
from tests.dashboard.invented import publish

NEWEST = date(2024, 10, 5)
"""The day on which the invented sources were published."""
MARK = "<!--pengumuman"


def promised(**renewal: object) -> Source:
    declared = load_catalogue().sources["violations"]
    return declared.model_copy(update={"renewal": Renewal.model_validate(renewal)})


@pytest.mark.parametrize(
    ("renewal", "today", "late"),
    [
        ({"days": 31}, NEWEST + timedelta(days=31), False),
        ({"days": 31}, NEWEST + timedelta(days=32), True),
        ({"days": 31, "until": NEWEST + timedelta(days=20)}, NEWEST + timedelta(days=400), False),
        ({"days": 31, "until": NEWEST + timedelta(days=40)}, NEWEST + timedelta(days=400), True),
    ],
)
def test_data_are_late_once_they_are_older_than_promised(
    renewal: dict[str, object], today: date, late: bool, snapshot: Snapshot
) -> None:
    found = list(overdue(snapshot, [promised(**renewal)], today))
    assert found == ([Notice("notice_overdue", NEWEST, 31, "violations")] if late else [])


def test_without_any_row_data_are_late(snapshot: Snapshot) -> None:
    source = promised(days=31).model_copy(update={"table": "declarations"})
    empty = replace(snapshot, declarations=())
    assert [notice.table for notice in overdue(empty, [source], NEWEST)] == ["declarations"]


def test_every_promise_can_be_checked() -> None:
    promising = [source.table for source in load_catalogue().sources.values() if source.renewal]
    assert set(promising) == set(STATED)


@pytest.fixture
def late(monkeypatch: pytest.MonkeyPatch) -> Callable[[date], None]:
    """Return a setter of the day it is."""

    def set_today(today: date) -> None:
        monkeypatch.setattr("dashboard.server.Notices", lambda reader: Notices(reader, today=lambda: today))

    return set_today


@pytest.mark.parametrize("lang", ["id", "en"])
@pytest.mark.parametrize("path", [*PATHS, "/cari", "/wilayah/11"])
def test_every_page_tells_of_late_data(path: str, lang: str, late: Callable[[date], None], database: str) -> None:
    late(date(2024, 11, 20))
    client = create_server(address=database).test_client()
    for _ in ("made", "kept"):
        page = client.get(f"{path}?lang={lang}").text
        (said,) = re.findall(r'<aside class="notice".*?</aside>', page)
        assert ("5 Oktober 2024" if lang == "id" else "5 October 2024") in said
        assert page.index(said) < page.index("<main" if "<main" in page else "<h1")


@pytest.mark.parametrize("path", [*PATHS, "/embed/tren-pelanggaran", "/grafik/peta-pelanggaran.csv", "/tidak-ada"])
def test_nothing_is_said_while_nothing_is_wrong(path: str, late: Callable[[date], None], database: str) -> None:
    late(NEWEST)
    assert 'class="notice"' not in create_server(address=database).test_client().get(path).text


class Away:
    """A site whose database file can be taken away and put back."""

    def __init__(self, file: Path) -> None:
        self._file, self._aside = file, file.with_suffix(".aside")
        self.client: FlaskClient = create_server(address=f"sqlite:///{file}").test_client()

    def take(self) -> None:
        self._file.rename(self._aside)

    def give(self) -> None:
        self._aside.rename(self._file)


@pytest.fixture
def site(tmp_path: Path, late: Callable[[date], None], monkeypatch: pytest.MonkeyPatch) -> Iterator[Away]:
    late(NEWEST)
    monkeypatch.setattr(
        "dashboard.server.ReleaseReader",
        lambda database, prepare: ReleaseReader(database, prepare=prepare, ask_every=0),
    )
    file = tmp_path / "a.sqlite3"
    engine: Engine = open_engine(address=f"sqlite:///{file}")
    publish(engine)
    engine.dispose()
    site = Away(file)
    yield site
    site.client.application.extensions["engine"].dispose()


KNOWN = ("/", "/metode", "/data", "/wilayah/11?lang=en", "/api/v1/ringkasan.csv", "/grafik/peta-pelanggaran.svg")


def test_what_is_known_is_served_with_a_notice_while_the_database_is_away(site: Away) -> None:
    before = {path: site.client.get(path) for path in KNOWN}
    site.take()
    during = {path: site.client.get(path, headers={"If-None-Match": before[path].headers["ETag"]}) for path in KNOWN}
    assert site.client.get("/readyz").status_code == 503
    for path, answer in during.items():
        page = before[path].mimetype == "text/html"
        assert answer.status_code == (200 if page else 304), path
        assert (answer.text.count('class="notice"') == 1) is page, path
    site.give()
    for path, answer in before.items():
        assert site.client.get(path).data == answer.data, path


def test_what_is_not_kept_is_made_from_memory_with_a_notice(site: Away) -> None:
    site.client.get("/")
    site.take()
    for path in ("/wilayah/1101", "/deklarasi", "/peringkat?lang=en"):
        answer = site.client.get(path)
        assert answer.status_code == 200
        assert answer.text.count('class="notice"') == 1


def test_what_only_the_database_knows_is_refused_as_readiness_says(site: Away) -> None:
    site.client.get("/")
    site.take()
    for path in (
        "/api/v1/ringkasan.csv",
        "/metode",
        "/api/v1/ringkasan.json?wilayah=11",
        "/embed/tren-pelanggaran?rilis=x",
    ):
        answer = site.client.get(path)
        assert (answer.status_code, answer.headers.get("Retry-After", "").isdigit()) == (503, True), path


def test_a_notice_is_the_same_in_every_packing(site: Away) -> None:
    packings = ("br", "gzip", "identity")
    for packing in packings:
        site.client.get("/metode", headers={"Accept-Encoding": packing})
    site.take()
    answers = [site.client.get("/metode", headers={"Accept-Encoding": packing}) for packing in packings]
    assert [answer.headers.get("Content-Encoding", "identity") for answer in answers] == list(packings)
    assert len({answer.headers["ETag"].partition(":")[0].strip('"') for answer in answers}) == 1
    assert all(int(answer.headers["Content-Length"]) == len(answer.data) for answer in answers)
