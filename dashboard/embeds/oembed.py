"""Answers editors that ask for a pasted address: what chart it is, and the code that shows it (oembed.com, 1.0)."""

import json
from collections.abc import Mapping
from urllib.parse import parse_qsl, urlsplit
from xml.etree import ElementTree

from flask import Response, abort, request

from dashboard.api.failures import ApiError
from dashboard.chosen_release import Chosen
from dashboard.embeds.asked import Framing, framing
from dashboard.embeds.code import OEMBED, Codes
from dashboard.embeds.height import PLAIN_WIDTH, frame_height
from dashboard.embeds.previews import image_size
from dashboard.embeds.targets import Target, target
from dashboard.graphics.asked import SCALE
from dashboard.graphics.chart import Graphic
from dashboard.graphics.registry import CHARTS
from dashboard.plain_pages import Asked, PlainPages
from dashboard.state import ParameterError
from dashboard.wording import text

FORMATS = {"json": "application/json", "xml": "text/xml"}
HOUR, DAY = 3600, 86_400
THUMBNAIL_WIDTH, THUMBNAIL_SCALE = 600, 2
LONGEST = 99_999
"""Pixels beyond which no page is wide or high."""
DECLARATION = '<?xml version="1.0" encoding="utf-8" standalone="yes"?>\n'
Described = dict[str, str | int]


def register(pages: PlainPages) -> None:
    """Register the address."""
    pages.add_file(OEMBED, "oembed", lambda asked: _answer(asked, pages))


def _answer(asked: Asked, pages: PlainPages) -> Response:
    """Answer with the description of a chart.

    Raises:
        ParameterError: no address is named, or a width is none.
    """
    form = asked.query.get("format") or "json"
    if form not in FORMATS:
        abort(501)
    limits = _limit("maxwidth", asked.query), _limit("maxheight", asked.query)
    found = _found(asked.query.get("url", ""), asked.edition.root)
    if found is None:
        abort(404)
    described = _described(found, pages, *limits)
    body = json.dumps(described, ensure_ascii=False) if form == "json" else as_xml(described)
    response = Response(body, content_type=f"{FORMATS[form]}; charset=utf-8")
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


def _limit(name: str, query: Mapping[str, str]) -> int:
    said = query.get(name) or str(LONGEST)
    if said.isascii() and said.isdigit() and int(said[:9]) > 0:
        return min(int(said[:9]), LONGEST)
    raise ParameterError(parameter=name, value=said, allowed=())


def _found(url: str, root: str) -> Target | None:
    """Return the chart that an address of this site leads to, none for all other addresses."""
    if not url:
        raise ParameterError(parameter="url", value="", allowed=())
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"} or parts.netloc not in {urlsplit(root).netloc, request.host}:
        return None
    return target(parts.path or "/", dict(parse_qsl(parts.query)))


def _described(found: Target, pages: PlainPages, widest: int, highest: int) -> Described:
    """Describe a chart; an address that means nothing here is not found, whatever is wrong with it."""
    try:
        asked_for = framing(found.query)
        chosen = pages.releases.for_programs(asked_for.release)
        graphic = CHARTS[found.chart].graphic(chosen.snapshot, found.query)
    except (ParameterError, ApiError):
        abort(404)
    return describe(graphic, asked_for, chosen, widest=widest, highest=highest)


def describe(graphic: Graphic, asked_for: Framing, chosen: Chosen, *, widest: int, highest: int) -> Described:
    """Describe a chart that may be so many pixels wide and high, with the names that oEmbed has for it."""
    root = chosen.edition.root
    codes = Codes(graphic, asked_for, root)
    width = min(PLAIN_WIDTH, widest)
    height = min(frame_height(graphic, asked_for, width), highest)
    thumbnail = image_size(graphic, chosen.snapshot, width=THUMBNAIL_WIDTH, root=root)
    return {
        "version": "1.0",
        "type": "rich",
        "title": f"{graphic.title}. {graphic.subtitle}",
        "provider_name": text("site_name", graphic.lang),
        "provider_url": root,
        "cache_age": DAY if asked_for.release else HOUR,
        "width": width,
        "height": height,
        "html": codes.html(width=width, height=height),
        "thumbnail_url": root + codes.image("png", width=THUMBNAIL_WIDTH, **{SCALE: str(THUMBNAIL_SCALE)}),
        "thumbnail_width": thumbnail[0] * THUMBNAIL_SCALE,
        "thumbnail_height": thumbnail[1] * THUMBNAIL_SCALE,
    }


def as_xml(described: Described) -> str:
    """Write a description as XML."""
    tree = ElementTree.Element("oembed")
    for name, value in described.items():
        ElementTree.SubElement(tree, name).text = str(value)
    return f"{DECLARATION}{ElementTree.tostring(tree, encoding='unicode')}\n"
