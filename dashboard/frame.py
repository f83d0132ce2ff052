"""Writes what pages without Dash have in common: the head, the links at the top, the way out of an old release."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from markupsafe import Markup

from dashboard.elements import el
from dashboard.head import Preview, about, basics, icons
from dashboard.languages import OTHER, spoken
from dashboard.notices import place
from dashboard.pages import ways, words
from dashboard.wording import text
from etl.catalogue import Language
from etl.describe import Edition

ASSETS = Path(__file__).parent / "assets"


@dataclass(frozen=True, slots=True)
class Frame:
    """What differs from document to document.

    Attributes:
        edition: the release that is shown.
        lang: the language.
        title: the title of the document.
        lead: what it says in one sentence.
        here: the address of the document in each language, without the site.
        path: which page it is, as ``SITE_PAGES`` has it; the link to it is marked.
        ways: where the head of the page leads to, if not to the newest release: path -> address.
        sheets: names of its style sheets.
        classes: classes of the page.
        sources: links of the head to descriptions of the data.
        scripts: scripts at the end of the head.
        foot: what stands below the main part.
        preview: picture by which the page is announced elsewhere.
    """

    edition: Edition
    lang: Language
    title: str
    lead: str
    here: Mapping[Language, str]
    path: str
    sheets: tuple[str, ...]
    classes: str
    sources: tuple[Markup, ...] = ()
    scripts: tuple[Markup, ...] = ()
    ways: Mapping[str, str] | None = None
    foot: Markup | None = None
    preview: Preview | None = None


def document(frame: Frame, main: Markup) -> str:
    """Write the whole document around its main part."""
    body = el("body", place(frame.lang), el("div", _header(frame), main, class_=frame.classes), frame.foot)
    return f"<!DOCTYPE html>\n{el('html', _head(frame), body, lang=frame.lang)}\n"


def old_release(edition: Edition, lang: Language, path: str) -> Markup:
    """Say that an older release is shown, and lead to the newest."""
    newest = el("a", text("data_old_link", lang), href=spoken(path, lang))
    return el("p", text("data_old_release", lang, release=edition.release_id), newest, ".", class_="warning")


@lru_cache
def versioned(name: str) -> str:
    """Return the address of an asset with its fingerprint, since assets are kept by browsers for long."""
    return f"/assets/{name}?v={hashlib.sha256((ASSETS / name).read_bytes()).hexdigest()[:12]}"


def _head(frame: Frame) -> Markup:
    lang, root = frame.lang, frame.edition.root
    return el(
        "head",
        basics(),
        about(title=frame.title, description=frame.lead, root=root, here=frame.here, lang=lang, preview=frame.preview),
        *frame.sources,
        el("link", rel="stylesheet", href="/warna.css"),
        *(el("link", rel="stylesheet", href=versioned(name)) for name in frame.sheets),
        icons(lang),
        *frame.scripts,
    )


def _header(frame: Frame) -> Markup:
    return site_header(frame.lang, other=frame.here[OTHER[frame.lang]], path=frame.path, leads=frame.ways)


def site_header(lang: Language, *, other: str, path: str = "", leads: Mapping[str, str] | None = None) -> Markup:
    """Write the head of a page: the site, the other language, and the ways to all pages.

    Args:
        lang: language of the page.
        other: address of the page in the other language.
        path: which page it is; the link to it is marked.
        leads: where the ways lead to, if not to the newest release: path -> address.
    """
    marked = (
        (words(to, lang), address, "page" if to == path else None) for to, address in (leads or ways(lang)).items()
    )
    links = (el("a", said, href=address, aria_current=here) for said, address, here in marked)
    return el(
        "header",
        el("a", text("skip_link", lang), href="#isi", class_="skip"),
        el("a", text("site_name", lang), href=spoken("/", lang), class_="site-name"),
        el("a", text("other_language", lang), href=other, lang=OTHER[lang], hreflang=OTHER[lang], class_="language"),
        el("nav", *links, class_="site-links", aria_label=text("site_pages", lang)),
        class_="site-head",
    )
