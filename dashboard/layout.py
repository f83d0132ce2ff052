"""Puts the parts of the page together, once for Dash and for the document from the server."""

from dataclasses import replace

from dash.development.base_component import Component

from dashboard.browser_options import browser_options
from dashboard.components import dcc, html
from dashboard.controls import control_part, search_part
from dashboard.figures import CONFIG, trend_figure
from dashboard.languages import OTHER, language, spoken
from dashboard.map_parts import map_records
from dashboard.map_section import map_section
from dashboard.pages import ways, words
from dashboard.palette import palette
from dashboard.parts import (
    TREND_FILES,
    file_links,
    headline_part,
    marks_key,
    method_part,
    provinces_part,
    state_link,
    trend_caption,
    trend_table,
)
from dashboard.reading import headline_view, map_view, trend_view
from dashboard.region_parts import records_part, region_part
from dashboard.region_view import region_view
from dashboard.release import Snapshot
from dashboard.sentences import trend_alt
from dashboard.state import TRENDS, ViewState, public_state
from dashboard.trend_section import trend_choice
from dashboard.wording import text
from geo.regions import NATIONAL


def whole_page(snapshot: Snapshot, state: ViewState, *, theme: str) -> Component:
    """Build the page of a state with all that stands on it."""
    built = page(snapshot, state, theme=theme)
    for name, part in _written(snapshot, state).items():
        built[name].children = part
    return built


def _written(snapshot: Snapshot, state: ViewState) -> dict[str, object]:
    """Return, by the places where they stand, the parts that a browser writes anew by itself when the state changes."""
    return {
        "headline": headline_part(headline_view(snapshot, state, NATIONAL)),
        "language": language_link(snapshot, state),
        "map-table": map_records(map_view(snapshot, state), snapshot),
        "provinces": provinces_part(snapshot, state),
        "trend-notes": trend_notes(snapshot, state),
    }


def page(snapshot: Snapshot, state: ViewState, *, theme: str) -> Component:
    """Build the page as Dash draws it: without the parts that it takes over from the document as they are.

    Dash looks at each of its components whenever anything changes, and those parts have hundreds.
    """
    lang = state.lang
    return html.Div(
        [
            header(lang),
            html.Main(
                [
                    html.Div(id="headline"),
                    search_part(snapshot, state),
                    control_part(snapshot, state),
                    _error_box(lang),
                    map_section(snapshot, state, theme=theme),
                    _region_section(snapshot, state, theme=theme),
                    _trend_section(snapshot, state, theme=theme),
                    html.Section(id="provinces"),
                    html.Section(method_part(snapshot, state), className="method"),
                ],
                id="content",
                tabIndex=-1,
            ),
        ],
        className="page",
        lang=lang,
    )


def stores(snapshot: Snapshot, state: ViewState, *, theme: str) -> list[Component]:
    """Build what the browser keeps beside the page."""
    return [
        # What the server has drawn; what is chosen since then is kept by the scripts, which Dash would slow down.
        dcc.Store(id="state", data=public_state(state)),
        # What the server is asked for, and what it answers.
        dcc.Store(id="of-region"),
        dcc.Store(id="of-trend"),
        dcc.Store(id="region-drawn"),
        dcc.Store(id="records-drawn"),
        dcc.Store(id="filter"),
        dcc.Store(id="theme", data=theme),
        dcc.Store(id="address"),
        dcc.Store(id="options", data=browser_options(snapshot, state.lang)),
        dcc.Store(id="trend-drawn", data=trend_choice(snapshot, state)),
    ]


def header(lang: str) -> Component:
    """Build the head of the page: name of the site and the other language."""
    return html.Header(
        [
            html.A(text("skip_link", lang), href="#content", className="skip"),
            html.A(text("site_name", lang), href=spoken("/", lang), className="site-name"),
            html.Span(id="language", className="language"),
            html.Nav(
                [
                    html.A(words(path, lang), href=address, **({"aria-current": "page"} if path == "/" else {}))
                    for path, address in ways(lang).items()
                ],
                className="site-links",
                **{"aria-label": text("site_pages", lang)},
            ),
        ],
        className="site-head",
    )


def language_link(snapshot: Snapshot, state: ViewState) -> Component:
    """Link to the same page in the other language, which is loaded anew."""
    other = replace(state, lang=OTHER[language(state.lang)])
    link = state_link(text("other_language", state.lang), other, snapshot, lang=other.lang, hrefLang=other.lang)
    delattr(link, "data-state")
    return link


def _error_box(lang: str) -> Component:
    retry = html.Button(text("error_retry", lang), id="retry", className="retry")
    return html.Div(
        [html.P(text("error_callback", lang)), retry], id="error", className="error", hidden=True, role="alert"
    )


def _region_section(snapshot: Snapshot, state: ViewState, *, theme: str) -> Component:
    return html.Section(
        [
            html.Div(region_main(snapshot, state, theme=theme), id="region"),
            html.Div(region_records(snapshot, state), id="region-records"),
        ],
        className="region",
    )


def region_main(snapshot: Snapshot, state: ViewState, *, theme: str) -> list[Component]:
    """Build the panel of the chosen region, if one is chosen."""
    return region_part(region_view(snapshot, state, state.region), snapshot, theme=theme) if state.region else []


def region_records(snapshot: Snapshot, state: ViewState) -> list[Component]:
    """Build the records of the chosen region, if one is chosen."""
    return records_part(region_view(snapshot, state, state.region), snapshot) if state.region else []


def _trend_section(snapshot: Snapshot, state: ViewState, *, theme: str) -> Component:
    lang = state.lang
    view = trend_view(snapshot, state, NATIONAL)
    graph = dcc.Graph(
        id="trend",
        figure=trend_figure(view, palette(theme)),
        config={**CONFIG, "locale": lang},
        className="chart chart-trend",
    )
    return html.Section(
        [
            html.H2(text("trend_heading", lang)),
            html.Figure(
                [
                    html.Div(graph, id="trend-frame", role="img", **{"aria-label": trend_alt(view)}),
                    html.Div(id="trend-notes"),
                ]
            ),
            html.Div(id="trend-choice"),
        ]
    )


def trend_notes(snapshot: Snapshot, state: ViewState) -> list[Component]:
    """Build caption, key, table and links of the country's trend."""
    view = trend_view(snapshot, state, NATIONAL)
    national = replace(state, region=None, trend=TRENDS[0])
    return [
        html.Figcaption(trend_caption(view)),
        marks_key(view),
        trend_table(view),
        file_links("tren-pelanggaran", national, snapshot, suffixes=TREND_FILES),
    ]
