"""Asks for charts of a release that is no longer the current one: they must not change where they were set in."""

import json
import re

import pytest
from flask.testing import FlaskClient
from sqlalchemy import insert, update

from dashboard.server import create_server
from etl import schema
from etl.engine import open_engine
from tests.dashboard.invented import publish

OLDER, NEWER, PRUNED = "rekaan000001", "rekaan000002", "rekaan000000"
LATEST = "wilayah=1101&sampai=2024-10"
RECORD = {
    "release_id": PRUNED,
    "created_at": "2026-11-01T00:00:00Z",
    "pruned_at": "2026-11-02T00:00:00Z",
    "files": "[]",
}


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    """Serve two releases: the number of Kabupaten Aceh Selatan is 5 in the older one, and 7 in the newer."""
    address = f"sqlite:///{tmp_path_factory.mktemp('dua') / 'dua.sqlite3'}"
    engine = open_engine(address=address)
    publish(engine, OLDER)
    publish(engine, NEWER)
    rows = schema.observation
    raised = update(rows).where(
        rows.c.release_id == NEWER, rows.c.region_code == "1101", rows.c.month == "2024-10", rows.c.stage == "dugaan"
    )
    pruned = {column.name: RECORD.get(column.name, "") for column in schema.pruned_release.columns}
    with engine.begin() as connection:
        connection.execute(raised.values(added=3, cumulative=7))
        connection.execute(insert(schema.pruned_release), [pruned])
    engine.dispose()
    return create_server(address=address).test_client()


def said(client: FlaskClient, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.text


@pytest.mark.parametrize("suffix", ["txt", "csv", "svg"])
def test_a_file_keeps_to_its_release_while_others_follow_the_newest(suffix: str, two: FlaskClient) -> None:
    path = f"/grafik/tren-pelanggaran.{suffix}?{LATEST}"
    live, pinned, again = (said(two, f"{path}{more}") for more in ("", f"&rilis={OLDER}", ""))
    assert live == again != pinned
    assert said(two, f"{path}&rilis={NEWER}") == live
    if suffix != "txt":
        assert (OLDER in pinned, OLDER in live) == (True, False)


def test_a_pinned_frame_keeps_its_numbers_and_says_which_they_are(two: FlaskClient) -> None:
    live, pinned = (said(two, f"/embed/tren-pelanggaran?{LATEST}{more}") for more in ("", f"&rilis={OLDER}"))
    assert re.search(r"Oktober 2024: [^<]*\b7\b", live)
    assert re.search(r"Oktober 2024: [^<]*\b5\b", pinned)
    assert f"Rilis {OLDER}" in pinned
    assert f"rilis={OLDER}&amp;unduh=1" in pinned


def test_an_editor_that_asks_for_a_pinned_link_gets_that_release(two: FlaskClient) -> None:
    url = f"http://localhost/grafik/tren-pelanggaran%3Fwilayah%3D1101%26rilis%3D{OLDER}"
    assert f"rilis={OLDER}" in json.loads(said(two, f"/oembed?url={url}"))["html"]


def test_the_builder_stays_with_an_older_release_until_the_newest_is_chosen(two: FlaskClient) -> None:
    page = said(two, f"/sematkan?grafik=tren-pelanggaran&wilayah=1101&rilis={OLDER}")
    assert f'<option value="{OLDER}" selected="">' in page
    assert re.search(r"Oktober 2024[^<]*\b5\b", page)


@pytest.mark.parametrize("path", ["/embed/peta-pelanggaran", "/sematkan", "/grafik/peta-pelanggaran.png"])
def test_a_pruned_release_is_gone_and_one_that_never_was_is_wrong(path: str, two: FlaskClient) -> None:
    assert two.get(f"{path}?rilis={PRUNED}").status_code == 410
    assert two.get(f"{path}?rilis=tidakpernah1").status_code == 400
