"""The published minimum: examples of each step, and properties that hold for any figures (all invented)."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.figures import Figure, Measure, Stage
from etl.minimum import Minima, NoteKind, Role, Source, Status, published_minimum, totals_below_events
from etl.months import month_end
from etl.series import build_series
from geo.regions import NATIONAL, Region, RegionLevel, RegionTree

TREE = RegionTree(
    [
        Region("00", RegionLevel.NATIONAL, "Indonesia", None),
        Region("34", RegionLevel.PROVINCE, "Daerah Istimewa Yogyakarta", "00"),
        Region("73", RegionLevel.PROVINCE, "Sulawesi Selatan", "00"),
        Region("3402", RegionLevel.REGENCY, "Kabupaten Bantul", "34"),
        Region("3471", RegionLevel.REGENCY, "Kota Yogyakarta", "34"),
        Region("7315", RegionLevel.REGENCY, "Kabupaten Pinrang", "73"),
    ]
)
DECEMBER = date(2024, 12, 31)


def figure(**overrides: Any) -> Figure:
    """Make an invented figure: one alleged person in Bantul, an event of 15 October 2024."""
    plain: dict[str, Any] = {
        "record_id": "V9001",
        "region_code": "3402",
        "election": "pilkada-2024",
        "measure": Measure.EVENT,
        "stage": Stage.ALLEGED,
        "unit": "orang",
        "count": 1,
        "until": date(2024, 10, 15),
    }
    return Figure(**(plain | overrides))


def total(**overrides: Any) -> Figure:
    return figure(**({"record_id": "V9100", "measure": Measure.TOTAL} | overrides))


def minima(*figures: Figure, at: date = DECEMBER) -> Minima:
    return published_minimum(figures=figures, tree=TREE, at=at)


def counts(found: Minima, stage: Stage = Stage.ALLEGED) -> dict[str, int]:
    return {region: value.count for (region, of), value in found.items() if of is stage}


def test_events_of_a_region_add_up() -> None:
    found = minima(figure(count=2), figure(record_id="V9002", count=3))
    assert counts(found)["3402"] == 5


def test_of_running_totals_the_largest_stands() -> None:
    found = minima(total(count=4), total(record_id="V9101", count=7), total(record_id="V9102", count=5))
    assert counts(found)["3402"] == 7


def test_running_totals_are_never_added_to_events() -> None:
    assert counts(minima(figure(count=3), total(count=4)))["3402"] == 4


def test_figures_of_a_later_day_are_left_out() -> None:
    assert minima(figure(until=date(2024, 10, 15)), at=date(2024, 10, 14)) == {}


def test_a_parent_is_the_sum_of_its_children_where_it_says_less() -> None:
    found = minima(
        figure(count=2), figure(record_id="V9002", region_code="3471", count=3), total(region_code="34", count=4)
    )
    assert counts(found) == {"3402": 2, "3471": 3, "34": 5, "00": 5}
    assert found["34", Stage.ALLEGED].unexplained == 0


def test_what_children_do_not_explain_is_published_as_such() -> None:
    found = minima(figure(count=2), total(region_code="34", count=9))
    assert (found["34", Stage.ALLEGED].count, found["34", Stage.ALLEGED].unexplained) == (9, 7)
    assert (found["00", Stage.ALLEGED].count, found["00", Stage.ALLEGED].unexplained) == (9, 0)
    assert found["3402", Stage.ALLEGED].unexplained is None


def test_who_was_sanctioned_was_proven_examined_and_alleged() -> None:
    found = minima(figure(stage=Stage.SANCTIONED, count=3), figure(record_id="V9002", stage=Stage.DISMISSED, count=2))
    bantul = {stage.value: value.count for (region, stage), value in found.items() if region == "3402"}
    assert bantul == {"sanksi": 3, "tidak_terbukti": 2, "terbukti": 3, "diproses": 5, "dugaan": 5}


def test_forwarded_does_not_imply_proven() -> None:
    assert ("3402", Stage.PROVEN) not in minima(figure(stage=Stage.FORWARDED, count=3))


def test_a_stage_that_is_only_implied_is_marked_wherever_it_is_shown() -> None:
    found = minima(figure(stage=Stage.FORWARDED, count=3))
    assert [found[region, Stage.ALLEGED].implied for region in ("3402", "34", "00")] == [True, True, True]
    assert found["3402", Stage.FORWARDED].implied is False


def test_a_parent_with_one_stated_and_one_implied_child_is_not_only_implied() -> None:
    found = minima(figure(count=2), figure(record_id="V9002", region_code="3471", stage=Stage.FORWARDED, count=3))
    assert found["34", Stage.ALLEGED].implied is False


def test_a_stated_zero_is_a_status_of_its_own_until_a_larger_figure() -> None:
    zero = total(count=0, until=date(2024, 9, 5))
    assert minima(zero)["3402", Stage.ALLEGED].status is Status.STATED_ZERO
    assert minima(zero, figure())["3402", Stage.ALLEGED].status is Status.NUMBER


def test_a_sum_of_zeros_is_not_a_stated_zero() -> None:
    assert set(counts(minima(total(count=0)))) == {"3402"}


def test_records_that_fix_a_number_are_named_with_their_part_ties_all() -> None:
    found = minima(
        figure(count=2),
        figure(record_id="V9002", count=1),
        total(count=3),
        total(record_id="V9101", count=2),
        total(record_id="V9200", region_code="34", count=3),
    )
    assert found["3402", Stage.ALLEGED].sources == {
        Source(Role.EVENT, "V9001"),
        Source(Role.EVENT, "V9002"),
        Source(Role.TOTAL, "V9100"),
    }
    assert found["34", Stage.ALLEGED].sources == {
        Source(Role.TOTAL, "V9200"),
        Source(Role.CHILDREN, "V9001"),
        Source(Role.CHILDREN, "V9002"),
        Source(Role.CHILDREN, "V9100"),
    }


def test_an_implied_stage_leads_to_the_records_of_the_later_one() -> None:
    found = minima(figure(stage=Stage.FORWARDED, count=3))
    assert found["3402", Stage.ALLEGED].sources == {Source(Role.IMPLIED, "V9001")}


def test_a_smaller_later_total_lowers_nothing_and_is_noted() -> None:
    early, late = total(count=8, until=date(2024, 10, 3)), total(record_id="V9101", count=4, until=date(2024, 10, 16))
    value = minima(early, late)["3402", Stage.ALLEGED]
    assert value.count == 8
    assert [(note.kind, note.stated, note.used, note.record_id) for note in value.notes] == [
        (NoteKind.LOWER_LATER_TOTAL, 4, 8, "V9101")
    ]


def test_events_after_a_total_are_no_contradiction() -> None:
    value = minima(total(count=2, until=date(2024, 9, 1)), figure(count=5))["3402", Stage.ALLEGED]
    assert (value.count, value.notes) == (5, ())


def test_children_above_a_parents_own_total_are_noted() -> None:
    value = minima(figure(count=6), total(region_code="34", count=4))["34", Stage.ALLEGED]
    assert [(note.kind, note.stated, note.used) for note in value.notes] == [(NoteKind.CHILDREN_EXCEED_TOTAL, 4, 6)]


def test_a_total_below_the_events_before_it_is_found_for_an_editor() -> None:
    low = total(count=2, until=date(2024, 10, 31))
    assert totals_below_events([figure(count=3), low]) == ((low, 3),)
    assert totals_below_events([figure(count=3), replace(low, until=date(2024, 10, 1))]) == ()


# Properties, for any invented figures.

figures = st.lists(
    st.builds(
        Figure,
        record_id=st.integers(0, 10**6).map(lambda number: f"V{number:07d}"),
        region_code=st.sampled_from([region.code for region in TREE]),
        election=st.just("pilkada-2024"),
        measure=st.sampled_from(Measure),
        stage=st.sampled_from(Stage),
        unit=st.just("orang"),
        count=st.integers(0, 30),
        until=st.dates(date(2024, 1, 1), DECEMBER),
    ),
    max_size=25,
    unique_by=lambda figure: figure.record_id,
)
days = st.dates(date(2024, 1, 1), DECEMBER)


def value(found: Minima, region: str, stage: Stage) -> int:
    return found[region, stage].count if (region, stage) in found else 0


def numbers(found: Minima) -> dict[tuple[str, Stage], tuple[object, ...]]:
    return {key: (m.count, m.unexplained, m.status, m.implied, m.notes and m.notes[0].used) for key, m in found.items()}


@given(figures, days, days)
def test_the_minimum_never_falls(rows: list[Figure], one: date, other: date) -> None:
    early, late = (published_minimum(figures=rows, tree=TREE, at=day) for day in sorted((one, other)))
    assert set(early) <= set(late)
    assert all(late[key].count >= early[key].count for key in early)


@given(figures, days)
def test_a_parent_is_never_below_the_sum_of_its_children(rows: list[Figure], day: date) -> None:
    found = published_minimum(figures=rows, tree=TREE, at=day)
    for region in TREE:
        children = TREE.children(region.code)
        for stage in Stage:
            below = sum(value(found, child.code, stage) for child in children)
            assert value(found, region.code, stage) >= below
            if children and (region.code, stage) in found:
                assert found[region.code, stage].unexplained == value(found, region.code, stage) - below


@given(figures, days)
def test_stages_keep_their_implied_order(rows: list[Figure], day: date) -> None:
    found = published_minimum(figures=rows, tree=TREE, at=day)
    for region in TREE:
        alleged, examined, forwarded, proven, sanctioned, dismissed = (
            value(found, region.code, stage) for stage in Stage
        )
        assert alleged >= examined >= max(forwarded, proven + dismissed)
        assert proven >= sanctioned


@given(figures)
def test_the_months_add_up_to_the_total(rows: list[Figure]) -> None:
    series = build_series(figures=rows, tree=TREE)
    last = published_minimum(figures=rows, tree=TREE, at=DECEMBER)
    for (region, stage), minimum in last.items():
        mine = [o for o in series.observations if (o["region_code"], o["stage"]) == (region, stage.value)]
        assert sum(row["added"] for row in mine) == minimum.count == mine[-1]["cumulative"]
        assert all(row["added"] >= 0 for row in mine)


@given(figures, st.randoms(use_true_random=False), days)
def test_the_order_of_rows_does_not_matter(rows: list[Figure], random: Any, day: date) -> None:
    shuffled = random.sample(rows, len(rows))
    assert published_minimum(figures=shuffled, tree=TREE, at=day) == published_minimum(figures=rows, tree=TREE, at=day)


@given(figures.filter(lambda rows: any(row.measure is Measure.TOTAL for row in rows)), days)
def test_a_doubled_running_total_changes_no_number(rows: list[Figure], day: date) -> None:
    twin = replace(next(row for row in rows if row.measure is Measure.TOTAL), record_id="V99999999")
    before = published_minimum(figures=rows, tree=TREE, at=day)
    after = published_minimum(figures=[*rows, twin], tree=TREE, at=day)
    assert numbers(after) == numbers(before)


@given(figures, days)
def test_every_number_has_a_source_and_every_source_is_a_record_up_to_the_day(rows: list[Figure], day: date) -> None:
    known = {row.record_id for row in rows if row.until <= day}
    for minimum in published_minimum(figures=rows, tree=TREE, at=day).values():
        assert {source.record_id for source in minimum.sources} <= known
        assert minimum.sources


def test_the_properties_can_fail() -> None:
    """Guard: a minimum that forgot the roll-up would be caught by the properties above."""
    forgetful = {key: m for key, m in minima(figure(count=3)).items() if key[0] != NATIONAL}
    assert value(forgetful, NATIONAL, Stage.ALLEGED) < value(forgetful, "34", Stage.ALLEGED)


@pytest.mark.parametrize(("month", "day"), [("2024-02", 29), ("2023-02", 28), ("2024-12", 31), ("2024-11", 30)])
def test_a_month_ends_on_its_last_day(month: str, day: int) -> None:
    assert month_end(month).day == day
