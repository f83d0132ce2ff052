"""Invites a source wherever nothing is on record, and says what a source must be."""

from collections.abc import Iterator
from typing import NamedTuple

from markupsafe import Markup

from dashboard.contact import contact
from dashboard.elements import el
from dashboard.languages import spoken
from dashboard.wording import text

METHOD = "/metode"
SOURCES = "sumber"
"""Anchor of the method's section on how sources are taken."""


class Piece(NamedTuple):
    """Words of the invitation, with what they lead to."""

    said: str
    href: str = ""


def pieces(lang: str, *, leading: bool = True) -> Iterator[Piece]:
    """Say where a link can be sent, if the operator takes any, what a source must be, and how sources are taken.

    ``leading`` leads to where the method says more; the method itself need not.
    """
    yield from _asking(lang)
    yield Piece(f" {text('invite_must', lang)}")
    if leading:
        yield Piece(" ")
        yield Piece(text("invite_method", lang), f"{spoken(METHOD, lang)}#{SOURCES}")
        yield Piece(".")


def _asking(lang: str) -> Iterator[Piece]:
    known = contact()
    if known is None:
        yield Piece(text("invite_open", lang))
        return
    yield Piece(f"{text('invite_send', lang)} ")
    yield Piece(known.said, known.href)
    yield Piece(".")


def invitation(lang: str, *, leading: bool = True) -> Markup:
    """Write the invitation for a plain page; ``leading`` as of ``pieces``."""
    said = pieces(lang, leading=leading)
    written = (el("a", words, href=href, rel=relation(href)) if href else words for words, href in said)
    return el("p", *written, class_="invitation")


def relation(href: str) -> str | None:
    """Say what a link is: one to another site tells it nothing of the page."""
    return None if href.startswith("/") else "noopener"
