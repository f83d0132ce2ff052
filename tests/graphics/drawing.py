"""Draws pictures of an invented release for tests, some of it with the longest names of the country."""

from collections.abc import Mapping
from dataclasses import replace

from dashboard.graphics.asked import setting
from dashboard.graphics.picture import picture
from dashboard.graphics.registry import CHARTS
from dashboard.release import Snapshot

ROOT = "https://pantau.example"
LONG_NAMES = {
    "12": "Daerah Istimewa Yogyakarta",
    "1101": "Kabupaten Penukal Abab Lematang Ilir",
    "1102": "Kabupaten Kepulauan Siau Tagulandang Biaro",
    "1201": "Kabupaten Pangkajene dan Kepulauan",
}


def with_long_names(snapshot: Snapshot) -> Snapshot:
    """Return the same release of regions with the longest names."""
    places = {code: replace(place, name=LONG_NAMES.get(code, place.name)) for code, place in snapshot.places.items()}
    return replace(snapshot, places=places)


def drawn(chart: str, query: Mapping[str, str], snapshot: Snapshot) -> str:
    """Draw a picture as its address would."""
    return picture(CHARTS[chart].graphic(snapshot, query), setting(query, snapshot, root=ROOT))
