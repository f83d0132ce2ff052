"""The comparison sets up to four regions side by side, on one scale, and says what must not be added or read."""

import re
from html import unescape

import pytest
from flask.testing import FlaskClient

from dashboard.comparison.state import CompareState, compare_query, parse_comparison
from dashboard.comparison.view import compared, largest, neighbours, warnings
from dashboard.release import Snapshot

PAGE = "/banding"
Queries = tuple[dict[str, str], dict[str, list[str]]]


def state_of(snapshot: Snapshot, *codes: str, **query: str) -> CompareState:
    return parse_comparison(query, {"wilayah": list(codes)}, snapshot)


def columns(page: str) -> list[str]:
    """Return the heads of the first table that sets regions side by side."""
    return re.findall(r'role="columnheader">([^<]+)<', re.findall(r"<thead>.*?</thead>|<thead .*?</thead>", page)[0])


def cells(page: str, caption: str) -> list[list[str]]:
    """Return the rows of a table as a reader sees them."""
    table = next(found for found in re.findall(r"<table.*?</table>", page, flags=re.DOTALL) if caption in found)
    rows = re.findall(r'<tr role="row">(.*?)</tr>', table, flags=re.DOTALL)[1:]
    return [[_plain(cell) for cell in re.findall(r"<t[hd].*?</t[hd]>", row, flags=re.DOTALL)] for row in rows]


def _plain(cell: str) -> str:
    return unescape(re.sub(r"<[^>]+>", "", re.sub(r'<span class="of".*?</span>', "", cell)))


@pytest.mark.parametrize(
    "query", ["wilayah=1101&wilayah=11&wilayah=1201", "wilayah=1101,11,1201", "wilayah=1101, 11&wilayah=1201"]
)
def test_regions_are_repeated_or_parted_by_commas_and_keep_their_order(query: str, client: FlaskClient) -> None:
    page = client.get(f"{PAGE}?{query}").text
    assert columns(page)[1:] == ["Kabupaten Aceh Selatan", "Aceh", "Kabupaten Tapanuli Tengah"]
    assert '<link rel="canonical" href="http://localhost/banding?wilayah=1101&amp;wilayah=11&amp;wilayah=1201">' in page


def test_a_region_that_stands_twice_is_shown_once(snapshot: Snapshot) -> None:
    assert state_of(snapshot, "1101", "1101,0", "00").codes == ("1101", "00")


@pytest.mark.parametrize(
    "query", ["wilayah=9999", "wilayah=00,11,12,1101,1102", "provinsi=1101", "tahap=x", "sampai=2031-01"]
)
def test_unknown_or_too_many_regions_are_refused_with_what_is_allowed(query: str, client: FlaskClient) -> None:
    answer = client.get(f"{PAGE}?{query}")
    assert (answer.status_code, answer.mimetype) == (400, "text/html")
    assert "Yang dikenal" in answer.text
    if query.startswith("wilayah"):
        assert "paling banyak 4 kode daerah" in answer.text
        assert "at most 4 codes" in client.get(f"{PAGE}?{query}&lang=en").text


def test_each_state_of_a_number_is_told_apart(client: FlaskClient) -> None:
    page = client.get(f"{PAGE}?wilayah=1101&wilayah=1102&wilayah=1201").text
    (alleged, *_) = cells(page, "Orang, sedikitnya")
    assert alleged == ["Dugaan", "5 (tersirat)", "dinyatakan nol", "belum ada"]
    assert "Belum ada = belum ada sumber yang menerbitkan angkanya; bukan nol." in page
    assert "Untuk Kabupaten Tapanuli Tengah belum ada angka terbit" in page


def test_bars_share_one_scale(snapshot: Snapshot, client: FlaskClient) -> None:
    rows = compared(snapshot, state_of(snapshot, "00", "1101"))
    assert (largest(rows, "orang"), largest(rows, "kasus")) == (1200, 0)
    page = client.get(f"{PAGE}?wilayah=00&wilayah=1101").text
    assert re.findall(r'class="bar seri-(\d)" style="width:([\d.]+)%"', page) == [
        ("1", "100.0"),
        ("2", "0.4"),
        ("2", "0.3"),
    ]


def test_a_part_is_never_to_be_added_to_its_whole(snapshot: Snapshot) -> None:
    def said(*codes: str) -> str:
        state = state_of(snapshot, *codes)
        return " ".join(warnings(compared(snapshot, state), state))

    assert "Kabupaten Aceh Selatan adalah bagian dari Aceh" in said("11", "1101")
    assert "Aceh adalah bagian dari Indonesia" in said("11", "00")
    assert "tidak setingkat" in said("12", "1101")
    assert "setingkat" not in said("1101", "1102")
    assert said("1101") == ""


def test_the_rate_stands_only_where_it_is_published(client: FlaskClient) -> None:
    page = client.get(f"{PAGE}?wilayah=11&wilayah=1101").text
    facts = {row[0]: row[1:] for row in cells(page, "Keterangan lain tiap daerah")}
    assert facts["Per 10.000 PNS"] == ["2,50 (penyebut kecil)", "tidak dihitung"]
    assert "Per 10.000 PNS" not in client.get(f"{PAGE}?wilayah=1101&wilayah=1102").text
    assert "Per 10.000 PNS" not in client.get(f"{PAGE}?wilayah=11&satuan=kasus").text


def test_declarations_and_the_index_stand_with_their_sources(client: FlaskClient) -> None:
    page = client.get(f"{PAGE}?wilayah=1101&wilayah=1102").text
    facts = {row[0]: row[1:] for row in cells(page, "Keterangan lain tiap daerah")}
    assert facts["Deklarasi pertama"] == ["17 September 2024", "belum tercatat"]
    assert facts["Deklarasi dan kegiatan pencegahan"][0].startswith("2 tercatat")
    index = facts["IKP netralitas ASN 2023 (Bawaslu)"]
    assert (index[0].count("peringkat"), index[1]) == (2, "tidak diumumkan")


def test_a_region_is_added_by_what_people_type(client: FlaskClient) -> None:
    answer = client.get(f"{PAGE}?wilayah=1101&tambah=aceh+tengara&tahap=diproses&lang=en")
    assert (answer.status_code, answer.headers["Location"]) == (
        302, "/banding?wilayah=1101&wilayah=1102&tahap=diproses&lang=en"
    )  # fmt: skip
    several = client.get(f"{PAGE}?wilayah=1201&tambah=kabupaten+aceh")
    assert several.status_code == 200
    offered = unescape(several.text)
    assert 'href="/banding?wilayah=1201&wilayah=1101"' in offered
    assert 'href="/banding?wilayah=1201&wilayah=1102"' in offered
    assert "Tidak ada daerah yang mirip “zzzz”" in client.get(f"{PAGE}?tambah=zzzz").text


def test_a_chosen_region_can_be_taken_away(client: FlaskClient) -> None:
    page = unescape(client.get(f"{PAGE}?wilayah=1101&wilayah=1102&satuan=kasus").text)
    assert (
        'href="/banding?wilayah=1102&satuan=kasus" class="remove" aria-label="Keluarkan Kabupaten Aceh Selatan"' in page
    )


def test_what_lies_around_is_offered(snapshot: Snapshot) -> None:
    def offered(*codes: str, **query: str) -> list[str]:
        return [place.code for place in neighbours(state_of(snapshot, *codes, **query), snapshot)]

    assert offered("1101") == ["11", "1102"]
    assert offered("12", "1101") == ["11", "1102"]
    assert offered("12") == ["11"]
    assert offered("1101", provinsi="12") == ["12", "1201"]
    assert offered() == []


def test_the_full_comparison_asks_to_take_one_out(client: FlaskClient) -> None:
    page = client.get(f"{PAGE}?wilayah=00,11,12,1101").text
    assert "Sudah 4 daerah" in page
    assert "<datalist" not in page


def test_states_are_written_as_they_are_read(snapshot: Snapshot) -> None:
    state = state_of(snapshot, "1101", tahap="diproses", sampai="2024-09", lang="en", tingkat="provinsi")
    assert compare_query(state, snapshot) == {"tahap": "diproses", "sampai": "2024-09", "lang": "en"}
    assert compare_query(state_of(snapshot), snapshot) == {}


def test_what_a_visitor_types_cannot_break_out(client: FlaskClient) -> None:
    answer = client.get(PAGE, query_string={"tambah": '"><script>alert(1)</script>'})
    assert "<script>alert" not in answer.text


@pytest.mark.parametrize("lang", ["id", "en"])
def test_an_empty_comparison_suggests_some(lang: str, real: FlaskClient) -> None:
    page = unescape(real.get(f"{PAGE}?lang={lang}").text)
    links = re.findall(r'<li><a href="(/banding\?wilayah=[^"]+)"', page)
    assert len(links) == 4
    assert [real.get(link).status_code for link in links] == [200] * 4
    assert all(link.count("wilayah=") == 4 for link in links)


def test_the_lines_are_drawn_and_said_in_a_table(real: FlaskClient) -> None:
    page = real.get(f"{PAGE}?wilayah=3402&wilayah=5206&sampai=2024-10&lang=en").text
    assert page.count('<svg xmlns="http://www.w3.org/2000/svg"') == 2
    months = cells(page, "Total to the end of the month")
    assert (len(months), months[-1][0], months[-1][2]) == (10, "October 2024", "38")


def test_every_link_of_the_page_leads_somewhere(real: FlaskClient) -> None:
    page = unescape(real.get(f"{PAGE}?wilayah=52&wilayah=5206&tahap=diteruskan&lang=en").text)
    links = set(re.findall(r'(?:href|src)="(/[^"#]*)', page))
    assert len(links) > 30
    wrong = []
    for link in sorted(links):
        with real.head(link) as answer:
            wrong += [link] if answer.status_code != 200 else []
    assert wrong == []
