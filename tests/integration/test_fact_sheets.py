"""Fact sheets of the real release: one page each, however much is on record or long the names are."""

import io

import pytest
from flask.testing import FlaskClient
from pypdf import PdfReader

from dashboard.formats import number

pytestmark = pytest.mark.parametrize("published", ["sqlite"], indirect=True)
FULLEST = ["00", "73", "53", "3471", "1810", "7317"]
LONGEST = ["7109", "1612", "3101", "1609"]
EMPTY = ["1104", "1171"]


@pytest.mark.parametrize("query", ["lang=id", "lang=en&pemilihan=pemilu-2024", "lang=en&satuan=kasus&tahap=diproses"])
@pytest.mark.parametrize("code", [*FULLEST, *LONGEST, *EMPTY])
def test_a_sheet_is_one_page_with_its_number(code: str, query: str, client: FlaskClient) -> None:
    pages = PdfReader(io.BytesIO(client.get(f"/wilayah/{code}/lembar-fakta.pdf?{query}").data)).pages
    assert len(pages) == 1
    words = " ".join(pages[0].extract_text().split())
    asked = client.get(f"/grafik/tren-pelanggaran.json?wilayah={code}&{query}").get_json()
    assert asked["rilis"] in words
    last = asked["data"][-1]["kumulatif"] if asked["data"] else None
    lang = "en" if "en" in query else "id"
    nothing = {"id": "Itu tidak berarti nol.", "en": "That does not mean zero."}[lang]
    assert (f" {number(last, lang)} " if last else nothing) in words
