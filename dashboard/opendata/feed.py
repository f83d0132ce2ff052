"""Writes the Atom feed of releases, each with what it changed in words."""

from collections.abc import Sequence
from datetime import date
from xml.etree import ElementTree as ET

from dashboard import formats
from dashboard.languages import spoken
from dashboard.opendata.editions import Announced
from dashboard.wording import text
from etl.catalogue import Language, load_catalogue
from etl.changes import sentences

ATOM = "http://www.w3.org/2005/Atom"


def write_feed(releases: Sequence[Announced], *, root: str, lang: Language) -> bytes:
    """Write the feed; the newest release comes first."""
    feed = ET.Element("feed", {"xmlns": ATOM, "xml:lang": lang})
    _add(feed, "id", f"{root}/rilis.atom")
    _add(feed, "title", text("feed_title", lang))
    _add(feed, "subtitle", text("feed_subtitle", lang))
    _add(feed, "updated", max(item.created_at for item in releases))
    ET.SubElement(
        feed, "link", {"rel": "self", "type": "application/atom+xml", "href": root + spoken("/rilis.atom", lang)}
    )
    ET.SubElement(feed, "link", {"rel": "alternate", "type": "text/html", "href": root + spoken("/data", lang)})
    _add(ET.SubElement(feed, "author"), "name", text("site_name", "id"))
    _add(feed, "rights", "CC BY 4.0")
    for item in releases:
        _entry(feed, item, root=root, lang=lang)
    written: bytes = ET.tostring(feed, encoding="utf-8", xml_declaration=True)
    return written


def _entry(feed: ET.Element, item: Announced, *, root: str, lang: Language) -> None:
    day = formats.day(date.fromisoformat(item.created_at[:10]), lang)
    query = f"?rilis={item.release_id}" + ("&lang=en" if lang == "en" else "")
    entry = ET.SubElement(feed, "entry")
    _add(entry, "id", f"{root}/data?rilis={item.release_id}")
    _add(entry, "title", text("feed_entry", lang, release=item.release_id, day=day))
    _add(entry, "updated", item.created_at)
    ET.SubElement(entry, "link", {"rel": "alternate", "type": "text/html", "href": f"{root}/data{query}"})
    archive = f"{root}/api/v1/semua.zip?rilis={item.release_id}"
    ET.SubElement(entry, "link", {"rel": "enclosure", "type": "application/zip", "href": archive})
    told = sentences(changes=item.changes, catalogue=load_catalogue(), lang=lang)
    _add(entry, "content", "\n".join(told), type="text")


def _add(parent: ET.Element, tag: str, words: str, **attributes: str) -> None:
    ET.SubElement(parent, tag, attributes).text = words
