"""Draws the map as a light SVG: one path a region, one class a colour, a title and a link in each."""

from dataclasses import replace
from html import escape

from dashboard.geometry import HEIGHT, WIDTH, paths
from dashboard.palette import DARK, LIGHT, Palette, palette
from dashboard.release import Boundary, Snapshot
from dashboard.sentences import map_alt, reading_words
from dashboard.state import address
from dashboard.views import MapEntry, MapView


def light_map(view: MapView, snapshot: Snapshot) -> str:
    """Draw the map of a state; without boundaries only its sentence is left."""
    boundary = snapshot.boundary(view.state.level)
    alt = escape(map_alt(view))
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" lang="{view.state.lang}">'
    )
    areas = _areas(view, snapshot, boundary) if boundary else ""
    return f"{head}<title>{alt}</title><style>{_style()}</style>{areas}</svg>"


def _areas(view: MapView, snapshot: Snapshot, boundary: Boundary) -> str:
    shapes = paths(boundary)
    entries = sorted(view.entries, key=lambda entry: entry.place.code in view.chosen)
    return "".join(_area(entry, view, snapshot, shapes[entry.place.code]) for entry in entries)


def _area(entry: MapEntry, view: MapView, snapshot: Snapshot, path: str) -> str:
    chosen = " pilih" if entry.place.code in view.chosen else ""
    said = escape(f"{entry.place.name}: {reading_words(entry.reading, view.state)}")
    link = escape(address(replace(view.state, region=entry.place.code), snapshot))
    return f'<a href="{link}"><path class="k{entry.class_index}{chosen}" d="{path}"><title>{said}</title></path></a>'


def _style() -> str:
    dark = f"@media(prefers-color-scheme:dark){{{_rules(palette(DARK))}}}"
    return f"path{{stroke-width:.5}}.pilih{{stroke-width:2.5}}{_rules(palette(LIGHT))}{dark}"


def _rules(colours: Palette) -> str:
    fills = "".join(f".k{index}{{fill:{colour}}}" for index, colour in enumerate(colours.classes))
    return f"path{{stroke:{colours.border}}}.pilih{{stroke:{colours.chosen}}}{fills}"
