"""Draws the map as a light SVG: one path a region, one class a colour, a title and a link in each."""

from dataclasses import replace
from html import escape

from dashboard.geometry import WIDTH, height, paths
from dashboard.palette import DARK, LIGHT, Palette, palette
from dashboard.release import Boundary, Snapshot
from dashboard.sentences import entry_words, map_alt
from dashboard.state import address
from dashboard.tiles import shown_boundary, tile_borders, tile_paths
from dashboard.views import MapEntry, MapView

BORDERS = ".batas{fill:none;stroke-width:1.2;stroke-linecap:round;pointer-events:none}"
"""How lines between the provinces of a tile map are drawn: out of the way of the pointer."""


def light_map(view: MapView, snapshot: Snapshot) -> str:
    """Draw the map of a state; without boundaries only its sentence is left."""
    boundary = shown_boundary(snapshot, view.state)
    alt = escape(map_alt(view))
    frame = f'viewBox="0 0 {WIDTH} {height(view.span)}" role="img" lang="{view.state.lang}"'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" {frame}>'
    areas = _areas(view, snapshot, boundary) if boundary else ""
    return f"{head}<title>{alt}</title><style>{_style(tiles=_borders_shown(view))}</style>{areas}</svg>"


def _areas(view: MapView, snapshot: Snapshot, boundary: Boundary) -> str:
    """Draw the regions, over them the lines between provinces where they are tiles, and on top what is chosen."""
    tiles = _borders_shown(view)
    shapes = tile_paths() if tiles else paths(boundary, view.span, view.state.province)
    drawn = {entry.place.code: _area(entry, view, snapshot, shapes[entry.place.code]) for entry in view.entries}
    below = [area for code, area in drawn.items() if code not in view.chosen]
    above = [area for code, area in drawn.items() if code in view.chosen]
    return "".join([*below, *([f'<path class="batas" d="{tile_borders()}"/>'] if tiles else []), *above])


def _borders_shown(view: MapView) -> bool:
    """Tell whether hexagons of several provinces are drawn, whose borders would not be seen otherwise."""
    return view.state.shows_tiles and view.state.province is None


def _area(entry: MapEntry, view: MapView, snapshot: Snapshot, path: str) -> str:
    chosen = " pilih" if entry.place.code in view.chosen else ""
    said = escape(f"{entry.place.name}: {entry_words(entry, view.state)}")
    link = escape(address(replace(view.state, region=entry.place.code), snapshot))
    return f'<a href="{link}"><path class="k{entry.class_index}{chosen}" d="{path}"><title>{said}</title></path></a>'


def _style(*, tiles: bool) -> str:
    dark = f"@media(prefers-color-scheme:dark){{{_rules(palette(DARK), tiles=tiles)}}}"
    widths = f"path{{stroke-width:.5}}{BORDERS if tiles else ''}.pilih{{stroke-width:2.5}}"
    return f"{widths}{_rules(palette(LIGHT), tiles=tiles)}{dark}"


def _rules(colours: Palette, *, tiles: bool) -> str:
    fills = "".join(f".k{index}{{fill:{colour}}}" for index, colour in enumerate(colours.classes))
    borders = f".batas{{stroke:{colours.muted}}}" if tiles else ""
    return f"path{{stroke:{colours.border}}}{borders}.pilih{{stroke:{colours.chosen}}}{fills}"
