"""Answers the addresses of the regions."""

from flask import Response, abort, redirect

from dashboard.paper.answers import sheet_answer
from dashboard.plain_pages import Asked, PlainPages
from dashboard.region.page import write_page
from dashboard.region.sheet import write_sheet
from dashboard.region.view import page_view
from dashboard.state import REGION_PATH, SHEET_NAME, ViewState, parse_region, written
from geo.regions import NATIONAL

SHORT_NATIONAL = "0"
"""What spreadsheets make of the code of the country."""


def register(pages: PlainPages) -> None:
    """Register the pages; an address that names no region is not found."""
    pages.add(f"{REGION_PATH}/<code>", "region", _page)
    pages.add_file(f"{REGION_PATH}/<code>/{SHEET_NAME}", "region_sheet", _sheet)


def _page(asked: Asked) -> str:
    code, state = _asked(asked, f"{REGION_PATH}/{NATIONAL}")
    return write_page(asked.snapshot, state, code, edition=asked.edition, lang=asked.lang)


def _sheet(asked: Asked) -> Response:
    code, state = _asked(asked, f"{REGION_PATH}/{NATIONAL}/{SHEET_NAME}")
    name = f"lembar-fakta_{code}_{state.election}_{state.month}_{asked.edition.release_id}.pdf"
    return sheet_answer(
        lambda: write_sheet(page_view(asked.snapshot, state, code), asked.snapshot, asked.edition), name=name
    )


def _asked(asked: Asked, national: str) -> tuple[str, ViewState]:
    """Return the region and what is asked of it; ``national`` is where the short code of the country leads to."""
    code = asked.parts["code"]
    if code == SHORT_NATIONAL:
        abort(redirect(written(national, asked.query), 301))
    if code not in asked.snapshot.places:
        abort(404)
    return code, parse_region(asked.query, asked.snapshot, code)
