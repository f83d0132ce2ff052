"""The fact sheet of a region: one page whatever is on record, its numbers those of the page, readable unseen."""

import io
import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest
import segno
from flask import Flask
from flask.testing import FlaskClient
from pypdf import PageObject, PdfReader

from dashboard.database import Database
from dashboard.opendata.editions import Editions
from dashboard.paper.code import square_code
from dashboard.paper.setting import set_sheet
from dashboard.region.sheet import TEMPLATE, sheet_content
from dashboard.region.view import page_view
from dashboard.release import Snapshot
from dashboard.state import parse_region
from etl.describe import Edition

A4 = (595, 842)
LEFT = 50
"""Where the lines of text at the left margin begin, at the latest; in points."""
LONGEST = "Kabupaten Kepulauan Siau Tagulandang Biaro dan Penukal Abab Lematang Ilir"


def read(body: bytes) -> PageObject:
    """Return the one page of a sheet."""
    pages = PdfReader(io.BytesIO(body)).pages
    assert len(pages) == 1
    return pages[0]


def said(body: bytes) -> str:
    """Return the words of a sheet, which has one page."""
    return " ".join(read(body).extract_text().split())


@pytest.fixture
def edition(server: Flask, snapshot: Snapshot) -> Edition:
    found = Editions(Database(server.extensions["engine"])).of(snapshot.release_id, root="https://pantau.example")
    assert found
    return found


def content(snapshot: Snapshot, edition: Edition, code: str, **query: str) -> dict[str, Any]:
    """Return what stands on the sheet of a region."""
    return sheet_content(page_view(snapshot, parse_region(query, snapshot, code), code), snapshot, edition)


def structure(node: Any) -> Iterator[Any]:
    """Yield the parts of a document as those are told of them who do not see it."""
    node = node.get_object()
    if isinstance(node, list):
        for child in node:
            yield from structure(child)
    elif isinstance(node, dict) and ("/S" in node or "/K" in node):
        yield node
        yield from structure(node["/K"]) if "/K" in node else ()


@pytest.mark.parametrize("lang", ["id", "en"])
@pytest.mark.parametrize("code", ["00", "11", "12", "1101", "1102", "1201"])
def test_every_region_has_one_page_of_paper(code: str, lang: str, client: FlaskClient) -> None:
    answer = client.get(f"/wilayah/{code}/lembar-fakta.pdf?lang={lang}")
    assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
    box = read(answer.data).mediabox
    assert (round(box.width), round(box.height)) == A4
    assert answer.headers["Content-Disposition"].startswith(f'inline; filename="lembar-fakta_{code}_')


def test_it_says_number_stages_declarations_sources_and_release(client: FlaskClient) -> None:
    words = said(client.get("/wilayah/1101/lembar-fakta.pdf").data)
    for expected in (
        "Kabupaten Aceh Selatan: sedikitnya 5 ASN diduga melanggar netralitas",
        "Dugaan 5 (tersirat)",
        "Diproses 4",
        "Tidak terbukti belum ada yang diterbitkan",
        "Diteruskan dan terbukti bukan bagian satu sama lain",
        "Dihitung dalam kasus: belum ada angka yang terbit.",
        "tercatat 17 September 2024",
        "4 orang, diproses",
        "menurut Bawaslu Kabupaten Aceh Selatan: Koran Rekaan, 5 Oktober 2024",
        "Rilis data rekaan000001, 22 November 2026",
        "Halaman daerah ini: http://localhost/wilayah/1101",
    ):
        assert expected in words


def test_it_speaks_english_and_keeps_to_what_is_asked(client: FlaskClient) -> None:
    words = said(client.get("/wilayah/1101/lembar-fakta.pdf?lang=en&tahap=diproses&sampai=2024-09").data)
    assert "at least 4 civil servants" in words
    assert "to the end of September 2024" in words
    assert "/wilayah/1101?tahap=diproses&sampai=2024-09&lang=en" in words


def test_a_region_without_a_record_is_told_so_and_not_called_clean(client: FlaskClient) -> None:
    words = said(client.get("/wilayah/1201/lembar-fakta.pdf").data)
    assert "Itu tidak berarti nol." in words
    assert "Belum ada sumber untuk angka ini." in words
    assert "Belum ada sumber yang menerbitkan deklarasi atau kegiatan pencegahan" in words
    assert not re.search(r"(Dugaan|Terbukti) 0\b", words)


def test_a_stated_zero_is_not_nothing(client: FlaskClient) -> None:
    assert "Dugaan dinyatakan nol" in said(client.get("/wilayah/1102/lembar-fakta.pdf").data)


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/wilayah/9999/lembar-fakta.pdf", 404), ("/wilayah/x/lembar-fakta.pdf", 404),
        ("/wilayah/1101/lembar-fakta.pdf?sampai=2031-01", 400), ("/wilayah/1101/lembar-fakta.pdf?tahap=x", 400),
        ("/wilayah/1101/lembar-fakta.pdf?satuan=x", 400), ("/wilayah/1101/lembar-fakta.pdf?pemilihan=x", 400),
        ("/wilayah/1101/lembar-fakta.pdf?lang=de", 400), ("/wilayah/1101/lembar-fakta.pdf?utm_source=x", 200),
    ],
)  # fmt: skip
def test_addresses_are_checked(address: str, status: int, client: FlaskClient) -> None:
    assert client.get(address).status_code == status


def test_the_code_that_spreadsheets_make_of_the_country_leads_to_its_sheet(client: FlaskClient) -> None:
    answer = client.get("/wilayah/0/lembar-fakta.pdf?lang=en")
    assert (answer.status_code, answer.headers["Location"]) == (301, "/wilayah/00/lembar-fakta.pdf?lang=en")


def test_the_same_release_gives_the_same_bytes(snapshot: Snapshot, edition: Edition) -> None:
    sheets = [set_sheet(TEMPLATE, content(snapshot, edition, "11"), created_at=edition.created_at) for _ in range(2)]
    assert sheets[0] == sheets[1]
    assert PdfReader(io.BytesIO(sheets[0])).metadata["/CreationDate"] == "D:20261122020000Z"  # type: ignore[index]


def test_all_fonts_are_within(client: FlaskClient) -> None:
    fonts: Any = read(client.get("/wilayah/1101/lembar-fakta.pdf").data)["/Resources"]["/Font"]  # type: ignore[index]
    described = [font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"] for font in fonts.values()]
    assert described
    assert all({"/FontFile2", "/FontFile3"} & set(font.get_object()) for font in described)
    assert all("LibertinusSerif" in font["/BaseFont"] for font in fonts.values())


def test_it_can_be_read_without_being_seen(client: FlaskClient) -> None:
    root: Any = PdfReader(io.BytesIO(client.get("/wilayah/1101/lembar-fakta.pdf?lang=en").data)).root_object
    assert root["/Lang"] == "en"
    assert b"pdfuaid:part" in root["/Metadata"].get_data()
    parts = list(structure(root["/StructTreeRoot"]["/K"]))
    told = [str(part["/Alt"]) for part in parts if part.get("/S") == "/Figure"]
    assert len(told) == 5
    assert any("alleged: 5 (implied)" in words for words in told)
    assert any("Kabupaten Aceh Selatan (5)" in words for words in told)
    assert any(words.startswith("QR code") for words in told)
    assert sum(part.get("/S") == "/H1" for part in parts) == 1


def test_without_boundaries_there_is_no_map_and_still_one_page(snapshot: Snapshot, edition: Edition) -> None:
    full = content(snapshot, edition, "11")
    assert full["map"]["legend"]
    assert said(set_sheet(TEMPLATE, {**full, "map": None}, created_at=edition.created_at))


@pytest.mark.parametrize("count", [1, 9, 200])
@pytest.mark.parametrize("code", ["00", "11", "1101"])
def test_what_does_not_fit_is_counted(code: str, count: int, snapshot: Snapshot, edition: Edition) -> None:
    full = content(snapshot, edition, code)
    words = said(set_sheet(TEMPLATE, _filled(full, count), created_at=edition.created_at))
    for kind in ("S", "D", "K"):
        shown = len(re.findall(rf"\b{kind}\d+\b", words))
        left = re.search(rf"{kind}-lain (\d+)", words)
        assert shown + (int(left[1]) if left else 0) == count
    assert "Rilis data rekaan000001" in words


def _filled(full: dict[str, Any], count: int) -> dict[str, Any]:
    """Return a sheet with the longest names, and as many long notes, sources and activities as asked for."""
    long = "· Kabupaten Pangkajene dan Kepulauan · angka total sampai 5 September 2024, menurut Bawaslu Provinsi:"
    record = {"said": long, "link": "Kementerian Pendayagunaan Aparatur Negara, 6 September 2024", "address": ""}
    sources = [{**record, "states": f"S{number}"} for number in range(count)]
    activities = [{**record, "states": f"D{number}"} for number in range(count)]
    notes = [f"K{number} {long} {long}" for number in range(count)]
    return {
        **full,
        "place": LONGEST,
        "headline": f"{LONGEST}: {full['headline']}",
        "sources": {**full["sources"], "entries": sources, "more": _more("S", count)},
        "activities": {**full["activities"], "entries": activities, "more": _more("D", count)},
        "notes": {"entries": notes, "more": _more("K", count)},
    }


def _more(kind: str, count: int) -> list[str]:
    return [f"{kind}-lain {left}" for left in range(1, count + 1)]


@pytest.mark.parametrize("height", [8, 12, 16, 20])
def test_lines_stand_apart(height: int, snapshot: Snapshot, edition: Edition) -> None:
    """Sources end above the release, however much room is left to them."""
    full = _filled(content(snapshot, edition, "1101"), 60)
    full["headline"] = "Penukal Abab Lematang Ilir " * height
    page = read(set_sheet(TEMPLATE, full, created_at=edition.created_at))
    heights: dict[float, str] = {}

    def note(text: str, cm: list[float], *_: Any) -> None:
        if text.strip() and cm[4] < LEFT:
            heights[round(cm[5], 1)] = text

    page.extract_text(visitor_text=note)
    lines = sorted(heights)
    gaps = {below: above - below for below, above in pairwise(lines)}
    assert len(lines) > 20
    assert min(gaps.values()) > 8.5
    release = next(line for line in lines if heights[line].startswith("Rilis data"))
    assert gaps[release] > 12


def test_the_square_code_holds_the_address(client: FlaskClient, snapshot: Snapshot, edition: Edition) -> None:
    found = content(snapshot, edition, "11", lang="en")["code"]
    assert found["address"] == "https://pantau.example/wilayah/11?lang=en"
    assert found["picture"]["drawing"] == square_code(found["address"])
    dark = sum(sum(row) for row in segno.make_qr(found["address"], error="m").matrix)
    drawn = sum(int(length) for length in re.findall(r"h(\d+)", found["picture"]["drawing"]))
    assert drawn == dark
    assert client.get("/wilayah/11?lang=en").status_code == 200


def test_page_and_evaluation_lead_to_it(client: FlaskClient) -> None:
    page = client.get("/wilayah/1101?tahap=diproses&lang=en").text
    assert 'href="/wilayah/1101/lembar-fakta.pdf?tahap=diproses&amp;lang=en"' in page
    evaluation = client.get("/evaluasi/1101?periode=2024-09").text
    assert 'href="/wilayah/1101/lembar-fakta.pdf?sampai=2024-09"' in evaluation
