"""Writes the method page: one complete document, readable without any script."""

from collections.abc import Callable
from datetime import date

from markupsafe import Markup

from dashboard import formats
from dashboard.elements import el, join
from dashboard.frame import Frame, document, old_release
from dashboard.languages import OTHER
from dashboard.method.corrections import corrections_part
from dashboard.method.example_part import example_part
from dashboard.method.glossary import glossary_part
from dashboard.method.protection import agencies_part, boundaries_part, releases_part
from dashboard.method.sections import (
    counted_part,
    declarations_part,
    limits_part,
    minimum_part,
    rate_heading,
    rate_part,
    sources_part,
    stages_part,
    zero_part,
)
from dashboard.method.view import PATH, MethodView
from dashboard.pages import ways

SHEETS = ("halaman.css", "data.css", "metode.css")
SECTIONS: dict[str, Callable[[MethodView], Markup]] = {
    "hitung": counted_part,
    "sumber": sources_part,
    "minimum": minimum_part,
    "contoh": example_part,
    "tahap": stages_part,
    "nol": zero_part,
    "deklarasi": declarations_part,
    "banding": rate_part,
    "instansi": agencies_part,
    "koreksi": corrections_part,
    "rilis": releases_part,
    "batas": boundaries_part,
    "batasan": limits_part,
    "istilah": glossary_part,
}
"""Sections by their anchor, which citations may point to."""


def write_page(view: MethodView) -> str:
    """Write the whole document."""
    frame = Frame(
        edition=view.edition,
        lang=view.lang,
        title=view.text("metode_title"),
        lead=_lead(view),
        here={lang: view.page(lang) for lang in OTHER},
        path=PATH,
        sheets=SHEETS,
        classes="page data-page method-page",
        ways=ways(view.lang, data_page_link=view.link("/data")),
    )
    return document(frame, _main(view))


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
        old_release(edition, view.lang, PATH) if view.older else None,
    )


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
