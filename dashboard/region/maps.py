"""Draws the small maps of a region's page: the region among its neighbours, and the regions inside it."""

from collections.abc import Mapping

from markupsafe import Markup

from dashboard import formats
from dashboard.charts.mini_map import MapArea, mini_map
from dashboard.elements import el
from dashboard.geometry import paths
from dashboard.labels import capital
from dashboard.map_parts import legend_part
from dashboard.markup import markup
from dashboard.release import REGENCY_LEVEL, Boundary, Snapshot
from dashboard.sentences import reading_words, topic
from dashboard.spans import around, spans
from dashboard.state import region_address
from dashboard.views import MapView
from dashboard.wording import text

FINE = "rinci"


def region_map(view: MapView, snapshot: Snapshot, *, within: str, linked: bool) -> Markup | None:
    """Draw a part of the map with its legend; without boundaries there is none.

    Args:
        view: the part.
        snapshot: the release, for its boundaries.
        within: name of what the map is of.
        linked: whether areas lead to their pages, which needs a list of the same links on the page.
    """
    drawn = drawn_map(view, snapshot, within=within, linked=linked)
    if drawn is None:
        return None
    caption = el("figcaption", map_words(view, within=within), class_="hint")
    return el("figure", drawn, markup(legend_part(view)), caption, class_="region-map")


def drawn_map(view: MapView, snapshot: Snapshot, *, within: str, linked: bool) -> Markup | None:
    """Draw a part of the map alone; arguments as of ``region_map``."""
    boundary = _boundary(snapshot, view.entries[0].place.level)
    if boundary is None:
        return None
    return mini_map(
        _shapes(boundary, view),
        _areas(view, snapshot, linked=linked),
        chosen=view.chosen,
        title=text("wilayah_map_alt", view.state.lang, **_said(view, within)),
        lang=view.state.lang,
    )


def map_words(view: MapView, *, within: str) -> str:
    """Say what a map shows, of which region and until when."""
    return capital(text("wilayah_map_caption", view.state.lang, **_said(view, within)))


def _said(view: MapView, within: str) -> dict[str, str]:
    month = formats.month(view.state.month, view.state.lang)
    return {"within": within, "topic": topic(view.state), "month": month}


def _shapes(boundary: Boundary, view: MapView) -> Mapping[str, str]:
    """Return the shapes of a map, those of one province as large as a drawing of it alone."""
    provinces = {entry.place.code[:2] for entry in view.entries}
    if boundary.level != REGENCY_LEVEL or len(provinces) > 1:
        return paths(boundary)
    known = spans(boundary)
    return paths(boundary, around([known[entry.place.code] for entry in view.entries]), provinces.pop())


def _boundary(snapshot: Snapshot, level: str) -> Boundary | None:
    """Return the boundaries to draw: kabupaten/kota are drawn so large that the fine ones show."""
    fine = snapshot.boundary(level, FINE) if level == REGENCY_LEVEL else None
    return fine or snapshot.boundary(level)


def _areas(view: MapView, snapshot: Snapshot, *, linked: bool) -> list[MapArea]:
    return [
        MapArea(
            code=entry.place.code,
            name=entry.place.name,
            class_index=entry.class_index,
            said=reading_words(entry.reading, view.state),
            link=region_address(view.state, snapshot, entry.place.code) if linked else None,
        )
        for entry in view.entries
    ]
