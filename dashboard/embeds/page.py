"""Writes a chart as a document that other sites set into their pages; it needs no script to be read."""

from markupsafe import Markup

from dashboard.colours import variables
from dashboard.elements import el
from dashboard.embeds.asked import OF_THE_READER, Framing
from dashboard.embeds.charts import drawn
from dashboard.embeds.interactive import Living
from dashboard.frame import versioned
from dashboard.graphics.chart import Graphic
from dashboard.graphics.words import release_line
from dashboard.head import basics
from dashboard.languages import language
from dashboard.opendata.asked import RELEASE
from dashboard.palette import DARK, LIGHT, palette
from dashboard.plain_pages import Asked
from dashboard.wording import text

SHEETS = ("grafik.css", "sematan.css")
SCHEMES = {OF_THE_READER: "light dark", DARK: "dark", LIGHT: "light"}
"""Theme -> what the browser is told of it, for its own parts."""


def write_page(graphic: Graphic, framing: Framing, asked: Asked, living: Living | None = None) -> str:
    """Write the whole document; ``living`` is what a browser draws in the place of the still drawing."""
    head = el(
        "head",
        basics(SCHEMES[framing.theme]),
        el("meta", name="robots", content="noindex"),
        el("title", graphic.title),
        el("link", rel="canonical", href=asked.edition.root + graphic.page),
        # Links open the site itself, not a page within the frame.
        el("base", target="_blank"),
        _colours(framing),
        *(el("link", rel="stylesheet", href=versioned(name)) for name in SHEETS),
        el("script", src=versioned("sematan.js"), defer=True),
        *(living.scripts if living else ()),
    )
    body = el("body", _main(graphic, framing, asked, living), living.data if living else None)
    return f"<!DOCTYPE html>\n{el('html', head, body, lang=language(graphic.lang))}\n"


def _colours(framing: Framing) -> Markup:
    """Take the colours that the reader's device asks for, or those of one theme."""
    if framing.theme == OF_THE_READER:
        return el("link", rel="stylesheet", href="/warna.css")
    known = Markup(variables(palette(framing.theme)))  # noqa: S704 (declared colours)
    return el("style", Markup(":root {{ {} }}").format(known))


def _main(graphic: Graphic, framing: Framing, asked: Asked, living: Living | None) -> Markup:
    lang = graphic.lang
    return el(
        "main",
        el("h1", graphic.title, class_=None if framing.titled else "quiet"),
        el("p", graphic.subtitle, class_="hint"),
        el(
            "figure",
            drawn(graphic),
            living.legend if living else None,
            data_keys=text("embed_keys", lang),
            data_open=text("embed_open", lang),
            data_close=text("embed_close", lang),
        ),
        el("p", graphic.note, class_="source") if graphic.note else None,
        _foot(graphic, framing, asked),
        class_=f"tema-{framing.theme}" if framing.theme else None,
    )


def _foot(graphic: Graphic, framing: Framing, asked: Asked) -> Markup:
    lang, root = graphic.lang, asked.edition.root
    pinned = {RELEASE: framing.release} if framing.release else {}
    page = el("a", text("embed_link", lang), href=root + graphic.page, rel="noopener")
    data = el("a", text("embed_data", lang), href=root + graphic.address("csv", **pinned, unduh="1"), rel="noopener")
    return el(
        "p",
        f"{graphic.source} {release_line(asked.snapshot, lang)}. ",
        page,
        " ",
        data,
        class_="source",
    )
