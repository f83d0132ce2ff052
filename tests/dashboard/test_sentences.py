from collections.abc import Callable
from dataclasses import replace

import pytest

from dashboard.reading import headline_view, map_view, trend_view
from dashboard.release import Snapshot
from dashboard.sentences import background, headline, map_alt, trend_alt
from dashboard.state import ViewState

HEADLINES = [
    (
        {},
        "00",
        (
            "Sedikitnya 1.200 ASN diduga melanggar netralitas pada Pilkada 2024, menurut catatan publik "
            "sampai akhir Oktober 2024."
        ),
    ),
    (
        {"lang": "en"},
        "00",
        (
            "At least 1,200 civil servants were alleged to have breached neutrality in the 2024 regional elections "
            "(Pilkada), according to the public record to the end of October 2024."
        ),
    ),
    (
        {},
        "1101",
        (
            "Kabupaten Aceh Selatan: sedikitnya 5 ASN diduga melanggar netralitas pada Pilkada 2024, "
            "menurut catatan publik sampai akhir Oktober 2024."
        ),
    ),
    (
        {},
        "1102",
        (
            "Kabupaten Aceh Tenggara: lembaga yang berwenang menyatakan nol untuk dugaan (orang), Pilkada 2024, "
            "sampai akhir Oktober 2024."
        ),
    ),
    (
        {},
        "1201",
        (
            "Kabupaten Tapanuli Tengah: belum ada yang diterbitkan tentang dugaan (orang), Pilkada 2024, "
            "sampai akhir Oktober 2024. Itu tidak berarti nol."
        ),
    ),
]


@pytest.mark.parametrize(("query", "code", "expected"), HEADLINES)
def test_the_headline_claims_no_more_than_the_record(
    query: dict[str, str], code: str, expected: str, snapshot: Snapshot, state: Callable[..., ViewState]
) -> None:
    assert headline(headline_view(snapshot, state(**query), code)) == expected


@pytest.mark.parametrize(
    ("lang", "expected"),
    [("id", "sedikitnya 1 ASN diduga melanggar"), ("en", "at least 1 civil servant was alleged to have")],
)
def test_a_single_person_is_said_so(
    lang: str, expected: str, snapshot: Snapshot, state: Callable[..., ViewState]
) -> None:
    view = headline_view(snapshot, state(lang=lang), "1101")
    one = replace(view, reading=replace(view.reading, value=1))
    assert expected in headline(one)


def test_a_total_that_no_region_explains_is_named_with_its_authority(
    snapshot: Snapshot, state: Callable[..., ViewState]
) -> None:
    assert background(headline_view(snapshot, state(), "00")) == (
        (
            "1.200 menurut Kemendagri (4 Oktober 2024); 5 di antaranya terinci per provinsi, "
            "dari catatan sampai akhir Oktober 2024."
        ),
        (
            "2 dari 3 kabupaten/kota punya catatan untuk pilihan ini; untuk 1 lainnya belum ada yang diterbitkan, "
            "dan itu tidak berarti nol."
        ),
    )


def test_an_implied_number_and_a_smaller_later_total_are_said(
    snapshot: Snapshot, state: Callable[..., ViewState]
) -> None:
    assert background(headline_view(snapshot, state(), "1101")) == (
        "Angka ini tersirat: tidak dinyatakan tersendiri, tetapi mengikuti dari tahap sesudahnya.",
        "KASN menyebut 3 (31 Oktober 2024), lebih kecil daripada 5 yang sudah tercatat. Yang lebih besar dipakai.",
    )


def test_the_map_is_said_in_one_sentence(snapshot: Snapshot, state: Callable[..., ViewState]) -> None:
    assert map_alt(map_view(snapshot, state())) == (
        "Peta kabupaten/kota: dugaan (orang), Pilkada 2024, sampai akhir Oktober 2024. 2 dari 3 daerah punya catatan; "
        "terbanyak Kabupaten Aceh Selatan (5)."
    )


def test_the_trend_is_said_in_one_sentence(snapshot: Snapshot, state: Callable[..., ViewState]) -> None:
    assert trend_alt(trend_view(snapshot, state(), "1201")) == (
        "Tren Kabupaten Tapanuli Tengah: dugaan (orang), Pilkada 2024, dari Januari 2024 sampai Oktober 2024; "
        "terakhir belum ada yang diterbitkan."
    )


def test_a_note_says_what_is_used_only_where_the_number_is_that_one(
    snapshot: Snapshot, state: Callable[..., ViewState]
) -> None:
    """A number that is larger still, because a later stage implies it, does not use the noted figure."""
    view = headline_view(snapshot, state(), "1101")
    larger = replace(view, reading=replace(view.reading, value=9))
    assert background(larger)[1] == "KASN menyebut 3 (31 Oktober 2024), lebih kecil daripada 5 yang sudah tercatat."


def test_the_part_by_province_is_dated_by_the_month_in_which_it_last_grew(
    snapshot: Snapshot, state: Callable[..., ViewState]
) -> None:
    assert headline_view(snapshot, state(), "00").explained_since == "2024-10"
    assert headline_view(snapshot, state(sampai="2024-09"), "00").explained_since == "2024-09"
