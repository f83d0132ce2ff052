"""Builds what the page of a region shows beyond its panel: steps of prevention, rank, regions around it."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from dashboard.reading import map_view, rate, read
from dashboard.reference import Vulnerability
from dashboard.region.peers import Rank, ranks, regencies_of
from dashboard.region.prevention import Phase, Step, phases, steps
from dashboard.region_view import first_declared, region_view
from dashboard.release import PROVINCE_LEVEL, REGENCY_LEVEL, Place, Snapshot
from dashboard.state import ELECTIONS, STAGES, UNITS, ViewState, default_state
from dashboard.tracks import TRACKS
from dashboard.views import MapView, Rate, Reading, RegionView, StageRow

"""What became of allegations; the other stages lead up to that. The two are never drawn as one narrowing shape."""


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
    """Everything that the page of a region shows.

    Attributes:
        path: the region with the larger ones that it lies in, the country first.
        around: the region among its neighbours: kabupaten/kota of one province, or all provinces.
        inside: the regions directly within it; for a kabupaten/kota the same as ``around``.
    """

    region: RegionView
    path: tuple[Place, ...]
    steps: tuple[Step, ...]
    phases: tuple[Phase, ...]
    compared: tuple[Compared, ...]
    ranks: tuple[Rank, ...]
    others: tuple[OtherChoice, ...]
    around: MapView
    inside: MapView
    vulnerability: tuple[Vulnerability, ...]

    @property
    def state(self) -> ViewState:
        """Return what is shown."""
        return self.region.state

    @property
    def place(self) -> Place:
        """Return the region."""
        return self.region.place

    @property
    def tracks(self) -> dict[str, tuple[StageRow, ...]]:
        """Return the stages that lead up to an outcome, and the outcomes, by the words of their headings."""
        rows = self.region.stages
        return {title: tuple(row for row in rows if row.stage in stages) for title, stages in TRACKS.items()}


def page_view(snapshot: Snapshot, state: ViewState, code: str) -> PageView:
    """Build the page of a region."""
    region = region_view(snapshot, state, code)
    held = region.declarations
    path, around = _path(snapshot, code), _around(snapshot, region.place)
    return PageView(
        region=region,
        path=path,
        steps=steps(held),
        phases=phases(snapshot, state, code, first=region.first_declared, declarations=held),
        compared=tuple(_compared(snapshot, state, place) for place in reversed(path)),
        ranks=ranks(snapshot, state, code),
        others=tuple(_others(snapshot, state, code)),
        around=_part(snapshot, state, around, code),
        inside=_part(snapshot, state, snapshot.children(code) or around, code),
        vulnerability=snapshot.vulnerability(code),
    )


def _part(snapshot: Snapshot, state: ViewState, places: tuple[Place, ...], code: str) -> MapView:
    """Return the part of a map that shows some regions of one level, with the classes that are found on it."""
    whole = map_view(snapshot, replace(state, region=None, level=places[0].level))
    wanted = {place.code for place in places}
    entries = tuple(entry for entry in whole.entries if entry.place.code in wanted)
    found = Counter(entry.class_index for entry in entries)
    classes = tuple(replace(kind, count=found[kind.index]) for kind in whole.classes if found[kind.index])
    return replace(whole, entries=entries, classes=classes, chosen=frozenset({code}))


def _around(snapshot: Snapshot, place: Place) -> tuple[Place, ...]:
    if place.level == REGENCY_LEVEL:
        return snapshot.children(place.code[:2])
    return snapshot.places_at(PROVINCE_LEVEL)


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
