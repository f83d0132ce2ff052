"""Published figures as the reconciliation sees them: who stated which count, of what, until when."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from etl.months import month_end, month_of, months_between


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


def dated(*, day: date, precision: str) -> date:
    """Return the day a record counts from: its own day, or the end of its month where only the month is known."""
    return month_end(month_of(day)) if precision == "bulan" else day


def months_of(figures: Iterable[Figure]) -> tuple[str, ...]:
    """Return every month from the first figure's to the last one's; empty without figures."""
    days = [figure.until for figure in figures]
    return months_between(first=month_of(min(days)), last=month_of(max(days))) if days else ()
