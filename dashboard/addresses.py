"""Writes the addresses of pages that other pages lead to."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import lru_cache
from urllib.parse import urlencode

from dashboard.release import Snapshot
from dashboard.state import ViewState, default_state, to_query, written

KEPT_QUERIES = 32


def region_page(code: str, state: ViewState, snapshot: Snapshot) -> str:
    """Write the address of a region's page for the numbers of a state."""
    return written(f"/wilayah/{code}", _region_query(state, snapshot))


@lru_cache(maxsize=KEPT_QUERIES)
def _region_query(state: ViewState, snapshot: Snapshot) -> dict[str, str]:
    """Write what a region's page is asked; pages with hundreds of such links would write it anew for each."""
    plain = default_state(snapshot, election=state.election)
    shown = replace(plain, stage=state.stage, unit=state.unit, month=state.month, lang=state.lang)
    return to_query(shown, snapshot)


def comparison(codes: Iterable[str], query: Mapping[str, str]) -> str:
    """Write the address of the page that compares regions; ``query`` is what else it shows."""
    pairs = [*(("wilayah", code) for code in codes), *query.items()]
    return "/banding" + (f"?{urlencode(pairs)}" if pairs else "")
