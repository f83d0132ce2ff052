"""Puts the section of the map together: tools, map, card, legend, caption and table."""

from typing import Any

from dash.development.base_component import Component

from dashboard.components import dcc, html
from dashboard.figures import CONFIG, map_figure
from dashboard.map_parts import map_caption, map_card, map_tools
from dashboard.palette import palette
from dashboard.reading import map_view
from dashboard.release import Snapshot
from dashboard.sentences import map_alt
from dashboard.state import ViewState
from dashboard.views import MapView
from dashboard.wording import text


def map_section(snapshot: Snapshot, state: ViewState, *, theme: str) -> Component:
    """Build the map of a state with all that belongs to it."""
    lang = state.lang
    view = map_view(snapshot, state)
    missing = [] if view.geometry else [html.P(text("map_missing", lang), className="hint")]
    return html.Section(
        [
            html.H2(text("map_heading", lang), className="quiet"),
            map_tools(snapshot, state),
            html.Figure(
                [
                    *missing,
                    html.Div(
                        [_keys(view, theme=theme), map_card(lang), _said("map-said")], id="map-box", className="map-box"
                    ),
                    html.Div(
                        [
                            # Taken over from the document, with buttons in it: Dash would look at each part.
                            html.Div(id="map-legend"),
                            html.Figcaption(map_caption(view)),
                            html.Div(id="map-table"),
                        ],
                        id="map-notes",
                    ),
                ]
            ),
        ],
        id="map-section",
    )


def _keys(view: MapView, *, theme: str) -> Component:
    """Build the map as one stop of the keyboard, in which arrows go from region to region."""
    lang = view.state.lang
    attributes: dict[str, Any] = {"aria-label": text("map_keys", lang)} if view.geometry else {}
    graph = dcc.Graph(
        id="map",
        figure=map_figure(view, palette(theme)),
        config={**CONFIG, "locale": lang},
        className="chart chart-map zoomed" if view.province else "chart chart-map",
    )
    frame = html.Div(
        graph,
        id="map-frame",
        className="" if view.geometry else "bare",
        role="img",
        **{"aria-label": map_alt(view)},
    )
    if not view.geometry:
        return frame
    return html.Div(frame, id="map-keys", className="map-keys", tabIndex=0, role="application", **attributes)


def _said(name: str) -> Component:
    """Build a place whose words a screen reader says when they change."""
    return html.Div(id=name, className="quiet", **{"aria-live": "polite"})
