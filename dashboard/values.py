"""Writes all numbers of a release as one small file, from which the browser draws each month, stage and unit alone."""

import gzip
import hashlib
import json
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from dashboard.compression import pack
from dashboard.release import Observation, Snapshot
from etl.catalogue import load_catalogue

PATH = "/nilai/"
KEPT = 2
BEST = 11
DIGITS = 12
STATUSES = load_catalogue().fields["status"].codes

Change = list[int]


@dataclass(frozen=True, slots=True)
class ValuesFile:
    """The file of one release, ready in every encoding that browsers ask for; its name tells release and content."""

    name: str
    release_id: str
    content_hash: str
    plain: bytes
    br: bytes
    gzip: bytes

    def body(self, encoding: str | None) -> bytes:
        """Return the content in an encoding: ``br``, ``gzip`` or none."""
        return {"br": self.br, "gzip": self.gzip}.get(encoding or "", self.plain)


def write_values(snapshot: Snapshot) -> ValuesFile:
    """Write the file of a release."""
    plain = json.dumps(content(snapshot), ensure_ascii=False, separators=(",", ":")).encode()
    digest = hashlib.sha256(plain).hexdigest()
    return ValuesFile(
        name=f"{snapshot.release_id}-{digest[:DIGITS]}.json",
        release_id=snapshot.release_id,
        content_hash=digest,
        plain=plain,
        br=pack(plain, quality=BEST),
        gzip=gzip.compress(plain, 9, mtime=0),
    )


@lru_cache(maxsize=KEPT)
def values_file(snapshot: Snapshot) -> ValuesFile:
    """Return the file of a release that is kept in memory."""
    return write_values(snapshot)


def release_of(name: str) -> str:
    """Return the release that the name of a file speaks of."""
    return name.partition("-")[0]


def content(snapshot: Snapshot) -> dict[str, object]:
    """Return names, numbers of civil servants, and every series as the list of its changes.

    A change is ``[month, number, not broken down, status, implied]`` without zeros at its end: the month counts from
    the first of its election, the status is a place in the list of statuses, and the number is that of the month's end.
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
    """Return the changes of a series; what lies before the first month counts in it."""
    return [_change(row, bisect_left(months, row.month)) for row in rows]


def _change(row: Observation, month: int) -> Change:
    full = [month, row.cumulative, row.unexplained, STATUSES.index(row.status), int(row.implied)]
    while len(full) > 2 and not full[-1]:  # noqa: PLR2004
        full.pop()
    return full
