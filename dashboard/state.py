"""Knows what a page shows, as its address says it: parsing, checking and writing of the query."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from urllib.parse import urlencode

from dashboard.palette import rate_floors
from dashboard.release import REGENCY_LEVEL, SeriesKey, Snapshot
from etl.catalogue import load_catalogue
from geo.regions import NATIONAL
from geo.wording import LANGUAGES

DECLARED = load_catalogue().parameters
ELECTIONS = DECLARED["pemilihan"].values
STAGES = DECLARED["tahap"].values
UNITS = DECLARED["satuan"].values
LEVELS = DECLARED["tingkat"].values
TRENDS = DECLARED["tren"].values
MEASURES = DECLARED["ukuran"].values
BASES = DECLARED["dasar"].values
MAP_KINDS = DECLARED["peta"].values
GEOGRAPHIC, TILES = MAP_KINDS
RATE = "per_10000"
KEPT, KEPT_PAIRS = 16, 2048
"""Default states and encoded choices kept: a page writes hundreds of addresses of the same few."""
RATED_UNIT = "orang"
"""Civil servants are counted in persons, so only persons have a rate."""


class ParameterError(ValueError):
    """Say which parameter has a wrong value, and what may stand there."""

    def __init__(self, *, parameter: str, value: str, allowed: Sequence[str]) -> None:
        super().__init__(f"{parameter}={value}")
        self.parameter = parameter
        self.value = value
        self.allowed = tuple(allowed)


class UnknownParameterError(ValueError):
    """Say that a data route does not know a parameter, and which ones it knows."""

    def __init__(self, *, parameter: str, allowed: Sequence[str]) -> None:
        super().__init__(parameter)
        self.parameter = parameter
        self.allowed = tuple(allowed)


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewState:
    """What a page shows; ``region`` is none where no region is chosen, ``province`` where the map shows the country."""

    election: str
    stage: str
    unit: str
    measure: str = MEASURES[0]
    level: str
    map_kind: str = GEOGRAPHIC
    province: str | None = None
    month: str
    region: str | None
    trend: str
    lang: str

    def key(self, region: str) -> SeriesKey:
        """Return the series of a region that this state asks for."""
        return SeriesKey(region, self.election, self.stage, self.unit)

    @property
    def shows_rate(self) -> bool:
        """Tell whether the map compares rates, which not every level and unit has."""
        return self.measure == RATE and has_rate(level=self.level, unit=self.unit)

    @property
    def focus(self) -> str:
        """Return the chosen region, or the country."""
        return self.region or NATIONAL

    @property
    def shows_tiles(self) -> bool:
        """Tell whether the map is drawn as tiles, which are of kabupaten/kota."""
        return self.map_kind == TILES and self.level == REGENCY_LEVEL


def has_rate(*, level: str, unit: str) -> bool:
    """Tell whether a level and unit can be compared by rate."""
    return unit == RATED_UNIT and bool(rate_floors(level))


@dataclass(frozen=True, slots=True)
class Parameter:
    """One public name with the field it sets."""

    name: str
    field: str


PARAMETERS = (
    Parameter("pemilihan", "election"),
    Parameter("tahap", "stage"),
    Parameter("satuan", "unit"),
    Parameter("ukuran", "measure"),
    Parameter("tingkat", "level"),
    Parameter("peta", "map_kind"),
    Parameter("provinsi", "province"),
    Parameter("sampai", "month"),
    Parameter("wilayah", "region"),
    Parameter("tren", "trend"),
    Parameter("lang", "lang"),
)
BASIS, SINCE = "dasar", "sejak"
PARAMETER_NAMES = (*(parameter.name for parameter in PARAMETERS), BASIS)
"""What every address may say; the basis has one value so far, so that no state needs to hold it."""
REGION_PATH = "/wilayah"
SHEET_NAME = "lembar-fakta.pdf"
"""The fact sheet of a region, below the address of its page."""
OF_A_REGION = ("pemilihan", "tahap", "satuan", "sampai", "lang", BASIS)
"""What the page of a region may be asked; which region it is stands in its path."""


@lru_cache(maxsize=KEPT)
def default_state(snapshot: Snapshot, *, election: str | None = None) -> ViewState:
    """Return what a page shows when its address says nothing, or nothing but the election."""
    chosen = election or _plain("pemilihan")
    return ViewState(
        election=chosen,
        stage=_plain("tahap"),
        unit=_plain("satuan"),
        measure=_plain("ukuran"),
        level=_plain("tingkat"),
        map_kind=_plain("peta"),
        province=None,
        month=_plain("sampai", election=chosen, last_month=snapshot.last_recorded(chosen)),
        region=None,
        trend=_plain("tren"),
        lang=_plain("lang"),
    )


def _plain(name: str, *, election: str = "", last_month: str = "") -> str:
    return DECLARED[name].default_for(election=election, last_month=last_month)


def parse(query: Mapping[str, str], snapshot: Snapshot) -> ViewState:
    """Read a query; unknown parameters are left out, and empty ones count as absent.

    Raises:
        ParameterError: a known parameter has a value that it cannot have.
    """
    checked(BASIS, query.get(BASIS) or _plain(BASIS), BASES)
    election = checked("pemilihan", query.get("pemilihan") or _plain("pemilihan"), ELECTIONS)
    state = default_state(snapshot, election=election)
    # A form without scripts sends the choice "none" as an empty value.
    given = {parameter.field: query[parameter.name] for parameter in PARAMETERS if query.get(parameter.name)}
    given["election"] = election
    if "region" in given:
        given["region"] = NATIONAL if given["region"] == "0" else given["region"]
    state = replace(state, **given)
    _check(state, snapshot)
    since(query, state, snapshot)
    return state


def parse_region(query: Mapping[str, str], snapshot: Snapshot, code: str) -> ViewState:
    """Read the query of the page of a region.

    Raises:
        ParameterError: a parameter of the page has a value that it cannot have.
    """
    known = {name: value for name, value in query.items() if name in OF_A_REGION}
    return replace(parse(known, snapshot), region=code)


def since(query: Mapping[str, str], state: ViewState, snapshot: Snapshot) -> str:
    """Return the first month of a trend, which is no part of a page's state.

    Raises:
        ParameterError: it lies after the last month of the trend, or before the election's first.
    """
    months = tuple(month for month in snapshot.months(state.election) if month <= state.month)
    return checked(SINCE, query.get(SINCE) or _plain(SINCE, election=state.election), months)


def _check(state: ViewState, snapshot: Snapshot) -> None:
    checked("tahap", state.stage, STAGES)
    checked("satuan", state.unit, UNITS)
    checked("ukuran", state.measure, MEASURES)
    checked("tingkat", state.level, LEVELS)
    checked("peta", state.map_kind, MAP_KINDS)
    if state.province is not None:
        checked("provinsi", state.province, snapshot.province_codes)
    checked("sampai", state.month, snapshot.months(state.election))
    checked("tren", state.trend, TRENDS)
    checked("lang", state.lang, LANGUAGES)
    if state.region is not None and state.region not in snapshot.places:
        raise ParameterError(parameter="wilayah", value=state.region, allowed=())


def checked(name: str, value: str, allowed: Sequence[str]) -> str:
    """Return the value of a parameter if it may be; an empty one means no choice, and is not offered as a value.

    Raises:
        ParameterError: it may not be.
    """
    if value not in allowed:
        raise ParameterError(parameter=name, value=value, allowed=[known for known in allowed if known])
    return value


def to_query(state: ViewState, snapshot: Snapshot) -> dict[str, str]:
    """Write a state as the shortest query that means it, in one fixed order."""
    plain = _plain_query(snapshot, state.election)
    full = public_state(state)
    return {name: value for name, value in full.items() if value is not None and value != plain[name]}


@lru_cache(maxsize=KEPT)
def _plain_query(snapshot: Snapshot, election: str) -> Mapping[str, str | None]:
    """Return what an address means that says nothing but the election."""
    return {**public_state(default_state(snapshot, election=election)), "pemilihan": _plain("pemilihan")}


def public_state(state: ViewState) -> dict[str, str | None]:
    """Write a state in its public names, defaults included."""
    return {parameter.name: getattr(state, parameter.field) for parameter in PARAMETERS}


def address(state: ViewState, snapshot: Snapshot, *, path: str = "/", **extra: str) -> str:
    """Write the address of a page or file that shows a state."""
    return written(path, {**to_query(state, snapshot), **extra})


def region_address(state: ViewState, snapshot: Snapshot, code: str) -> str:
    """Write the address of the page of a region, in the choices of a state."""
    return written(f"{REGION_PATH}/{code}", region_query(state, snapshot))


def focus_address(state: ViewState, snapshot: Snapshot) -> str:
    """Write the address of the page of the chosen region, or of the map of the country."""
    return region_address(state, snapshot, state.region) if state.region else address(state, snapshot)


def sheet_address(state: ViewState, snapshot: Snapshot, code: str) -> str:
    """Write the address of the fact sheet of a region, in the choices of a state."""
    return written(f"{REGION_PATH}/{code}/{SHEET_NAME}", region_query(state, snapshot))


def region_query(state: ViewState, snapshot: Snapshot) -> dict[str, str]:
    """Write what the page of a region keeps of a state as the shortest query that means it."""
    return {name: value for name, value in to_query(state, snapshot).items() if name in OF_A_REGION}


def written(path: str, query: Mapping[str, str]) -> str:
    """Write an address; parameters without a value are left out."""
    encoded = "&".join([_encoded(name, value) for name, value in query.items() if value])
    return f"{path}?{encoded}" if encoded else path


@lru_cache(maxsize=KEPT_PAIRS)
def _encoded(name: str, value: str) -> str:
    return urlencode({name: value})
