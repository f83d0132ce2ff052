"""Knows which regions are compared, and by what, as the address says it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from dashboard.release import Snapshot
from dashboard.search import tidied
from dashboard.state import ParameterError, ViewState, checked, parse, to_query
from dashboard.wording import text
from geo.regions import NATIONAL

PATH = "/banding"
REGION, ADDED, PROVINCE = "wilayah", "tambah", "provinsi"
MOST = 4
VIEWED = ("pemilihan", "tahap", "satuan", "sampai", "lang")
"""Parameters of a view that the comparison follows; the level is that of the regions themselves."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CompareState:
    """What the comparison shows.

    Attributes:
        view: election, stage, unit, month and language.
        codes: the regions in the order in which they were asked for.
        typed: what somebody wrote to add a region; empty for nothing.
        province: code of the province whose regions are offered; none for those around the chosen ones.
    """

    view: ViewState
    codes: tuple[str, ...]
    typed: str = ""
    province: str | None = None

    @property
    def lang(self) -> str:
        """Return the language."""
        return self.view.lang

    @property
    def full(self) -> bool:
        """Tell whether no further region can be added."""
        return len(self.codes) >= MOST


def parse_comparison(
    query: Mapping[str, str], repeated: Mapping[str, Sequence[str]], snapshot: Snapshot
) -> CompareState:
    """Read a query; regions are repeated, or parted by commas.

    Raises:
        ParameterError: a known parameter has a value that it cannot have, or there are too many regions.
    """
    view = parse({name: value for name, value in query.items() if name in VIEWED}, snapshot)
    return CompareState(
        view=view,
        codes=_codes(repeated.get(REGION, ()), snapshot, view.lang),
        typed=tidied(query.get(ADDED, "")),
        province=checked(PROVINCE, query.get(PROVINCE) or "", ("", *snapshot.province_codes)) or None,
    )


def _codes(given: Iterable[str], snapshot: Snapshot, lang: str) -> tuple[str, ...]:
    parts = (code.strip() for value in given for code in value.split(","))
    codes = tuple(dict.fromkeys(NATIONAL if code == "0" else code for code in parts if code))
    allowed = (text("banding_allowed", lang, most=MOST),)
    for code in codes:
        if code not in snapshot.places:
            raise ParameterError(parameter=REGION, value=code, allowed=allowed)
    if len(codes) > MOST:
        raise ParameterError(parameter=REGION, value=",".join(codes), allowed=allowed)
    return codes


def compare_query(state: CompareState, snapshot: Snapshot) -> dict[str, str]:
    """Write what is compared, without the regions, as the shortest query that means it."""
    return {name: value for name, value in to_query(state.view, snapshot).items() if name in VIEWED}


def comparison(codes: Iterable[str], query: Mapping[str, str]) -> str:
    """Write the address of a comparison of regions; ``query`` is what else it shows."""
    pairs = [*((REGION, code) for code in codes), *query.items()]
    return PATH + (f"?{urlencode(pairs)}" if pairs else "")


def compare_address(state: CompareState, snapshot: Snapshot, **extra: str) -> str:
    """Write the address of a comparison; what was typed to add a region is no part of it."""
    return comparison(state.codes, {**compare_query(state, snapshot), **extra})


def with_codes(state: CompareState, codes: Iterable[str]) -> CompareState:
    """Return the same comparison of other regions."""
    return replace(state, codes=tuple(codes), typed="", province=None)


def with_view(state: CompareState, **changes: str) -> CompareState:
    """Return the comparison of the same regions by another election, stage, unit, month or language."""
    return replace(state, view=replace(state.view, **changes))
