"""The numbers in pictures of the real data, read back from their labels, are those of the API."""

import random
import re
from collections.abc import Mapping
from typing import Any

import pytest
from flask.testing import FlaskClient

from dashboard.release import Snapshot
from dashboard.state import ELECTIONS, STAGES, UNITS
from tests.dashboard.drawn import texts

PICTURES = 50
LABELLED = re.compile(r'<a href="[^"]*/wilayah/(\d+)[^"]*" aria-label="[^"]*?: ([^"]+)"')
NUMBER = re.compile(r"(?:sedikitnya|at least) ([\d.,]+)")
BAR = re.compile(r'/wilayah/(\d+)[^"]*">(?:<text[^>]*>[^<]*</text>)+</a><rect.*?class="ujung">([^<]+)<')
LANGS = ("id", "en")
STATES = {"belum ada yang diterbitkan": "nihil_terpublikasi", "nothing published": "nihil_terpublikasi"}
ZEROS = {"dinyatakan nol", "stated zero"}


def _asked(snapshot: Snapshot, seed: int) -> tuple[str, dict[str, str]]:
    """Choose a chart and a query."""
    chance = random.Random(seed)  # noqa: S311 (no secret)
    election = chance.choice(ELECTIONS)
    query = {
        "pemilihan": election,
        "sampai": chance.choice(snapshot.months(election)[-6:]),
        "lang": chance.choice(LANGS),
        "lebar": str(chance.randint(320, 2400)),
    }
    chart = ("peta-pelanggaran", "corong-penanganan", "tren-pelanggaran", "peringkat-pelanggaran")[seed % 4]
    if chart != "corong-penanganan":
        query |= {"tahap": chance.choice(STAGES[:4]), "satuan": chance.choice(UNITS)}
    if chart in {"corong-penanganan", "tren-pelanggaran"}:
        query["wilayah"] = chance.choice(["00", *snapshot.province_codes, "7371", "5206", "1701", "7315"])
    else:
        query["tingkat"] = chance.choice(["provinsi", "kabupaten_kota"])
    return chart, query


def _api(client: FlaskClient, **query: str) -> Mapping[tuple[str, str, str], Any]:
    rows = client.get("/api/v1/ringkasan.json", query_string=query).json
    assert rows is not None
    return {(row["kode_wilayah"], row["tahap"], row["satuan"]): row for row in rows["data"]}


def _plain(said: str) -> int:
    return int(re.sub(r"[.,]", "", said))


def _agrees(said: str, row: Mapping[str, Any]) -> bool:
    """Tell whether the words for a number say what the API says, each of its states included."""
    if row["status"] == "nol":
        return said in ZEROS
    if row["jumlah"] is None:
        return STATES.get(said) == str(row["status"])
    number = NUMBER.search(said) or re.match(r"([\d.,]+)", said)
    return number is not None and _plain(number[1]) == int(row["jumlah"])


@pytest.mark.parametrize("seed", range(PICTURES))
def test_a_picture_says_the_numbers_of_the_api(seed: int, site: tuple[Snapshot, FlaskClient]) -> None:
    snapshot, client = site
    chart, query = _asked(snapshot, seed)
    drawn = client.get(f"/grafik/{chart}.svg", query_string=query)
    assert drawn.status_code == 200
    filed = _api(client, pemilihan=query["pemilihan"], sampai=query["sampai"])
    words = [each.said for each in texts(drawn.text)]
    if chart == "corong-penanganan":
        _check_stages(words, query, filed)
    elif chart == "tren-pelanggaran":
        row = filed[query["wilayah"], query["tahap"], query["satuan"]]
        ends = re.findall(r'class="ujung">([^<]+)<', drawn.text)
        assert [_agrees(end, row) for end in ends] == ([True] if row["jumlah"] is not None else [])
    else:
        stage, unit = query["tahap"], query["satuan"]
        shown = dict(LABELLED.findall(drawn.text)) if chart == "peta-pelanggaran" else _bars(drawn.text)
        if chart == "peta-pelanggaran":
            assert set(shown) == {
                code for code, *_ in filed if len(code) == (2 if "prov" in query["tingkat"] else 4)
            } - {"00"}
        assert [code for code, said in shown.items() if not _agrees(said, filed[code, stage, unit])] == []


def _bars(drawn: str) -> dict[str, str]:
    """Return what stands at the end of each bar of the ranking, by region."""
    return dict(
        re.findall(r'/wilayah/(\d+)[^"]*">(?:<text[^>]*>[^<]*</text>)+</a><rect.*?class="ujung">([^<]+)<', drawn)
    )


def _check_stages(words: list[str], query: Mapping[str, str], filed: Mapping[tuple[str, str, str], Any]) -> None:
    """Compare each bar, whose number follows its name, in the order of units and stages."""
    published = {
        unit: [filed[query["wilayah"], stage, unit] for stage in STAGES]
        for unit in UNITS
        if any(filed[query["wilayah"], stage, unit]["jumlah"] is not None for stage in STAGES)
    }
    names = {"id": ["Dugaan", "Diproses", "Diteruskan"], "en": ["Alleged", "Examined", "Forwarded"]}[query["lang"]]
    for place, name in enumerate(names):
        said = [words[index + 1] for index, word in enumerate(words) if word == name]
        rows = [rows[place] for rows in published.values()]
        assert len(said) == len(rows)
        assert all(_agrees(one, row) for one, row in zip(said, rows, strict=True))
