"""Knows what the ranking shows, as its address says it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from dashboard.release import Snapshot
from dashboard.search import tidied
from dashboard.state import DECLARED, ViewState, checked, parse, to_query, written

PATH = "/peringkat"
CHART = "peringkat-pelanggaran"
ORDERS = DECLARED["urut"].values
BY_NUMBER, BY_NAME, BY_PROVINCE, BY_RATE, BY_DECLARATION = ORDERS
OF_THE_MAP = {"wilayah", "ukuran", "provinsi"}
"""Parameters that say what the map shows; a ranking has a choice of province of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RankState:
    """What the ranking shows.

    Attributes:
        view: election, stage, unit, level, month and language; no region is chosen.
        province: code of the province whose regions alone are ranked; none for the whole country.
        order: one of ``ORDERS``.
        search: which regions to show, as it was typed; empty for all.
    """

    view: ViewState
    province: str | None
    order: str
    search: str

    @property
    def lang(self) -> str:
        """Return the language."""
        return self.view.lang


def parse_ranking(query: Mapping[str, str], snapshot: Snapshot) -> RankState:
    """Read a query; what means nothing to a ranking is left out.

    Raises:
        ParameterError: a known parameter has a value that it cannot have.
    """
    view = parse({name: value for name, value in query.items() if name not in OF_THE_MAP}, snapshot)
    return RankState(
        view=view,
        province=checked("provinsi", query.get("provinsi") or "", ("", *snapshot.province_codes)) or None,
        order=checked("urut", query.get("urut") or BY_NUMBER, ORDERS),
        search=tidied(query.get("cari", "")),
    )


def ranking_query(state: RankState, snapshot: Snapshot) -> dict[str, str]:
    """Write a state as the shortest query that means it, in one fixed order."""
    query = to_query(state.view, snapshot)
    lang = {"lang": query.pop("lang")} if "lang" in query else {}
    own = {
        "provinsi": state.province or "",
        "urut": state.order if state.order != BY_NUMBER else "",
        "cari": state.search,
    }
    return {**query, **{name: value for name, value in own.items() if value}, **lang}


def ranking_address(state: RankState, snapshot: Snapshot, *, path: str = PATH, **extra: str) -> str:
    """Write the address of the ranking, or of a file, that shows a state."""
    return written(path, {**ranking_query(state, snapshot), **extra})


def with_view(state: RankState, **changes: str) -> RankState:
    """Return the same ranking of another election, stage, unit, level, month or language."""
    return replace(state, view=replace(state.view, **changes))
