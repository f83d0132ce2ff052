"""Sets regions side by side, and says what must not be done with their numbers."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from babel.lists import format_list

from dashboard import formats
from dashboard.comparison.state import CompareState
from dashboard.labels import capital, inline
from dashboard.reading import read
from dashboard.reference import Vulnerability
from dashboard.region_view import region_view
from dashboard.release import PROVINCE_LEVEL, REGENCY_LEVEL, Place, Snapshot
from dashboard.sentences import reading_words, topic
from dashboard.views import RegionView
from dashboard.wording import text
from geo.regions import NATIONAL, PROVINCE_LENGTH

KEPT_VIEWS = 16
OFFERED = 4


@dataclass(frozen=True, slots=True)
class Compared:
    """One of the compared regions with all that is on record."""

    region: RegionView
    vulnerability: tuple[Vulnerability, ...]

    @property
    def place(self) -> Place:
        """Return the region."""
        return self.region.place


@lru_cache(maxsize=KEPT_VIEWS)
def compared(snapshot: Snapshot, state: CompareState) -> tuple[Compared, ...]:
    """Read what is known of every region of a comparison."""
    return tuple(
        Compared(region_view(snapshot, state.view, code), snapshot.vulnerability(code)) for code in state.codes
    )


def largest(rows: Sequence[Compared], unit: str) -> int:
    """Return the largest number of a unit among all regions and stages: the one scale of the bars."""
    readings = (dict(stage.readings)[unit] for row in rows for stage in row.region.stages)
    return max((reading.value or 0 for reading in readings), default=0)


def heading(rows: Sequence[Compared], lang: str) -> str:
    """Name the comparison."""
    if not rows:
        return text("banding_heading_none", lang)
    return text("banding_heading", lang, places=format_list([row.place.name for row in rows], locale=lang))


def lead(rows: Sequence[Compared], state: CompareState) -> str:
    """Say the number of every region in one sentence."""
    if not rows:
        return text("banding_lead_none", state.lang)
    said = "; ".join(
        text(
            "banding_lead_entry",
            state.lang,
            place=row.place.name,
            value=reading_words(row.region.headline.reading, state.view),
        )
        for row in rows
    )
    month = formats.month(state.view.month, state.lang)
    return capital(text("banding_lead", state.lang, topic=topic(state.view), entries=said, month=month))


def warnings(rows: Sequence[Compared], state: CompareState) -> Iterator[str]:
    """Say what keeps these numbers from being compared or added."""
    lang = state.lang
    places = [row.place for row in rows]
    parts = [(part, whole) for part in places for whole in places if part is not whole and _lies_in(part, whole)]
    yield from (text("banding_part", lang, part=part.name, whole=whole.name) for part, whole in parts)
    if not parts and len({place.level for place in places}) > 1:
        yield text("banding_levels", lang)
    silent = [row.place.name for row in rows if row.region.headline.reading.value is None]
    if silent and rows:
        yield text("banding_silent", lang, places=format_list(silent, locale=lang), topic=topic(state.view))


def _lies_in(part: Place, whole: Place) -> bool:
    return whole.code in {NATIONAL, part.parent}


def neighbours(state: CompareState, snapshot: Snapshot) -> tuple[Place, ...]:
    """Return what may be added: the other regions of the province that was asked for, or those around the chosen."""
    parent = surroundings(state, snapshot)
    if parent is None:
        return ()
    found = [snapshot.places[parent], *snapshot.children(parent)] if parent != NATIONAL else snapshot.children(parent)
    return tuple(place for place in found if place.code not in state.codes)


def surroundings(state: CompareState, snapshot: Snapshot) -> str | None:
    """Return whose parts are offered: the province asked for, else that of the first kabupaten/kota, or the country."""
    above = [snapshot.places[code].parent for code in state.codes if len(code) > PROVINCE_LENGTH]
    return state.province or (above[0] if above else NATIONAL if state.codes else None)


def examples(state: CompareState, snapshot: Snapshot) -> tuple[tuple[Place, tuple[Place, ...]], ...]:
    """Suggest comparisons: in the provinces with most numbers of kabupaten/kota, the four with the largest."""
    found = []
    for province in snapshot.places_at(PROVINCE_LEVEL):
        numbers = {place: _number(snapshot, state, place) for place in snapshot.children(province.code)}
        known = sorted(
            (place for place, number in numbers.items() if number), key=lambda place: (-numbers[place], place.code)
        )
        found.append((len(known), province, tuple(known[:OFFERED])))
    best = sorted((entry for entry in found if len(entry[2]) > 1), key=lambda entry: (-entry[0], entry[1].code))
    return tuple((province, places) for _, province, places in best[:OFFERED])


def _number(snapshot: Snapshot, state: CompareState, place: Place) -> int:
    return read(snapshot, state.view.key(place.code), state.view.month).value or 0


def region_label(place: Place, snapshot: Snapshot) -> str:
    """Name a region with its province, as the search understands it."""
    province = snapshot.province_of(place.code)
    return f"{place.name}, {province.name}" if place.level == REGENCY_LEVEL and province else place.name


def level_words(place: Place, snapshot: Snapshot, lang: str) -> str:
    """Say where a region lies, or of which level it is."""
    province = snapshot.province_of(place.code)
    if place.level == REGENCY_LEVEL and province:
        return province.name
    return inline("region_level", place.level, lang)
