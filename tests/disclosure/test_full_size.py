"""The whole country: 38 provinces, 514 regions, 12 months, 10 types and 6 stages."""

import pytest

from etl.disclosure import UNITS, protect
from tests.disclosure.invented import TABULATIONS, full_size


@pytest.mark.parametrize(("cases", "spread"), [(6_000, 1.3), (1_000_000, 1.0)], ids=["sparse", "dense"])
def test_no_small_count_of_the_whole_country_can_be_worked_out(
    cases: int, spread: float, capsys: pytest.CaptureFixture[str]
) -> None:
    example = full_size(cases=cases, spread=spread)
    told: list[int] = []

    protected = protect(
        tally=example.tally,
        tabulations=TABULATIONS,
        threshold=example.threshold,
        tree=example.tree,
        advance=told.append,
    )

    summary = protected.summary
    with capsys.disabled():
        print(f"\n{summary}")  # noqa: T201 - the figures are what one runs this for
    assert summary.cells == len(protected.rows) == 553 * 13 * 17
    assert summary.audited_cells > summary.primary > 10_000
    assert summary.complementary < summary.primary
    assert sum(told) == UNITS
