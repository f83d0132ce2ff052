"""Builds the controls of the page and what the browser must know to write addresses."""

from dash.development.base_component import Component

from dashboard import formats
from dashboard.components import dcc, html
from dashboard.labels import label
from dashboard.release import REGENCY_LEVEL, Place, Snapshot
from dashboard.state import ELECTIONS, GEOGRAPHIC, LEVELS, STAGES, TRENDS, UNITS, ViewState
from dashboard.wording import text
from geo.regions import NATIONAL
from geo.wording import LANGUAGES

MARKS_AT_MOST = 5
CHOICES = (
    ("pemilihan", "election", ELECTIONS, "election"),
    ("tahap", "stage", STAGES, "stage"),
    ("satuan", "unit", UNITS, "unit"),
    ("tingkat", "level", LEVELS, "region_level"),
)


def control_part(snapshot: Snapshot, state: ViewState) -> Component:
    """Build the controls that Dash drives."""
    radios = {field: _radio(field, values, coded, state) for _, field, values, coded in CHOICES if field != "stage"}
    parts = [radios["election"], _stage_choice(state), radios["unit"], radios["level"], _month(snapshot, state)]
    return html.Div(
        parts, id="controls", className="controls", role="group", **{"aria-label": text("controls_heading", state.lang)}
    )


def search_part(snapshot: Snapshot, state: ViewState) -> Component:
    """Build the search over all regions, first on the page."""
    lang = state.lang
    return html.Div(
        [
            html.Label(text("search_label", lang), htmlFor="search", id="search-label"),
            dcc.Dropdown(
                id="search",
                options=[{"label": region_label(place, snapshot), "value": place.code} for place in _by_name(snapshot)],
                value=state.region,
                placeholder=text("search_placeholder", lang),
                labels=_labels(lang),
                maxHeight=320,
                className="search-box",
            ),
        ],
        id="find",
        className="search",
    )


def region_label(place: Place, snapshot: Snapshot) -> str:
    """Name a region so that it cannot be mistaken for another."""
    province = snapshot.province_of(place.code)
    return f"{place.name}, {province.name}" if place.level == REGENCY_LEVEL and province else place.name


def _by_name(snapshot: Snapshot) -> list[Place]:
    return sorted(snapshot.places.values(), key=lambda place: (len(place.code), place.name))


def _labels(lang: str) -> dict[str, str]:
    keys = {
        "search": "dropdown_search",
        "clear_search": "dropdown_clear_search",
        "clear_selection": "dropdown_clear",
        "no_options_found": "dropdown_none",
    }
    return {name: text(key, lang) for name, key in keys.items()}


def _radio(field: str, values: tuple[str, ...], coded: str, state: ViewState) -> Component:
    lang = state.lang
    return html.Fieldset(
        [
            html.Legend(text(f"control_{field}", lang), id=f"{field}-label"),
            dcc.RadioItems(
                id=field,
                options=[{"label": label(coded, value, lang), "value": value} for value in values],
                value=getattr(state, field),
                className="segments",
                inputClassName="segment-input",
                labelClassName="segment",
            ),
        ]
    )


def _stage_choice(state: ViewState) -> Component:
    lang = state.lang
    return html.Div(
        [
            html.Label(text("control_stage", lang), htmlFor="stage", id="stage-label"),
            dcc.Dropdown(
                id="stage",
                options=[{"label": label("stage", value, lang), "value": value} for value in STAGES],
                value=state.stage,
                clearable=False,
                searchable=False,
                labels=_labels(lang),
                maxHeight=320,
            ),
        ],
        className="control",
    )


def _month(snapshot: Snapshot, state: ViewState) -> Component:
    months = snapshot.months(state.election)
    lang = state.lang
    return html.Div(
        [
            html.Span(
                [
                    html.Span(text("control_month", lang), id="month-label"),
                    " ",
                    html.Strong(formats.month(state.month, lang), id="month-name"),
                ]
            ),
            dcc.Slider(
                id="month",
                min=0,
                max=len(months) - 1,
                step=1,
                value=months.index(state.month),
                marks=month_marks(snapshot, state.election, lang),
                allow_direct_input=False,
                included=False,
            ),
        ],
        className="control control-month",
    )


def month_marks(snapshot: Snapshot, election: str, lang: str) -> dict[str, str]:
    """Name a few months under the slider, so that they fit on a phone."""
    months = snapshot.months(election)
    step = -(-len(months) // MARKS_AT_MOST)
    return {str(index): formats.short_month(months[index], lang) for index in range(0, len(months), step)}


def browser_options(snapshot: Snapshot, lang: str) -> dict[str, object]:
    """Tell the browser what it must know to write addresses: defaults, months and their names, titles."""
    months = {election: snapshot.months(election) for election in ELECTIONS}
    return {
        "defaults": {
            **{name: values[0] for name, _, values, _ in CHOICES},
            "peta": GEOGRAPHIC,
            "tren": TRENDS[0],
            "lang": LANGUAGES[0],
        },
        "months": months,
        "latest": {election: snapshot.last_recorded(election) for election in ELECTIONS},
        "names": {election: [formats.month(month, lang) for month in found] for election, found in months.items()},
        "marks": {election: month_marks(snapshot, election, lang) for election in ELECTIONS},
        "country": snapshot.places[NATIONAL].name,
        "titles": {election: page_title("{subject}", election, lang) for election in ELECTIONS},
        "lang": lang,
    }


def page_title(subject: str, election: str, lang: str) -> str:
    """Name the page of a region."""
    return text("page_title", lang, subject=subject, election=label("election", election, lang))
