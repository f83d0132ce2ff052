"""Builds what both pages have in common: the frame, quotations, links to sources, the citation."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from markupsafe import Markup

from dashboard import formats
from dashboard.elements import Child, el, join
from dashboard.frame import Frame, document
from dashboard.plain_pages import Asked
from dashboard.wording import text
from etl.catalogue import Language
from etl.describe import citation

SHEETS = ("halaman.css", "data.css", "metode.css", "panduan.css")
DATA_LANGUAGE: Language = "id"
"""Language of the texts that the data has in one language only."""


@dataclass(frozen=True, slots=True)
class Section:
    """One section of a page with its anchor."""

    anchor: str
    heading: str
    body: Markup


@dataclass(frozen=True, slots=True)
class Opening:
    """What a page begins with: title of the document, heading, and its lead in one sentence."""

    title: str
    heading: str
    lead: str
    after: Markup | None = None


def page(asked: Asked, opening: Opening, sections: Iterable[Section]) -> str:
    """Write a whole document."""
    shown = tuple(sections)
    frame = Frame(
        edition=asked.edition,
        lang=asked.lang,
        title=opening.title,
        lead=opening.lead,
        here=asked.here(),
        path=asked.path,
        sheets=SHEETS,
        classes="page data-page method-page guide-page",
    )
    main = el("main", _opening(asked, opening), *map(_section, shown), _cite(asked), id="isi", tabindex=-1)
    return document(frame, main)


def _opening(asked: Asked, opening: Opening) -> Markup:
    made = formats.day(date.fromisoformat(asked.edition.day), asked.lang)
    return join(
        el("p", text("guide_kicker", asked.lang, release=asked.edition.release_id, day=made), class_="kicker"),
        el("h1", opening.heading),
        el("p", opening.lead, class_="lead"),
        opening.after,
    )


def _section(section: Section) -> Markup:
    return el("section", el("h2", section.heading, id=section.anchor), section.body)


def _cite(asked: Asked) -> Markup:
    return el(
        "section",
        el("h2", text("guide_cite_heading", asked.lang), id="kutip"),
        el("blockquote", el("p", citation(asked.edition).text(asked.lang))),
    )


def quoted(words: str, lang: Language) -> Markup:
    """Write a text of the data that is in Indonesian, and say so to machines where the page is not."""
    return el("span", words, lang=None if lang == DATA_LANGUAGE else DATA_LANGUAGE)


def source(url: str) -> Markup:
    """Lead to a source; the words are the name of its site."""
    return el("a", site_of(url), href=url, rel="noopener")


def site_of(url: str) -> str:
    """Return the name of a site as people write it."""
    return (urlsplit(url).hostname or url).removeprefix("www.")


def is_address(contact: str) -> bool:
    """Tell whether a contact is an address of the web, which alone may become a link."""
    return urlsplit(contact).scheme in {"https", "http"}


def facts(entries: Iterable[tuple[str, Child]]) -> Markup:
    """Build a list of names and values."""
    pairs = (el("div", el("dt", name), el("dd", value)) for name, value in entries)
    return el("dl", *pairs, class_="facts")


def slug(name: str) -> str:
    """Make an anchor of a name."""
    return re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-")
