"""The real release against a plain reading of the definition, and against figures verified by hand from the rows."""

from bisect import bisect_right
from collections.abc import Sequence
from typing import Any

import pytest
from sqlalchemy import Engine, select

from etl.pipeline import RunResult
from etl.schema import number_note, number_source, observation, violation
from tests.etl.plain_reading import STAGES, Reading, month_ends, read

Published = tuple[Engine, str, RunResult]


class Series:
    """The published rows, filled forward as a reader is told to."""

    def __init__(self, rows: Sequence[Any]) -> None:
        self.rows: dict[tuple[str, ...], list[Any]] = {}
        for row in sorted(rows, key=lambda row: row.month):
            self.rows.setdefault((row.region_code, row.election, row.stage, row.unit), []).append(row)

    def at(self, *key: str, month: str) -> Any | None:
        rows = self.rows.get(key, [])
        before = bisect_right(rows, month, key=lambda row: row.month)
        return rows[before - 1] if before else None


@pytest.fixture(scope="module")
def series(published: Published) -> Series:
    engine, _, result = published
    assert result.release is not None
    with engine.connect() as connection:
        return Series(connection.execute(select(observation)).all())


def test_every_number_of_2023_and_2024_equals_a_plain_reading_of_the_definition(series: Series) -> None:
    rows, regions = read("violations.csv"), read("reference/regions.csv")
    compared = 0
    for election in ("pilkada-2024", "pemilu-2024"):
        for unit in ("orang", "kasus"):
            mine = [row for row in rows if row["election"] == election and row["unit"] == unit]
            for day in month_ends("2023-01", "2024-12"):
                reading = Reading(mine, regions, day)
                for region in reading.children:
                    for stage in STAGES:
                        found = series.at(region, election, stage, unit, month=day[:7])
                        got = (found.cumulative, found.unexplained, found.status) if found else None
                        status = reading.status(region, stage)
                        m, rest = reading.minimum[region, stage], reading.unexplained[region, stage]
                        wanted = None if status == "nihil_terpublikasi" else (m, rest, status)
                        assert got == wanted, (region, election, stage, unit, day)
                        compared += 1
    assert compared == 553 * 6 * 2 * 2 * 24


# Worked out by hand from the rows of data/violations.csv: what stands for Indonesia at the end of the month.
VERIFIED_BY_HAND = [
    ("pilkada-2024", "dugaan", "orang", "2024-06", 11, 0),
    ("pilkada-2024", "dugaan", "orang", "2024-09", 274, 0),
    ("pilkada-2024", "dugaan", "orang", "2024-10", 446, 0),
    ("pilkada-2024", "dugaan", "orang", "2024-11", 607, 0),
    ("pilkada-2024", "dugaan", "orang", "2024-12", 1158, 551),
    ("pilkada-2024", "diproses", "orang", "2024-12", 506, 0),
    ("pilkada-2024", "diteruskan", "orang", "2024-12", 377, 0),
    ("pilkada-2024", "dugaan", "kasus", "2024-12", 433, 433 - 429),
    ("pilkada-2024", "diteruskan", "kasus", "2024-12", 314, 314 - 225),
]


@pytest.mark.parametrize(("election", "stage", "unit", "month", "count", "unexplained"), VERIFIED_BY_HAND)
def test_the_country_has_the_figures_verified_by_hand(
    series: Series, election: str, stage: str, unit: str, month: str, count: int, unexplained: int
) -> None:
    found = series.at("00", election, stage, unit, month=month)
    assert found is not None
    assert (found.cumulative, found.unexplained) == (count, unexplained)


def test_nothing_was_published_about_the_pilkada_until_april_2024(series: Series) -> None:
    assert series.at("00", "pilkada-2024", "dugaan", "orang", month="2024-04") is None


def test_a_stated_zero_is_zero_and_not_nothing(series: Series) -> None:
    zero = series.at("7302", "pilkada-2024", "dugaan", "kasus", month="2024-09")
    assert zero is not None
    assert (zero.cumulative, zero.status) == (0, "nol")
    assert series.at("7302", "pilkada-2024", "dugaan", "kasus", month="2024-08") is None


def test_the_increments_of_a_series_add_up_to_its_last_number(series: Series) -> None:
    for rows in series.rows.values():
        assert sum(row.added for row in rows) == rows[-1].cumulative
        assert all(row.added >= 0 for row in rows)


def test_every_number_leads_to_records_that_exist(published: Published) -> None:
    engine, _, _ = published
    with engine.connect() as connection:
        numbers = {tuple(row[1:5]) for row in connection.execute(select(observation))}
        traced = {tuple(row[1:5]) for row in connection.execute(select(number_source))}
        used = set(connection.scalars(select(number_source.c.record_id)))
        known = set(connection.scalars(select(violation.c.record_id)))
    assert numbers == traced
    assert used <= known


def test_the_late_national_total_is_traced_to_the_ministry(published: Published) -> None:
    engine, _, _ = published
    query = select(number_source.c.role, violation.c.authority, violation.c.period_end).join(
        violation, violation.c.record_id == number_source.c.record_id
    )
    where = {"region_code": "00", "election": "pilkada-2024", "stage": "dugaan", "unit": "orang", "month": "2024-12"}
    with engine.connect() as connection:
        found = connection.execute(query.where(*(number_source.c[key] == value for key, value in where.items()))).all()
    assert [(role, authority, day.isoformat()) for role, authority, day in found] == [
        ("kumulatif", "Kemendagri", "2024-12-04")
    ]


def test_the_two_running_totals_below_their_events_are_reported(published: Published) -> None:
    _, _, result = published
    assert [(figure.record_id, figure.count, events) for figure, events in result.review] == [
        ("V0194", 2, 3),
        ("V0233", 1, 4),
    ]


def test_a_total_that_the_number_does_not_follow_is_noted_with_both(published: Published) -> None:
    engine, _, _ = published
    query = select(number_note.c.note, number_note.c.stated, number_note.c.used, number_note.c.record_id).where(
        number_note.c.region_code == "5206", number_note.c.stage == "diproses", number_note.c.month == "2024-12"
    )
    with engine.connect() as connection:
        assert connection.execute(query).all() == [("lower_later_total", 2, 3, "V0194")]
