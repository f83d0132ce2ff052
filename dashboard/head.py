"""Writes what the head of every document says to search engines, to sites that link here, and to phones."""

from collections.abc import Mapping

from markupsafe import Markup

from dashboard.elements import el, join
from dashboard.languages import OTHER
from dashboard.wording import text
from etl.catalogue import Language

PREVIEW = "/assets/ikon-512.png"
LOCALES: Mapping[Language, str] = {"id": "id_ID", "en": "en_GB"}


def basics() -> Markup:
    """Write what every document begins with: encoding, width of the screen, both themes."""
    return join(
        el("meta", charset="utf-8"),
        el("meta", name="viewport", content="width=device-width, initial-scale=1"),
        el("meta", name="color-scheme", content="light dark"),
    )


def about(*, title: str, description: str, root: str, here: Mapping[Language, str], lang: Language) -> Markup:
    """Write title, description, the one address of the page in each language, and its preview.

    Args:
        title: of the document.
        description: the page in one sentence.
        root: public address of the site, without a slash at its end.
        here: address of the page in each language, without the site.
        lang: language of the page.
    """
    address = root + here[lang]
    return join(
        el("title", title),
        el("meta", name="description", content=description),
        el("link", rel="canonical", href=address),
        *(el("link", rel="alternate", hreflang=other, href=root + here[other]) for other in OTHER),
        el("link", rel="alternate", hreflang="x-default", href=root + here["id"]),
        *(el("meta", property=name, content=said) for name, said in _preview(title, description, address, lang)),
        el("meta", property="og:image", content=root + PREVIEW),
        el("meta", name="twitter:card", content="summary"),
    )


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
