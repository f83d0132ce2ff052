"""Draws the map of the first document as a light SVG: a path, a class of colour, a title and a link for each region."""

from collections.abc import Mapping
from dataclasses import replace
from html import escape

from dashboard.geometry import WIDTH, height, paths
from dashboard.release import Boundary, Snapshot
from dashboard.sentences import entry_words, map_alt
from dashboard.state import address
from dashboard.tiles import shown_boundary, tile_borders, tile_paths
from dashboard.views import MapEntry, MapView


def light_map(view: MapView, snapshot: Snapshot) -> str:
    """Draw the map within a page, whose style sheet colours it; its words stand before it.

    The regions are far too small and too many to be stops of the keyboard: that has the list and the search beside.
    """
    boundary = shown_boundary(snapshot, view.state)
    said = f'<p class="quiet">{escape(map_alt(view))}</p>'
    marks = (" zoomed" if view.state.province else "") + (" many" if len(view.chosen) > 1 else "")
    frame = f'class="chart chart-map light-map{marks}" viewBox="0 0 {WIDTH} {height(view.span)}" aria-hidden="true"'
    areas = _areas(view, snapshot, boundary) if boundary else ""
    return f"{said}<svg {frame}>{areas}</svg>"


def _areas(view: MapView, snapshot: Snapshot, boundary: Boundary) -> str:
    """Draw the regions, over them the lines between provinces where they are tiles, and on top what is chosen."""
    tiles = _borders_shown(view)
    shapes = tile_paths() if tiles else paths(boundary, view.span, view.state.province)
    drawn = {entry.place.code: _area(entry, view, snapshot, shapes) for entry in view.entries}
    below = [area for code, area in drawn.items() if code not in view.chosen]
    above = [area for code, area in drawn.items() if code in view.chosen]
    return "".join([*below, *([f'<path class="batas" d="{tile_borders()}"/>'] if tiles else []), *above])


def _borders_shown(view: MapView) -> bool:
    """Tell whether hexagons of several provinces are drawn, whose borders would not be seen otherwise."""
    return view.state.shows_tiles and view.state.province is None


def _area(entry: MapEntry, view: MapView, snapshot: Snapshot, shapes: Mapping[str, str]) -> str:
    chosen = " pilih" if entry.place.code in view.chosen else ""
    said = escape(f"{entry.place.name}: {entry_words(entry, view.state)}")
    target = escape(address(replace(view.state, region=entry.place.code), snapshot))
    drawn = f'<path class="k{entry.class_index}{chosen}" d="{shapes[entry.place.code]}"><title>{said}</title></path>'
    return f'<a tabindex="-1" href="{target}">{drawn}</a>'
