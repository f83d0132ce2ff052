"""What a release changed, in words of both languages."""

import pytest

from etl.catalogue import Language, load_catalogue
from etl.changes import Changes, NumberChange, NumberGroup, RowCounts, sentences
from etl.comparison import NOT_COMPARED, NUMBERS
from etl.schema import metadata
from etl.wording import load_wording

SERIES = {"election": "pilkada-2024", "stage": "dugaan", "unit": "orang"}
BANTUL_END = "Bantul (3402), Pilkada 2024, dugaan, orang, akhir 2024-10: "


def bantul(field: str, before: int | None, after: int | None) -> NumberChange:
    return NumberChange(
        table="observation",
        region_code="3402",
        region_name="Bantul",
        month="2024-10",
        field=field,
        before=before,
        after=after,
        election=SERIES["election"],
        stage=SERIES["stage"],
        unit=SERIES["unit"],
    )


def told(changes: Changes | None, lang: Language) -> tuple[str, ...]:
    return sentences(changes=changes.to_json() if changes else None, catalogue=load_catalogue(), lang=lang)


def test_the_first_release_is_called_so() -> None:
    assert told(None, "id") == ("Rilis pertama.",)


def test_numbers_records_and_causes_are_told_in_order() -> None:
    changes = Changes(
        against="a",
        numbers=[NumberGroup(table="observation", **SERIES, count=2)],
        examples=[
            bantul("cumulative", 3, 4),
            bantul("unexplained", None, 1),
        ],
        tables={"violation": RowCounts(added=1, removed=0, changed=2)},
        inputs=["violations.csv"],
        declarations=["tables.yml"],
    )
    assert told(changes, "id") == (
        "Dibandingkan dengan rilis a:",
        "2 angka berubah.",
        "Minimum terpublikasi, Pilkada 2024, dugaan, orang: 2 angka bulanan.",
        f"{BANTUL_END}dari 3 menjadi 4.",
        f"{BANTUL_END}yang tidak terinci dari belum ada terbitan menjadi 1.",
        "Catatan pelanggaran: 1 baris baru, 0 baris dihapus, 2 baris diubah.",
        "Berkas data yang berubah: violations.csv.",
        "Aturan atau keterangan yang berubah: tables.yml.",
    )


def test_a_release_of_the_same_numbers_says_so() -> None:
    assert told(Changes(against="a", calculation=True), "en") == (
        "Compared with release a:",
        "No number has changed.",
        "No file changed; the way of working it out did.",
    )


def test_a_code_that_is_declared_no_more_stands_for_itself() -> None:
    group = NumberGroup(table="type_count", election="pilkada-1999", stage="dugaan", unit="orang", count=1)
    assert "pilkada-1999" in told(Changes(against="a", numbers=[group]), "id")[2]


@pytest.mark.parametrize(
    "table", [t.name for t in metadata.sorted_tables if t.foreign_keys and t.name not in NUMBERS | NOT_COMPARED]
)
def test_every_table_that_is_compared_has_a_name_for_people(table: str) -> None:
    assert f"diff_table_{table}" in load_wording().entries
