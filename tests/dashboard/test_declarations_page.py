import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from html import unescape
from typing import Any
from xml.etree import ElementTree

import pytest
from flask.testing import FlaskClient

from dashboard.declarations.reading import declaration_view
from dashboard.declarations.state import MAP_CHART, TREND_CHART, parse
from dashboard.declarations.views import DeclarationView
from dashboard.declarations.words import area_words, background, headline
from dashboard.release import Declaration, Declared, Snapshot
from tests.dashboard.invented import PILKADA

PAGE = "/deklarasi"
ADDRESS = "https://contoh.example/a"
Viewed = Callable[..., DeclarationView]


def activity(number: int, region: str, kind: str, day: date, **changed: Any) -> Declaration:
    plain = Declaration(
        record_id=f"D{number}", region=region, scope="seluruh", election=PILKADA, activity=kind, day=day,
        counts_from=day, date_precision="hari", organizer="pemda", url=ADDRESS, publisher="Koran Rekaan",
        published=day,
    )  # fmt: skip
    return replace(plain, **changed)


ROWS = (
    activity(1, "1101", "rapat_koordinasi", date(2024, 8, 1)),
    activity(2, "1101", "ikrar_deklarasi", date(2024, 8, 20)),
    activity(3, "1101", "pakta_integritas", date(2024, 9, 17)),
    activity(4, "1102", "ikrar_deklarasi", date(2024, 9, 2), scope="sebagian"),
    activity(
        5, "1201", "pakta_integritas", date(2024, 10, 1), counts_from=date(2024, 10, 31), date_precision="bulan",
        election="keduanya",
    ),
    activity(6, "12", "ikrar_dan_pakta", date(2024, 9, 25)),
)  # fmt: skip
FIRST = {"1101": date(2024, 8, 20), "1201": date(2024, 10, 31), "12": date(2024, 9, 25)}


@pytest.fixture
def richer(snapshot: Snapshot) -> Snapshot:
    """Return the invented release with more declarations."""
    declared = {(region, PILKADA): Declared(day, 1) for region, day in FIRST.items()}
    return replace(snapshot, declarations=ROWS, declared={**declared, ("1102", PILKADA): Declared(None, 1)})


@pytest.fixture
def viewed(richer: Snapshot) -> Viewed:
    """Return a maker of views: public names -> view."""
    return lambda **query: declaration_view(richer, parse(query, richer))


def groups(view: DeclarationView) -> dict[str, str]:
    return {standing.place.code: standing.group.name for standing in view.standings}


def test_only_a_declaration_of_the_whole_government_counts(viewed: Viewed) -> None:
    view = viewed()
    assert (view.declared, view.regencies) == (2, 3)
    assert groups(view) == {"1101": "ikrar-2", "1102": "cegah", "1201": "ikrar-0"}


def test_a_province_does_not_declare_for_its_regions(viewed: Viewed) -> None:
    september = viewed(provinsi="12", sampai="2024-09")
    assert (september.declared, groups(september)) == (0, {"1201": "nihil"})
    assert september.own is not None
    assert september.own.first == date(2024, 9, 25)
    assert "25 September 2024" in background(september)[-1]


@pytest.mark.parametrize(
    ("until", "declared"),
    [("2024-08-19", 0), ("2024-08-20", 1), ("2024-08", 1), ("2024-10-30", 1), ("2024-10-31", 2), ("2024-10", 2)],
)
def test_coverage_counts_to_the_day(viewed: Viewed, until: str, declared: int) -> None:
    view = viewed(sampai=until)
    assert view.declared == declared
    assert sum(point.added for point in view.points) == declared


def test_a_declaration_known_by_its_month_says_no_more_than_that(viewed: Viewed) -> None:
    (_, _, by_month) = viewed().standings
    assert area_words(by_month, "id").endswith("berdeklarasi Oktober 2024, sedikitnya 27 hari sebelum pemungutan suara")
    assert area_words(by_month, "en").endswith("declared October 2024, at least 27 days before polling day")


def test_nothing_on_record_is_never_said_to_be_no_declaration(viewed: Viewed) -> None:
    view = viewed(sampai="2024-07")
    assert view.declared == 0
    assert "belum ada catatan publik" in headline(view)
    assert "tidak berarti" in background(view)[0]


def test_an_activity_for_both_elections_counts_for_each(richer: Snapshot) -> None:
    known = {**richer.declared, ("1201", "pemilu-2024"): Declared(date(2024, 10, 31), 1)}
    both = replace(richer, declared=known)
    view = declaration_view(both, parse({"pemilihan": "pemilu-2024", "sampai": "2024-10"}, both))
    assert [entry.standing.place.code for entry in view.entries] == ["1201"]


def test_steps_count_only_before_the_first_declaration(viewed: Viewed) -> None:
    kinds = {kind.activity: (kind.regions, kind.records, kind.before) for kind in viewed().kinds}
    assert kinds["rapat_koordinasi"] == (1, 1, 1)
    assert kinds["sosialisasi"] == (0, 0, 0)
    assert kinds["ikrar_deklarasi"] == (2, 2, None)
    assert kinds["pakta_integritas"] == (2, 2, None)


@pytest.mark.parametrize(
    ("order", "codes"),
    [("tanggal", ["1201", "1101", "1102"]), ("nama", ["1101", "1102", "1201"]), ("provinsi", ["1101", "1102", "1201"])],
)
def test_the_table_is_sorted_as_asked(richer: Snapshot, order: str, codes: list[str]) -> None:
    days = {"1201": date(2024, 7, 1), "1101": date(2024, 8, 1), "1102": date(2024, 9, 1)}
    rows = tuple(activity(at, region, "pakta_integritas", day) for at, (region, day) in enumerate(days.items()))
    sure = {(region, PILKADA): Declared(day, 1) for region, day in days.items()}
    known = replace(richer, declarations=rows, declared=sure)
    view = declaration_view(known, parse({"urut": order}, known))
    assert [entry.standing.place.code for entry in view.entries] == codes


def test_a_kind_lists_the_first_record_of_each_region_also_of_a_part(viewed: Viewed) -> None:
    entries = viewed(kegiatan="ikrar_deklarasi", urut="nama").entries
    assert [(entry.standing.place.code, entry.records[0].record_id) for entry in entries] == [
        ("1101", "D2"),
        ("1102", "D4"),
    ]


def test_a_region_that_declared_after_polling_day_is_with_the_latest(richer: Snapshot) -> None:
    late = replace(richer, declared={("1102", "pemilu-2024"): Declared(date(2024, 10, 1), 1)})
    view = declaration_view(late, parse({"pemilihan": "pemilu-2024", "sampai": "2024-10"}, late))
    assert {standing.group.name for standing in view.standings if standing.first} == {"ikrar-0"}


def test_the_page_is_complete_without_scripts(client: FlaskClient) -> None:
    page = client.get(PAGE).text
    assert "Sedikitnya 1 dari 3 kabupaten/kota (33%) sudah berdeklarasi netral untuk Pilkada 2024" in page
    assert re.search(r'<a href="/wilayah/1101"[^>]*><path[^>]*class="area ikrar-1"', page)
    assert re.search(r'<a href="/wilayah/1102"[^>]*><path[^>]*class="area nihil"', page)
    assert ADDRESS in page
    assert 'href="/api/v1/deklarasi.csv?pemilihan=pilkada-2024&amp;rilis=rekaan000001&amp;unduh=1"' in page
    assert page.count('class="grafik"') == 2


def test_the_page_speaks_english(client: FlaskClient) -> None:
    page = client.get(f"{PAGE}?lang=en").text
    assert '<html lang="en">' in page
    assert "At least 1 of 3 regencies and cities (33%) had declared neutrality" in page
    assert 'href="/wilayah/1101?lang=en"' in page


def test_the_state_stands_in_the_canonical_link_and_nothing_else(client: FlaskClient) -> None:
    asked = f"{PAGE}?utm_source=x&urut=nama&sampai=2024-09-20&provinsi=11&kegiatan="
    link = re.search(r'<link rel="canonical" href="([^"]+)"', client.get(asked).text)
    assert link is not None
    assert unescape(link[1]) == "http://localhost/deklarasi?provinsi=11&urut=nama&sampai=2024-09-20"


@pytest.mark.parametrize(
    "query",
    [
        "pemilihan=keduanya", "pemilihan=x", "provinsi=1101", "provinsi=00", "kegiatan=x", "urut=x", "sampai=2024",
        "sampai=2024-13", "sampai=2024-09-31", "sampai=20240901", "sampai=2023-12", "sampai=2024-11-01", "lang=x",
    ],
)  # fmt: skip
def test_wrong_values_are_refused(query: str, client: FlaskClient) -> None:
    answer = client.get(f"{PAGE}?{query}")
    assert answer.status_code == 400
    assert query.split("=", maxsplit=1)[0] in answer.text


@pytest.mark.parametrize("suffix", ["csv", "json", "svg"])
@pytest.mark.parametrize("chart", [MAP_CHART, TREND_CHART])
def test_files_refuse_what_they_do_not_know(chart: str, suffix: str, client: FlaskClient) -> None:
    path = f"/grafik/{chart}.{suffix}"
    assert client.get(path).status_code == 200
    refused = [client.get(f"{path}?{query}") for query in ("tahap=dugaan", "urut=nama", "sampai=x", "provinsi=99")]
    assert [answer.status_code for answer in refused] == [400] * 4
    kinds = [answer.json["galat"]["kode"] for answer in refused]  # type: ignore[index]
    assert kinds == ["parameter_tidak_dikenal"] * 2 + ["nilai_salah"] * 2


def test_the_map_file_tells_nothing_published_from_declared(client: FlaskClient) -> None:
    said = client.get("/grafik/peta-deklarasi.csv").text.split("\r\n")
    assert said[0] == (
        "kode_wilayah,nama_wilayah,tingkat,kode_provinsi,nama_provinsi,pemilihan,deklarasi_pertama,"
        "hari_sebelum_pemungutan,jumlah_kegiatan,status,rilis"
    )
    assert said[1] == (
        "1101,Kabupaten Aceh Selatan,kabupaten_kota,11,Aceh,pilkada-2024,2024-09-17,71,2,ada,rekaan000001"
    )
    assert said[2].endswith("pilkada-2024,,,0,nihil_terpublikasi,rekaan000001")


def test_the_trend_file_has_a_row_for_each_day(client: FlaskClient) -> None:
    (row,) = client.get("/grafik/tren-deklarasi.json?provinsi=11").json["data"]  # type: ignore[index]
    assert row == {
        "kode_wilayah": "11", "nama_wilayah": "Aceh", "pemilihan": PILKADA, "dihitung_sejak": "2024-09-17",
        "hari_sebelum_pemungutan": 71, "berdeklarasi_hari_itu": 1, "sudah_berdeklarasi": 1,
        "jumlah_kabupaten_kota": 2, "cakupan_deklarasi": 0.5, "rilis": "rekaan000001",
    }  # fmt: skip


def test_a_download_says_in_its_name_what_it_holds(client: FlaskClient) -> None:
    answer = client.get("/grafik/tren-deklarasi.csv?unduh=1&provinsi=11&sampai=2024-09-20")
    name = "tren-deklarasi_pilkada-2024_2024-09-20_11_rekaan000001.csv"
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{name}"'


@pytest.mark.parametrize("chart", [MAP_CHART, TREND_CHART])
def test_drawings_stand_alone_with_a_text_alternative(chart: str, client: FlaskClient) -> None:
    drawn = ElementTree.fromstring(client.get(f"/grafik/{chart}.svg?lang=en").text)  # noqa: S314 (our own)
    title = drawn.find("{http://www.w3.org/2000/svg}title")
    assert title is not None
    assert drawn.get("role") == "group"
    assert drawn.find("{http://www.w3.org/2000/svg}desc") is not None
    assert "neutrality" in str(title.text)
    assert drawn.find("{http://www.w3.org/2000/svg}style") is not None


def test_the_map_of_a_province_holds_its_regions_alone(client: FlaskClient) -> None:
    whole, aceh = (client.get(f"/grafik/peta-deklarasi.svg{query}").text for query in ("", "?provinsi=11"))
    # The last link of each is the chart's own.
    assert (whole.count("<a "), aceh.count("<a ")) == (4, 3)


def test_the_map_is_out_of_the_way_of_the_keyboard_and_its_words_are_not(client: FlaskClient) -> None:
    page = client.get(PAGE).text
    drawn = page[page.index('<svg viewBox="0 0 1000 377"') :]
    drawn = drawn[: drawn.index("</svg>")]
    assert 'aria-hidden="true"' in drawn
    assert set(re.findall(r"<a [^>]*?(tabindex=\"-1\")?>", drawn)) == {'tabindex="-1"'}
    assert re.search(r'<p class="quiet">Peta 3 kabupaten/kota \(Indonesia\)[^<]+belum ada catatan: 2', page)


def test_a_curve_ends_on_the_day_that_is_asked_for(client: FlaskClient) -> None:
    ends = [
        re.search(r'd="([^"]+)" class="jalur"', client.get(f"/grafik/tren-deklarasi.svg?sampai={until}").text)
        for until in ("2024-09-20", "2024-10-31")
    ]
    (first, last) = (float(re.findall(r"H([\d.]+)", end[1])[-1]) for end in ends if end)
    assert first < last - 20


def test_without_boundaries_the_tables_are_left(snapshot: Snapshot, client: FlaskClient) -> None:
    from dashboard.declarations.map import map_sheet, page_map

    bare = replace(snapshot, boundaries=())
    view = declaration_view(bare, parse({"provinsi": "11"}, bare))
    assert page_map(view, bare) is None
    assert map_sheet(view.state, bare).shapes == {}
    assert client.get(PAGE).status_code == 200
