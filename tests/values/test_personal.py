"""What belongs to a person is found wherever it stands; published files raise no alarm, and messages show nothing."""

import csv
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.catalogue import METADATA, load_catalogue
from etl.problems import MASKED
from etl.values.personal import NAMED_COLUMNS, PERSONAL_SQL, personal_kind, safe_value
from etl.values.personal_patterns import other_words
from etl.values.places import load_region_names
from etl.values.spelling import tidy
from etl.values.vocabulary import vocabulary
from geo.regions import RegionLevel, load_regions

NAMES = load_region_names()
CATALOGUE = load_catalogue()
KNOWN = vocabulary(catalogue=CATALOGUE, names=NAMES)
CERTAIN = ("nip", "nik", "phone", "email", "plate")

PERSONAL_TEXTS = [
    ("nip", "198501012010011001"),
    ("nip", "19850101 201001 1 001"),
    ("nip", "19850101.201001.1.001"),
    ("nip", "NIP.198501012010012001/rekaan"),
    ("nip", "199001012022211001"),
    ("nip", "1.98501012010011e+17"),
    ("nip", "1,98501E+17"),
    ("nip", "atas laporan 198501012010011001, diproses"),
    ("nip", "1985\u200b0101\u00ad201001\u200b1001"),
    ("nik", "3402015203850001"),
    ("nik", "3402 0152 0385 0001"),
    ("nik", "NIK:9171013112990009."),
    ("nik", "3.40201520385E+15"),
    ("phone", "081234567890"),
    ("phone", "0812-3456-7890"),
    ("phone", "0812 345 678"),
    ("phone", "+6281234567890"),
    ("phone", "+62 812 3456 7890"),
    ("phone", "62812.3456.7890"),
    ("phone", "81234567890"),
    ("phone", "Hp.081234567890"),
    ("phone", "(0274) 123456"),
    ("phone", "021-1234567"),
    ("email", "contoh@example.org"),
    ("email", "contoh @ example.org"),
    ("email", "akun @contoh_rekaan"),
    ("email", "contoh(at)example.org"),
    ("plate", "AB 1234 XY"),
    ("plate", "AB-1234-XY"),
    ("plate", "kendaraan B1234XYZ itu"),
    ("plate", "dk1234ab"),
    ("name", "Contohnya Rekaannya"),
    ("name", "CONTOHNYA REKAANNYA"),
    ("name", "contohnya rekaannya"),
    ("name", "Laporan atas Contohnya Rekaannya pada rapat"),
    ("name", "Rekaannya, S.Sos"),
    ("name", "REKAANNYA, S.H."),
    ("name", "rekaannya S.Pd.I"),
    ("name", "Drs. Rekaannya"),
    ("name", "H. Rekaannya"),
    ("name", "a.n. Rekaannya"),
    ("name", "laporan atas M. Rekaannya"),
    ("name", "oleh Rekaannya R."),
    ("name", "Contohnya bin Rekaannya"),
    ("name", "dilaporkan contohnya binti rekaannya kemarin"),
    ("long_text", "a" * 121),
    ("long_text", "satu " * 21),
]
HARMLESS_TEXTS = [
    "Kabupaten Bantul",
    "Kab. Kepulauan Siau Tagulandang Biaro",
    "PKPU 2",
    "UU 20 Tahun 2023",
    "SE Bupati 800/6516/41/2023",
    "800.1.6.1/5391/V/2024",
    "Golongan III A 12 PNS",
    "B-1234/KP.05/10/2024",
    "2024-08-12 12:30:45",
    "12.08.2024-15.08.2024",
    "08.12.2024-09.12.2024",
    "3402",
    "1.234.567",
    "123456789012345678",
    "999999999999999999",
    "Bawaslu Kabupaten Bantul",
    "Netralitas",
    "",
    "Enam ASN ditindak karena netralitas",
    "Dilaporkan sepanjang 2023",
]


@pytest.mark.parametrize(("kind", "text"), PERSONAL_TEXTS)
def test_what_belongs_to_a_person_is_found(kind: str, text: str) -> None:
    assert personal_kind(text, KNOWN) == kind


@pytest.mark.parametrize("text", HARMLESS_TEXTS)
def test_numbers_and_words_of_administration_raise_no_alarm(text: str) -> None:
    assert personal_kind(text, KNOWN) is None


def test_without_a_vocabulary_every_two_capitalised_words_are_a_name() -> None:
    assert personal_kind("Kabupaten Bantul") == "name"
    assert personal_kind("Bantul") is None


@st.composite
def nip(draw: st.DrawFn) -> str:
    born = draw(st.dates(date(1950, 1, 1), date(2005, 12, 31)))
    appointed = draw(st.dates(date(1970, 1, 1), date(2024, 12, 31)))
    return f"{born:%Y%m%d}{appointed:%Y%m}{draw(st.sampled_from('12'))}{draw(st.integers(0, 999)):03}"


@st.composite
def nik(draw: st.DrawFn) -> str:
    province = draw(st.sampled_from([region.code for region in load_regions().at(RegionLevel.PROVINCE)]))
    born = draw(st.dates(date(1950, 1, 1), date(2005, 12, 31)))
    day = born.day + draw(st.sampled_from((0, 40)))
    return f"{province}{draw(st.integers(0, 9999)):04}{day:02}{born:%m%y}{draw(st.integers(1, 9999)):04}"


@st.composite
def phone(draw: st.DrawFn) -> str:
    return draw(st.sampled_from(("08", "+628", "628"))) + draw(st.from_regex(r"[1-9][0-9]{8,10}", fullmatch=True))


AROUND = st.text(alphabet="abc XYZ:;()\n", max_size=20)


@given(st.one_of(nip(), nik(), phone()), AROUND, AROUND)
def test_numbers_of_persons_are_found_inside_any_text(number: str, before: str, after: str) -> None:
    text = f"{before} {number} {after}"
    assert personal_kind(text, KNOWN) in {"nip", "nik", "phone", "plate", "email"}
    assert number not in safe_value(text, KNOWN)
    assert number not in safe_value(number, KNOWN)


@given(nip(), st.sampled_from((" ", ".", "-", "\u00a0")), st.sets(st.integers(1, 17), max_size=6))
def test_separators_hide_no_number(number: str, mark: str, places: set[int]) -> None:
    spaced = "".join(mark + digit if place in places else digit for place, digit in enumerate(number))
    assert personal_kind(spaced, KNOWN) in {"nip", "phone"}


@pytest.mark.parametrize("zero", ["\uff10", "\u0660", "\u0966", "\U0001d7ce"])
def test_digits_of_other_scripts_and_widths_hide_no_number(zero: str) -> None:
    other = "".join(chr(ord(zero) + int(digit)) for digit in "198501012010011001")
    assert personal_kind(other, KNOWN) == "nip"
    assert safe_value(other, KNOWN).startswith(MASKED)


def published(*columns: str) -> Iterator[tuple[str, str]]:
    """Yield the texts of these columns in the published files: column, text."""
    for name in ("violations.csv", "declarations.csv"):
        with (METADATA.parent / name).open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                yield from ((column, row[column]) for column in columns if row.get(column))


def test_the_published_files_hold_nothing_of_a_person() -> None:
    texts = [text for _, text in published("note", "authority", "source_publisher", "source_url")]
    assert len(texts) > 2_000
    assert [text for text in texts if any(re.search(PERSONAL_SQL[kind], text, re.ASCII) for kind in CERTAIN)] == []


def test_authorities_raise_no_alarm_of_names_and_notes_hardly_any() -> None:
    found = [(column, text) for column, text in published("authority", "note") if personal_kind(text, KNOWN) == "name"]
    assert [text for column, text in found if column == "authority"] == []
    assert len(found) < 20


def test_columns_where_a_name_alarms_are_free_texts() -> None:
    assert {CATALOGUE.fields[name].type for name in NAMED_COLUMNS} == {"text"}


@pytest.fixture(scope="module")
def matches() -> Any:
    """Return a function: does DuckDB find the pattern of a kind in a text."""
    connection = duckdb.connect(":memory:")

    def ask(kind: str, text: str) -> bool:
        row = connection.execute("SELECT regexp_matches(?, ?)", [text, PERSONAL_SQL[kind]]).fetchone()
        assert row is not None
        return bool(row[0])

    yield ask
    connection.close()


@pytest.mark.parametrize(
    ("kind", "text"), PERSONAL_TEXTS + [(kind, text) for kind in CERTAIN for text in HARMLESS_TEXTS]
)
def test_duckdb_finds_the_same_as_python(kind: str, text: str, matches: Any) -> None:
    assert matches(kind, text) == bool(re.search(PERSONAL_SQL[kind], text, re.ASCII))


@given(text=st.text(alphabet="0123456789 .-+@()aAbB8/\u00a0e", max_size=40), kind=st.sampled_from(sorted(PERSONAL_SQL)))
def test_duckdb_and_python_agree_on_any_text(text: str, kind: str, matches: Any) -> None:
    assert matches(kind, text) == bool(re.search(PERSONAL_SQL[kind], text, re.ASCII))


def test_the_pattern_of_nik_knows_exactly_the_provinces() -> None:
    numbers = [f"{code:02}01015203850001" for code in range(100)]
    found = {number[:2] for number in numbers if re.search(PERSONAL_SQL["nik"], number)}
    assert found == {region.code for region in load_regions().at(RegionLevel.PROVINCE)}


def test_a_pattern_of_other_words_takes_all_words_but_these() -> None:
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    words = ("ASN", "ASB", "PNS")
    taken = re.compile(f"(?:{other_words(words)})")
    refused = {
        first + second + third
        for first in letters
        for second in letters
        for third in letters
        if not taken.fullmatch(first + second + third)
    }
    assert refused == set(words)


@pytest.mark.parametrize(
    "text", ["Kabupaten Bantul", "kab. bantul", "3402", "11.1", "12345678", "12 Oktober 2024", "31/02/2024", "terbukti"]
)
def test_declared_texts_short_numbers_and_dates_are_shown(text: str) -> None:
    assert safe_value(text, KNOWN) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Rekaan", f"{MASKED} (Aa\u00d76)"),
        ("Contohnya Rekaannya", f"{MASKED} (Aa\u00d719)"),
        ("198501012010011001", f"{MASKED} (0\u00d718)"),
        ("123456789", f"{MASKED} (0\u00d79)"),
        ("PKPU 2", f"{MASKED} (Aa0\u00d76)"),
        ("12 rekaan 2024", f"{MASKED} (Aa0\u00d714)"),
        ("12 rekaan 24", f"{MASKED} (Aa0\u00d712)"),
        ("021-1234567", f"{MASKED} (0\u00d711)"),
        ("***", f"{MASKED} (\u2026\u00d73)"),
        ("", ""),
    ],
)
def test_all_else_shows_its_shape_only(text: str, shown: str) -> None:
    assert safe_value(text, KNOWN) == shown


@given(st.text(min_size=1, max_size=60))
def test_a_text_is_shown_whole_or_not_at_all(text: str) -> None:
    shown = safe_value(text, KNOWN)
    assert shown.startswith(MASKED) or shown == tidy(text)
    assert not shown.startswith(MASKED) or re.fullmatch(rf"{MASKED} \((?:Aa0?|0|\u2026)\u00d7\d+\)", shown)
