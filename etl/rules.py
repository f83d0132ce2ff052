"""Checks across the columns of a row or a table; what each requires, in words, is declared in ``tables.yml``.

A check takes a converted frame (dates are ``datetime64``, counts are integers) and returns a mask: True where a row
breaks the rule. A row whose single cells are wrong is not asked: it is refused for those.
"""

from collections.abc import Callable
from datetime import date

import pandas as pd

Check = Callable[[pd.DataFrame, date], "pd.Series[bool]"]

SMALL_COUNT = 3
CODE_LENGTH = {"nasional": 2, "provinsi": 2, "kabupaten_kota": 4}
REGENCY_LENGTH = CODE_LENGTH["kabupaten_kota"]


def _month_dated(frame: pd.DataFrame) -> "pd.Series[bool]":
    return frame["date_precision"] == "bulan"


def _month_start(dates: "pd.Series[pd.Timestamp]") -> "pd.Series[pd.Timestamp]":
    return dates - pd.to_timedelta(dates.dt.day - 1, unit="D")


def _earliest(frame: pd.DataFrame, column: str) -> "pd.Series[pd.Timestamp]":
    """Return the first day that a date may mean: the day itself, or the first of a month known as such."""
    return frame[column].mask(_month_dated(frame), _month_start(frame[column]))


def _in_future(frame: pd.DataFrame, column: str, today: date) -> "pd.Series[bool]":
    limit = pd.Timestamp(today)
    return (frame["source_published"] > limit) | (_earliest(frame, column) > limit)


def _before_it_happened(frame: pd.DataFrame, column: str) -> "pd.Series[bool]":
    return frame["source_published"] < _earliest(frame, column)


def _is_regency(frame: pd.DataFrame) -> "pd.Series[bool]":
    return frame["region_code"].str.len() == REGENCY_LENGTH


def period_in_order(frame: pd.DataFrame, _today: date) -> "pd.Series[bool]":
    """Find periods that end before they start."""
    return frame["period_end"] < frame["period_start"]


def month_dated_covers_month(frame: pd.DataFrame, _today: date) -> "pd.Series[bool]":
    """Find month-dated rows whose period is not made of whole months."""
    ends_inside = ~frame["period_end"].dt.is_month_end
    starts_inside = frame["period_start"].notna() & (frame["period_start"].dt.day != 1)
    inside: pd.Series[bool] = ends_inside | starts_inside
    return _month_dated(frame) & inside


def period_not_in_future(frame: pd.DataFrame, today: date) -> "pd.Series[bool]":
    """Find statements about days to come."""
    return _in_future(frame, "period_end", today)


def published_not_before_period_end(frame: pd.DataFrame, _today: date) -> "pd.Series[bool]":
    """Find sources that speak of days after their own publication."""
    return _before_it_happened(frame, "period_end")


def position_only_above_regency(frame: pd.DataFrame, _today: date) -> "pd.Series[bool]":
    """Find positions below province level: with region and month they could point at one person."""
    return _is_regency(frame) & (frame["position"] != "tidak_dirinci")


def small_counts_by_month(frame: pd.DataFrame, _today: date) -> "pd.Series[bool]":
    """Find few persons in a small region given with a day or a note, which could point at them."""
    small = frame["count"].between(1, SMALL_COUNT) & _is_regency(frame)
    return small & (~_month_dated(frame) | frame["note"].notna())


def no_doubled_rows(frame: pd.DataFrame, _today: date) -> "pd.Series[bool]":
    """Find rows that repeat an earlier one under another number."""
    return frame.drop(columns="record_id").duplicated()


def activity_not_in_future(frame: pd.DataFrame, today: date) -> "pd.Series[bool]":
    """Find activities and publications that have not happened yet."""
    return _in_future(frame, "date", today)


def published_not_before_activity(frame: pd.DataFrame, _today: date) -> "pd.Series[bool]":
    """Find sources that report an activity before its day."""
    return _before_it_happened(frame, "date")


def code_fits_level(frame: pd.DataFrame, _today: date) -> "pd.Series[bool]":
    """Find codes whose length does not fit the level."""
    national = (frame["region_level"] == "nasional") == (frame["region_code"] == "00")
    return ~national | (frame["region_code"].str.len() != frame["region_level"].map(CODE_LENGTH))


def stage_in_order(frame: pd.DataFrame, _today: date) -> "pd.Series[bool]":
    """Find stages of an election that end before they start."""
    return frame["start_date"] > frame["end_date"]


CHECKS: dict[str, Check] = {
    check.__name__: check
    for check in (
        period_in_order,
        month_dated_covers_month,
        period_not_in_future,
        published_not_before_period_end,
        position_only_above_regency,
        small_counts_by_month,
        no_doubled_rows,
        activity_not_in_future,
        published_not_before_activity,
        code_fits_level,
        stage_in_order,
    )
}
"""Every check by the name under which ``tables.yml`` declares it."""
