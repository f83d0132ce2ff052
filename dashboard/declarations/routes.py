"""Answers the address of the page of declarations."""

from dashboard.declarations.page import write_page
from dashboard.declarations.state import PATH
from dashboard.plain_pages import PlainPages


def register(pages: PlainPages) -> None:
    """Register the page."""
    pages.add(PATH, "declarations", write_page)
