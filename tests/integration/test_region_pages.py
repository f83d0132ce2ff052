"""All 553 pages of regions answer, and no number on them differs from the one that the API gives."""

import csv
import io
import re
from html import unescape

import pytest
from flask.testing import FlaskClient

from dashboard.labels import label
from dashboard.state import ELECTIONS, STAGES, UNITS
from geo.regions import RegionTree

pytestmark = pytest.mark.parametrize("published", ["sqlite"], indirect=True)
EVERY = 19
ALWAYS = {"00", "31", "34", "3402", "73", "7371", "91"}
STATED_ZERO, NOTHING = "dinyatakan nol", "belum ada"


def test_every_region_has_its_page(client: FlaskClient, tree: RegionTree) -> None:
    codes = sorted(region.code for region in tree)
    assert len(codes) == 553
    wrong = []
    for code in codes:
        answer = client.get(f"/wilayah/{code}")
        canonical = f'<link rel="canonical" href="http://localhost/wilayah/{code}">'
        if answer.status_code != 200 or canonical not in answer.text:
            wrong.append(code)
    assert wrong == []


def stages_shown(page: str) -> dict[tuple[str, str], str]:
    """Read the cells of both tables of stages: (stage, unit) -> what stands there."""
    part = page[page.index('id="tahap"') : page.index('id="pencegahan"')]
    names = {label("stage", stage, "id"): stage for stage in STAGES}
    found: dict[tuple[str, str], str] = {}
    for row in re.findall(r"<tr>(.*?)</tr>", part, flags=re.DOTALL):
        head, *cells = [unescape(cell) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row)]
        if head in names:
            found |= {(names[head], unit): cell for unit, cell in zip(UNITS, cells, strict=True)}
    return found


def expected(row: dict[str, str]) -> str:
    """Write a number of the API as the page must."""
    if row["status"] == "nol":
        return STATED_ZERO
    if not row["jumlah"]:
        return NOTHING
    return f"{int(row['jumlah']):,}".replace(",", ".") + (" (tersirat)" if row["tersirat"] == "true" else "")


@pytest.mark.parametrize("election", ELECTIONS)
def test_no_number_of_a_page_differs_from_the_one_of_the_api(
    election: str, client: FlaskClient, tree: RegionTree
) -> None:
    codes = sorted({*sorted(region.code for region in tree)[::EVERY], *ALWAYS})
    assert len(codes) >= 30
    published = 0
    for code in codes:
        page = client.get(f"/wilayah/{code}?pemilihan={election}").text
        shown = stages_shown(page)
        answer = client.get(f"/api/v1/ringkasan.csv?wilayah={code}&pemilihan={election}&dasar=publikasi")
        rows = {(row["tahap"], row["satuan"]): row for row in csv.DictReader(io.StringIO(answer.text, newline=""))}
        assert shown == {key: expected(rows[key]) if key in rows else NOTHING for key in shown}
        assert len(shown) == len(STAGES) * len(UNITS)
        published += sum(cell != NOTHING for cell in shown.values())
    assert published > 40
