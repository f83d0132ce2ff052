"""Sums up single events by kind of violation: what the records say, never reconciled with the published minimum."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from etl.figures import Measure, dated
from etl.months import month_of

Row = dict[str, Any]
COLUMNS = ("region_code", "election", "stage", "unit", "violation_type", "month")


def type_counts(rows: Iterable[Mapping[str, Any]]) -> list[Row]:
    """Add up the counts of events by region, election, stage, unit, kind and the month in which they count.

    A region's sum holds its own records only: those of its children are not rolled up, and running totals, which
    overlap, are left out.

    Args:
        rows: accepted rows of violations.
    """
    sums: Counter[tuple[str, ...]] = Counter()
    for row in rows:
        if row["measure"] == Measure.EVENT:
            month = month_of(dated(day=row["period_end"], precision=row["date_precision"]))
            sums[(*(row[name] for name in COLUMNS[:-1]), month)] += row["count"]
    return [dict(zip(COLUMNS, key, strict=True)) | {"count": count} for key, count in sorted(sums.items())]
