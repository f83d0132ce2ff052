"""Writes all numbers of a release as one small file, from which the browser draws each month, stage and unit alone."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache

from dashboard.hashed_file import HashedFile, hashed_file
from dashboard.release import Observation, Snapshot
from etl.catalogue import load_catalogue

PATH = "/nilai/"
KEPT = 2
STATUSES = load_catalogue().fields["status"].codes
BEFORE_FIRST = -1

Change = list[int]


def write_values(snapshot: Snapshot) -> HashedFile:
    """Write the file of a release."""
    return hashed_file(content(snapshot), release_id=snapshot.release_id)


@lru_cache(maxsize=KEPT)
def values_file(snapshot: Snapshot) -> HashedFile:
    """Return the file of a release that is kept in memory."""
    return write_values(snapshot)


def content(snapshot: Snapshot) -> dict[str, object]:
    """Return names, numbers of civil servants, and every series as the list of its changes.

    A change is ``[month, number, not broken down, status, implied]`` without zeros at its end: the month counts from
    the first of its election, and is -1 before it; the status is a place in the list of statuses; the number is that of
    the month's end.
    """
    return {
        "rilis": snapshot.release_id,
        "status": STATUSES,
        "bulan": {election: snapshot.months(election) for election in snapshot.elections},
        "wilayah": {code: _place(snapshot, code) for code in sorted(snapshot.places)},
        "nilai": _all_series(snapshot),
    }


def _place(snapshot: Snapshot, code: str) -> list[object]:
    place = snapshot.places[code]
    return [place.name, place.pns_count] if place.pns_count else [place.name]


def _all_series(snapshot: Snapshot) -> dict[str, dict[str, list[Change]]]:
    grouped: dict[str, dict[str, list[Change]]] = defaultdict(dict)
    for key in sorted(snapshot.series):
        name = f"{key.election}/{key.stage}/{key.unit}"
        grouped[name][key.region] = changes(snapshot.series[key], snapshot.months(key.election))
    return grouped


def changes(rows: Sequence[Observation], months: Sequence[str]) -> list[Change]:
    """Return the changes of a series; what lies before the first month is known in it, but not added in it."""
    return [_change(row, _place_of(row.month, months)) for row in rows]


def _place_of(month: str, months: Sequence[str]) -> int:
    return bisect_left(months, month) if month >= months[0] else BEFORE_FIRST


def _change(row: Observation, month: int) -> Change:
    full = [month, row.cumulative, row.unexplained, STATUSES.index(row.status), int(row.implied)]
    while len(full) > 2 and not full[-1]:  # noqa: PLR2004
        full.pop()
    return full
