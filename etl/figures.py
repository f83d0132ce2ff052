"""Published figures as the reconciliation sees them: who stated which count, of what, until when."""

import calendar
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Measure(StrEnum):
    """How counts of a record behave: events add up, running totals overlap and are never added."""

    EVENT = "peristiwa"
    TOTAL = "kumulatif"


class Stage(StrEnum):
    """Stages of handling; their order here is no order of events."""

    ALLEGED = "dugaan"
    EXAMINED = "diproses"
    FORWARDED = "diteruskan"
    PROVEN = "terbukti"
    SANCTIONED = "sanksi"
    DISMISSED = "tidak_terbukti"


@dataclass(frozen=True, slots=True)
class Figure:
    """One published count; ``until`` is the last day it speaks of (the month's end where only a month is known)."""

    record_id: str
    region_code: str
    election: str
    measure: Measure
    stage: Stage
    unit: str
    count: int
    until: date


def month_end(month: str) -> date:
    """Return the last day of a month written ``YYYY-MM``."""
    year, number = (int(part) for part in month.split("-"))
    return date(year, number, calendar.monthrange(year, number)[1])


def month_of(day: date) -> str:
    """Return the month of a day as ``YYYY-MM``."""
    return f"{day:%Y-%m}"


def months_between(*, first: str, last: str) -> Iterator[str]:
    """Yield every month from ``first`` to ``last``, both included."""
    year, number = (int(part) for part in first.split("-"))
    while (month := f"{year:04d}-{number:02d}") <= last:
        yield month
        year, number = (year + 1, 1) if number == 12 else (year, number + 1)  # noqa: PLR2004 (December)


def dated(*, day: date, precision: str) -> date:
    """Return the day a record counts from: its own day, or the end of its month where only the month is known."""
    return month_end(month_of(day)) if precision == "bulan" else day


def months_of(figures: Iterable[Figure]) -> tuple[str, ...]:
    """Return every month from the first figure's to the last one's; empty without figures."""
    days = [figure.until for figure in figures]
    return tuple(months_between(first=month_of(min(days)), last=month_of(max(days)))) if days else ()
