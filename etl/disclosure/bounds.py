"""What the published minimum tells a reader about case records of the same region: sums that are at least so much."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from etl.disclosure.layout import PERIOD, Cell
from etl.figures import Stage
from etl.months import months_between
from etl.tally import ALL, Tally
from geo.regions import NATIONAL

CASES = "kasus"
LATEST_STAGE = "latest_stage"
REACHED: Mapping[Stage, tuple[Stage, ...]] = {
    Stage.EXAMINED: (Stage.EXAMINED, Stage.FORWARDED, Stage.PROVEN, Stage.SANCTIONED, Stage.DISMISSED),
    Stage.FORWARDED: (Stage.FORWARDED, Stage.PROVEN, Stage.SANCTIONED, Stage.DISMISSED),
    Stage.PROVEN: (Stage.PROVEN, Stage.SANCTIONED),
    Stage.SANCTIONED: (Stage.SANCTIONED,),
    Stage.DISMISSED: (Stage.DISMISSED,),
}
"""Latest stages in which a case may be that was once counted at a stage; every case was once alleged."""


@dataclass(frozen=True, slots=True)
class Bound:
    """The sum over these cells is at least ``at_least``, as anybody can know; no cell is part of another one."""

    cells: tuple[Cell, ...]
    at_least: int


def bounds_from(*, observations: Iterable[Mapping[str, Any]], tally: Tally) -> tuple[Bound, ...]:
    """Turn the published minimum of cases into bounds on the cells of a tally.

    A minimum of n cases by the end of a month means that the cases of the region up to that month are at least n.
    This holds only where the records begin no later than the first month with any, and have no gap up to that month.

    Args:
        observations: rows of the table ``observation``, one for each month in which a number changed.
        tally: counts of cases; a tally without stages has no bounds.
    """
    if LATEST_STAGE not in tally.dimensions:
        return ()
    series: dict[tuple[str, Stage], dict[str, int]] = defaultdict(dict)
    for row in observations:
        if row["election"] == tally.election and row["unit"] == CASES:
            series[row["region_code"], Stage(row["stage"])][row["month"]] = int(row["cumulative"])
    months = {code: _months(code, tally) for code, _ in series}
    found = (
        bound
        for (code, stage), numbers in sorted(series.items())
        for bound in _bounds(code=code, stage=stage, numbers=numbers, months=months[code], tally=tally)
    )
    return tuple(found)


def _months(code: str, tally: Tally) -> tuple[str, ...]:
    """Return the months that all covered parts of a region have in common."""
    prefix = "" if code == NATIONAL else code
    parts = [set(months) for leaf, months in tally.coverage.items() if leaf.startswith(prefix)]
    shared = set.intersection(*parts) if parts else set()
    return tuple(month for month in tally.codes[PERIOD] if month in shared)


def _bounds(
    *, code: str, stage: Stage, numbers: Mapping[str, int], months: tuple[str, ...], tally: Tally
) -> Iterator[Bound]:
    first = min((month for month, number in numbers.items() if number), default=None)
    if first is None or not months or months[0] > first:
        return
    for month, number in sorted(numbers.items()):
        until = tuple(covered for covered in months if covered <= month)
        if number and month in months and until == months_between(first=until[0], last=month):
            yield Bound(tuple(_cells(code=code, stage=stage, months=until, tally=tally)), number)


def _cells(*, code: str, stage: Stage, months: Iterable[str], tally: Tally) -> Iterator[Cell]:
    further = tally.dimensions[1:]
    listed = tally.codes[LATEST_STAGE]
    reached = [str(later) for later in REACHED.get(stage, ()) if later in listed] or [ALL]
    for month in months:
        for latest in reached:
            yield (code, month, *(latest if dimension == LATEST_STAGE else ALL for dimension in further))
