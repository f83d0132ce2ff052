"""Writes the page that people get when something went wrong: what happened, and where to go on."""

from collections.abc import Sequence

from markupsafe import Markup

from dashboard.elements import el
from dashboard.frame import site_header, versioned
from dashboard.head import basics
from dashboard.languages import OTHER, language, spoken
from dashboard.wording import text


def failure_page(*, title: str, sentences: Sequence[str], lang: str, record: str = "") -> str:
    """Write the whole document; it needs neither release nor database.

    Args:
        title: what happened, shortly.
        sentences: what happened and what can be done, a paragraph each.
        lang: language of the page.
        record: what is known of something that is gone, shown as it is.
    """
    spoken_in = language(lang)
    head = el(
        "head",
        basics(),
        el("meta", name="robots", content="noindex"),
        el("title", title),
        el("link", rel="stylesheet", href="/warna.css"),
        el("link", rel="stylesheet", href=versioned("halaman.css")),
        el("link", rel="icon", href="/assets/ikon.svg", type="image/svg+xml"),
    )
    header = site_header(spoken_in, other=spoken("/", OTHER[spoken_in]))
    main = _main(title, sentences, lang, record)
    document = el("html", head, el("body", el("div", header, main, class_="page")), lang=spoken_in)
    return f"<!DOCTYPE html>\n{document}\n"


def _main(title: str, sentences: Sequence[str], lang: str, record: str) -> Markup:
    return el(
        "main",
        el("h1", title),
        *(el("p", sentence) for sentence in sentences),
        el("pre", record) if record else None,
        el("p", el("a", text("error_home", lang), href=spoken("/", lang))),
        el("p", el("a", text("cari_heading", lang), href=spoken("/cari", lang))),
        id="isi",
        tabindex=-1,
    )
