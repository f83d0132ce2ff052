"""Events by kind of violation: only what single records say, by the month in which they count."""

from datetime import date

from etl.kinds import type_counts


def row(**changes: object) -> dict[str, object]:
    plain = {
        "region_code": "3402",
        "election": "pilkada-2024",
        "measure": "peristiwa",
        "stage": "dugaan",
        "unit": "orang",
        "count": 1,
        "violation_type": "media_sosial",
        "period_end": date(2024, 10, 5),
        "date_precision": "hari",
    }
    return plain | changes


def counted(*rows: dict[str, object]) -> list[tuple[object, ...]]:
    return [(item["region_code"], item["violation_type"], item["month"], item["count"]) for item in type_counts(rows)]


def test_events_of_one_kind_and_month_add_up() -> None:
    assert counted(row(), row(count=2, period_end=date(2024, 10, 31))) == [("3402", "media_sosial", "2024-10", 3)]


def test_running_totals_are_left_out_because_they_overlap() -> None:
    assert counted(row(), row(measure="kumulatif", count=90)) == [("3402", "media_sosial", "2024-10", 1)]


def test_children_are_not_rolled_up() -> None:
    assert counted(row(), row(region_code="34")) == [
        ("34", "media_sosial", "2024-10", 1),
        ("3402", "media_sosial", "2024-10", 1),
    ]


def test_units_stages_elections_and_kinds_stay_apart() -> None:
    apart = [row(), row(unit="kasus"), row(stage="sanksi"), row(election="pemilu-2024"), row(violation_type="lainnya")]
    assert [item["count"] for item in type_counts(apart)] == [1] * 5


def test_a_record_known_by_month_counts_in_that_month() -> None:
    known = row(date_precision="bulan", period_end=date(2024, 9, 30))
    assert counted(known) == [("3402", "media_sosial", "2024-09", 1)]
