"""Every number on the home page and on ten region pages stands in the CSV, and leads to the records behind it."""

import csv
import io
import re

import pytest
from flask.testing import FlaskClient

from dashboard.reading import map_view
from dashboard.region_view import region_view
from dashboard.release import Snapshot
from dashboard.state import ELECTIONS, LEVELS, ViewState, default_state, parse

REGIONS = ("00", "11", "31", "34", "3402", "5204", "7371", "1271", "5171", "91", "7315")
Row = dict[str, str]
Number = tuple[str, str, str, str]


def table(client: FlaskClient, path: str) -> list[Row]:
    answer = client.get(f"/api/v1/{path}")
    assert answer.status_code == 200
    return list(csv.DictReader(io.StringIO(answer.text, newline="")))


def number(row: Row) -> Number:
    return row["kode_wilayah"], row["pemilihan"], row["tahap"], row["satuan"]


def shown(snapshot: Snapshot, state: ViewState) -> dict[Number, int]:
    """Collect what the pages of a state show: both maps, and ten regions with all their stages."""
    maps = (map_view(snapshot, parse({"tingkat": level, "pemilihan": state.election}, snapshot)) for level in LEVELS)
    seen = {
        (entry.place.code, state.election, state.stage, state.unit): entry.reading.value
        for view in maps
        for entry in view.entries
    }
    for code in REGIONS:
        view = region_view(snapshot, state, code)
        seen |= {
            (code, state.election, row.stage, unit): reading.value
            for row in view.stages
            for unit, reading in row.readings
        }
    return {key: value for key, value in seen.items() if value is not None}


@pytest.mark.parametrize("election", ELECTIONS)
def test_every_number_of_the_pages_stands_in_the_summary(site: tuple[Snapshot, FlaskClient], election: str) -> None:
    snapshot, client = site
    state = default_state(snapshot, election=election)
    rows = table(client, f"ringkasan.csv?pemilihan={election}&sampai={state.month}")
    filed = {number(row): int(row["jumlah"]) for row in rows if row["jumlah"]}
    numbers = shown(snapshot, state)
    assert len(numbers) > 50
    assert {key: filed.get(key) for key in numbers} == numbers


def test_every_number_leads_to_records_with_an_address(site: tuple[Snapshot, FlaskClient]) -> None:
    _, client = site
    records = {row["id_catatan"]: row["url_sumber"] for row in table(client, "sumber.csv")}
    in_force: dict[Number, dict[str, set[str]]] = {}
    for row in table(client, "sumber_angka.csv"):
        in_force.setdefault(number(row), {}).setdefault(row["bulan"], set()).add(row["id_catatan"])
    checked = 0
    for row in table(client, "ringkasan.csv"):
        if row["jumlah"]:
            months = in_force[number(row)]
            fixing = months[max(months)]
            assert fixing <= records.keys()
            assert len({records[name] for name in fixing}) == int(row["jumlah_sumber"]) > 0
            checked += 1
    assert checked > 500


@pytest.mark.parametrize("code", REGIONS)
def test_the_headline_of_a_page_is_the_number_of_the_summary(site: tuple[Snapshot, FlaskClient], code: str) -> None:
    snapshot, client = site
    state = default_state(snapshot)
    query = f"wilayah={code}&pemilihan={state.election}&tahap={state.stage}&satuan={state.unit}&sampai={state.month}"
    [row] = table(client, f"ringkasan.csv?{query}")
    page = client.get(f"/?wilayah={code}" if code != "00" else "/").text
    body = page[page.index('<div id="awal">') : page.index('<div id="react-entry-point">')]
    if row["jumlah"]:
        written = f"{int(row['jumlah']):,}".replace(",", ".")
        assert re.search(rf"(?<![\d.]){re.escape(written)}(?![\d.])", body)
