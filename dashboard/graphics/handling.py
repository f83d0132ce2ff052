"""The stages of handling of one region as bars: two tracks a unit, never one narrowing shape.

What Bawaslu forwarded and what was proven are not parts of each other, since a complaint may reach BKN without Bawaslu.
"""

from dataclasses import replace
from functools import partial

from markupsafe import Markup

from dashboard import formats
from dashboard.charts.bars import BarGroup, draw_groups
from dashboard.graphics.chart import Chart, Graphic, Query, focus_stages, kept, parameters_of, state_of
from dashboard.graphics.words import minimum_source
from dashboard.labels import label
from dashboard.reading import read
from dashboard.release import SeriesKey, Snapshot
from dashboard.sentences import reading_words
from dashboard.state import STAGES, UNITS, ViewState, focus_address, to_query
from dashboard.tracks import TRACKS, stage_bar
from dashboard.views import Reading
from dashboard.wording import text
from etl.catalogue import load_catalogue
from etl.codes import SUPPRESSED

CHART = "corong-penanganan"
Stages = dict[str, dict[str, Reading]]
"""Unit -> stage -> what is known."""


def stages_of(snapshot: Snapshot, state: ViewState, code: str) -> Stages:
    """Read every stage of a region in every unit."""
    return {
        unit: {stage: read(snapshot, SeriesKey(code, state.election, stage, unit), state.month) for stage in STAGES}
        for unit in UNITS
    }


def unit_groups(readings: dict[str, Reading], unit: str, lang: str) -> list[BarGroup]:
    """Return the tracks of one unit; where nothing at all is published, a sentence says so once."""
    name = label("unit", unit, lang)
    if all(reading.value is None and reading.status != SUPPRESSED for reading in readings.values()):
        return [BarGroup(heading="", chapter=name, opens=True, rows=(), empty=text("graphic_stages_nothing", lang))]
    return [
        BarGroup(
            heading=text(heading, lang),
            chapter=name,
            opens=number == 0,
            rows=tuple(stage_bar(stage, readings[stage], lang) for stage in stages),
        )
        for number, (heading, stages) in enumerate(TRACKS.items())
    ]


def stages_alt(stages: Stages, state: ViewState, place: str) -> str:
    """Say every stage with a number in one sentence."""
    lang = state.lang
    known = [
        text("series_end", lang, name=label("stage", stage, lang), number=_said(reading, unit, state))
        for unit, readings in stages.items()
        for stage, reading in readings.items()
        if reading.value is not None
    ]
    month = formats.month(state.month, lang)
    values = {"place": place, "election": label("election", state.election, lang), "month": month}
    if not known:
        return text("graphic_stages_alt_none", lang, **values)
    return text("graphic_stages_alt", lang, stages="; ".join(known), **values)


def _said(reading: Reading, unit: str, state: ViewState) -> str:
    return reading_words(reading, replace(state, unit=unit))


def _graphic(snapshot: Snapshot, query: Query) -> Graphic:
    state = state_of(CHART, query, snapshot)
    place, lang = snapshot.places[state.focus], state.lang
    stages = stages_of(snapshot, state, place.code)
    alt = stages_alt(stages, state, place.name)
    return Graphic(
        chart=CHART,
        lang=lang,
        release_id=snapshot.release_id,
        title=text("graphic_stages_title", lang, place=place.name),
        subtitle=text(
            "graphic_stages_subtitle",
            lang,
            election=label("election", state.election, lang),
            month=formats.month(state.month, lang),
        ),
        alt=alt,
        note=_note(stages, lang),
        source=minimum_source(lang),
        page=focus_address(state, snapshot),
        query=kept(to_query(state, snapshot), parameters_of(CHART)),
        draw=partial(_draw, stages, alt, lang),
    )


def _note(stages: Stages, lang: str) -> str:
    implied = any(reading.implied for readings in stages.values() for reading in readings.values())
    return " ".join([text("graphic_stages_note", lang), *([text("graphic_implied", lang)] if implied else [])])


def _draw(stages: Stages, alt: str, lang: str, width: int, _: str) -> Markup:
    groups = [group for unit, readings in stages.items() for group in unit_groups(readings, unit, lang)]
    return draw_groups(groups, title=alt, lang=lang, width=width)


def _file_name(snapshot: Snapshot, query: Query) -> str:
    state = state_of(CHART, query, snapshot)
    return "_".join([CHART, state.election, state.month, state.focus, snapshot.release_id])


HANDLING = Chart(
    name=CHART,
    parameters=parameters_of(CHART),
    columns=lambda *_: tuple(field.public for field in load_catalogue().charts[CHART].columns),
    rows=partial(focus_stages, CHART),
    file_name=_file_name,
    graphic=_graphic,
)
