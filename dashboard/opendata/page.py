"""Writes the data page: one complete document, readable and usable without any script."""

import hashlib
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from markupsafe import Markup

from dashboard import formats
from dashboard.opendata.choice import Choice, Known
from dashboard.opendata.embedded import jsonld_script
from dashboard.opendata.html import el, join
from dashboard.opendata.measure import Chosen
from dashboard.opendata.parts import downloads_part, filter_part, lang_of, preview_part, recipes_part, tables_part
from dashboard.opendata.recipes import recipes
from dashboard.opendata.reference import archive_part, dictionary_part, licence_part
from dashboard.wording import text
from etl.describe import Edition

ASSETS = Path(__file__).parent.parent / "assets"
OTHER = {"id": "en", "en": "id"}


@dataclass(frozen=True, slots=True)
class DataPage:
    """All that the page shows."""

    edition: Edition
    known: Known
    choice: Choice
    chosen: Chosen
    current: str

    @property
    def lang(self) -> str:
        """Return the language of the page."""
        return self.choice.lang

    @property
    def older(self) -> bool:
        """Tell whether a release is shown that is not the current one."""
        return self.edition.release_id != self.current


def write_page(page: DataPage) -> str:
    """Write the whole document."""
    body = el("body", el("div", _header(page), _main(page), class_="page data-page"))
    return f"<!DOCTYPE html>\n{el('html', _head(page), body, lang=page.lang)}\n"


@lru_cache
def versioned(name: str) -> str:
    """Return the address of an asset with its fingerprint, since assets are kept by browsers for long."""
    return f"/assets/{name}?v={hashlib.sha256((ASSETS / name).read_bytes()).hexdigest()[:12]}"


def _head(page: DataPage) -> Markup:
    edition, lang = page.edition, page.lang
    return el(
        "head",
        el("meta", charset="utf-8"),
        el("meta", name="viewport", content="width=device-width, initial-scale=1"),
        el("meta", name="color-scheme", content="light dark"),
        el("title", text("data_title", lang)),
        el("meta", name="description", content=_lead(page)),
        el("link", rel="canonical", href=edition.root + page.choice.page()),
        *(
            el("link", rel="alternate", hreflang=other, href=edition.root + page.choice.page(lang=_code(other)))
            for other in OTHER
        ),
        el("link", rel="alternate", type="application/atom+xml", href="/rilis.atom", title=text("feed_title", lang)),
        el("link", rel="describedby", type="application/json", href="/api/v1/datapackage.json"),
        el("link", rel="stylesheet", href="/warna.css"),
        el("link", rel="stylesheet", href=versioned("halaman.css")),
        el("link", rel="stylesheet", href=versioned("data.css")),
        el("link", rel="icon", href="/assets/ikon.svg", type="image/svg+xml"),
        jsonld_script(edition, lang),
        el("script", src=versioned("data.js"), defer=True),
    )


def _code(lang: str) -> str:
    """Leave the first language out of addresses."""
    return "" if lang == "id" else lang


def _header(page: DataPage) -> Markup:
    lang = page.lang
    other = OTHER[lang]
    return el(
        "header",
        el("a", text("skip_link", lang), href="#isi", class_="skip"),
        el("a", text("site_name", lang), href="/" if lang == "id" else "/?lang=en", class_="site-name"),
        el(
            "nav",
            el("a", text("metode_link", lang), href="/metode" if lang == "id" else "/metode?lang=en"),
            el("a", text("other_language", lang), href=page.choice.page(lang=_code(other)), lang=other, hreflang=other),
            class_="site-links",
        ),
        class_="site-head",
    )


def _main(page: DataPage) -> Markup:
    edition, choice, lang = page.edition, page.choice, page.lang
    heading = text("data_filter_heading", lang, table=choice.table.title.text(lang_of(choice)))
    return el(
        "main",
        _opening(page),
        el("section", tables_part(edition, page.known, choice)),
        el(
            "section",
            el("h2", heading, id="saring"),
            filter_part(page.known, choice),
            el(
                "div",
                downloads_part(edition, choice, page.chosen),
                preview_part(choice, page.chosen),
                recipes_part(choice, recipes(choice, root=edition.root)),
                id="hasil",
            ),
        ),
        el("section", dictionary_part(choice)),
        el("section", archive_part(edition, choice)),
        el("section", licence_part(edition, choice, older=page.older)),
        id="isi",
        tabindex=-1,
    )


def _opening(page: DataPage) -> Markup:
    lang, edition = page.lang, page.edition
    made = formats.day(date.fromisoformat(edition.day), lang)
    newest = el("a", text("data_old_link", lang), href="/data" if lang == "id" else "/data?lang=en")
    old = el("p", text("data_old_release", lang, release=edition.release_id), newest, ".", class_="warning")
    return join(
        el("p", text("data_kicker", lang, release=edition.release_id, day=made), class_="kicker"),
        el("h1", text("data_heading", lang)),
        el("p", _lead(page), class_="lead"),
        old if page.older else None,
    )


def _lead(page: DataPage) -> str:
    lang, edition = page.lang, page.edition
    return text(
        "data_lead",
        lang,
        tables=formats.number(len(page.known.tables), lang),
        first=formats.month(edition.first_month, lang),
        last=formats.month(edition.last_month, lang),
    )
