"""Writes numbers and dates as people read them in Indonesian or English."""

from datetime import date
from functools import lru_cache

from babel.dates import format_date, format_skeleton
from babel.numbers import format_decimal, format_percent

from etl.months import month_start

KEPT = 1024
"""Written forms kept of each kind: pages write the same days and numbers again and again, and Babel takes its time."""
TO = "\N{EN DASH}"
FINE_SHARE = 0.1


@lru_cache(maxsize=KEPT)
def number(value: float, lang: str) -> str:
    """Write a number with the thousands mark of the language."""
    return str(format_decimal(value, locale=lang))


@lru_cache(maxsize=KEPT)
def rate(value: float, lang: str) -> str:
    """Write a rate with two digits behind the mark, so that rates in a column can be compared."""
    return str(format_decimal(value, "#,##0.00", locale=lang))


@lru_cache(maxsize=KEPT)
def day(value: date, lang: str) -> str:
    """Write a day in full."""
    return str(format_date(value, "d MMMM y", locale=lang))


@lru_cache(maxsize=KEPT)
def span(start: date, end: date, lang: str) -> str:
    """Write a span of days without saying a month or year twice, in the form of a single day."""
    if start == end:
        return day(end, lang)
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}{TO}{day(end, lang)}"
    pattern = "d MMMM" if start.year == end.year else "d MMMM y"
    return f"{format_date(start, pattern, locale=lang)} {TO} {day(end, lang)}"


@lru_cache(maxsize=KEPT)
def month(value: str, lang: str) -> str:
    """Write a month with its year."""
    return str(format_date(month_start(value), "MMMM y", locale=lang))


@lru_cache(maxsize=KEPT)
def short_month(value: str, lang: str) -> str:
    """Write a month in a few letters, with its year."""
    return str(format_skeleton("yMMM", month_start(value), locale=lang))


@lru_cache(maxsize=KEPT)
def short_date(value: date, lang: str) -> str:
    """Write a day with its year, its month in a few letters."""
    return str(format_date(value, "d MMM y", locale=lang))


def record_day(value: date, precision: str, lang: str) -> str:
    """Write the date of a record no more exactly than it is known."""
    return month(f"{value:%Y-%m}", lang) if precision == "bulan" else day(value, lang)


@lru_cache(maxsize=KEPT)
def month_name(value: str, lang: str) -> str:
    """Write a month in a few letters, without its year."""
    return str(format_date(month_start(value), "MMM", locale=lang))


@lru_cache(maxsize=KEPT)
def short_day(value: date, lang: str) -> str:
    """Write a day in a few letters, without its year, that stay on one line."""
    return str(format_date(value, "d MMM", locale=lang)).replace(" ", "\N{NO-BREAK SPACE}")


@lru_cache(maxsize=KEPT)
def share(value: float, lang: str) -> str:
    """Write a share between 0 and 1 in per cent, with one digit where it is small."""
    return str(format_percent(value, "#,##0.#%" if value < FINE_SHARE else "#,##0%", locale=lang))
