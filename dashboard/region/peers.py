"""Ranks a region among its peers by what is on record; a region without a number has no rank."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dashboard.reading import read
from dashboard.release import REGENCY_LEVEL, Place, Snapshot
from dashboard.state import ViewState
from dashboard.views import Reading
from etl.codes import STATED_ZERO
from geo.regions import NATIONAL


@dataclass(frozen=True, slots=True)
class Rank:
    """The place of a region among the regions of its level within a larger one.

    Attributes:
        within: the larger region.
        position: one more than the number of peers with a larger number; none where the region has no number.
        tied: how many other peers have the same number.
        ranked: how many peers have a number, the region among them.
        peers: all regions of the level, with a number or not.
    """

    within: Place
    position: int | None
    tied: int
    ranked: int
    peers: int


def ranks(snapshot: Snapshot, state: ViewState, code: str) -> tuple[Rank, ...]:
    """Rank a region within each larger one; the country has no peers."""
    return tuple(_rank(snapshot, state, code, within) for within in _larger(snapshot, code))


def _larger(snapshot: Snapshot, code: str) -> Iterator[Place]:
    """Yield the larger regions, from the nearest on."""
    parent = snapshot.places[code].parent
    while parent is not None:
        yield snapshot.places[parent]
        parent = snapshot.places[parent].parent


def _rank(snapshot: Snapshot, state: ViewState, code: str, within: Place) -> Rank:
    level = snapshot.places[code].level
    peers = [place for place in snapshot.places_at(level) if within.code in {NATIONAL, place.code[:2]}]
    numbers = dict(_numbers(snapshot, state, peers))
    own = numbers.pop(code, None)
    others = list(numbers.values())
    if own is None:
        return Rank(within, None, 0, len(others), len(peers))
    return Rank(within, 1 + sum(other > own for other in others), others.count(own), 1 + len(others), len(peers))


def _numbers(snapshot: Snapshot, state: ViewState, places: Iterable[Place]) -> Iterator[tuple[str, int]]:
    for place in places:
        reading = read(snapshot, state.key(place.code), state.month)
        if reading.value is not None and is_ranked(reading):
            yield place.code, reading.value


def is_ranked(reading: Reading) -> bool:
    """Tell whether a number can be ranked: a zero can only where an authority stated it."""
    return bool(reading.value) or reading.status == STATED_ZERO


def regencies_of(snapshot: Snapshot, code: str) -> tuple[Place, ...]:
    """Return the kabupaten/kota of a province or of the country; of a kabupaten/kota, none."""
    places = snapshot.places_at(REGENCY_LEVEL)
    return tuple(place for place in places if code in {NATIONAL, place.parent})
