"""Writes the page as one complete document, which works without any script."""

from markupsafe import Markup

from dashboard.builder.fields import form
from dashboard.builder.results import results
from dashboard.builder.state import Built, built
from dashboard.elements import el
from dashboard.embeds.code import SCRIPT
from dashboard.frame import Frame, document, versioned
from dashboard.opendata.embedded import citation_footer
from dashboard.plain_pages import Asked, PlainPages
from dashboard.sharing import BUILDER
from dashboard.wording import text

SHEETS = ("halaman.css", "data.css", "pasang.css")


def register(pages: PlainPages) -> None:
    """Register the page; it makes codes of older releases as well."""
    pages.add(BUILDER, "builder", write_page, of_any_release=True)


def write_page(asked: Asked) -> str:
    """Write the document.

    Raises:
        ParameterError: a known parameter has a value that it cannot have.
    """
    made = built(asked)
    frame = Frame(
        edition=asked.edition,
        lang=asked.lang,
        title=text("sematkan_page_title", asked.lang, site=text("site_name", asked.lang)),
        lead=text("sematkan_lead", asked.lang),
        here=asked.here(**made.query),
        path=BUILDER,
        sheets=SHEETS,
        classes="page data-page builder-page",
        scripts=(el("script", src=SCRIPT, defer=True), el("script", src=versioned("pasang.js"), defer=True)),
        foot=citation_footer(asked.edition, asked.lang),
    )
    return document(frame, _main(made, asked))


def _main(made: Built, asked: Asked) -> Markup:
    lang = asked.lang
    return el(
        "main",
        el("h1", text("sematkan_heading", lang)),
        el("p", text("sematkan_lead", lang), class_="lead"),
        el("div", form(made, asked), results(made, root=asked.edition.root), class_="builder"),
        id="isi",
        tabindex=-1,
    )
