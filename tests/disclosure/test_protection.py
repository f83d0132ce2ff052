"""Cases made by hand, small enough to see what has to be suppressed and why."""

from collections.abc import Mapping

import pytest

from etl.disclosure import Bound, DisclosureError, Protected, protect
from etl.disclosure.bounds import bounds_from
from etl.tally import ALL, Tally
from etl.wording import load_wording
from tests.disclosure.attack import attack
from tests.disclosure.invented import Example, guarded, invented_tree, months, signatures

LARGE = 50
ONE = invented_tree(3)
TWO = invented_tree(2, 2)


def _hidden(protected: Protected) -> set[tuple[str, str]]:
    return {(row["region_code"], row["period"]) for row in protected.rows if row["status"] == "disembunyikan"}


def _counts(protected: Protected) -> Mapping[tuple[str, str], int | None]:
    return {(row["region_code"], row["period"]): row["count"] for row in protected.rows}


def test_one_small_count_among_large_ones_takes_a_square_with_it() -> None:
    numbers = {"00": [LARGE, LARGE], "11": [LARGE, LARGE], "1101": [1, 60], "1102": [60, 60], "1103": [60, 60]}
    example = signatures(numbers, tree=ONE)

    protected = guarded(example)

    # What is the province's own is never printed, so that it serves as the other column of the square.
    assert _hidden(protected) == {("1101", "2024-01"), ("1101", "2024-02")}
    assert protected.summary.primary == protected.summary.complementary == 1
    assert attack(rows=protected.rows, example=example) == ()


def test_what_a_province_surely_lacks_hides_nothing() -> None:
    numbers = {"00": [0, 0], "11": [0, 0], "1101": [2, 60], "1102": [60, 60], "1103": [60, 60]}
    example = signatures(numbers, tree=ONE)

    protected = guarded(example)

    # Without records of the province's own, a kabupaten has to bear the other side.
    assert len({region for region, _ in _hidden(protected)} & {"1102", "1103"}) == 1
    assert protected.summary.complementary == 3
    assert attack(rows=protected.rows, example=example) == ()


def test_nothing_small_is_published_whole() -> None:
    example = signatures({"1101": [0, 7], "1102": [0, 0]}, tree=ONE)

    protected = guarded(example)

    assert _hidden(protected) == set()
    assert _counts(protected)["1101", ALL] == 7
    assert [row["status"] for row in protected.rows] == ["nol", "ada", "ada", "nol", "nol", "nol"]


def test_a_lone_small_count_takes_a_zero_with_it() -> None:
    numbers = {"00": [0, 0], "11": [0, 0], "1101": [1, 0], "1102": [0, 0], "1103": [0, 9]}
    example = signatures(numbers, tree=ONE)

    protected = guarded(example)

    assert ("1101", "2024-01") in _hidden(protected)
    assert protected.summary.complementary > 0
    assert attack(rows=protected.rows, example=example) == ()


def test_small_counts_in_a_chain_protect_one_another_only_where_they_close_a_ring() -> None:
    ring = signatures({"1101": [2, 1, 40], "1102": [1, 2, 40], "1103": [40, 40, 40], "11": [40, 40, 40]}, tree=ONE)
    chain = signatures({"1101": [2, 40, 40], "1102": [1, 2, 40], "1103": [40, 1, 40], "11": [40, 40, 40]}, tree=ONE)

    assert guarded(ring).summary.complementary == 0
    assert guarded(chain).summary.complementary > 0
    assert attack(rows=guarded(chain).rows, example=chain) == ()


def test_what_a_province_holds_beside_its_parts_is_protected_though_never_printed() -> None:
    numbers = {"11": [1, LARGE], "1101": [LARGE, LARGE], "1102": [LARGE, LARGE], "1103": [LARGE, LARGE]}
    example = signatures(numbers, tree=ONE)

    protected = guarded(example)

    assert attack(rows=guarded(example, complementary=False).rows, example=example) == (("11+", "2024-01"),)
    assert protected.summary.primary == 0
    assert protected.summary.complementary > 0
    assert attack(rows=protected.rows, example=example) == ()


def test_with_a_threshold_of_two_a_single_record_could_as_well_be_two() -> None:
    example = signatures({"11": [9, 9], "1101": [1, 9], "1102": [2, 9], "1103": [9, 9]}, tree=ONE, threshold=2)

    protected = guarded(example)

    assert _counts(protected)["1102", "2024-01"] == 2
    assert ("1101", "2024-01") in _hidden(protected)
    assert protected.summary.complementary > 0


def test_a_region_beside_which_nothing_is_covered_needs_no_other_region() -> None:
    example = signatures({"1101": [1, 8], "1202": [8, 8]}, tree=TWO)

    hidden = _hidden(guarded(example))

    assert {code for code, _ in hidden} == {"1101"}
    assert ("1101", "2024-01") in hidden


def test_a_parent_is_published_only_where_all_its_parts_and_what_is_its_own_are_covered() -> None:
    covered = {"11": [9, 9], "1101": [9, 9], "1102": [9, 9], "12": [9], "1201": [9], "1202": [9, 9]}

    without_country = _counts(guarded(signatures(covered, tree=TWO)))
    whole = _counts(guarded(signatures({"00": [9, 9], **covered}, tree=TWO)))

    assert (without_country["11", "2024-01"], without_country["11", ALL]) == (27, 54)
    assert without_country["12", "2024-01"] == 27
    assert ("12", "2024-02") not in without_country
    assert ("12", ALL) not in without_country
    assert "00" not in {code for code, _ in without_country}
    assert whole["00", "2024-01"] == 63
    assert {("00", "2024-02"), ("00", ALL)} & whole.keys() == set()


def test_a_number_that_is_public_anyway_moves_the_interval() -> None:
    known = Bound((("1101", "2024-01"), ("1101", "2024-02")), 2)
    example = signatures({"11": [9, 9], "1101": [1, 1], "1102": [9, 9], "1103": [9, 9]}, tree=ONE)
    example = Example(example.tally, example.tree, example.threshold, (known,))

    protected = guarded(example)

    assert protected.summary.bounds == 1
    assert ("1101", ALL) in _hidden(protected)
    assert attack(rows=protected.rows, example=example) == ()


def test_a_bound_that_the_records_do_not_keep_is_left_out_and_counted() -> None:
    example = signatures({"1101": [1, 1]}, tree=ONE)
    example = Example(example.tally, example.tree, example.threshold, (Bound((("1101", "2024-01"),), 2),))

    summary = guarded(example).summary

    assert (summary.bounds, summary.bounds_dropped) == (0, 1)


def test_an_error_names_the_cells_and_never_their_counts() -> None:
    error = DisclosureError(
        table="violation_cases", election="pilkada-2024", cells=[("1101", "2024-01", ALL, "sanksi")]
    )

    for lang in ("id", "en"):
        sentence = error.sentence(wording=load_wording(), lang=lang)
        assert "1101 2024-01 semua sanksi" in sentence
    assert "1101 2024-01 semua sanksi" in str(error)


@pytest.mark.parametrize(
    ("tabulation", "count"),
    [
        pytest.param(("case_type",), ("1101", "2024-01", "rekaan"), id="without-period"),
        pytest.param(("period", "case_type", "period"), ("1101", "2024-01", "rekaan"), id="three-dimensions"),
        pytest.param(("period", "case_type"), ("1102", "2024-01", "rekaan"), id="outside-coverage"),
        pytest.param(("period", "case_type"), ("1101", "2024-01", "lain"), id="unknown-code"),
    ],
)
def test_a_tally_that_does_not_fit_is_refused(tabulation: tuple[str, ...], count: tuple[str, ...]) -> None:
    codes = {"period": months(1), "case_type": ("rekaan",)}
    tally = Tally("violation_cases", "pilkada-2024", tuple(codes), codes, {count: 4}, {"1101": months(1)})

    with pytest.raises(ValueError, match=r"tabulation|coverage|code"):
        protect(tally=tally, tabulations=[tabulation], threshold=3, tree=ONE)


def test_bounds_are_only_for_tables_of_cases() -> None:
    assert bounds_from(observations=[], tally=signatures({"1101": [1]}, tree=ONE).tally) == ()
