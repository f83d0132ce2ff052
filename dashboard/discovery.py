"""Answers what search engines, phones and browsers ask of every site: its map, its rules, its icon, its manifest."""

import json
from collections.abc import Iterable
from xml.sax.saxutils import escape

from flask import Flask, Response

from dashboard import site
from dashboard.caching import DAY, of_release
from dashboard.frame import ASSETS
from dashboard.languages import OTHER, in_address
from dashboard.pages import PATHS
from dashboard.palette import LIGHT, palette
from dashboard.release import Snapshot
from dashboard.snapshot import ReleaseReader
from dashboard.state import REGION_PATH, written
from dashboard.wording import text
from etl.catalogue import Language

LANG: Language = "id"
NAMESPACES = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml"'
ICONS = (192, 512)
HIDDEN = ("/tampilan/", "/nilai/", "/kalimat/", "/geo/")
"""Addresses that only pages ask for."""


def register(server: Flask, reader: ReleaseReader) -> None:
    """Register the addresses."""
    server.add_url_rule("/sitemap.xml", "sitemap", lambda: _sitemap(reader.current()))
    server.add_url_rule("/robots.txt", "robots", _robots)
    server.add_url_rule("/situs.webmanifest", "manifest", _manifest)
    server.add_url_rule("/favicon.ico", "favicon", _favicon)


def _favicon() -> Response:
    return _for_a_day(Response((ASSETS / "favicon.ico").read_bytes(), mimetype="image/x-icon"))


def _for_a_day(response: Response) -> Response:
    """Let an answer be kept for a day, and be compared after it."""
    response.headers["Cache-Control"] = DAY
    response.add_etag()
    return response


def _sitemap(snapshot: Snapshot) -> Response:
    body = site_map((*PATHS, *_regions(snapshot)), root=site.root(), changed=snapshot.created_at[:10])
    response = Response(body, content_type="application/xml; charset=utf-8")
    response.add_etag()
    return of_release(response, release_id=snapshot.release_id, created_at=snapshot.created_at)


def _regions(snapshot: Snapshot) -> Iterable[str]:
    """Return the pages of all regions, the country first."""
    return (f"{REGION_PATH}/{code}" for code in sorted(snapshot.places, key=lambda code: (len(code), code)))


def site_map(paths: Iterable[str], *, root: str, changed: str) -> str:
    """Write the site map: every page in every language, each naming the others.

    Args:
        paths: addresses of the pages in the language of the site.
        root: public address of the site.
        changed: day of the release, as ``YYYY-MM-DD``.
    """
    entries = "".join(_entry(path, lang, root, changed) for path in paths for lang in OTHER)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset {NAMESPACES}>\n{entries}</urlset>\n'


def _entry(path: str, lang: Language, root: str, changed: str) -> str:
    others = "".join(
        f'<xhtml:link rel="alternate" hreflang="{other}" href="{_address(path, other, root)}"/>' for other in OTHER
    )
    return f"<url><loc>{_address(path, lang, root)}</loc><lastmod>{changed}</lastmod>{others}</url>\n"


def _address(path: str, lang: str, root: str) -> str:
    return escape(root + written(path, {"lang": in_address(lang)}))


def _robots() -> Response:
    hidden = "".join(f"Disallow: {path}\n" for path in HIDDEN)
    said = f"User-agent: *\n{hidden}Allow: /\nSitemap: {site.root()}/sitemap.xml\n"
    return _for_a_day(Response(said, mimetype="text/plain"))


def _manifest() -> Response:
    """Describe the site to phones that put it on their home screen."""
    colours = palette(LIGHT)
    described = {
        "name": text("site_name", LANG),
        "short_name": text("site_short_name", LANG),
        "lang": LANG,
        "start_url": "/",
        "display": "browser",
        "background_color": colours.background,
        "theme_color": colours.background,
        "icons": [
            {
                "src": f"/assets/ikon-{size}.png",
                "sizes": f"{size}x{size}",
                "type": "image/png",
                "purpose": "any maskable",
            }
            for size in ICONS
        ],
    }
    return _for_a_day(Response(json.dumps(described, ensure_ascii=False), mimetype="application/manifest+json"))
