"""Knows what the page of declarations shows, as its address says it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dashboard.languages import in_address, language
from dashboard.release import Snapshot
from dashboard.search import tidied
from dashboard.state import DECLARED, ELECTIONS, ParameterError, checked, default_state, written
from etl.catalogue import Language, load_catalogue
from etl.codes import BOTH_ELECTIONS
from etl.months import month_end, month_of
from geo.regions import NATIONAL
from geo.wording import LANGUAGES

PATH = "/deklarasi"
MAP_CHART, TREND_CHART = "peta-deklarasi", "tren-deklarasi"
ACTIVITIES = load_catalogue().fields["activity"].codes
ORDERS = ("tanggal", "nama", "provinsi")
MONTH_LENGTH = len("2024-01")
NAMES = {
    "pemilihan": "election",
    "provinsi": "province",
    "kegiatan": "activity",
    "urut": "order",
    "sampai": "until",
    "cari": "search",
    "lang": "lang",
}
"""Public name of each parameter -> field of the state."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclarationState:
    """What the page shows.

    Attributes:
        election: one of the elections that may be chosen.
        province: code of the province that is looked at; empty for the country.
        activity: kind of activity that the table lists; empty for first declarations.
        order: what the table is sorted by.
        until: a month, which counts to its end, or a day.
        search: which regions the table lists, as it was typed; empty for all.
        lang: language of the page.
    """

    election: str
    province: str
    activity: str
    order: str
    until: str
    search: str = ""
    lang: Language

    @property
    def day(self) -> date:
        """Return the last day that counts."""
        return month_end(self.until) if len(self.until) == MONTH_LENGTH else date.fromisoformat(self.until)

    @property
    def elections(self) -> frozenset[str]:
        """Return the elections of the records that count: those for both count for each."""
        return frozenset({self.election, BOTH_ELECTIONS})

    @property
    def focus(self) -> str:
        """Return the region that is looked at."""
        return self.province or NATIONAL


def parse(query: Mapping[str, str], snapshot: Snapshot) -> DeclarationState:
    """Read a query; unknown parameters are left out, and empty ones count as absent.

    Raises:
        ParameterError: a known parameter has a value that it cannot have.
    """
    election = _chosen("pemilihan", query, ELECTIONS)
    return DeclarationState(
        election=election,
        province=_chosen("provinsi", query, ("", *snapshot.province_codes)),
        activity=_chosen("kegiatan", query, ("", *ACTIVITIES)),
        order=_chosen("urut", query, ORDERS),
        until=_until(query.get("sampai") or _last(election, snapshot), election, snapshot),
        search=tidied(query.get("cari", "")),
        lang=language(_chosen("lang", query, LANGUAGES)),
    )


def _chosen(name: str, query: Mapping[str, str], allowed: Sequence[str]) -> str:
    """Return a value that may be; the first one stands for an absent one."""
    return checked(name, query.get(name) or allowed[0], allowed)


def _until(value: str, election: str, snapshot: Snapshot) -> str:
    months = snapshot.months(election)
    if value in months or _month_of_day(value) in months:
        return value
    raise ParameterError(parameter="sampai", value=value, allowed=(*months, f"{months[-1]}-01"))


def _month_of_day(value: str) -> str | None:
    """Return the month of a day that is written as ``YYYY-MM-DD``, none where it is no day."""
    try:
        day = date.fromisoformat(value)
    except ValueError:
        return None
    return month_of(day) if day.isoformat() == value else None


def _last(election: str, snapshot: Snapshot) -> str:
    return default_state(snapshot, election=election).month


def to_query(state: DeclarationState, snapshot: Snapshot) -> dict[str, str]:
    """Write a state as the shortest query that means it, in one fixed order."""
    plain = {
        "pemilihan": DECLARED["pemilihan"].default,
        "urut": ORDERS[0],
        "sampai": _last(state.election, snapshot),
        "lang": LANGUAGES[0],
    }
    full = {name: str(getattr(state, field)) for name, field in NAMES.items()}
    return {name: value for name, value in full.items() if value and value != plain.get(name)}


def address(state: DeclarationState, snapshot: Snapshot, *, path: str = PATH, **extra: str) -> str:
    """Write the address of the page, or of another path that takes the same parameters."""
    return written(path, {**to_query(state, snapshot), **extra})


def chart_address(chart: str, suffix: str, state: DeclarationState, snapshot: Snapshot, **extra: str) -> str:
    """Write the address of a file of a chart, with the parameters that the chart has."""
    known = load_catalogue().charts[chart].parameters
    query = {name: value for name, value in to_query(state, snapshot).items() if name in known}
    return written(f"/grafik/{chart}.{suffix}", {**query, **extra})


def region_address(code: str, state: DeclarationState) -> str:
    """Write the address of the page of a region."""
    election = state.election if state.election != DECLARED["pemilihan"].default else ""
    return written(f"/wilayah/{code}", {"pemilihan": election, "lang": in_address(state.lang)})
