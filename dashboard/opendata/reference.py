"""Builds the parts of the data page that explain: dictionary, whole archive, releases, licence, citation."""

from collections.abc import Iterable

from markupsafe import Markup

from dashboard import formats
from dashboard.elements import Child, el, join
from dashboard.languages import spoken
from dashboard.opendata.choice import API, Choice
from dashboard.opendata.measure import bytes_words
from dashboard.opendata.parts import copyable
from dashboard.wording import text
from etl.catalogue import Column
from etl.describe import Edition, citation, to_json
from etl.describe.edition import LICENCE_URL

ARCHIVE = "semua.zip"
MACHINES = {"datapackage": "datapackage.json", "openapi": "openapi.json", "dcat": "dcat.jsonld"}


def dictionary_part(choice: Choice) -> Markup:
    """Build the dictionary of the chosen table from its declaration."""
    lang = choice.lang
    return join(
        el("h2", text("data_dictionary_heading", lang, table=choice.table.title.text(lang)), id="kamus"),
        el("dl", *(part for column in choice.table.layout for part in _column(column, choice)), class_="dictionary"),
    )


def _column(column: Column, choice: Choice) -> Iterable[Markup]:
    lang, field = choice.lang, column.field
    facts = [
        text(f"data_type_{field.type}", lang),
        *([field.unit.text(lang)] if field.unit else []),
        *([] if column.required else [text("data_may_be_empty", lang)]),
    ]
    yield el("dt", el("code", field.public), " ", el("span", field.label(lang), class_="title"))
    yield el(
        "dd",
        el("p", field.description.text(lang)),
        el("p", " · ".join(facts), class_="hint"),
        _codes(column, choice),
    )


def _codes(column: Column, choice: Choice) -> Markup | None:
    lang, field = choice.lang, column.field
    if not field.values:
        return None
    items = [
        el("li", el("code", code), f" {field.value_label(code, lang)}", _definition(field.value_definition(code, lang)))
        for code in field.codes
    ]
    summary = text("data_codes", lang, count=formats.number(len(items), lang))
    return el("details", el("summary", summary), el("ul", *items, class_="codes"))


def _definition(words: str) -> Child:
    return el("span", f": {words}", class_="hint") if words else None


def archive_part(edition: Edition, choice: Choice) -> Markup:
    """Build the links to everything at once, and to the descriptions that programs read."""
    lang = choice.lang
    file = edition.file(ARCHIVE)
    size = f" ({bytes_words(file.size, lang)})" if file else ""
    query = f"?rilis={edition.release_id}"
    return join(
        el("h2", text("data_all_heading", lang), id="semua"),
        el("p", text("data_all", lang)),
        el(
            "p",
            el(
                "a",
                text("data_all_button", lang) + size,
                href=f"{API}/{ARCHIVE}{query}",
                download=True,
                class_="button",
            ),
        ),
        el(
            "ul",
            *(_link(f"{API}/{name}", text(f"data_machine_{key}", lang)) for key, name in MACHINES.items()),
            _link(f"{API}/wilayah.geojson", text("data_machine_geojson", lang)),
            _link(spoken("/rilis.atom", lang), text("data_machine_feed", lang)),
            class_="machines",
        ),
    )


def _link(address: str, label: str) -> Markup:
    return el("li", el("a", label, href=address))


def licence_part(edition: Edition, choice: Choice, *, older: bool) -> Markup:
    """Build licence and citation, ready to copy."""
    lang = choice.lang
    table = citation(edition, choice.table)
    csl = to_json(table.csl_json).decode().rstrip()
    forms = [("bibtex", table.bibtex.rstrip()), ("csl", csl)]
    return join(
        el("h2", text("data_cite_heading", lang), id="kutip"),
        el("p", text("data_licence", lang), " ", el("a", "CC BY 4.0", href=LICENCE_URL, rel="license noopener"), "."),
        el("p", text("data_cite_old" if older else "data_cite", lang, release=edition.release_id)),
        copyable(table.text(choice.lang), lang),
        *(el("details", el("summary", text(f"data_cite_{key}", lang)), copyable(code, lang)) for key, code in forms),
        el(
            "details",
            el("summary", text("data_cite_other", lang)),
            copyable(table.id if lang == "en" else table.en, lang),
        ),
    )
