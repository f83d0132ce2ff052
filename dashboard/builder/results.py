"""Builds what is taken along: the look of the chart in a page, lines to copy, files, and the way into Word."""

from collections.abc import Iterator

from markupsafe import Markup

from dashboard.builder.state import Built
from dashboard.elements import el, join
from dashboard.embeds.code import Codes
from dashboard.embeds.height import PLAIN_WIDTH, frame_height
from dashboard.graphics.asked import SCALE, THEME
from dashboard.graphics.themes import PRINT
from dashboard.wording import text

STEPS = ("download", "insert", "source")


def results(made: Built, *, root: str) -> Markup:
    """Build all of it."""
    codes = Codes(made.graphic, made.framing, root)
    lang = made.graphic.lang
    return el(
        "div",
        el("section", el("h2", text("sematkan_look", lang)), _look(made, codes), id="pratinjau"),
        el(
            "section",
            el("h2", text("sematkan_copy", lang)),
            *(_copied(key, said, lang) for key, said in _copies(made, codes)),
            id="salin",
        ),
        el("section", el("h2", text("sematkan_files", lang)), *_files(made, codes), id="unduh"),
        el("section", el("h2", text("sematkan_word", lang)), _word(made), id="word"),
        id="hasil",
        aria_live="off",
    )


def _look(made: Built, codes: Codes) -> Markup:
    frame = el(
        "iframe",
        src=codes.frame_address,
        title=made.graphic.title,
        width="100%",
        height=frame_height(made.graphic, made.framing, made.width or PLAIN_WIDTH),
    )
    limit = f"max-width:{made.width}px" if made.width else None
    return join(
        el("div", frame, class_="look", style=limit),
        el("p", el("a", text("sematkan_look_alone", made.graphic.lang), href=codes.frame_address)),
    )


def _copies(made: Built, codes: Codes) -> Iterator[tuple[str, str]]:
    yield "html", codes.html(width=made.width)
    yield "link", codes.page_address()
    yield "image", codes.root + codes.image("png", width=made.width, **{SCALE: "2"})
    yield "markdown", codes.markdown(width=made.width)
    yield "oembed", codes.oembed()


def _copied(key: str, said: str, lang: str) -> Markup:
    """Write lines to copy with what they are for; the button appears where a script can copy."""
    name = f"kode-{key}"
    rows = max(1, min(6, len(said) // 60 + said.count("\n") + 1))
    return el(
        "div",
        el("label", el("strong", text(f"sematkan_copy_{key}", lang)), for_=name),
        el("p", text(f"sematkan_copy_{key}_hint", lang), class_="hint", id=f"{name}-hint"),
        el("textarea", said, id=name, readonly=True, rows=rows, spellcheck="false", aria_describedby=f"{name}-hint"),
        el(
            "button",
            text("sematkan_button", lang),
            type="button",
            class_="copy",
            hidden=True,
            data_copied=text("sematkan_copied", lang),
            aria_describedby=name,
        ),
        class_="copied",
    )


def _files(made: Built, codes: Codes) -> Iterator[Markup]:
    lang, width = made.graphic.lang, made.width
    offered = (
        ("png", codes.image("png", width=width, **{SCALE: "2"}, unduh="1")),
        ("svg", codes.image("svg", width=width, unduh="1")),
        ("pdf", codes.image("pdf", width=width, unduh="1")),
    )
    links = [el("a", text(f"sematkan_file_{suffix}", lang), href=address, class_="file") for suffix, address in offered]
    grey = codes.image("pdf", width=width, unduh="1", **{THEME: PRINT})
    data = made.graphic.address("csv", **({"rilis": made.framing.release} if made.framing.release else {}), unduh="1")
    links.append(el("a", text("sematkan_file_grey", lang), href=grey, class_="file"))
    links.append(el("a", text("download_csv", lang), href=data, class_="file"))
    yield el("p", *links, class_="files")
    yield el("p", text("sematkan_files_hint", lang), class_="hint")


def _word(made: Built) -> Markup:
    lang = made.graphic.lang
    steps = (
        el("li", el("strong", text(f"sematkan_step_{step}_head", lang)), " ", text(f"sematkan_step_{step}", lang))
        for step in STEPS
    )
    return join(el("ol", *steps, class_="steps"), _copied("alt", made.graphic.alt, lang))
