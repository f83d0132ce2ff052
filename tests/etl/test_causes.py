"""Every number that differs between two releases says why: a record, a correction, a rule, or the calculation."""

from datetime import date

import pytest
from sqlalchemy import Engine, select

from etl.catalogue import Language, load_catalogue
from etl.changes import Cause, Changes, NumberChange, sentences, told_example
from etl.schema import release
from geo.regions import RegionTree
from tests.etl.two_releases import BANTUL, COUNTRY, SLEMAN, YOGYAKARTA, Row, compared, correction, made, record


def causes(found: Changes, table: str = "observation") -> dict[tuple[str, str], tuple[str | None, tuple[str, ...]]]:
    return {
        (item.region_code, item.stage): (item.cause, tuple(item.records))
        for item in found.examples
        if item.table == table
    }


def test_a_new_record_explains_its_region_and_all_above_it(engine: Engine, tree: RegionTree) -> None:
    old = [record("V9001", SLEMAN)]
    found = compared(engine, made("a", tree, old), made("b", tree, [*old, record("V9002")]))
    explained = (Cause.NEW_ROW, ("V9002",))
    assert causes(found) == {(code, "dugaan"): explained for code in (BANTUL, YOGYAKARTA, COUNTRY)}
    assert causes(found, "type_count") == {(BANTUL, "dugaan"): explained}
    assert [(item.cause, item.count, item.records, item.record_count) for item in found.causes] == [
        (Cause.NEW_ROW, 4, ("V9002",), 1)
    ]


def test_a_changed_record_explains_what_it_said_before_and_what_it_says_now(engine: Engine, tree: RegionTree) -> None:
    moved = [record("V9001", SLEMAN, count=5)]
    found = compared(engine, made("a", tree, [record("V9001")]), made("b", tree, moved))
    assert set(causes(found).values()) == {(Cause.CHANGED_ROW, ("V9001",))}
    assert {code for code, _ in causes(found)} == {BANTUL, SLEMAN, YOGYAKARTA, COUNTRY}


def test_a_removed_record_explains_what_it_takes_away(engine: Engine, tree: RegionTree) -> None:
    records = [record("V9001"), record("V9002", SLEMAN)]
    found = compared(engine, made("a", tree, records), made("b", tree, records[1:]))
    assert causes(found)[BANTUL, "dugaan"] == (Cause.REMOVED_ROW, ("V9001",))


def test_a_later_stage_explains_the_stages_that_it_implies_and_no_other(engine: Engine, tree: RegionTree) -> None:
    old = [record("V9001", stage="diteruskan")]
    new = [*old, record("V9002", stage="sanksi", count=9)]
    found = causes(compared(engine, made("a", tree, old), made("b", tree, new)))
    explained = (Cause.NEW_ROW, ("V9002",))
    assert {stage for code, stage in found if code == BANTUL} == {"sanksi", "terbukti", "diproses", "dugaan"}
    assert set(found.values()) == {explained}


def test_records_of_another_place_unit_election_or_of_later_months_explain_nothing(
    engine: Engine, tree: RegionTree
) -> None:
    old = [record("V9001")]
    new = [
        record("V9001", count=5),
        record("V9002", SLEMAN),
        record("V9003", unit="kasus"),
        record("V9004", election="pemilu-2024"),
        record("V9005", period_end=date(2024, 11, 30)),
        record("V9006", stage="tidak_terbukti", measure="kumulatif", count=1, period_end=date(2024, 11, 30)),
    ]
    found = compared(engine, made("a", tree, old), made("b", tree, new))
    first = [item for item in found.examples if (item.region_code, item.month) == (BANTUL, "2024-10")]
    same = {(item.table, item.records) for item in first if (item.election, item.unit) == ("pilkada-2024", "orang")}
    assert same == {("observation", ("V9001",)), ("type_count", ("V9001",))}


def test_a_new_note_on_a_record_explains_no_number(engine: Engine, tree: RegionTree) -> None:
    other = made("b", tree, [record("V9001", note="Contoh")], inputs={"violations.csv": "2", "tables.yml": "2"})
    other.tables["observation"][0]["cumulative"] = 9
    found = compared(engine, made("a", tree, [record("V9001")], inputs={"tables.yml": "1"}), other)
    assert {cause for cause, _ in causes(found).values()} == {Cause.DECLARATION}


def test_a_correction_that_comes_explains_what_it_changes(engine: Engine, tree: RegionTree) -> None:
    corrected = made("b", tree, [record("V9001", count=6)], corrections=(correction("V9001"),))
    found = compared(engine, made("a", tree, [record("V9001")]), corrected)
    assert set(causes(found).values()) == {(Cause.CORRECTION, ("V9001",))}


def test_a_record_that_a_correction_leaves_out_is_put_down_to_the_correction(engine: Engine, tree: RegionTree) -> None:
    records = [record("V9001"), record("V9002", SLEMAN)]
    leaving_out = correction("V9001", correction_action="exclude", corrected_field=None, value_before=None)
    corrected = made("b", tree, records[1:], corrections=(leaving_out | {"value_after": None},))
    found = compared(engine, made("a", tree, records), corrected)
    assert causes(found)[COUNTRY, "dugaan"] == (Cause.CORRECTION, ("V9001",))


@pytest.mark.parametrize(
    "corrections",
    [
        pytest.param((correction("V9001", why_id="Kata lain."),), id="other words"),
        pytest.param((correction("V9001"),), id="the same"),
        pytest.param(
            (correction("V9001"), correction("V9001", correction_id="K9", corrected_table="declarations")),
            id="one more of another table",
        ),
    ],
)
def test_a_correction_that_does_the_same_as_before_explains_nothing(
    engine: Engine, tree: RegionTree, corrections: tuple[Row, ...]
) -> None:
    before = made("a", tree, [record("V9001", count=6)], corrections=(correction("V9001"),))
    after = made("b", tree, [record("V9001", count=7)], corrections=corrections)
    assert set(causes(compared(engine, before, after)).values()) == {(Cause.CHANGED_ROW, ("V9001",))}


def test_a_correction_that_is_only_proposed_explains_nothing(engine: Engine, tree: RegionTree) -> None:
    proposed = (correction("V9001", correction_status="proposed"),)
    after = made("b", tree, [record("V9001", count=6)], corrections=proposed)
    found = compared(engine, made("a", tree, [record("V9001")]), after)
    assert {cause for cause, _ in causes(found).values()} == {Cause.CHANGED_ROW}


def test_records_of_several_kinds_are_told_together(engine: Engine, tree: RegionTree) -> None:
    new = [record("V9001", count=5), record("V9002", SLEMAN)]
    found = causes(compared(engine, made("a", tree, [record("V9001")]), made("b", tree, new)))
    assert found[BANTUL, "dugaan"] == (Cause.CHANGED_ROW, ("V9001",))
    assert found[COUNTRY, "dugaan"] == (Cause.SEVERAL, ("V9001", "V9002"))


@pytest.mark.parametrize(
    ("file", "cause"),
    [
        ("tables.yml", Cause.DECLARATION),
        ("reference/regions.csv", Cause.DECLARATION),
        ("corrections/2024.yml", Cause.CALCULATION),
        ("violations.csv", Cause.CALCULATION),
    ],
)
def test_what_no_record_explains_is_put_down_to_a_rule_or_to_the_calculation(
    engine: Engine, tree: RegionTree, file: str, cause: Cause
) -> None:
    after = made("b", tree, [record("V9001")], inputs={file: "2"})
    after.tables["observation"][0]["cumulative"] = 9
    found = compared(engine, made("a", tree, [record("V9001")], inputs={file: "1"}), after)
    assert [(item.cause, item.count, item.files) for item in found.causes] == [
        (cause, 1, (file,) if cause is Cause.DECLARATION else ())
    ]


def test_many_records_are_named_in_part_and_counted_in_full(engine: Engine, tree: RegionTree) -> None:
    many = [record(f"V9{number:03}", SLEMAN) for number in range(1, 31)]
    found = compared(engine, made("a", tree, many[:1]), made("b", tree, many))
    assert (len(found.causes[0].records), found.causes[0].record_count) == (20, 29)
    assert {(len(item.records), item.record_count) for item in found.examples} == {(20, 29)}


def test_causes_are_kept_with_the_release_and_read_back(engine: Engine, tree: RegionTree) -> None:
    found = compared(engine, made("a", tree, [record("V9001")]), made("b", tree, [record("V9001", count=5)]))
    with engine.connect() as connection:
        kept = connection.scalar(select(release.c.changes).where(release.c.release_id == "b"))
    assert kept == found.to_json() == Changes.from_json(str(kept)).to_json()


OF_OLD = """{"against": "a", "calculation": false, "declarations": [], "inputs": ["violations.csv"], "tables": {},
"numbers": [{"table": "observation", "election": "pilkada-2024", "stage": "dugaan", "unit": "orang", "count": 1}],
"examples": [{"table": "observation", "region_code": "3402", "region_name": "Bantul", "election": "pilkada-2024",
"stage": "dugaan", "unit": "orang", "month": "2024-10", "field": "cumulative", "before": 1, "after": 2,
"violation_type": null}]}"""


def test_what_an_old_release_kept_without_causes_is_told_without_them() -> None:
    assert sentences(changes=OF_OLD, catalogue=load_catalogue(), lang="id") == (
        "Dibandingkan dengan rilis a:",
        "1 angka berubah.",
        "Minimum terpublikasi, Pilkada 2024, dugaan, orang: 1 angka bulanan.",
        "Bantul (3402), Pilkada 2024, dugaan, orang, akhir 2024-10: dari 1 menjadi 2.",
        "Berkas data yang berubah: violations.csv.",
    )


def told(found: Changes, lang: Language) -> str:
    return "\n".join(sentences(changes=found.to_json(), catalogue=load_catalogue(), lang=lang))


def test_causes_are_told_in_both_languages(engine: Engine, tree: RegionTree) -> None:
    found = compared(engine, made("a", tree, [record("V9001")]), made("b", tree, [record("V9001", count=5)]))
    assert "akhir 2024-10: dari 4 menjadi 5. Sebab: perubahan catatan V9001." in told(found, "id")
    assert "\nSebab 4 angka: perubahan catatan V9001.\n" in told(found, "id")
    assert "end of 2024-10: from 4 to 5. Cause: changed on record, V9001." in told(found, "en")
    assert "\nCause of 4 of the numbers: changed on record, V9001.\n" in told(found, "en")


@pytest.mark.parametrize("cause", Cause)
@pytest.mark.parametrize("lang", ["id", "en"])
def test_every_cause_has_a_sentence(cause: Cause, lang: Language) -> None:
    number = NumberChange(
        table="observation",
        region_code=BANTUL,
        region_name="Bantul",
        election="pilkada-2024",
        stage="dugaan",
        unit="orang",
        month="2024-10",
        field="cumulative",
        before=1,
        after=2,
        cause=cause,
        records=("V9001", "V9002", "V9003", "V9004", "V9005", "V9006"),
        record_count=9,
    )
    sentence = told_example(example=number, catalogue=load_catalogue(), lang=lang)
    named = {"id": "V9005, dan 4 lagi", "en": "V9005, and 4 more"}[lang]
    assert (named in sentence) == (cause not in {Cause.RECORDS, Cause.DECLARATION, Cause.CALCULATION})
    assert sentence.count(" 2. ") == 1
