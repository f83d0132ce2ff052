"""What the published minimum of the same region says about case records."""

from typing import Any

from etl.disclosure import Bound, bounds_from
from etl.tally import ALL, Tally
from tests.disclosure.invented import STAGES, months


def _tally(coverage: dict[str, tuple[str, ...]]) -> Tally:
    codes = {"period": months(4), "case_type": ("rekaan",), "latest_stage": STAGES}
    return Tally("violation_cases", "pilkada-2024", tuple(codes), codes, {}, coverage)


def _seen(month: str, cumulative: int, *, stage: str = "dugaan", region: str = "1101", **other: str) -> dict[str, Any]:
    row = {"region_code": region, "stage": stage, "month": month, "cumulative": cumulative}
    return {"election": "pilkada-2024", "unit": "kasus", **row, **other}


def _totals(*until: str, region: str = "1101", stages: tuple[str, ...] = (ALL,)) -> tuple[tuple[str, ...], ...]:
    return tuple((region, month, ALL, stage) for month in until for stage in stages)


def test_alleged_cases_bound_all_cases_up_to_the_month() -> None:
    rows = [_seen("2024-02", 3), _seen("2024-04", 5)]

    assert bounds_from(observations=rows, tally=_tally({"1101": months(4)})) == (
        Bound(_totals(*months(2)), 3),
        Bound(_totals(*months(4)), 5),
    )


def test_later_stages_bound_the_cases_that_got_so_far() -> None:
    tally = _tally({"1101": months(1)})

    proven, sanctioned = (
        bounds_from(observations=[_seen("2024-01", 2, stage=stage)], tally=tally) for stage in ("terbukti", "sanksi")
    )

    assert proven == (Bound(_totals("2024-01", stages=("terbukti", "sanksi")), 2),)
    assert sanctioned == (Bound(_totals("2024-01", stages=("sanksi",)), 2),)


def test_persons_other_elections_and_zeros_bound_nothing() -> None:
    rows = [_seen("2024-01", 3, unit="orang"), _seen("2024-01", 3, election="pemilu-2024"), _seen("2024-01", 0)]

    assert bounds_from(observations=rows, tally=_tally({"1101": months(4)})) == ()


def test_records_that_begin_after_the_first_published_case_are_not_bound() -> None:
    rows = [_seen("2024-01", 3), _seen("2024-03", 4)]

    assert bounds_from(observations=rows, tally=_tally({"1101": months(4)[1:]})) == ()


def test_months_after_a_gap_or_after_the_coverage_are_not_bound() -> None:
    rows = [_seen("2024-01", 1), _seen("2024-03", 2), _seen("2024-04", 3)]

    gap = bounds_from(observations=rows, tally=_tally({"1101": ("2024-01", "2024-03")}))
    short = bounds_from(observations=rows, tally=_tally({"1101": months(1)}))

    assert gap == short == (Bound(_totals("2024-01"), 1),)


def test_a_province_is_covered_where_all_its_covered_parts_are() -> None:
    rows = [_seen("2024-02", 7, region="11")]
    parts = {"11": months(4), "1101": months(2), "1102": months(3)}

    assert bounds_from(observations=rows, tally=_tally(parts)) == (Bound(_totals(*months(2), region="11"), 7),)
    assert bounds_from(observations=rows, tally=_tally({**parts, "1103": months(1)})) == ()
