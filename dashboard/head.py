"""Writes what the head of every document says to search engines, to sites that link here, and to phones."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from dashboard.elements import el, join
from dashboard.languages import OTHER
from dashboard.state import written
from dashboard.wording import text
from etl.catalogue import Language

PREVIEW = "/assets/ikon-512.png"
OEMBED_KINDS = {"json": "application/json+oembed", "xml": "text/xml+oembed"}
LOCALES: Mapping[Language, str] = {"id": "id_ID", "en": "en_GB"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """The picture by which a page is announced elsewhere: its address, size in pixels and text alternative."""

    image: str
    width: int
    height: int
    alt: str


def basics(scheme: str = "light dark") -> Markup:
    """Write what every document begins with: encoding, width of the screen, the themes that it has."""
    return join(
        el("meta", charset="utf-8"),
        el("meta", name="viewport", content="width=device-width, initial-scale=1"),
        el("meta", name="color-scheme", content=scheme),
    )


def about(
    *,
    title: str,
    description: str,
    root: str,
    here: Mapping[Language, str],
    lang: Language,
    preview: Preview | None = None,
) -> Markup:
    """Write title, description, the one address of the page in each language, and its preview.

    Args:
        title: of the document.
        description: the page in one sentence.
        root: public address of the site, without a slash at its end.
        here: address of the page in each language, without the site.
        lang: language of the page.
        preview: picture of the chart that stands for the page, where it has one; other sites may set it in.
    """
    address = root + here[lang]
    return join(
        el("title", title),
        el("meta", name="description", content=description),
        el("link", rel="canonical", href=address),
        *(el("link", rel="alternate", hreflang=other, href=root + here[other]) for other in OTHER),
        el("link", rel="alternate", hreflang="x-default", href=root + here["id"]),
        *(el("meta", property=name, content=said) for name, said in _preview(title, description, address, lang)),
        *(_picture(preview) if preview else _icon(root)),
        *(_asked_elsewhere(address, title, root) if preview else ()),
    )


def _icon(root: str) -> Iterator[Markup]:
    yield el("meta", property="og:image", content=root + PREVIEW)
    yield el("meta", name="twitter:card", content="summary")


def _picture(preview: Preview) -> Iterator[Markup]:
    said = {"": preview.image, ":width": str(preview.width), ":height": str(preview.height), ":alt": preview.alt}
    for part, content in said.items():
        yield el("meta", property=f"og:image{part}", content=content)
    yield el("meta", property="og:image:type", content="image/png")
    yield el("meta", name="twitter:card", content="summary_large_image")
    yield el("meta", name="twitter:image:alt", content=preview.alt)


def _asked_elsewhere(address: str, title: str, root: str) -> Iterator[Markup]:
    """Tell editors where to ask for the chart of a page whose address was pasted."""
    for form, kind in OEMBED_KINDS.items():
        asked = root + written("/oembed", {"url": address, "format": form})
        yield el("link", rel="alternate", type=kind, href=asked, title=title)


def _preview(title: str, description: str, address: str, lang: Language) -> list[tuple[str, str]]:
    return [
        ("og:type", "website"),
        ("og:site_name", text("site_name", lang)),
        ("og:title", title),
        ("og:description", description),
        ("og:url", address),
        ("og:locale", LOCALES[lang]),
        ("og:locale:alternate", LOCALES[OTHER[lang]]),
    ]


def icons(lang: str) -> Markup:
    """Write the icons of the site, its manifest and its feed."""
    return join(
        el("link", rel="icon", href="/assets/ikon.svg", type="image/svg+xml"),
        el("link", rel="icon", href="/favicon.ico", sizes="32x32"),
        el("link", rel="apple-touch-icon", href="/assets/ikon-180.png"),
        el("link", rel="manifest", href="/situs.webmanifest"),
        el("link", rel="alternate", type="application/atom+xml", href="/rilis.atom", title=text("feed_title", lang)),
    )
