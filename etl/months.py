"""Counts in months written ``YYYY-MM``, as the whole project does; pure, and part of the pipeline's contract."""

import calendar
from datetime import date


def month_of(day: date) -> str:
    """Return the month that a day lies in."""
    return f"{day:%Y-%m}"


def month_start(month: str) -> date:
    """Return the first day of a month."""
    return date.fromisoformat(f"{month}-01")


def month_end(month: str) -> date:
    """Return the last day of a month."""
    first = month_start(month)
    return first.replace(day=calendar.monthrange(first.year, first.month)[1])


def months_between(*, first: str, last: str) -> tuple[str, ...]:
    """Return all months from the first to the last, both included; empty where the first is later."""
    begin, end = _ordinal(first), _ordinal(last)
    return tuple(f"{number // 12:04d}-{number % 12 + 1:02d}" for number in range(begin, end + 1))


def _ordinal(month: str) -> int:
    return int(month[:4]) * 12 + int(month[5:7]) - 1
