"""Reads drawings back: their texts with the rectangles that they take, and the series that they hold."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from datetime import date
from itertools import combinations
from typing import NamedTuple

from dashboard.charts.calendar import Calendar
from dashboard.charts.measure import Box, text_width
from dashboard.views import Mark

NAMES = {
    "id": {
        "pendaftaran": "Pendaftaran pasangan calon",
        "penetapan": "Penetapan pasangan calon",
        "kampanye": "Pelaksanaan kampanye",
        "masa_tenang": "Masa tenang",
        "pemungutan_suara": "Pelaksanaan pemungutan suara",
    },
    "en": {
        "pendaftaran": "Candidate registration",
        "penetapan": "Candidates confirmed",
        "kampanye": "Campaign",
        "masa_tenang": "Quiet period",
        "pemungutan_suara": "Polling day",
    },
}
PILKADA = {
    "pendaftaran": (date(2024, 8, 27), date(2024, 8, 29)),
    "penetapan": (date(2024, 9, 22), date(2024, 9, 22)),
    "kampanye": (date(2024, 9, 25), date(2024, 11, 23)),
    "masa_tenang": (date(2024, 11, 24), date(2024, 11, 26)),
    "pemungutan_suara": (date(2024, 11, 27), date(2024, 11, 27)),
}
PEMILU = {
    "kampanye": (date(2023, 11, 28), date(2024, 2, 10)),
    "masa_tenang": (date(2024, 2, 11), date(2024, 2, 13)),
    "pemungutan_suara": (date(2024, 2, 14), date(2024, 2, 14)),
}
LONGEST = (
    "Kabupaten Penukal Abab Lematang Ilir",
    "Kabupaten Kepulauan Siau Tagulandang Biaro",
    "Daerah Istimewa Yogyakarta",
    "Kabupaten Pangkajene dan Kepulauan",
    "Kepulauan Bangka Belitung",
    "Kabupaten Timor Tengah Selatan",
)
NUMBER = r"(-?[0-9.]+)"
MOVED = re.compile(rf"translate\({NUMBER} {NUMBER}\)(?: scale\({NUMBER}\))?")


class Words(NamedTuple):
    """A text of a drawing and where it stands."""

    said: str
    box: Box


def calendar(days: dict[str, tuple[date, date]], months: tuple[str, ...], lang: str = "id") -> Calendar:
    """Return a time axis with the stages of an election."""
    marks = tuple(Mark(stage, NAMES[lang][stage], start, end) for stage, (start, end) in days.items())
    return Calendar(months, marks, days["pemungutan_suara"][0], lang)


def texts(drawn: str) -> list[Words]:
    """Return all texts of a drawing."""
    return list(_texts(ET.fromstring(drawn), 0, 0, 1))  # noqa: S314 (our own drawing)


def _texts(node: ET.Element, x: float, y: float, scale: float) -> Iterator[Words]:
    moved = MOVED.fullmatch(node.get("transform", ""))
    if moved:
        x, y, scale = x + float(moved[1]) * scale, y + float(moved[2]) * scale, scale * float(moved[3] or 1)
    if node.tag.endswith("}text"):
        yield _words(node, x, y, scale)
    for child in node:
        yield from _texts(child, x, y, scale)


def _words(node: ET.Element, x: float, y: float, scale: float) -> Words:
    said, size = node.text or "", float(node.get("font-size", "0"))
    wide = text_width(said, size, bold=node.get("font-weight") == "700")
    start = (
        float(node.get("x", "0")) - {"start": 0.0, "middle": wide / 2, "end": wide}[node.get("text-anchor", "start")]
    )
    base = float(node.get("y", "0"))
    edges = (start, base - 0.75 * size, start + wide, base + 0.2 * size)
    return Words(said, Box(*(edge * scale + (y if number % 2 else x) for number, edge in enumerate(edges))))


def collisions(drawn: str) -> list[tuple[str, str]]:
    """Return the pairs of texts that lie on each other."""
    return [(one.said, other.said) for one, other in combinations(texts(drawn), 2) if one.box.meets(other.box)]


def cut(drawn: str) -> list[str]:
    """Return the texts that stand out of their drawing."""
    left, top, width, height = (float(part) for part in ET.fromstring(drawn).get("viewBox", "").split())  # noqa: S314
    return [
        said
        for said, box in texts(drawn)
        if box.left < left - 1 or box.right > left + width + 1 or box.top < top - 1 or box.bottom > top + height + 1
    ]


def smallest_text(drawn: str) -> float:
    """Return the size of the smallest text in pixels."""
    return min(float(size) for size in re.findall(r'font-size="([0-9.]+)"', drawn))
