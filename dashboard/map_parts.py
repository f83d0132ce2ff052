"""Builds the parts around the map: legend, caption, card of a region, table."""

from collections.abc import Sequence

from dash.development.base_component import Component

from dashboard import formats
from dashboard.class_words import class_label, is_shown, region_count
from dashboard.components import dcc, html
from dashboard.labels import capital
from dashboard.palette import FIRST_NUMBER_CLASS, SUPPRESSED_CLASS
from dashboard.parts import MAP_FILES, entry_table, file_links
from dashboard.release import PROVINCE_LEVEL, Snapshot
from dashboard.sentences import map_topic, tile_words
from dashboard.state import MAP_KINDS, ViewState
from dashboard.views import MapClass, MapEntry, MapView
from dashboard.wording import text
from etl.catalogue import load_catalogue

TABLE_ROWS = 25
RATE = "rate_per_10000_pns"


def legend_part(view: MapView) -> Component:
    """Build the legend: every class with its colour, its meaning and its number of regions."""
    lang = view.state.lang
    entries = ((entry, html.Span(_legend_words(entry, view), className="legend-entry")) for entry in view.classes)
    return html.Ul(
        [html.Li(words, hidden=not is_shown(entry)) for entry, words in entries],
        className="legend",
        **{"aria-label": text("legend_heading", lang)},
    )


def _legend_words(entry: MapClass, view: MapView) -> list[Component]:
    lang = view.state.lang
    return [
        html.Span(className=f"swatch kelas-{entry.index}"),
        html.Span(class_label(entry, lang, compared=view.state.shows_rate), className="legend-label"),
        html.Span(region_count(entry.count, lang), className="legend-count"),
    ]


def map_caption(view: MapView) -> list[Component]:
    """Build the line under the map: what it shows, in words, and what a rate is not."""
    lang = view.state.lang
    return [
        html.Strong(map_title(view), id="map-title"),
        html.Span(_rate_caveat(lang), id="map-caveat", className="hint", hidden=not view.state.shows_rate),
        html.Span(
            " ".join(tile_words(view.state)), id="map-tiles", className="hint", hidden=not tile_words(view.state)
        ),
        html.Span(text("map_hint", lang), className="hint"),
    ]


def map_title(view: MapView) -> str:
    """Say what the map shows and as of when."""
    lang = view.state.lang
    inside = bool(view.province) and view.state.level != PROVINCE_LEVEL
    key = "map_title_in" if inside else f"map_title_{view.state.level}"
    title = text(key, lang, month=formats.month(view.state.month, lang), province=view.province)
    return f"{capital(map_topic(view.state))}. {title}."


def _rate_caveat(lang: str) -> str:
    return str(getattr(load_catalogue().indicators[RATE].caveat, lang))


def map_card(lang: str) -> Component:
    """Build the empty card, which the browser fills with the region that is pointed at."""
    return html.Div(
        [
            html.Strong(id="card-name"),
            html.Span(id="card-province", className="hint"),
            html.P(id="card-number"),
            html.P(
                text("region_rate_small", lang),
                id="card-small",
                className="hint",
                hidden=True,
            ),
            html.A(text("card_link", lang), id="card-link", href=""),
            html.Button(text("card_close", lang), id="card-close", type="button", className="plain-button"),
        ],
        id="map-card",
        className="card",
        role="group",
        hidden=True,
        **{"aria-labelledby": "card-name"},
    )


def map_tools(snapshot: Snapshot, state: ViewState) -> Component:
    """Build the choice of the province that is shown large, and the way back to the country."""
    lang = state.lang
    options = [{"label": place.name, "value": place.code} for place in snapshot.places_at(PROVINCE_LEVEL)]
    return html.Div(
        [
            html.Label(text("province_label", lang), htmlFor="province", id="province-label"),
            dcc.Dropdown(
                id="province",
                options=sorted(options, key=lambda option: option["label"]),
                value=state.province,
                placeholder=text("province_none", lang),
                maxHeight=320,
                labels=dropdown_labels(lang),
            ),
            html.Button(
                text("province_none", lang),
                id="zoom-out",
                type="button",
                className="plain-button",
                hidden=state.province is None,
            ),
            _kind(state),
        ],
        id="map-tools",
        className="map-tools",
    )


def _kind(state: ViewState) -> Component:
    lang = state.lang
    return html.Fieldset(
        [
            html.Legend(text("control_kind", lang), id="kind-label"),
            dcc.RadioItems(
                id="kind",
                options=[{"label": text(f"map_kind_{kind}", lang), "value": kind} for kind in MAP_KINDS],
                value=state.map_kind,
                className="segments",
                inputClassName="segment-input",
                labelClassName="segment",
            ),
        ],
        id="kind-box",
    )


def dropdown_labels(lang: str) -> dict[str, str]:
    """Return the words that Dash's list of choices needs."""
    keys = {
        "search": "dropdown_search",
        "clear_search": "dropdown_clear_search",
        "clear_selection": "dropdown_clear",
        "no_options_found": "dropdown_none",
    }
    return {name: text(key, lang) for name, key in keys.items()}


def map_records(view: MapView, snapshot: Snapshot) -> list[Component]:
    """Build what the map rests on: its table and its files."""
    return [
        map_table(view, snapshot),
        file_links("peta-pelanggaran", view.state, snapshot, suffixes=MAP_FILES),
    ]


def map_table(view: MapView, snapshot: Snapshot) -> Component:
    """Build the table of the regions with most on record, each a link; of a province, of them all."""
    lang = view.state.lang
    ranked = sorted(_listed(view), key=lambda entry: (entry.reading.value is None, -entry.shown, entry.place.code))
    shown = ranked if view.province else ranked[:TABLE_ROWS]
    numbers = {"shown": formats.number(len(shown), lang), "published": formats.number(view.published, lang)}
    key = "map_table_province" if view.province else "map_table_summary"
    return html.Details(
        [
            html.Summary(text(key, lang, province=view.province, **numbers)),
            entry_table(shown, view.state, snapshot, with_province=_across_provinces(view)),
            html.P(text("map_table_more", lang), className="hint"),
        ],
        open=bool(view.province),
    )


def _listed(view: MapView) -> Sequence[MapEntry]:
    """Leave out the many regions of a country without a number; those of a province are few."""
    return [
        entry for entry in view.entries if view.province or FIRST_NUMBER_CLASS <= entry.class_index < SUPPRESSED_CLASS
    ]


def _across_provinces(view: MapView) -> bool:
    return view.state.level != PROVINCE_LEVEL and not view.province
