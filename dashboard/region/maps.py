"""Draws the small maps of a region's page: the region among its neighbours, and the regions inside it."""

from markupsafe import Markup

from dashboard import formats
from dashboard.charts.mini_map import MapArea, mini_map
from dashboard.elements import el
from dashboard.geometry import paths
from dashboard.labels import capital
from dashboard.markup import markup
from dashboard.parts import legend_part
from dashboard.release import REGENCY_LEVEL, Boundary, Snapshot
from dashboard.sentences import reading_words, topic
from dashboard.state import region_address
from dashboard.views import MapView
from dashboard.wording import text

FINE = "rinci"
FINER = {REGENCY_LEVEL: 12}
"""How much larger than on the map of the country the regions of a level are drawn."""


def region_map(view: MapView, snapshot: Snapshot, *, within: str, linked: bool) -> Markup | None:
    """Draw a part of the map with its legend; without boundaries there is none.

    Args:
        view: the part.
        snapshot: the release, for its boundaries.
        within: name of what the map is of.
        linked: whether areas lead to their pages, which needs a list of the same links on the page.
    """
    level = view.entries[0].place.level
    boundary = _boundary(snapshot, level)
    if boundary is None:
        return None
    lang = view.state.lang
    said = {"within": within, "topic": topic(view.state), "month": formats.month(view.state.month, lang)}
    drawn = mini_map(
        paths(boundary, FINER.get(level, 1)),
        _areas(view, snapshot, linked=linked),
        chosen=view.chosen,
        title=text("wilayah_map_alt", lang, **said),
        lang=lang,
    )
    caption = el("figcaption", capital(text("wilayah_map_caption", lang, **said)), class_="hint")
    return el("figure", drawn, markup(legend_part(view)), caption, class_="region-map")


def _boundary(snapshot: Snapshot, level: str) -> Boundary | None:
    """Return the boundaries to draw: kabupaten/kota are drawn so large that the fine ones show."""
    fine = snapshot.boundary(level, FINE) if level in FINER else None
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
