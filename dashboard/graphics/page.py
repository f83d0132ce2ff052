"""The page of one chart: the picture as it travels, what it says, and every form in which it can be taken along."""

from collections.abc import Iterator

from flask import abort
from markupsafe import Markup

from dashboard.elements import el
from dashboard.embeds.previews import preview
from dashboard.frame import Frame, document
from dashboard.graphics.asked import SCALE, THEME, WIDTH
from dashboard.graphics.chart import PATH, Graphic
from dashboard.graphics.registry import CHARTS
from dashboard.languages import OTHER, in_address
from dashboard.opendata.embedded import citation_footer
from dashboard.palette import DARK
from dashboard.plain_pages import LANG, Asked, PlainPages
from dashboard.sharing import share_link
from dashboard.state import written
from dashboard.wording import text

SHEETS = ("halaman.css",)
PHONE_WIDTH, PHONE = "360", "(max-width: 35rem)"
DARK_SCREEN = "(prefers-color-scheme: dark)"
DOWNLOADS: tuple[tuple[str, str, dict[str, str]], ...] = (
    ("svg", "graphic_download_svg", {}),
    ("png", "graphic_download_png", {SCALE: "2"}),
    ("pdf", "graphic_download_pdf", {}),
    ("csv", "graphic_download_csv", {}),
)
"""Suffix, words and parameters of the files that are offered."""


def register(pages: PlainPages) -> None:
    """Register the page of each chart."""
    pages.add(f"{PATH}/<chart>", "graphic", write_page)


def write_page(asked: Asked) -> str:
    """Write the page of a chart.

    Raises:
        ParameterError: a known parameter has a value that it cannot have.
    """
    found = CHARTS.get(asked.parts["chart"])
    if found is None:
        abort(404)
    graphic = found.graphic(asked.snapshot, asked.query)
    frame = Frame(
        edition=asked.edition,
        lang=asked.lang,
        title=text("graphic_page_title", asked.lang, title=graphic.title, site=text("site_name", asked.lang)),
        lead=graphic.alt,
        here={lang: written(asked.path, {**graphic.query, LANG: in_address(lang)}) for lang in OTHER},
        path=PATH,
        sheets=SHEETS,
        classes="page graphic-page",
        foot=citation_footer(asked.edition, asked.lang),
        preview=preview(asked.path, graphic.query, asked.snapshot, root=asked.edition.root),
    )
    return document(frame, _main(graphic, asked))


def _main(graphic: Graphic, asked: Asked) -> Markup:
    lang, root = asked.lang, asked.edition.root
    link = root + graphic.address()
    return el(
        "main",
        el("h1", graphic.title, class_="quiet"),
        el("figure", _picture(graphic), el("figcaption", graphic.alt, class_="lead"), class_="graphic"),
        el("p", *_downloads(graphic), class_="files"),
        el("p", text("graphic_link", lang), " ", el("a", link, href=link)),
        el("p", el("a", text("graphic_more", lang), href=graphic.page)),
        el("p", text("graphic_hint", lang), class_="hint"),
        id="isi",
        tabindex=-1,
    )


def _picture(graphic: Graphic) -> Markup:
    """Show the picture that suits the screen; each of them can be stored as it is."""
    small, dark = {WIDTH: PHONE_WIDTH}, {THEME: DARK}
    choices = ((f"{PHONE} and {DARK_SCREEN}", {**small, **dark}), (PHONE, small), (DARK_SCREEN, dark))
    sources = (el("source", media=media, srcset=graphic.address("svg", **extra)) for media, extra in choices)
    return el("picture", *sources, el("img", src=graphic.address("svg"), alt=graphic.alt))


def _downloads(graphic: Graphic) -> Iterator[Markup]:
    for suffix, words, extra in DOWNLOADS:
        address = graphic.address(suffix, **extra, unduh="1")
        yield el("a", text(words, graphic.lang), href=address, class_=f"file file-{suffix}")
    yield share_link(graphic.chart, graphic.query, graphic.lang)
    yield el("a", text("graphic_download_json", graphic.lang), href=graphic.address("json"), class_="file file-json")
