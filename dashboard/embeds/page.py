"""Writes a chart as a document that other sites set into their pages; it needs no script to be read."""

from datetime import date

from markupsafe import Markup

from dashboard import formats
from dashboard.elements import el
from dashboard.embeds.charts import drawn
from dashboard.frame import versioned
from dashboard.graphics.chart import Graphic
from dashboard.head import basics
from dashboard.languages import language
from dashboard.wording import text
from etl.describe import Edition

SHEETS = ("grafik.css", "sematan.css")


def write_page(graphic: Graphic, edition: Edition, lang: str) -> str:
    """Write the whole document."""
    head = el(
        "head",
        basics(),
        el("meta", name="robots", content="noindex"),
        el("title", graphic.title),
        el("link", rel="canonical", href=edition.root + graphic.page),
        # Links open the site itself, not a page within the frame.
        el("base", target="_blank"),
        el("link", rel="stylesheet", href="/warna.css"),
        *(el("link", rel="stylesheet", href=versioned(name)) for name in SHEETS),
        el("script", src=versioned("sematan.js"), defer=True),
    )
    document = el("html", head, el("body", _main(graphic, edition, lang)), lang=language(lang))
    return f"<!DOCTYPE html>\n{document}\n"


def _main(graphic: Graphic, edition: Edition, lang: str) -> Markup:
    return el(
        "main",
        el("h1", graphic.title),
        el("p", graphic.subtitle, class_="hint"),
        el("figure", drawn(graphic)),
        el("p", graphic.note, class_="hint") if graphic.note else None,
        _foot(graphic, edition, lang),
    )


def _foot(graphic: Graphic, edition: Edition, lang: str) -> Markup:
    day = formats.day(date.fromisoformat(edition.day), lang)
    source = text("embed_source", lang, release=edition.release_id, day=day)
    link = el("a", text("embed_link", lang), href=edition.root + graphic.page, rel="noopener")
    return el("p", source, " ", link, class_="source")
