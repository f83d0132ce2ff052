"""Days of months, for choices by month on columns that hold days."""

import calendar
from datetime import date


def month_end(month: str) -> date:
    """Return the last day of a month written ``YYYY-MM``."""
    year, number = (int(part) for part in month.split("-"))
    return date(year, number, calendar.monthrange(year, number)[1])
