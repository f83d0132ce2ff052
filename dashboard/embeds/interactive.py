"""Gives the charts that a browser can draw alive: the figure of each theme, and the scripts that draw it."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from dashboard.class_words import class_label, is_shown, region_count
from dashboard.elements import el
from dashboard.embeds.asked import Framing
from dashboard.figures import CONFIG, Figure, map_figure, trend_figure
from dashboard.frame import versioned
from dashboard.palette import MAP_CHART, THEMES, Palette, palette
from dashboard.plain_pages import Asked
from dashboard.reading import TREND_CHART, map_view, trend_view
from dashboard.release import Snapshot
from dashboard.sentences import entry_words, map_alt, trend_alt
from dashboard.state import TRENDS, ViewState, parse
from dashboard.views import MapView

Draw = Callable[[Palette], Figure]


@dataclass(frozen=True, slots=True)
class _Drawing:
    """What is drawn for each theme, what it says, and the legend that the drawing library does not write."""

    alt: str
    draw: Draw
    legend: Markup | None = None


@dataclass(frozen=True, slots=True)
class Living:
    """A chart that the browser draws: what it draws, with what, and the legend below."""

    data: Markup
    legend: Markup | None
    scripts: tuple[Markup, ...]


def living(chart: str, framing: Framing, asked: Asked, *, library: str) -> Living | None:
    """Return what a browser draws of a chart, or none where there is nothing alive or nobody asked for it.

    Args:
        chart: its id.
        framing: how it is asked for.
        asked: the request.
        library: address of the drawing library.
    """
    if not framing.alive or chart not in FIGURES:
        return None
    state = parse(asked.query, asked.snapshot)
    found = FIGURES[chart](asked.snapshot, state)
    if found is None:
        return None
    themes = [framing.theme] if framing.theme else list(THEMES)
    content: Mapping[str, Any] = {
        "gambar": {theme: found.draw(palette(theme)) for theme in themes},
        "setelan": {**CONFIG, "locale": asked.lang},
        "kata": found.alt,
    }
    data = json.dumps(content, ensure_ascii=False, default=str).replace("<", "\\u003c")
    return Living(
        data=el("script", Markup(data), type="application/json", id="hidup"),  # noqa: S704 (it cannot end the element)
        legend=found.legend,
        scripts=(el("script", src=library, defer=True), el("script", src=versioned("sematan-hidup.js"), defer=True)),
    )


def _map(snapshot: Snapshot, state: ViewState) -> _Drawing | None:
    view = map_view(snapshot, state)
    if not view.geometry:
        return None
    said = {entry.place.code: f"<b>{entry.place.name}</b><br>{entry_words(entry, state)}" for entry in view.entries}

    def draw(colours: Palette) -> Figure:
        figure = map_figure(view, colours)
        areas = figure["data"][0]
        areas.update(
            customdata=[said[code] for code in areas["locations"]], hovertemplate="%{customdata}<extra></extra>"
        )
        areas.pop("hoverinfo")
        return figure

    return _Drawing(map_alt(view), draw, _legend(view))


def _legend(view: MapView) -> Markup:
    lang = view.state.lang
    entries = (
        el(
            "li",
            el("span", class_="contoh", style=f"background:var(--kelas-{entry.index})", aria_hidden="true"),
            f"{class_label(entry, lang, compared=view.state.shows_rate)} ({region_count(entry.count, lang)})",
        )
        for entry in view.classes
        if is_shown(entry)
    )
    return el("ul", *entries, class_="legenda-hidup")


def _trend(snapshot: Snapshot, state: ViewState) -> _Drawing | None:
    view = trend_view(snapshot, state, state.focus)
    if state.trend != TRENDS[0] or view.points[-1].reading.value is None:
        return None
    return _Drawing(trend_alt(view), lambda colours: trend_figure(view, colours))


FIGURES: Mapping[str, Callable[[Snapshot, ViewState], _Drawing | None]] = {MAP_CHART: _map, TREND_CHART: _trend}
