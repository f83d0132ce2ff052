"""Regions are found by code or name exactly as meant, and near misses are only suggested."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from etl.values.places import RegionNames, load_region_names
from etl.values.wrong import Wrong
from geo.names import AliasError, place_of, read_aliases
from geo.regions import REGIONS_FILE, load_regions

TREE = load_regions()
NAMES = load_region_names(TREE)
ALIASES = read_aliases()
PROVINCES_NAMED_LIKE_A_CITY = {"15", "17", "75"}


def wrong(text: str) -> Wrong:
    found = NAMES.resolve(text)
    assert isinstance(found, Wrong)
    return found


@pytest.mark.parametrize("code", [region.code for region in TREE])
def test_every_code_means_itself_in_every_form_that_cannot_be_another(code: str) -> None:
    forms = [code, f" {code} ", f"'{code}", f"{code}.0", f"\u200b{code}\u00a0"]
    forms += [f"{code[:2]}.{code[2:]}", f"{code[:2]},{code[2:]}"] if len(code) == 4 else []
    assert {NAMES.resolve(form) for form in forms if form != "00.0"} == {code}


@pytest.mark.parametrize("code", [region.code for region in TREE])
def test_every_official_name_means_its_region_in_many_spellings(code: str) -> None:
    name = TREE.get(code).name
    full = f"Provinsi {name}" if len(code) == 2 and code != "00" else name
    kind, _, rest = full.partition(" ")
    short = {"Kabupaten": "Kab", "Kota": "Kota", "Provinsi": "Prov"}.get(kind, kind)
    forms = {
        full,
        full.upper(),
        full.lower(),
        full.replace(" ", "  "),
        full.replace("Kepulauan", "Kep."),
        full.replace("Administrasi", "Adm."),
        f"{short}. {rest}" if rest else full,
        f"{short}.{rest}" if rest else full,
        f"{rest} ({kind})" if rest else full,
        f"{rest}, {short}." if rest else full,
    }
    assert {form: NAMES.resolve(form) for form in forms} == dict.fromkeys(forms, code)


@pytest.mark.parametrize("code", [region.code for region in TREE])
def test_a_bare_name_is_taken_only_where_it_fits_one_region(code: str) -> None:
    bare = place_of(TREE.get(code).name).letters
    alike = [region.code for region in TREE if place_of(region.name).letters == bare]
    alike += [other for alias, other in ALIASES.items() if place_of(alias).letters == bare]
    found = NAMES.resolve(bare)
    if set(alike) == {code}:
        assert found == code
    else:
        assert isinstance(found, Wrong)
        assert found.code == "region_ambiguous"
        assert all(f"({other})" in found.expected.id for other in alike)


def test_only_three_provinces_need_their_kind() -> None:
    unclear = {region.code for region in TREE if isinstance(NAMES.resolve(region.name), Wrong)}
    assert unclear == PROVINCES_NAMED_LIKE_A_CITY


@pytest.mark.parametrize(("alias", "code"), ALIASES.items())
def test_every_alias_means_its_region(alias: str, code: str) -> None:
    kind = "Provinsi" if len(code) == 2 else place_of(TREE.get(code).name).kind
    forms = [alias, alias.upper()]
    forms += [f"{kind} {alias}"] if code != "00" and not place_of(alias).kind else []
    assert {form: NAMES.resolve(form) for form in forms} == dict.fromkeys(forms, code)


def test_no_alias_is_the_name_of_another_region() -> None:
    official = {(place_of(region.name).kind, place_of(region.name).letters): region.code for region in TREE}
    bare = {letters: code for (_, letters), code in official.items()}
    clashes = {alias for alias, code in ALIASES.items() if bare.get(place_of(alias).letters, code) != code}
    assert clashes == {"Provinsi Yogyakarta"}
    assert len({(place_of(alias).letters, code) for alias, code in ALIASES.items()}) == len(ALIASES)


@pytest.mark.parametrize(
    ("text", "code", "expected"),
    [
        ("11.1", "region_code_damaged", "11.10, 11.01"),
        ("34.2", "region_code_damaged", "34.02"),
        ("3.402", "region_code_damaged", "34.02"),
        ("3402.5", "region_unknown", "3402"),
        ("34.00", "region_unknown", "3402"),
        ("9999", "region_unknown", "3402"),
        ("34.02.01", "region_unknown", "3402"),
        ("3402\u00b2", "region_unknown", "3402"),
        ("340201", "region_unknown", "3402"),
        ("2024-10-11", "region_unknown", "3402"),
        ("Bogor", "region_ambiguous", "Kabupaten Bogor (3201), Kota Bogor (3271)"),
        ("Gorontalo", "region_ambiguous", "Provinsi Gorontalo (75), Kabupaten Gorontalo (7501), Kota Gorontalo (7571)"),
        ("Yogyakarta", "region_ambiguous", "Provinsi Daerah Istimewa Yogyakarta (34), Kota Yogyakarta (3471)"),
        ("Kabupaten Bantu", "region_near", "Kabupaten Bantul (3402)"),
        ("Kota Bantul", "region_near", "Kabupaten Bantul (3402)"),
        ("Kabupaten Serang (3673)", "region_unknown", "3402"),
        ("Kota Baru", "region_near", "Kabupaten Kotabaru (6302)"),
        ("Kab. Bogro", "region_near", "Kabupaten Bogor (3201)"),
        ("Kabupaten Pontianak", "region_near", "Kota Pontianak (6171)"),
        ("Rekaan Contohnya", "region_unknown", "Kabupaten Bantul"),
        ("Kota", "region_unknown", "Kabupaten Bantul"),
        ("Kab/Kota Bogor", "region_unknown", "Kabupaten Bantul"),
        ("", "region_unknown", "Kabupaten Bantul"),
        ("3404 Kabupaten Bantul", "region_unknown", "Kabupaten Bantul"),
        ("11.1 Bantul", "region_near", "Kabupaten Bantul"),
        ("Bantul, Jawa Barat", "region_unknown", "Kabupaten Bantul"),
        ("Bogor, Jawa Barat", "region_ambiguous", "Kabupaten Bogor (3201), Kota Bogor (3271)"),
    ],
)
def test_what_is_unclear_is_refused_with_what_would_be_right(text: str, code: str, expected: str) -> None:
    found = wrong(text)
    assert found.code == code
    assert expected in found.expected.id


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("0", "00"),
        ("0.0", "00"),
        ("Kab. Adm. Kep. Seribu", "3101"),
        ("Kabupaten Kepulauan Seribu", "3101"),
        ("Jakarta Selatan", "3174"),
        ("D.I. Yogyakarta", "34"),
        ("Prov. DIY", "34"),
        ("Toli-Toli", "7204"),
        ("Kab. Labuhan Batu", "1210"),
        ("Kota Pangkalpinang", "1971"),
        ("Pangkajene & Kepulauan", "7310"),
        ("Kabupaten Toba Samosir", "1212"),
        ("Kotabaru", "6302"),
        ("Kotamobagu", "7174"),
        ("Lima Puluh Kota", "1307"),
        ("3402 Kabupaten Bantul", "3402"),
        ("34.02 - Bantul", "3402"),
        ("Kabupaten Serang (3604)", "3604"),
        ("Serang (36.73)", "3673"),
        ("3271 Bogor", "3271"),
        ("Bantul, DIY", "3402"),
        ("Kab. Bantul (D.I. Yogyakarta)", "3402"),
        ("Banjar, Jawa Barat", "3279"),
        ("Banjar, Kalimantan Selatan", "6303"),
    ],
)
def test_common_spellings_are_understood(text: str, code: str) -> None:
    assert NAMES.resolve(text) == code


@given(st.text(max_size=200))
def test_any_text_has_an_answer_that_shows_only_the_list(text: str) -> None:
    found = NAMES.resolve(text)
    if isinstance(found, Wrong):
        assert found.code.startswith("region_")
        assert found.expected.id
    else:
        assert found in TREE


def test_old_names_on_the_map_mean_the_same_region_but_for_one_that_is_a_city_today() -> None:
    """Kabupaten Pontianak became Mempawah, but who writes Pontianak today may as well mean the city."""
    old = yaml.safe_load((REGIONS_FILE.parents[2] / "geo" / "matching.yml").read_text("utf-8"))["regions"]
    found = {name: NAMES.resolve(name) for name in old}
    assert {name for name, code in old.items() if found[name] != code} == {
        *("Pontianak", "TanjungJabungB", "TanjungJabungT"),
    }
    assert found["Pontianak"] == "6171"


MEANT = {(place_of(name).kind, place_of(name).letters) for name in (*NAMES.official.values(), *ALIASES)}


@given(st.sampled_from([region.name for region in TREE if len(region.code) == 4]), st.data())
def test_a_name_with_one_letter_missing_is_taken_only_if_that_is_a_name_too(name: str, data: st.DataObject) -> None:
    start = name.index(" ") + 1
    place = data.draw(st.sampled_from([number for number in range(start, len(name)) if name[number] != " "]))
    spoilt = place_of(name[:place] + name[place + 1 :])
    found = NAMES.resolve(name[:place] + name[place + 1 :])
    assert isinstance(found, Wrong) or {(spoilt.kind, spoilt.letters), ("", spoilt.letters)} & MEANT


@pytest.mark.parametrize(
    ("alias", "code"),
    [
        pytest.param("Rekaan", "9999", id="no such region"),
        pytest.param("Kota Rekaan", "3402", id="a kabupaten called a kota"),
        pytest.param("Kab. Sleman", "3402", id="the name of another region"),
        pytest.param("Kab. Bantul", "3402", id="the region's own name"),
    ],
)
def test_an_alias_that_fits_no_region_or_is_a_name_already_is_refused(alias: str, code: str) -> None:
    with pytest.raises(AliasError):
        RegionNames(TREE, {alias: code})


def test_an_alias_that_stands_twice_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "aliases.csv"
    file.write_text("alias,region_code\nRekaan,3402\nRekaan,3404\n", "utf-8")
    with pytest.raises(AliasError):
        read_aliases(file)
