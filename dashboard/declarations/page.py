"""Writes the page of declarations: one complete document, readable without any script."""

from dataclasses import replace

from markupsafe import Markup

from dashboard.declarations.finding import Found, found, table_part
from dashboard.declarations.form import form_part
from dashboard.declarations.reading import declaration_view
from dashboard.declarations.sections import (
    contents_part,
    curve_part,
    kinds_part,
    map_part,
    provinces_part,
    reading_part,
)
from dashboard.declarations.state import NAMES, PATH, parse, to_query
from dashboard.declarations.views import DeclarationView
from dashboard.declarations.words import background, election_name, headline
from dashboard.elements import el, join
from dashboard.embeds.previews import preview
from dashboard.frame import Frame, document, versioned
from dashboard.opendata.embedded import citation_footer, jsonld_script
from dashboard.plain_pages import LANG, Asked
from dashboard.release import Snapshot
from dashboard.wording import text

SHEETS = ("halaman.css", "data.css", "grafik.css", "deklarasi.css")


def write_page(asked: Asked) -> str:
    """Write the document that an address asks for.

    Raises:
        ParameterError: a parameter has a value that it cannot have.
    """
    state = parse({**{name: asked.query.get(name, "") for name in NAMES}, LANG: asked.lang}, asked.snapshot)
    # A search changes the table alone: everything else stays as it is, and its links begin a new one.
    view = declaration_view(asked.snapshot, replace(state, search=""))
    shown = found(view, asked.snapshot, typed=state.search)
    known = {name: value for name, value in to_query(state, asked.snapshot).items() if name != LANG}
    frame = Frame(
        edition=asked.edition,
        lang=asked.lang,
        title=text("deklarasi_title", asked.lang, place=view.place.name, election=election_name(state)),
        lead=headline(view),
        here=asked.here(**known),
        path=PATH,
        sheets=SHEETS,
        classes="page data-page declarations-page",
        scripts=(jsonld_script(asked.edition, asked.lang), el("script", src=versioned("saring.js"), defer=True)),
        foot=citation_footer(asked.edition, asked.lang),
        preview=preview(PATH, to_query(state, asked.snapshot), asked.snapshot, root=asked.edition.root),
    )
    return document(frame, _main(view, shown, asked.snapshot))


def _main(view: DeclarationView, shown: Found, snapshot: Snapshot) -> Markup:
    sections = (
        map_part(view, snapshot),
        curve_part(view, snapshot),
        provinces_part(view, snapshot),
        kinds_part(view, snapshot),
        table_part(view, shown, snapshot),
        reading_part(view),
    )
    return el(
        "main", _opening(view, snapshot), *(el("section", section) for section in sections), id="isi", tabindex=-1
    )


def _opening(view: DeclarationView, snapshot: Snapshot) -> Markup:
    state = view.state
    return join(
        el("p", text("deklarasi_kicker", state.lang, election=election_name(state)), class_="kicker"),
        el("h1", headline(view)),
        *(el("p", sentence, class_="lead") for sentence in background(view)),
        form_part(view, snapshot),
        contents_part(view),
    )
