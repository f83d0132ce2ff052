"""Writes what pages without Dash have in common: the head, the links at the top, the way out of an old release."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from markupsafe import Markup

from dashboard.languages import OTHER, spoken
from dashboard.opendata.html import el
from dashboard.wording import text
from etl.catalogue import Language
from etl.describe import Edition

ASSETS = Path(__file__).parent.parent / "assets"


@dataclass(frozen=True, slots=True)
class Frame:
    """What differs from document to document.

    Attributes:
        edition: the release that is shown.
        lang: the language.
        title: the title of the document.
        lead: what it says in one sentence.
        here: the address of the document in each language, without the site.
        ways: where the head of the page leads to, by the words of the link.
        sheets: names of its style sheets.
        classes: classes of the page.
        sources: links of the head to descriptions of the data.
        scripts: scripts at the end of the head.
    """

    edition: Edition
    lang: Language
    title: str
    lead: str
    here: Mapping[Language, str]
    ways: Mapping[str, str]
    sheets: tuple[str, ...]
    classes: str
    sources: tuple[Markup, ...] = ()
    scripts: tuple[Markup, ...] = ()


def document(frame: Frame, main: Markup) -> str:
    """Write the whole document around its main part."""
    body = el("body", el("div", _header(frame), main, class_=frame.classes))
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
        el("meta", charset="utf-8"),
        el("meta", name="viewport", content="width=device-width, initial-scale=1"),
        el("meta", name="color-scheme", content="light dark"),
        el("title", frame.title),
        el("meta", name="description", content=frame.lead),
        el("link", rel="canonical", href=root + frame.here[lang]),
        *(el("link", rel="alternate", hreflang=other, href=root + frame.here[other]) for other in OTHER),
        el("link", rel="alternate", type="application/atom+xml", href="/rilis.atom", title=text("feed_title", lang)),
        *frame.sources,
        el("link", rel="stylesheet", href="/warna.css"),
        *(el("link", rel="stylesheet", href=versioned(name)) for name in frame.sheets),
        el("link", rel="icon", href="/assets/ikon.svg", type="image/svg+xml"),
        *frame.scripts,
    )


def _header(frame: Frame) -> Markup:
    lang, other = frame.lang, OTHER[frame.lang]
    return el(
        "header",
        el("a", text("skip_link", lang), href="#isi", class_="skip"),
        el("a", text("site_name", lang), href=spoken("/", lang), class_="site-name"),
        el(
            "nav",
            *(el("a", words, href=address) for words, address in frame.ways.items()),
            el("a", text("other_language", lang), href=frame.here[other], lang=other, hreflang=other),
            class_="site-links",
        ),
        class_="site-head",
    )
