"""Writes the data page: one complete document, readable and usable without any script."""

from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from dashboard import formats
from dashboard.elements import el, join
from dashboard.frame import Frame, document, old_release, versioned
from dashboard.languages import OTHER, in_address
from dashboard.opendata.choice import Choice, Known
from dashboard.opendata.embedded import jsonld_script
from dashboard.opendata.measure import Chosen
from dashboard.opendata.parts import downloads_part, filter_part, preview_part, recipes_part, tables_part
from dashboard.opendata.recipes import recipes
from dashboard.opendata.reference import archive_part, dictionary_part, licence_part
from dashboard.wording import text
from etl.catalogue import Language
from etl.describe import Edition


@dataclass(frozen=True, slots=True)
class DataPage:
    """All that the page shows."""

    edition: Edition
    known: Known
    choice: Choice
    chosen: Chosen
    current: str

    @property
    def lang(self) -> Language:
        """Return the language of the page."""
        return self.choice.lang

    @property
    def older(self) -> bool:
        """Tell whether a release is shown that is not the current one."""
        return self.edition.release_id != self.current


def write_page(page: DataPage) -> str:
    """Write the whole document."""
    lang, edition = page.lang, page.edition
    frame = Frame(
        edition=edition,
        lang=lang,
        title=text("data_title", lang),
        lead=_lead(page),
        here={other: page.choice.page(lang=in_address(other)) for other in OTHER},
        path="/data",
        sheets=("halaman.css", "data.css"),
        classes="page data-page",
        sources=(el("link", rel="describedby", type="application/json", href="/api/v1/datapackage.json"),),
        scripts=(jsonld_script(edition, lang), el("script", src=versioned("data.js"), defer=True)),
    )
    return document(frame, _main(page))


def _main(page: DataPage) -> Markup:
    edition, choice, lang = page.edition, page.choice, page.lang
    heading = text("data_filter_heading", lang, table=choice.table.title.text(lang))
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
    return join(
        el("p", text("data_kicker", lang, release=edition.release_id, day=made), class_="kicker"),
        el("h1", text("data_heading", lang)),
        el("p", _lead(page), class_="lead"),
        old_release(edition, lang, "/data") if page.older else None,
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
