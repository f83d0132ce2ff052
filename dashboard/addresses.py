"""Writes the addresses of pages that other pages lead to."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from urllib.parse import urlencode

from dashboard.release import Snapshot
from dashboard.state import ViewState, address, default_state


def region_page(code: str, state: ViewState, snapshot: Snapshot) -> str:
    """Write the address of a region's page for the numbers of a state."""
    plain = default_state(snapshot, election=state.election)
    shown = replace(plain, stage=state.stage, unit=state.unit, month=state.month, lang=state.lang)
    return address(shown, snapshot, path=f"/wilayah/{code}")


def comparison(codes: Iterable[str], query: Mapping[str, str]) -> str:
    """Write the address of the page that compares regions; ``query`` is what else it shows."""
    pairs = [*(("wilayah", code) for code in codes), *query.items()]
    return "/banding" + (f"?{urlencode(pairs)}" if pairs else "")
