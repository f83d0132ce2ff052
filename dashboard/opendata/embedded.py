"""Builds what every page carries of the open data: the description for search engines, and how to cite."""

import json

from markupsafe import Markup

from dashboard.elements import el
from dashboard.languages import language, spoken
from dashboard.wording import text
from etl.describe import Edition, citation, dataset_jsonld
from etl.describe.edition import Document


def jsonld_script(edition: Edition, lang: str, *, suffixes: tuple[str, ...] = ()) -> Markup:
    """Write the description for search engines."""
    return linked_data(dataset_jsonld(edition, language(lang), suffixes=suffixes))


def linked_data(described: Document) -> Markup:
    """Write a description as a part of a page; nothing in it can end the element."""
    content = json.dumps(described, ensure_ascii=False)
    return el("script", Markup(content.replace("<", "\\u003c")), type="application/ld+json")  # noqa: S704 (as said)


def citation_footer(edition: Edition, lang: str) -> Markup:
    """Write the foot of a page: the citation, and the way to the data."""
    return el(
        "footer",
        el("h2", text("cite_heading", lang)),
        el("p", text("cite_line", lang, citation=citation(edition).text(language(lang)))),
        el("p", el("a", text("cite_link", lang), href=f"{spoken('/data', lang)}#kutip")),
        el("p", el("a", text("metode_heading", lang), href=spoken("/metode", lang))),
        class_="page cite",
        id="kutip",
    )
