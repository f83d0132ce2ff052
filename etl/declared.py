"""When a region has declared its civil servants' neutrality, and how many preventive activities are on record."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from etl.codes import BOTH_ELECTIONS, DECLARING_ACTIVITIES, WHOLE_GOVERNMENT
from etl.months import month_end, month_of


@dataclass(frozen=True, slots=True)
class Declared:
    """What a region has on record for one election; ``first_declared`` is None while no oath or pact covers it all."""

    region_code: str
    election: str
    first_declared: date | None
    activity_count: int


def counts_from(*, day: date, precision: str, published: date) -> date:
    """Return the day from which a declaration counts.

    Where only the month is known it counts from the month's end, or from its publication if that was earlier: a page
    cannot report what has not happened.
    """
    return min(month_end(month_of(day)), published) if precision == "bulan" else day


def declared_regions(*, rows: Iterable[Mapping[str, Any]], elections: Iterable[str]) -> tuple[Declared, ...]:
    """Sum up declaration rows by region and election; a row for both elections counts for each.

    Args:
        rows: with region_code, election, scope, activity and counts_from.
        elections: the elections, without ``keduanya``.
    """
    elections = tuple(elections)
    groups: dict[tuple[str, str], list[Mapping[str, Any]]] = defaultdict(list)
    for row in rows:
        for election in elections if row["election"] == BOTH_ELECTIONS else (row["election"],):
            groups[row["region_code"], election].append(row)
    return tuple(
        Declared(
            region_code=region,
            election=election,
            first_declared=min((row["counts_from"] for row in members if _declares(row)), default=None),
            activity_count=len(members),
        )
        for (region, election), members in sorted(groups.items())
    )


def _declares(row: Mapping[str, Any]) -> bool:
    return row["activity"] in DECLARING_ACTIVITIES and row["scope"] == WHOLE_GOVERNMENT
