"""Builds what the page of a region shows beyond its panel: steps of prevention, rank, regions around it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from dashboard.reading import map_entry, read
from dashboard.reference import Vulnerability
from dashboard.region.peers import Rank, ranks, regencies_of
from dashboard.region.prevention import Phase, Step, phases, steps
from dashboard.region_view import first_declared, rate, region_view
from dashboard.release import PROVINCE_LEVEL, REGENCY_LEVEL, Place, Snapshot
from dashboard.state import ELECTIONS, STAGES, UNITS, ViewState, default_state
from dashboard.views import MapEntry, Rate, Reading, RegionView
from geo.regions import NATIONAL


@dataclass(frozen=True, slots=True)
class Compared:
    """One region beside others.

    Attributes:
        regencies: how many kabupaten/kota lie in it, 0 for a kabupaten/kota itself.
        known: how many of them have a number; ``declared``: have declared.
    """

    place: Place
    reading: Reading
    rate: Rate | None
    first_declared: date | None
    regencies: int
    known: int
    declared: int


@dataclass(frozen=True, slots=True)
class OtherChoice:
    """Another election or unit in which the region has a number."""

    state: ViewState
    reading: Reading


@dataclass(frozen=True, slots=True)
class PageView:
    """Everything that the page of a region shows; ``inside`` are the regions directly within it."""

    region: RegionView
    path: tuple[Place, ...]
    steps: tuple[Step, ...]
    phases: tuple[Phase, ...]
    compared: tuple[Compared, ...]
    ranks: tuple[Rank, ...]
    others: tuple[OtherChoice, ...]
    inside: tuple[MapEntry, ...]
    vulnerability: tuple[Vulnerability, ...]

    @property
    def state(self) -> ViewState:
        """Return what is shown."""
        return self.region.state

    @property
    def place(self) -> Place:
        """Return the region."""
        return self.region.place


def page_view(snapshot: Snapshot, state: ViewState, code: str) -> PageView:
    """Build the page of a region."""
    region = region_view(snapshot, state, code)
    held = region.declarations
    path = _path(snapshot, code)
    return PageView(
        region=region,
        path=path,
        steps=steps(held),
        phases=phases(snapshot, state, code, first=region.first_declared, declarations=held),
        compared=tuple(_compared(snapshot, state, place) for place in reversed(path)),
        ranks=ranks(snapshot, state, code),
        others=tuple(_others(snapshot, state, code)),
        inside=_inside(snapshot, region),
        vulnerability=snapshot.vulnerability(code),
    )


def _inside(snapshot: Snapshot, region: RegionView) -> tuple[MapEntry, ...]:
    if region.place.code != NATIONAL:
        return region.children
    return tuple(map_entry(snapshot, region.state, place) for place in snapshot.places_at(PROVINCE_LEVEL))


def _path(snapshot: Snapshot, code: str) -> tuple[Place, ...]:
    """Return a region with the larger ones that it lies in, the country first."""
    place = snapshot.places[code]
    return (*(_path(snapshot, place.parent) if place.parent else ()), place)


def _compared(snapshot: Snapshot, state: ViewState, place: Place) -> Compared:
    regencies = regencies_of(snapshot, place.code) if place.level != REGENCY_LEVEL else ()
    keys = [state.key(regency.code) for regency in regencies]
    return Compared(
        place=place,
        reading=read(snapshot, state.key(place.code), state.month),
        rate=rate(place, snapshot, state),
        first_declared=first_declared(snapshot, state, place.code),
        regencies=len(regencies),
        known=sum(read(snapshot, key, state.month).value is not None for key in keys),
        declared=sum(first_declared(snapshot, state, regency.code) is not None for regency in regencies),
    )


def _others(snapshot: Snapshot, state: ViewState, code: str) -> Iterator[OtherChoice]:
    """Yield the widest stage of each other election and unit: any number at a later stage implies one there."""
    for election in ELECTIONS:
        month = state.month if election == state.election else default_state(snapshot, election=election).month
        for unit in UNITS:
            other = replace(state, election=election, stage=STAGES[0], unit=unit, month=month)
            reading = read(snapshot, other.key(code), month)
            if (election, unit) != (state.election, state.unit) and reading.value is not None:
                yield OtherChoice(other, reading)
