"""The page of a region: complete without scripts, its rank and its steps as the record has them, nothing made up."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from html import unescape
from typing import Any

import pytest
from flask.testing import FlaskClient

from dashboard.region.peers import ranks
from dashboard.region.prevention import STEPS, phases, steps
from dashboard.region.view import page_view
from dashboard.release import Observation, SeriesKey, Snapshot
from dashboard.state import ViewState, parse_region
from etl.catalogue import load_catalogue

LD = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
States = Callable[..., ViewState]


def plain(page: str) -> str:
    """Return the main part of a page as text."""
    main = page[page.index("<main") : page.index("</main>")]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).split())


@pytest.mark.parametrize("lang", ["id", "en"])
@pytest.mark.parametrize("code", ["00", "11", "12", "1101", "1102", "1201"])
def test_every_region_has_a_page_that_no_script_completes(code: str, lang: str, client: FlaskClient) -> None:
    answer = client.get(f"/wilayah/{code}?lang={lang}")
    query = "?lang=en" if lang == "en" else ""
    assert (answer.status_code, answer.mimetype) == (200, "text/html")
    assert f'<html lang="{lang}">' in answer.text
    assert f'<link rel="canonical" href="http://localhost/wilayah/{code}{query}">' in answer.text
    assert re.findall(r"<script(?! type=\"application/ld\+json\")", answer.text) == []
    assert answer.text.count("<h1") == 1


@pytest.mark.parametrize("code", ["9999", "110", "1101.html", "bantul", "000", "\u0660\u0660"])
def test_a_code_that_names_no_region_is_not_found(code: str, client: FlaskClient) -> None:
    assert client.get(f"/wilayah/{code}").status_code == 404


def test_the_code_that_spreadsheets_make_of_the_country_leads_to_it(client: FlaskClient) -> None:
    answer = client.get("/wilayah/0?lang=en&tahap=sanksi")
    assert (answer.status_code, answer.headers["Location"]) == (301, "/wilayah/00?lang=en&tahap=sanksi")


@pytest.mark.parametrize("query", ["tahap=x", "satuan=x", "pemilihan=x", "sampai=2031-01", "lang=fr", "dasar=kasus"])
def test_a_wrong_value_is_refused(query: str, client: FlaskClient) -> None:
    assert client.get(f"/wilayah/1101?{query}").status_code == 400


def test_what_the_page_does_not_know_is_left_out_of_its_address(client: FlaskClient) -> None:
    page = client.get("/wilayah/1101?utm_source=x&wilayah=zz&tingkat=provinsi&tahap=diproses&sampai=2024-09&lang=en")
    address = "http://localhost/wilayah/1101?tahap=diproses&amp;sampai=2024-09&amp;lang=en"
    assert page.status_code == 200
    assert f'<link rel="canonical" href="{address}">' in page.text


def test_the_page_says_what_is_known_and_what_is_not(client: FlaskClient) -> None:
    said = plain(client.get("/wilayah/1101").text)
    assert "Kabupaten Aceh Selatan: sedikitnya 5 ASN diduga melanggar netralitas" in said
    assert "Angka ini tersirat" in said
    assert "Dugaan 5 (tersirat) belum ada Diproses 4 belum ada" in said
    assert "KASN menyebut 3 (31 Oktober 2024), lebih kecil daripada 5 yang sudah tercatat." in said


def test_a_region_without_a_number_says_that_this_is_not_zero_and_asks_for_a_source(client: FlaskClient) -> None:
    page = client.get("/wilayah/1201").text
    said = plain(page)
    assert "belum ada yang diterbitkan" in said
    assert "Itu tidak berarti nol." in said
    assert "tidak diperingkat, karena belum ada angkanya" in said
    assert 'href="/metode#sumber"' in page
    assert re.search(r"(?<!\d)0 orang", said) is None


def test_a_stated_zero_is_neither_nothing_nor_a_bare_number(client: FlaskClient) -> None:
    said = plain(client.get("/wilayah/1102").text)
    assert "menyatakan nol" in said
    assert "belum ditemukan" not in said


def alike(snapshot: Snapshot, values: dict[str, int]) -> Snapshot:
    """Return a release in which regions have other numbers of alleged persons."""
    given: dict[SeriesKey, tuple[Observation, ...]] = {
        parse_region({}, snapshot, code).key(code): (
            Observation("2024-10", value, value, 0, "ada", implied=False, basis="publikasi"),
        )
        for code, value in values.items()
    }
    return replace(snapshot, series={**snapshot.series, **given})


def test_ties_share_a_rank_and_what_has_no_number_has_none(snapshot: Snapshot, state: States) -> None:
    tied = alike(snapshot, {"1101": 5, "1102": 5})
    for code in ("1101", "1102"):
        found = ranks(tied, state(), code)
        assert [(rank.within.code, rank.position, rank.tied, rank.ranked, rank.peers) for rank in found] == [
            ("11", 1, 1, 2, 2),
            ("00", 1, 1, 2, 3),
        ]
    assert [(rank.position, rank.ranked, rank.peers) for rank in ranks(tied, state(), "1201")] == [
        (None, 0, 1),
        (None, 2, 3),
    ]


def test_the_rank_after_a_tie_leaves_room_for_all_who_share_it(snapshot: Snapshot, state: States) -> None:
    tied = alike(snapshot, {"1101": 5, "1102": 5, "1201": 2})
    assert ranks(tied, state(), "1201")[1].position == 3


def test_a_sum_of_zeros_is_not_ranked_but_a_stated_zero_is(snapshot: Snapshot, state: States) -> None:
    assert ranks(snapshot, state(), "1102")[0].position == 2
    assert ranks(alike(snapshot, {"1102": 0}), state(), "1102")[0].position is None


def test_provinces_are_ranked_among_provinces_and_the_country_not_at_all(snapshot: Snapshot, state: States) -> None:
    assert [(rank.within.code, rank.peers) for rank in ranks(snapshot, state(), "11")] == [("00", 2)]
    assert ranks(snapshot, state(), "00") == ()


def test_an_oath_with_a_pact_takes_two_steps_and_every_activity_takes_one(snapshot: Snapshot) -> None:
    oath = next(row for row in snapshot.declarations if row.activity == "ikrar_deklarasi")
    taken = steps((replace(oath, activity="ikrar_dan_pakta"),))
    assert [step.activity for step in taken if step.records] == ["ikrar_deklarasi", "pakta_integritas"]
    activities = set(load_catalogue().fields["activity"].codes)
    assert {activity for taken_by in STEPS.values() for activity in taken_by} == activities


def test_a_step_that_only_an_office_took_is_said_to_be_so(client: FlaskClient) -> None:
    said = plain(client.get("/wilayah/1101").text)
    assert "Sosialisasi tercatat 1 Agustus 2024 · sebagian instansi atau kecamatan saja" in said
    assert "Rapat koordinasi belum ada catatan" in said


def test_what_was_on_record_around_the_declaration_adds_up(snapshot: Snapshot, state: States) -> None:
    held = page_view(snapshot, state(), "1101").region.declarations
    found = phases(snapshot, state(), "1101", first=date(2024, 9, 17), declarations=held)
    assert [(phase.name, phase.last, phase.added, phase.activities) for phase in found] == [
        ("before", "2024-08", None, 1),
        ("month", "2024-09", 4, 1),
        ("after", "2024-10", 1, 0),
    ]
    assert phases(snapshot, state(), "1101", first=None, declarations=held) == ()


def test_nothing_stands_after_a_declaration_in_the_last_month(snapshot: Snapshot, state: States) -> None:
    found = phases(snapshot, state(sampai="2024-09"), "1101", first=date(2024, 9, 17), declarations=())
    assert [phase.name for phase in found] == ["before", "month"]


def test_around_the_declaration_no_cause_is_claimed(client: FlaskClient) -> None:
    said = plain(client.get("/wilayah/1101").text)
    assert "bukan sebab dan akibat" in said
    assert "Sebelumnya, sampai akhir Agustus 2024 belum ada belum ada 1" in said
    assert "Sesudahnya, sampai akhir Oktober 2024 1 5 (tersirat) belum ada catatan" in said


def test_announced_ranks_of_vulnerability_stand_where_there_are_any(client: FlaskClient) -> None:
    said = plain(client.get("/wilayah/1101").text)
    assert "Peringkat 7 (seluruh Indonesia); skornya tidak diumumkan. Koran Rekaan" in said
    assert "Peringkat 1 (di dalam provinsi), skor 12,5 dari 100." in said
    assert "IKP" not in plain(client.get("/wilayah/1102").text)


def test_only_open_channels_with_an_address_are_offered(client: FlaskClient) -> None:
    said = client.get("/wilayah/1101").text
    assert 'href="https://lapor.example/"' in said
    assert "KanalLama" not in said


def test_every_way_out_of_the_page_keeps_its_choices_and_leads_somewhere(client: FlaskClient) -> None:
    page = client.get("/wilayah/11?tahap=diproses&sampai=2024-09&lang=en").text
    links = {unescape(link) for link in re.findall(r'href="(/[^"#]*)', page)}
    assert "/wilayah/1101?tahap=diproses&sampai=2024-09&lang=en" in links
    assert "/wilayah/00?tahap=diproses&sampai=2024-09&lang=en" in links
    assert "/?tahap=diproses&sampai=2024-09&wilayah=11&lang=en" in links
    wrong = []
    for link in sorted(links):
        with client.get(link) as answer:
            wrong += [link] if answer.status_code != 200 else []
    assert wrong == []


def test_the_form_sends_what_the_page_knows(client: FlaskClient) -> None:
    page = client.get("/wilayah/1101?satuan=kasus&lang=en").text
    form = page[page.index("<form") : page.index("</form>")]
    assert 'action="/wilayah/1101"' in form
    assert re.findall(r'name="(\w+)"', form) == ["pemilihan", "tahap", "satuan", "sampai", "lang"]
    assert '<option value="kasus" selected="">' in form


def test_search_engines_learn_where_the_region_lies(client: FlaskClient) -> None:
    said: Any = json.loads(LD.findall(client.get("/wilayah/1101").text)[0])
    path, data = said["@graph"]
    assert [entry["item"] for entry in path["itemListElement"]] == [
        f"http://localhost/wilayah/{code}" for code in ("00", "11", "1101")
    ]
    assert data["spatialCoverage"]["containedInPlace"]["containedInPlace"]["@type"] == "Country"
    assert client.get(data["distribution"]["contentUrl"]).status_code == 200


def test_the_panel_of_the_home_page_leads_here_in_its_choices(client: FlaskClient) -> None:
    page = client.get("/?wilayah=1101&tahap=diproses&lang=en").text
    assert 'href="/wilayah/1101?tahap=diproses&amp;lang=en"' in page


def test_the_two_languages_share_no_sentence(client: FlaskClient) -> None:
    pages = (client.get(f"/wilayah/{code}?lang={lang}").text for code in ("11", "1101") for lang in ("id", "en"))
    said = [set(re.findall(r"<(?:p|li|span)[^>]*>([^<]{30,})</", page)) for page in pages]
    for one, other in (said[:2], said[2:]):
        assert min(len(one), len(other)) > 15
        assert one & other == set()


@pytest.mark.parametrize(
    ("code", "ranking", "comparison"),
    [
        ("1101", "/peringkat?sampai=2024-09", "/banding?sampai=2024-09&amp;wilayah=1101"),
        ("11", "/peringkat?tingkat=provinsi&amp;sampai=2024-09", "/banding?sampai=2024-09&amp;wilayah=11"),
    ],
)
def test_a_page_leads_to_ranking_and_comparison(code: str, ranking: str, comparison: str, client: FlaskClient) -> None:
    said = client.get(f"/wilayah/{code}?sampai=2024-09").text
    for address in (ranking, comparison):
        assert f'href="{address}"' in said
        assert client.get(unescape(address)).status_code == 200
    assert 'href="/banding?' not in client.get("/wilayah/00").text
