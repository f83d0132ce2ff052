"""Reads dates as agencies write them: ISO, day first, with names of months, or as a number of Excel."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from etl.problems import expected
from etl.values.spelling import plain, tidy
from etl.values.words import month_numbers, weekday_numbers
from etl.values.wrong import Wrong, hint

EXCEL_EPOCH = date(1899, 12, 30)
"""Day 0 of the 1900 system, as seen from days after February 1900, in which Excel counts a 29th that never was."""
EARLIEST_YEAR = 1990
SERIAL = re.compile(r"([0-9]{5})(?:[.,][0-9]{1,12})?")
ORDINAL = r"(?:st|nd|rd|th)?"
GAP = r" ?[-/. ] ?"
TIME = (
    r"(?:(?:t| |, ?)(?:pukul |jam |pkl\.? )?[0-9]{1,2}[:.][0-9]{2}(?:[:.][0-9]{2}(?:[.,][0-9]{1,9})?)?"
    r"(?: ?(?:am|pm|wib|wita|wit|\+0[789]:?00))?)?"  # of another zone, the day might be another here
)
DAY_FORMS = tuple(
    re.compile(form + TIME)
    for form in (
        r"(?P<year>[0-9]{4})[-/.](?P<month>[0-9]{1,2})[-/.](?P<day>[0-9]{1,2})",
        r"(?P<year>(?:19|20)[0-9]{2})(?P<month>[0-9]{2})(?P<day>[0-9]{2})",
        rf"(?P<day>[0-9]{{1,2}}){GAP}(?P<month>[0-9]{{1,2}}){GAP}(?P<year>[0-9]{{4}})",
        rf"(?P<day>[0-9]{{1,2}}){ORDINAL}[-/. ]*(?P<month>[a-z]+)[-/., ]*(?P<year>[0-9]{{4}})",
        rf"(?P<month>[a-z]+)\.? ?(?P<day>[0-9]{{1,2}}){ORDINAL},? (?P<year>[0-9]{{4}})",
    )
)
MONTH_FORMS = tuple(
    re.compile(form)
    for form in (
        r"(?P<year>[0-9]{4})[-/. ](?P<month>[0-9]{1,2})",
        r"(?P<month>[0-9]{1,2})[-/. ](?P<year>[0-9]{4})",
        r"(?P<month>[a-z]+)[-/., ]*(?P<year>[0-9]{4})",
        r"(?P<year>[0-9]{4})[-/., ]*(?P<month>[a-z]+)",
    )
)
YEAR = re.compile(r"(?:19|20)[0-9]{2}")
SHORT_YEAR = re.compile(rf"[0-9]{{1,2}}{GAP}(?:[0-9]{{1,2}}|[a-z]+\.?){GAP}'?[0-9]{{2}}")
WEEKDAY = re.compile(r"([a-z']+)\.?,? (?=.*[0-9])")
MONTHS = 12


@dataclass(frozen=True, slots=True)
class Written:
    """The numbers of a date as they were written; they need not make a day."""

    year: int
    month: int
    day: int


def read_date(text: str, *, today: date, earliest: date | None = None) -> str | Wrong:
    """Return a date as ISO text.

    Args:
        text: the cell.
        today: later days are refused.
        earliest: the first day that the field may hold; numbers of Excel are dates only from its year on.
    """
    shown, weekday = _without_weekday(tidy(text).casefold())
    if serial := SERIAL.fullmatch(shown):
        return _from_serial(int(serial[1]), today=today, earliest=earliest)
    written = next(_written(shown), None)
    if written is None:
        return _no_day(shown)
    return _checked(written, weekday=weekday, today=today)


def read_month(text: str, *, today: date) -> str | Wrong:
    """Return a month as ``YYYY-MM``, also that of a whole date; months that have not begun are refused."""
    shown = tidy(text).casefold()
    written = _month_written(shown)
    if written is None:
        day = read_date(shown, today=today)
        return day if isinstance(day, Wrong) and day.code != "date_form" else _month_of(day)
    if not 1 <= written.month <= MONTHS:
        return Wrong("date_impossible", hint("hint_date"))
    if (written.year, written.month) > (today.year, today.month):
        return Wrong("date_future", expected(today.isoformat()))
    return f"{written.year:04}-{written.month:02}"


def _month_of(day: str | Wrong) -> str | Wrong:
    return Wrong("type", expected("2024-11")) if isinstance(day, Wrong) else day[:7]


def _without_weekday(shown: str) -> tuple[str, int | None]:
    match = WEEKDAY.match(shown)
    number = weekday_numbers().get(plain(match[1])) if match else None
    return (shown[match.end() :], number) if match and number is not None else (shown, None)


def _from_serial(serial: int, *, today: date, earliest: date | None) -> str | Wrong:
    day = EXCEL_EPOCH + timedelta(days=serial)
    first = earliest.year if earliest else EARLIEST_YEAR
    if not first <= day.year <= today.year:
        return Wrong("date_form", hint("hint_date"))
    return day.isoformat() if day <= today else Wrong("date_future", expected(today.isoformat()))


def _written(shown: str) -> Iterator[Written]:
    for form in DAY_FORMS:
        match = form.fullmatch(shown)
        month = _month(match["month"]) if match else None
        if match and month is not None:
            yield Written(int(match["year"]), month, int(match["day"]))


def _month_written(shown: str) -> Written | None:
    for form in MONTH_FORMS:
        match = form.fullmatch(shown)
        month = _month(match["month"]) if match else None
        if match and month is not None:
            return Written(int(match["year"]), month, 1)
    return None


def _month(name: str) -> int | None:
    return int(name) if name.isdigit() else month_numbers().get(name)


def _no_day(shown: str) -> Wrong:
    if YEAR.fullmatch(shown) or _month_written(shown):
        return Wrong("date_month_only", hint("hint_date"))
    if SHORT_YEAR.fullmatch(shown):
        return Wrong("date_short_year", hint("hint_date"))
    return Wrong("date_form", hint("hint_date"))


def _checked(written: Written, *, weekday: int | None, today: date) -> str | Wrong:
    try:
        day = date(written.year, written.month, written.day)
    except ValueError:
        return Wrong("date_impossible", hint("hint_date"))
    if day > today:
        return Wrong("date_future", expected(today.isoformat()))
    if weekday is not None and weekday != day.weekday():
        return Wrong("date_weekday", hint("hint_date"))
    return day.isoformat()
