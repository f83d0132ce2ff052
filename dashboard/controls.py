"""Builds the controls of the page."""

from dash.development.base_component import Component

from dashboard import formats
from dashboard.components import dcc, html
from dashboard.labels import label
from dashboard.map_parts import dropdown_labels
from dashboard.release import REGENCY_LEVEL, Place, Snapshot
from dashboard.state import ELECTIONS, LEVELS, MEASURES, RATE, STAGES, UNITS, ViewState, has_rate
from dashboard.wording import text

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
    choices = [radios["election"], _stage_choice(state), radios["unit"], radios["level"]]
    parts = [*choices, html.Div(_measure(state), className="control control-measure"), _month(snapshot, state)]
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
                # The order of what the server found: whole names before parts of them.
                search_order="original",
                labels=dropdown_labels(lang),
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


def _measure(state: ViewState) -> list[Component]:
    """Build the choice between a count and its rate, which not every level and unit has."""
    lang, possible = state.lang, has_rate(level=state.level, unit=state.unit)
    return [
        html.Fieldset(
            [
                html.Legend(text("control_measure", lang), id="measure-label"),
                dcc.RadioItems(
                    id="measure",
                    options=measure_options(lang, possible=possible),
                    value=RATE if state.shows_rate else MEASURES[0],
                    className="segments",
                    inputClassName="segment-input",
                    labelClassName="segment",
                ),
            ]
        ),
        html.P(text("measure_note", lang), id="measure-note", className="hint", hidden=possible),
    ]


def measure_options(lang: str, *, possible: bool) -> list[dict[str, object]]:
    """Return the measures; rates cannot be chosen where there are none."""
    return [
        {"label": text(f"measure_{value}", lang), "value": value, "disabled": value == RATE and not possible}
        for value in MEASURES
    ]


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
                labels=dropdown_labels(lang),
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
            html.Button(text("play_start", lang), id="play", type="button", className="plain-button"),
            html.Div(id="month-said", className="quiet", **{"aria-live": "polite"}),
            dcc.Slider(
                id="month",
                min=0,
                max=len(months) - 1,
                step=1,
                value=months.index(state.month),
                marks=month_marks(snapshot, state.election, lang),
                allow_direct_input=False,
                included=False,
                # The map follows the thumb; the rest of the page waits until it rests.
                updatemode="drag",
            ),
        ],
        className="control control-month",
    )


def month_marks(snapshot: Snapshot, election: str, lang: str) -> dict[str, str]:
    """Name a few months under the slider, so that they fit on a phone."""
    months = snapshot.months(election)
    step = -(-len(months) // MARKS_AT_MOST)
    return {str(index): formats.short_month(months[index], lang) for index in range(0, len(months), step)}
