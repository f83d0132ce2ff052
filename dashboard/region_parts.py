"""Builds the panel of one region: numbers by stage, trend, declarations, sources."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from dash.development.base_component import Component

from dashboard import formats
from dashboard.components import dcc, html
from dashboard.figures import CONFIG, trend_figure
from dashboard.invitation import pieces, relation
from dashboard.labels import inline, label
from dashboard.palette import palette
from dashboard.parts import (
    background_part,
    entry_table,
    file_links,
    marks_key,
    nothing_note,
    number_cell,
    state_link,
    table,
    trend_caption,
    trend_table,
)
from dashboard.release import PROVINCE_LEVEL, Declaration, Snapshot, Violation
from dashboard.sentences import declaration_words, headline, record_states, record_words, trend_alt
from dashboard.state import UNITS, region_address
from dashboard.views import FixingRecord, Rate, Reading, RegionView, StageRow
from dashboard.wording import text

MANY = 20


def region_part(view: RegionView, snapshot: Snapshot, *, theme: str) -> list[Component]:
    """Build the panel of a region: its numbers, trend and declarations."""
    return [
        _head(view, snapshot),
        *background_part(view.headline),
        *([invitation_part(view.state.lang)] if view.headline.reading.value is None else []),
        *_stages(view),
        *rate_part(view.rate, view.state.lang),
        *_trend(view, snapshot, theme=theme),
        *_declarations(view),
    ]


def records_part(view: RegionView, snapshot: Snapshot) -> list[Component]:
    """Build what the panel rests on: the sources of its number, its other records, its own regions."""
    return [*_sources(view, snapshot), *_children(view, snapshot)]


def _head(view: RegionView, snapshot: Snapshot) -> Component:
    lang = view.state.lang
    province = view.province.name if view.province else ""
    return html.Div(
        [
            html.Div(
                [
                    html.H2(view.place.name, id="region-name", tabIndex=-1),
                    html.P(
                        text(f"region_level_{view.place.level}", lang, code=view.place.code, province=province),
                        className="hint",
                    ),
                ]
            ),
            state_link(text("region_close", lang), replace(view.state, region=None), snapshot, className="close"),
            html.P(headline(view.headline), className="lead strong"),
            html.P(_full_page(view, snapshot), className="full-page"),
        ],
        className="region-head",
    )


def _full_page(view: RegionView, snapshot: Snapshot) -> Component:
    return html.A(text("region_full_page", view.state.lang), href=region_address(view.state, snapshot, view.place.code))


def _stages(view: RegionView) -> list[Component]:
    lang = view.state.lang
    return [
        html.H3(stages_heading(view)),
        stages_table(view.stages, lang, notes=nothing_note(_readings(view.stages), lang)),
        *stages_notes(view.stages, lang),
    ]


def stages_heading(view: RegionView) -> str:
    """Say what the table of stages holds."""
    return text("region_stages_heading", view.state.lang, month=formats.month(view.state.month, view.state.lang))


def stages_table(rows: Sequence[StageRow], lang: str, *, notes: Sequence[Component] = ()) -> Component:
    """Build the table of some stages, a column for each unit."""
    heads = [text("column_stage", lang), *(label("unit", unit, lang) for unit in UNITS)]
    return table(heads, [_stage_cells(row, lang) for row in rows], numeric={1, 2}, notes=notes)


def stages_notes(rows: Sequence[StageRow], lang: str) -> list[Component]:
    """Say how the stages relate, and what an implied number is where there is one."""
    implied = any(reading.implied for reading in _readings(rows))
    notes = ["region_stages_note", *(["region_implied_note"] if implied else [])]
    return [html.P(text(note, lang), className="hint") for note in notes]


def _readings(rows: Sequence[StageRow]) -> list[Reading]:
    return [reading for row in rows for _, reading in row.readings]


def _stage_cells(row: StageRow, lang: str) -> list[Component | str]:
    return [label("stage", row.stage, lang), *(number_cell(reading, lang) for _, reading in row.readings)]


def rate_part(rate: Rate | None, lang: str) -> list[Component]:
    """Say a rate with what it is and is not; nothing where there is none."""
    if rate is None:
        return []
    said = text(
        "region_rate", lang, rate=formats.number(rate.per_10000, lang), pns=formats.number(rate.pns_count, lang)
    )
    small = [html.P(text("region_rate_small", lang), className="hint")] if rate.small else []
    return [html.P(said), *small]


def _trend(view: RegionView, snapshot: Snapshot, *, theme: str) -> list[Component]:
    lang, trend = view.state.lang, view.trend
    heading = html.H3(text("region_trend_heading", lang))
    caption = html.Figcaption(trend_caption(trend))
    if trend.points[-1].reading.value is None:
        return [heading, html.Figure([caption])]
    graph = dcc.Graph(
        id="region-trend",
        figure=trend_figure(trend, palette(theme)),
        config={**CONFIG, "locale": lang},
        className="chart chart-trend",
    )
    return [
        heading,
        html.Figure(
            [
                html.Div(graph, role="img", **{"aria-label": trend_alt(trend)}),
                caption,
                marks_key(trend),
                trend_table(trend),
                file_links("tren-pelanggaran", view.state, snapshot, suffixes=("csv",)),
            ]
        ),
    ]


def _declarations(view: RegionView) -> list[Component]:
    lang = view.state.lang
    heading = html.H3(text("region_declarations_heading", lang))
    if not view.declarations:
        return [heading, html.P(text("region_declarations_none", lang)), *_invitation(view)]
    first = view.first_declared
    said = [html.P(text("region_declared", lang, date=formats.day(first, lang)))] if first else []
    return [heading, *said, timeline(view.declarations, lang)]


def invitation_part(lang: str) -> Component:
    """Invite a source, and say what it must be."""
    parts = [html.A(said, href=href, rel=relation(href)) if href else said for said, href in pieces(lang)]
    return html.P(parts, className="invitation")


def _invitation(view: RegionView) -> list[Component]:
    """Invite a source, unless the panel did so above as its number is missing too."""
    return [] if view.headline.reading.value is None else [invitation_part(view.state.lang)]


def timeline(rows: Sequence[Declaration], lang: str) -> Component:
    """List activities with their day, who held them, and where that was published."""
    return html.Ol([_declaration(row, lang) for row in rows], className="timeline")


def _declaration(row: Declaration, lang: str) -> Component:
    day, held, published = declaration_words(row, lang)
    return html.Li([html.Span(day, className="date"), html.Span(f"{held} "), outside_link(published, row.url)])


def _sources(view: RegionView, snapshot: Snapshot) -> list[Component]:
    return [html.H3(text("region_sources_heading", view.state.lang)), *sources_part(view, snapshot)]


def sources_part(view: RegionView, snapshot: Snapshot) -> list[Component]:
    """List the records that fix the number of a region, then its other records, each with its link."""
    lang = view.state.lang
    shown = view.fixing[:MANY]
    fixing: Component = html.P(text("region_sources_none", lang))
    if shown:
        fixing = html.Ul([_fixing(row, view, snapshot) for row in shown], className="records")
    others = _others(view.others, view, snapshot) if view.others else []
    rest = [row.record for row in view.fixing[MANY:]]
    return [fixing, *_rest(rest, view, snapshot), *others]


def _others(records: Sequence[Violation], view: RegionView, snapshot: Snapshot) -> list[Component]:
    lang = view.state.lang
    latest = records[::-1]
    return [
        html.H3(text("region_others_heading", lang)),
        html.Ul([html.Li(record_line(row, lang)) for row in latest[:MANY]], className="records"),
        *_rest(latest[MANY:], view, snapshot),
    ]


def _rest(records: Sequence[Violation], view: RegionView, snapshot: Snapshot) -> list[Component]:
    """List further records briefly, each still with its link: every number leads to all that it rests on."""
    if not records:
        return []
    lang = view.state.lang
    lines = [html.Li(outside_link(_brief(row, view, snapshot), row.url)) for row in records]
    summary = html.Summary(text("region_more", lang, count=formats.number(len(records), lang)))
    return [html.Details([summary, html.Ul(lines, className="records brief")])]


def _brief(record: Violation, view: RegionView, snapshot: Snapshot) -> str:
    place = _other_place(record, view, snapshot)
    return ", ".join(part for part in (place, record_states(record, view.state.lang), record.publisher) if part)


def _other_place(record: Violation, view: RegionView, snapshot: Snapshot) -> str:
    """Name the region of a record where it is not the region of the panel."""
    return "" if record.region == view.place.code else snapshot.places[record.region].name


def _fixing(row: FixingRecord, view: RegionView, snapshot: Snapshot) -> Component:
    lang = view.state.lang
    said = record_line(row.record, lang, region=_other_place(row.record, view, snapshot))
    return html.Li([*said, html.Span(f" · {inline('role', row.role, lang)}", className="hint")])


def record_line(record: Violation, lang: str, *, region: str = "") -> list[Component | str]:
    """Say what a record states, by whom and as of when, and link to where it was published."""
    states, said, published = record_words(record, lang, region=region)
    return [html.Strong(states), said, outside_link(published, record.url)]


def outside_link(label: str, url: str) -> Component:
    """Link to another site; nothing is asked of it before somebody follows the link."""
    safe = url if url.startswith(("https://", "http://")) else ""
    attributes: dict[str, Any] = {"href": safe, "rel": "noopener noreferrer"}
    return html.A(label, **attributes)


def _children(view: RegionView, snapshot: Snapshot) -> list[Component]:
    if view.place.level != PROVINCE_LEVEL:
        return []
    heading = text("region_children_heading", view.state.lang)
    return [html.H3(heading), entry_table(view.children, view.state, snapshot)]
