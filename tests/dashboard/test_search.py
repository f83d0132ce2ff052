"""The search finds what people mean, and nothing that only looks a little like it."""

import pytest

from dashboard.release import Place
from dashboard.search import Finder, Fit
from geo.names import read_aliases
from geo.regions import load_regions

PLACES = [Place(region.code, region.level.value, region.name, region.parent, None) for region in load_regions()]
NAMES = {place.code: place.name for place in PLACES}
ALIASES = read_aliases()
FINDER = Finder(PLACES, ALIASES)


def found(typed: str) -> list[str]:
    return [match.code for match in FINDER.find(typed)]


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("Bantul", "3402"),
        ("  BANTUL ", "3402"),
        ("Kab Bantul", "3402"),
        ("kab. bantul", "3402"),
        ("Bantul (Kab.)", "3402"),
        ("bantl", "3402"),
        ("kab bantl", "3402"),
        ("bantul diy", "3402"),
        ("Bantul, DI Yogyakarta", "3402"),
        ("Kabupaten Bantul, Daerah Istimewa Yogyakarta", "3402"),
        ("3402", "3402"),
        ("34.02", "3402"),
        ("0", "00"),
        ("34", "34"),
        ("Jogja", "3471"),
        ("kota jogja", "3471"),
        ("provinsi jogja", "34"),
        ("Solo", "3372"),
        ("solok", "1302"),
        ("gorontalo", "75"),
        ("Kabupaten Gorontalo", "7501"),
        ("aceh", "11"),
        ("bogor", "3201"),
        ("kota bogor", "3271"),
        ("Kabupaten Bandung, Jawa Barat", "3204"),
        ("surabya", "3578"),
        ("makasar", "7371"),
        ("denpasr", "5171"),
        ("sulsel", "73"),
        ("sul-sel", "73"),
        ("sulwesi selatan", "73"),
        ("jakarta sel", "3174"),
        ("kab. kep. mentawai", "1309"),
        ("kota mobagu", "7174"),
        ("Kota Baru", "6302"),
        ("tolitoli", "7204"),
        ("fakfak", "9203"),
        ("selayar", "7301"),
        ("oku timur", "1608"),
        ("indonesia", "00"),
    ],
)
def test_what_people_type_finds_what_they_mean(typed: str, code: str) -> None:
    assert (found(typed) or [""])[0] == code, [NAMES[other] for other in found(typed)[:5]]


@pytest.mark.parametrize("place", PLACES, ids=NAMES)
def test_every_name_finds_its_own_region_first(place: Place) -> None:
    first = FINDER.find(place.name)[0]
    assert (first.code, first.exact) == (place.code, True)
    assert found(place.name.upper())[0] == found(place.code)[0] == place.code


def test_every_name_with_its_province_finds_this_region_alone() -> None:
    labels = {place.code: f"{place.name}, {NAMES[place.parent or '']}" for place in PLACES if len(place.code) == 4}
    assert {code: found(label) for code, label in labels.items() if found(label) != [code]} == {}


@pytest.mark.parametrize(("alias", "code"), ALIASES.items(), ids=ALIASES)
def test_every_other_name_finds_its_region_first(alias: str, code: str) -> None:
    first = FINDER.find(alias)[0]
    assert (first.code, first.exact) == (code, True)


def test_names_come_before_beginnings_other_names_and_slips() -> None:
    fits = [match.fit for match in FINDER.find("solo")]
    assert fits == sorted(fits)
    assert [fits[0], fits[1]] == [Fit.ALIAS, Fit.START]
    assert {match.fit for match in FINDER.find("bantl")} == {Fit.ALIKE}


def test_a_kabupaten_comes_before_a_kota_only_where_both_fit_alike() -> None:
    assert found("bogor") == ["3201", "3271"]
    assert found("kota banjar")[0] == "3279"
    assert found("batu")[:2] == ["3579", "1219"]


def test_a_province_brings_what_lies_in_it() -> None:
    assert found("DIY") == ["34", "3401", "3402", "3403", "3404", "3471"]
    assert set(found("banten")) == {code for code in NAMES if code.startswith("36")}


@pytest.mark.parametrize(
    "typed", ["", "  ", "xyzxyz", "9", "123456", "'; --", "%", "qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq" * 9]
)
def test_what_is_like_nothing_finds_nothing(typed: str) -> None:
    assert typed == "9" or found(typed) == []


def test_a_lost_letter_is_forgiven_unless_it_makes_another_name() -> None:
    lost = set()
    for place in PLACES:
        name = " ".join(word for word in place.name.split() if word not in {"Kabupaten", "Kota", "Administrasi"})
        cuts = [name[:at] + name[at + 1 :] for at in (1, 2, 5) if len(name) > 6]
        lost |= {(name, cut) for cut in cuts if place.code not in found(cut)}
    assert lost == {("Bandung", "Badung"), ("Banyumas", "Banyuas")}


def test_other_names_of_regions_that_a_release_lacks_are_left_out() -> None:
    few = Finder([place for place in PLACES if place.code in {"00", "34", "3402"}], ALIASES)
    assert few.find("Solo") == ()
    assert [match.code for match in few.find("bantl")] == ["3402"]
