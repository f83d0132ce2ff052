"""The identity of a release: it depends on what goes in and what comes out, not on when or how often it is made."""

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Engine, func, select

from etl.declared import Declared, counts_from, declared_regions
from etl.pipeline import RunResult, Workplace, run
from etl.publish import Outcome
from etl.schema import boundary, declared, metadata, release
from tests.copied_data import copy_data


def test_running_twice_publishes_nothing_new(
    published: tuple[Engine, str, RunResult], workplace: Callable[..., Workplace]
) -> None:
    engine, _, first = published
    second = run(workplace(engine))
    assert first.release is not None
    assert second.release is not None
    assert (second.outcome, second.release.release_id) == (Outcome.UNCHANGED, first.release.release_id)
    with engine.connect() as connection:
        assert connection.scalar(select(func.count()).select_from(release)) == 1


@pytest.mark.parametrize(
    ("file", "before", "after"),
    [
        pytest.param(
            "violations.csv",
            "V0001,00,pemilu-2024,kumulatif,dugaan,orang,219",
            "V0001,00,pemilu-2024,kumulatif,dugaan,orang,220",
            id="a figure",
        ),
        pytest.param("metadata/fields.yml", "public: kode_wilayah", "public: kode_daerah", id="a declaration"),
        pytest.param("reference/pns_count.csv", "153733", "153734", id="a reference"),
    ],
)
def test_a_change_of_input_or_declaration_makes_a_new_release(
    engine: Engine, tmp_path: Path, workplace: Callable[..., Workplace], file: str, before: str, after: str
) -> None:
    one = run(workplace(engine, copy_data(tmp_path / "data")))
    text = (tmp_path / "data" / file).read_text(encoding="utf-8")
    assert before in text
    shutil.copytree(tmp_path / "data", tmp_path / "changed")
    (tmp_path / "changed" / file).write_text(text.replace(before, after), encoding="utf-8")
    other = run(workplace(engine, tmp_path / "changed" / "metadata"))
    assert one.release is not None
    assert other.release is not None
    assert one.release.release_id != other.release.release_id
    assert other.outcome is Outcome.PUBLISHED


def test_both_databases_hold_the_same_rows(published: tuple[Engine, str, RunResult]) -> None:
    engine, _, result = published
    assert result.release is not None
    with engine.connect() as connection:
        for name, rows in result.release.tables.items():
            found = connection.execute(select(metadata.tables[name])).mappings().all()
            wanted = [dict(row) | {"release_id": result.release.release_id} for row in rows]
            assert sorted(map(repr, map(dict_sorted, found))) == sorted(map(repr, map(dict_sorted, wanted)))


def dict_sorted(row: object) -> list[tuple[str, object]]:
    return sorted(dict(row).items())  # type: ignore[call-overload]


def test_the_boundaries_travel_with_the_release(published: tuple[Engine, str, RunResult]) -> None:
    engine, _, _ = published
    with engine.connect() as connection:
        found = connection.execute(select(boundary.c.region_level, boundary.c.detail)).all()
    assert sorted(tuple(row) for row in found) == [
        ("kabupaten_kota", "rinci"),
        ("kabupaten_kota", "ringkas"),
        ("provinsi", "rinci"),
        ("provinsi", "ringkas"),
    ]


def test_bantul_has_declared_for_the_pilkada(published: tuple[Engine, str, RunResult]) -> None:
    engine, _, _ = published
    query = select(declared.c.first_declared, declared.c.activity_count).where(
        declared.c.region_code == "3402", declared.c.election == "pilkada-2024"
    )
    with engine.connect() as connection:
        first, count = connection.execute(query).one()
    assert first is not None
    assert count >= 1


def row(**changes: object) -> dict[str, object]:
    plain = {"region_code": "3402", "election": "pilkada-2024", "scope": "seluruh", "activity": "ikrar_deklarasi"}
    return plain | {"counts_from": date(2024, 9, 20)} | changes


ELECTIONS = ("pilkada-2024", "pemilu-2024")


def test_a_region_has_declared_from_its_first_oath_for_the_whole_of_it() -> None:
    rows = [row(), row(counts_from=date(2024, 8, 1)), row(scope="sebagian", counts_from=date(2024, 1, 1))]
    assert declared_regions(rows=rows, elections=ELECTIONS) == (Declared("3402", "pilkada-2024", date(2024, 8, 1), 3),)


def test_a_briefing_is_an_activity_and_no_declaration() -> None:
    rows = [row(activity="sosialisasi")]
    assert declared_regions(rows=rows, elections=ELECTIONS) == (Declared("3402", "pilkada-2024", None, 1),)


def test_an_oath_for_both_elections_counts_for_each() -> None:
    found = declared_regions(rows=[row(election="keduanya")], elections=ELECTIONS)
    assert [item.election for item in found] == ["pemilu-2024", "pilkada-2024"]


def test_a_province_does_not_declare_for_its_kabupaten() -> None:
    found = declared_regions(rows=[row(region_code="34")], elections=ELECTIONS)
    assert [item.region_code for item in found] == ["34"]


def test_a_month_dated_oath_counts_from_the_months_end_or_its_publication() -> None:
    day = date(2024, 9, 1)
    assert counts_from(day=day, precision="bulan", published=date(2024, 9, 12)) == date(2024, 9, 12)
    assert counts_from(day=day, precision="bulan", published=date(2024, 10, 2)) == date(2024, 9, 30)
    assert counts_from(day=day, precision="hari", published=date(2024, 10, 2)) == day
