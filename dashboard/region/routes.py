"""Answers the addresses of the regions."""

from flask import abort, redirect

from dashboard.plain_pages import Asked, PlainPages
from dashboard.region.page import write_page
from dashboard.state import REGION_PATH, parse_region, written
from geo.regions import NATIONAL

SHORT_NATIONAL = "0"
"""What spreadsheets make of the code of the country."""


def register(pages: PlainPages) -> None:
    """Register the pages; an address that names no region is not found."""
    pages.add(f"{REGION_PATH}/<code>", "region", _page)


def _page(asked: Asked) -> str:
    code = asked.parts["code"]
    if code == SHORT_NATIONAL:
        abort(redirect(written(f"{REGION_PATH}/{NATIONAL}", asked.query), 301))
    if code not in asked.snapshot.places:
        abort(404)
    state = parse_region(asked.query, asked.snapshot, code)
    return write_page(asked.snapshot, state, code, edition=asked.edition, lang=asked.lang)
