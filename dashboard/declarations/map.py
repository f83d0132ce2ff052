"""Draws the map of declarations as a light SVG for its page, and gives its shapes to images."""

from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

from markupsafe import Markup

from dashboard.declarations.state import DeclarationState, address, region_address
from dashboard.declarations.views import PREVENTION, DeclarationView, Standing
from dashboard.declarations.words import area_words
from dashboard.elements import el, join
from dashboard.geometry import WIDTH, height, paths
from dashboard.release import PROVINCE_LEVEL, REGENCY_LEVEL, Boundary, Snapshot
from dashboard.spans import COUNTRY, Span, spans
from dashboard.wording import text

HATCH = "arsir"
COARSE, FINE = "ringkas", "rinci"


def page_map(view: DeclarationView, snapshot: Snapshot) -> Markup | None:
    """Draw the map for its page, where colours come from the sheet; none where the release has no boundaries.

    The tables hold the same links, so the map is left out of the order of the keyboard: 514 stops would be no help.
    """
    boundary = _boundary(view.state, snapshot)
    if boundary is None:
        return None
    span = _span(view.state, snapshot)
    over = _provinces(view, snapshot, span) if not view.state.province else None
    drawn = join(_hatch(), _areas(view, boundary, span), over)
    return el("svg", drawn, viewBox=_box(span), class_="declared-map", aria_hidden="true", focusable="false")


class MapSheet(NamedTuple):
    """The shapes of a map by code, on a sheet of ``size`` units; none where the release has no boundaries."""

    size: tuple[float, float]
    shapes: Mapping[str, str]


def map_sheet(state: DeclarationState, snapshot: Snapshot) -> MapSheet:
    """Return the shapes that the map of a state needs."""
    boundary, span = _boundary(state, snapshot), _span(state, snapshot)
    shapes = paths(boundary, span, state.province or None) if boundary else {}
    return MapSheet((WIDTH, height(span)), shapes)


def _boundary(state: DeclarationState, snapshot: Snapshot) -> Boundary | None:
    """Return the shapes: finer ones for a single province, where the release has them."""
    detail = FINE if state.province else COARSE
    return snapshot.boundary(REGENCY_LEVEL, detail) or snapshot.boundary(REGENCY_LEVEL, COARSE)


def _span(state: DeclarationState, snapshot: Snapshot) -> Span:
    provinces = snapshot.boundary(PROVINCE_LEVEL, COARSE)
    return spans(provinces)[state.province] if provinces and state.province else COUNTRY


def _box(span: Span) -> str:
    return f"0 0 {WIDTH} {height(span)}"


def _areas(view: DeclarationView, boundary: Boundary, span: Span) -> Markup:
    shapes = paths(boundary, span, view.state.province or None)
    return join(*(_area(standing, view.state, shapes[standing.place.code]) for standing in view.standings))


def _area(standing: Standing, state: DeclarationState, shape: str) -> Markup:
    title = el("title", area_words(standing, state.lang))
    group = standing.group.name
    # A sheet cannot point at a pattern of the document that it belongs to.
    fill = f"url(#{HATCH})" if group == PREVENTION else None
    drawn = el("path", title, d=shape, class_=f"area {group}", fill=fill)
    return el("a", drawn, href=region_address(standing.place.code, state), tabindex=-1)


def _provinces(view: DeclarationView, snapshot: Snapshot, span: Span) -> Markup | None:
    """Lay the provinces over the map: on a small screen a thumb hits one of them, and its own map opens."""
    boundary = snapshot.boundary(PROVINCE_LEVEL, COARSE)
    if boundary is None:
        return None
    shapes = sorted(paths(boundary, span).items())
    drawn = (_province(view.state, snapshot, code, shape) for code, shape in shapes)
    return el("g", *drawn, class_="provinces")


def _province(state: DeclarationState, snapshot: Snapshot, code: str, shape: str) -> Markup:
    title = el("title", text("deklarasi_map_open", state.lang, place=snapshot.places[code].name))
    link = address(replace(state, province=code), snapshot)
    return el("a", el("path", title, d=shape), href=link, tabindex=-1)


def _hatch() -> Markup:
    """Write the pattern of regions with preventive activity alone, which a print in grey keeps."""
    ground = el("rect", width=6, height=6, class_="hatch-ground")
    line = el("rect", width=1, height=6, class_="hatch-line")
    tile = {"patternUnits": "userSpaceOnUse", "patternTransform": "rotate(45)"}
    return el("defs", el("pattern", ground, line, id=HATCH, width=6, height=6, **tile))
