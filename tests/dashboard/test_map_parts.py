"""A province shown large, rates, and the classes of the legend: each as the server writes it."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from flask.testing import FlaskClient

from dashboard.browser_options import browser_options
from dashboard.class_words import class_label
from dashboard.controls import control_part
from dashboard.files import file_name
from dashboard.light_map import light_map
from dashboard.map_parts import legend_part, map_table, map_title
from dashboard.markup import to_html
from dashboard.palette import SUPPRESSED_CLASS, class_of, palette, rate_floors
from dashboard.reading import map_view
from dashboard.release import Observation, SeriesKey, Snapshot
from dashboard.sentences import entry_words, map_alt
from dashboard.spans import COUNTRY, spans
from dashboard.state import ViewState
from dashboard.views import MapClass

RATED = {"tingkat": "provinsi", "ukuran": "per_10000"}
State = Callable[..., ViewState]


def test_a_province_shown_large_has_its_own_regions_and_part_of_the_earth(snapshot: Snapshot, state: State) -> None:
    view = map_view(snapshot, state(provinsi="11"))
    assert [entry.place.code for entry in view.entries] == ["1101", "1102"]
    assert view.span.longitudes == (99.8, 104.2)
    assert view.span.latitudes == (-0.2, 4.2)
    assert map_view(snapshot, state()).span == COUNTRY
    assert "kabupaten/kota di Aceh" in map_alt(view)
    assert map_title(view) == ("Dugaan (orang), Pilkada 2024. Kabupaten/kota di Aceh, sampai akhir Oktober 2024.")


def test_the_table_of_a_province_lists_all_of_its_regions_openly(snapshot: Snapshot, state: State) -> None:
    written = to_html(map_table(map_view(snapshot, state(provinsi="12")), snapshot), {})
    assert written.startswith('<details open="True"><summary>Sumatera Utara: 1 daerah, 0 punya catatan')
    assert "belum ada" in written


def test_files_of_a_province_hold_its_regions(client: FlaskClient, snapshot: Snapshot, state: State) -> None:
    rows = client.get("/grafik/peta-pelanggaran.json?provinsi=11").json["data"]  # type: ignore[index]
    assert [row["kode_wilayah"] for row in rows] == ["1101", "1102"]
    assert "_11_" in file_name("peta-pelanggaran", state(provinsi="11"), snapshot.release_id)
    drawing = light_map(map_view(snapshot, state(provinsi="11")), snapshot)
    assert drawing.count("<path") == 2
    assert 'viewBox="0 0 1000 1000"' in drawing


def test_a_province_that_is_none_is_refused(client: FlaskClient) -> None:
    answer = client.get("/grafik/peta-pelanggaran.json?provinsi=1101")
    assert (answer.status_code, answer.json["galat"]["boleh"]) == (400, ["11", "12"])  # type: ignore[index]
    assert client.get("/?provinsi=99").status_code == 400


def test_a_rate_is_compared_where_both_numbers_exist(snapshot: Snapshot, state: State) -> None:
    view = map_view(snapshot, state(**RATED))
    aceh, north = view.entries
    assert aceh.rate
    assert (aceh.rate.per_10000, aceh.rate.small, aceh.class_index) == (2.5, True, 2 + 3)
    assert (north.rate, north.class_index) == (None, 0)
    assert entry_words(aceh, view.state) == "2,5 per 10.000 PNS (sedikitnya 5 orang dari 20.000 PNS)"
    assert "terbanyak Aceh (2,5)" in map_alt(view)


def test_small_denominators_are_flagged_in_the_table(snapshot: Snapshot, state: State) -> None:
    written = to_html(map_table(map_view(snapshot, state(**RATED)), snapshot), {})
    assert '<td class="number">2,5 *</td>' in written
    assert "* Penyebutnya kecil" in written


@pytest.mark.parametrize("query", [{"ukuran": "per_10000"}, {**RATED, "satuan": "kasus"}, {"tingkat": "provinsi"}])
def test_without_rates_the_map_shows_counts(query: dict[str, str], snapshot: Snapshot, state: State) -> None:
    asked = state(**query)
    assert not asked.shows_rate
    assert [entry.rate for entry in map_view(snapshot, asked).entries if entry.rate] == []


def test_a_measure_cannot_be_chosen_where_it_does_not_exist(snapshot: Snapshot, state: State) -> None:
    parts = [control_part(snapshot, state(tingkat=level)) for level in ("kabupaten_kota", "provinsi")]
    assert [part["measure"].options[1]["disabled"] for part in parts] == [True, False]
    assert [part["measure-note"].hidden for part in parts] == [False, True]


def test_the_caption_says_what_a_rate_is_not(client: FlaskClient) -> None:
    page = client.get("/?tingkat=provinsi&ukuran=per_10000").text
    assert '<span id="awal-map-caveat" class="hint">Pembanding, bukan bagian dari PNS' in page


def test_classes_of_rates_are_named_without_gaps(snapshot: Snapshot) -> None:
    named = browser_options(snapshot, "id")["classes"]["provinsi"]["per_10000"]  # type: ignore[index]
    assert named["floors"] == rate_floors("provinsi") == (0, 0.5, 1, 2, 5)
    assert named["labels"] == [
        "di bawah 0,5", "0,5 sampai di bawah 1", "1 sampai di bawah 2", "2 sampai di bawah 5", "5 atau lebih",
    ]  # fmt: skip
    assert rate_floors("kabupaten_kota") == ()


def suppressed(snapshot: Snapshot) -> Snapshot:
    """Return the release with one number kept back."""
    key = SeriesKey("1102", "pilkada-2024", "dugaan", "orang")
    row = Observation("2024-09", 0, 0, 0, "disembunyikan", implied=False, basis="publikasi")
    return replace(snapshot, series={**snapshot.series, key: (row,)})


def test_a_suppressed_number_is_a_class_of_its_own(snapshot: Snapshot, state: State) -> None:
    view = map_view(suppressed(snapshot), state())
    assert [(entry.class_index, entry.reading.value) for entry in view.entries] == [
        (4, 5),
        (SUPPRESSED_CLASS, None),
        (0, None),
    ]
    assert entry_words(view.entries[1], view.state) == "disembunyikan"
    assert class_label(MapClass(SUPPRESSED_CLASS, None, None, 1), "en") == "suppressed"
    assert class_of(None, stated_zero=False, floors=(1,), suppressed=True) == SUPPRESSED_CLASS
    assert len(set(palette("terang").classes)) == len(palette("terang").classes) == SUPPRESSED_CLASS + 1


def test_the_legend_names_the_suppressed_only_where_there_are_some(snapshot: Snapshot, state: State) -> None:
    shown = [to_html(legend_part(map_view(one, state())), {}) for one in (snapshot, suppressed(snapshot))]
    assert ['<li hidden="True">' in written for written in shown] == [True, False]


def test_classes_of_the_legend_are_buttons_only_with_scripts(client: FlaskClient) -> None:
    assert 'aria-pressed="false"' not in client.get("/").text


def test_spans_lie_around_their_regions(snapshot: Snapshot) -> None:
    boundary = snapshot.boundary("provinsi")
    assert boundary
    assert spans(boundary)["12"].west == pytest.approx(109.8)


def test_the_browser_gets_colours_classes_and_words_from_the_declarations(snapshot: Snapshot) -> None:
    options = browser_options(snapshot, "en")
    assert options["kinds"] == {"nihil_terpublikasi": 0, "nol": 1, "ada": 2, "disembunyikan": SUPPRESSED_CLASS}
    assert options["colours"]["gelap"]["classes"] == palette("gelap").classes  # type: ignore[index]
    assert options["classes"]["kabupaten_kota"]["orang"]["floors"] == (1, 2, 5, 10, 20)  # type: ignore[index]
    assert options["defaults"]["ukuran"] == "jumlah"  # type: ignore[index]
    assert "wilayah" not in options["defaults"]  # type: ignore[operator]
