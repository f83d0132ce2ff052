"""What a search leaves of the table of declarations."""

import re
from html import unescape

import pytest
from flask.testing import FlaskClient

from dashboard.declarations.finding import found
from dashboard.declarations.reading import declaration_view
from dashboard.declarations.state import parse
from dashboard.release import Snapshot

PAGE = "/deklarasi"


def section(client: FlaskClient, query: str) -> str:
    """Return the section of the table, unescaped."""
    page = client.get(f"{PAGE}?{query}").text
    return unescape(page[page.index('id="daftar"') : page.index('id="baca"')])


def listed(snapshot: Snapshot, typed: str, **query: str) -> tuple[list[str], list[str]]:
    """Return the codes of the rows, and of the regions that were meant but have none."""
    shown = found(declaration_view(snapshot, parse(query, snapshot)), snapshot, typed=typed)
    return [entry.standing.place.code for entry in shown.entries], [row.place.code for row in shown.others]


@pytest.mark.parametrize("typed", ["aceh selatan", "Kab Aceh Selatn", "1101", "  ACEH   selatan "])
def test_slips_of_the_pen_are_forgiven(typed: str, client: FlaskClient) -> None:
    found_part = section(client, f"cari={typed}")
    assert "/wilayah/1101" in found_part
    assert ": 1 kabupaten/kota dalam daftar." in found_part
    assert "/wilayah/1201" not in found_part


def test_a_province_finds_its_regions_and_tells_those_without_a_record_apart(snapshot: Snapshot) -> None:
    assert listed(snapshot, "Aceh") == (["1101"], ["1102"])
    assert listed(snapshot, "Aceh", provinsi="12") == ([], [])
    assert listed(snapshot, "Aceh", kegiatan="surat_edaran") == ([], ["1101", "1102"])
    assert listed(snapshot, "") == (["1101"], [])


def test_no_record_is_never_said_to_be_no_declaration(client: FlaskClient) -> None:
    found_part = section(client, "cari=1102")
    assert ": 0 kabupaten/kota dalam daftar." in found_part
    assert "belum ada dalam catatan publik. Itu tidak berarti tidak pernah ada:" in found_part
    assert '<a href="/wilayah/1102">' in found_part
    assert "<table" not in found_part


def test_what_matches_nothing_leads_back_to_all(client: FlaskClient) -> None:
    found_part = section(client, "cari=xqzwv&urut=nama")
    assert "Tidak ada kabupaten/kota yang cocok dengan “xqzwv” di sini." in found_part
    assert '<a href="/deklarasi?urut=nama#daftar">Tampilkan semua</a>' in found_part


def test_the_search_stands_in_the_address_and_survives_sorting(client: FlaskClient) -> None:
    page = client.get(f"{PAGE}?cari=aceh+++selatan&sampai=2024-09").text
    canonical = re.search(r'<link rel="canonical" href="([^"]+)"', page)
    assert canonical is not None
    assert unescape(canonical[1]) == "http://localhost/deklarasi?sampai=2024-09&cari=aceh+selatan"
    assert "/deklarasi?urut=nama&sampai=2024-09&cari=aceh+selatan#daftar" in unescape(page)


def test_the_search_changes_nothing_but_the_table(client: FlaskClient) -> None:
    whole, searched = (client.get(f"{PAGE}{query}").text for query in ("", "?cari=1102"))
    maps = [page[page.index('id="peta"') : page.index('id="daftar"')] for page in (whole, searched)]
    assert maps[0] == maps[1]


def test_the_form_sends_along_what_else_is_chosen(client: FlaskClient) -> None:
    found_part = section(client, "provinsi=11&sampai=2024-09&cari=aceh")
    form = found_part[found_part.index("<form") : found_part.index("</form>")]
    assert '<input type="hidden" name="provinsi" value="11">' in form
    assert '<input type="hidden" name="sampai" value="2024-09">' in form
    assert form.count('name="cari"') == 1


def test_the_file_follows_the_search(client: FlaskClient) -> None:
    links = re.findall(r'href="(/api/v1/deklarasi\.csv[^"]*)"', section(client, "cari=1101"))
    own, every = (client.get(link).text for link in links)
    assert "1101" in own
    assert len(own.splitlines()) <= len(every.splitlines())
    assert "wilayah=1101" in links[0]
    assert "wilayah" not in links[1]


def test_markup_that_is_searched_for_is_text(client: FlaskClient) -> None:
    assert "<script>alert" not in client.get(f"{PAGE}?cari=<script>alert(1)</script>").text
