"""Writes the method page: one complete document, readable without any script."""

from collections.abc import Callable
from datetime import date

from markupsafe import Markup

from dashboard import formats
from dashboard.method.corrections import corrections_part
from dashboard.method.protection import agencies_part, boundaries_part, releases_part
from dashboard.method.sections import (
    counted_part,
    declarations_part,
    limits_part,
    minimum_part,
    rate_heading,
    rate_part,
    stages_part,
    zero_part,
)
from dashboard.method.view import OTHER, MethodView
from dashboard.opendata.html import el, join
from dashboard.opendata.page import versioned

SHEETS = ("halaman.css", "data.css", "metode.css")
SECTIONS: dict[str, Callable[[MethodView], Markup]] = {
    "hitung": counted_part,
    "minimum": minimum_part,
    "tahap": stages_part,
    "nol": zero_part,
    "deklarasi": declarations_part,
    "banding": rate_part,
    "instansi": agencies_part,
    "koreksi": corrections_part,
    "rilis": releases_part,
    "batas": boundaries_part,
    "batasan": limits_part,
}
"""Sections by their anchor, which citations may point to."""


def write_page(view: MethodView) -> str:
    """Write the whole document."""
    body = el("body", el("div", _header(view), _main(view), class_="page data-page method-page"))
    return f"<!DOCTYPE html>\n{el('html', _head(view), body, lang=view.lang)}\n"


def _head(view: MethodView) -> Markup:
    root = view.edition.root
    return el(
        "head",
        el("meta", charset="utf-8"),
        el("meta", name="viewport", content="width=device-width, initial-scale=1"),
        el("meta", name="color-scheme", content="light dark"),
        el("title", view.text("metode_title")),
        el("meta", name="description", content=_lead(view)),
        el("link", rel="canonical", href=root + view.page(view.lang)),
        *(el("link", rel="alternate", hreflang=lang, href=root + view.page(lang)) for lang in OTHER),
        el("link", rel="alternate", type="application/atom+xml", href="/rilis.atom", title=view.text("feed_title")),
        el("link", rel="stylesheet", href="/warna.css"),
        *(el("link", rel="stylesheet", href=versioned(name)) for name in SHEETS),
        el("link", rel="icon", href="/assets/ikon.svg", type="image/svg+xml"),
    )


def _header(view: MethodView) -> Markup:
    other = OTHER[view.lang]
    return el(
        "header",
        el("a", view.text("skip_link"), href="#isi", class_="skip"),
        el("a", view.text("site_name"), href="/" if view.lang == "id" else "/?lang=en", class_="site-name"),
        el(
            "nav",
            el("a", view.text("data_page_link"), href=view.link("/data")),
            el("a", view.text("other_language"), href=view.page(other), lang=other, hreflang=other),
            class_="site-links",
        ),
        class_="site-head",
    )


def _main(view: MethodView) -> Markup:
    sections = [el("section", el("h2", _heading(name, view), id=name), build(view)) for name, build in SECTIONS.items()]
    return el("main", _opening(view), _contents(view), *sections, id="isi", tabindex=-1)


def _heading(name: str, view: MethodView) -> str:
    return rate_heading(view) if name == "banding" else view.text(f"metode_{name}_heading")


def _opening(view: MethodView) -> Markup:
    edition = view.edition
    made = formats.day(date.fromisoformat(edition.day), view.lang)
    return join(
        el("p", view.text("metode_kicker", release=edition.release_id, day=made), class_="kicker"),
        el("h1", view.text("metode_heading")),
        el("p", _lead(view), class_="lead"),
        _old(view) if view.older else None,
    )


def _old(view: MethodView) -> Markup:
    newest = el("a", view.text("data_old_link"), href="/metode" if view.lang == "id" else "/metode?lang=en")
    return el("p", view.text("data_old_release", release=view.edition.release_id), newest, ".", class_="warning")


def _contents(view: MethodView) -> Markup:
    entries = (el("li", el("a", _heading(name, view), href=f"#{name}")) for name in SECTIONS)
    title = view.text("metode_contents")
    return el("nav", el("h2", title), el("ol", *entries), class_="contents", aria_label=title)


def _lead(view: MethodView) -> str:
    facts, lang = view.facts, view.lang
    return view.text(
        "metode_lead",
        violations=formats.number(facts.violations, lang),
        declarations=formats.number(facts.declarations, lang),
    )
