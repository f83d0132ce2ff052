"""Builds the parts of the page around map and trend: headline, legend, tables, links, method, sources."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from urllib.parse import urlencode

from dash.development.base_component import Component

from dashboard import formats
from dashboard.components import html
from dashboard.figure_marks import numbered
from dashboard.labels import capital, inline, label
from dashboard.palette import FIRST_NUMBER_CLASS, NOTHING_CLASS, ZERO_CLASS
from dashboard.reading import map_entry
from dashboard.release import PROVINCE_LEVEL, Snapshot
from dashboard.sentences import background, cell_words, headline, tile_words, topic, trend_alt
from dashboard.state import ViewState, address, to_query
from dashboard.views import HeadlineView, MapClass, MapEntry, MapView, Mark, Reading, TrendView
from dashboard.wording import text
from etl.catalogue import load_catalogue
from etl.codes import STATED_ZERO

TABLE_ROWS = 25


def state_link(label: str, state: ViewState, snapshot: Snapshot, **attributes: str) -> Component:
    """Link to the page of another state; the browser takes it over without loading the page anew."""
    return html.A(label, href=address(state, snapshot), **{"data-state": "1"}, **attributes)


def headline_part(view: HeadlineView) -> list[Component]:
    """Build the headline with the sentences that belong to it."""
    lang = view.state.lang
    kicker = text("kicker", lang, election=label("election", view.state.election, lang))
    return [html.P(kicker, className="kicker"), html.H1(headline(view)), *background_part(view)]


def background_part(view: HeadlineView) -> list[Component]:
    """Build the sentences that say what the number of a headline rests on."""
    return [html.P(sentence, className="lead") for sentence in background(view)]


def legend_part(view: MapView) -> Component:
    """Build the legend: every class with its colour, its meaning and its number of regions."""
    lang = view.state.lang
    return html.Ul(
        [_legend_entry(entry, lang) for entry in view.classes],
        className="legend",
        **{"aria-label": text("legend_heading", lang)},
    )


def _legend_entry(entry: MapClass, lang: str) -> Component:
    return html.Li(
        [
            html.Span(className=f"swatch kelas-{entry.index}"),
            html.Span(_class_label(entry, lang), className="legend-label"),
            html.Span(_region_count(entry.count, lang), className="legend-count"),
        ]
    )


def _region_count(count: int, lang: str) -> str:
    key = "legend_count_one" if count == 1 else "legend_count"
    return text(key, lang, count=formats.number(count, lang))


def _class_label(entry: MapClass, lang: str) -> str:
    if entry.index == NOTHING_CLASS:
        return text("legend_nothing", lang)
    if entry.index == ZERO_CLASS:
        return inline("status", STATED_ZERO, lang)
    low = formats.number(entry.low or 0, lang)
    if entry.high is None:
        return text("legend_open", lang, low=low)
    return low if entry.low == entry.high else text("legend_span", lang, low=low, high=formats.number(entry.high, lang))


def map_caption(view: MapView) -> list[Component]:
    """Build the line under the map: what it shows, in words."""
    lang = view.state.lang
    title = text(f"map_title_{view.state.level}", lang, month=formats.month(view.state.month, lang))
    hints = [*tile_words(view.state), text("map_hint", lang)]
    return [
        html.Strong(f"{capital(topic(view.state))}. {title}."),
        *(html.Span(hint, className="hint") for hint in hints),
    ]


def map_table(view: MapView, snapshot: Snapshot) -> Component:
    """Build the table of the regions with most on record, each a link to its own numbers."""
    lang = view.state.lang
    ranked = sorted(
        (entry for entry in view.entries if entry.class_index >= FIRST_NUMBER_CLASS),
        key=lambda entry: (-(entry.reading.value or 0), entry.place.code),
    )
    shown = ranked[:TABLE_ROWS]
    numbers = {"shown": formats.number(len(shown), lang), "published": formats.number(view.published, lang)}
    return html.Details(
        [
            html.Summary(text("map_table_summary", lang, **numbers)),
            entry_table(shown, view.state, snapshot, with_province=view.state.level != PROVINCE_LEVEL),
            html.P(text("map_table_more", lang), className="hint"),
        ]
    )


def entry_table(
    entries: Sequence[MapEntry], state: ViewState, snapshot: Snapshot, *, with_province: bool = False
) -> Component:
    """Build a table of regions with their numbers in words."""
    lang = state.lang
    names = ["column_region", *(["column_province"] if with_province else []), "column_number"]
    return table(
        [text(name, lang) for name in names],
        (
            [
                state_link(entry.place.name, replace(state, region=entry.place.code), snapshot),
                *([entry.province] if with_province else []),
                number_cell(entry.reading, lang),
            ]
            for entry in entries
        ),
        numeric={len(names) - 1},
        notes=nothing_note((entry.reading for entry in entries), lang),
    )


def number_cell(reading: Reading, lang: str) -> str:
    """Say a number in a table cell, or shortly that there is none; the table's note explains it."""
    return text("cell_nothing", lang) if reading.value is None else cell_words(reading, lang)


def nothing_note(readings: Iterable[Reading], lang: str) -> list[Component]:
    """Explain the cells without a number, where a table has any."""
    missing = any(reading.value is None for reading in readings)
    return [html.P(text("cell_nothing_note", lang), className="hint")] if missing else []


def table(
    heads: Sequence[str],
    rows: Iterable[Sequence[Component | str]],
    *,
    numeric: set[int] | None = None,
    notes: Sequence[Component] = (),
) -> Component:
    """Build a plain table; cells of numeric columns stand right, notes under it."""
    right = numeric or set()
    head = html.Tr([html.Th(name, scope="col", className=_side(index, right)) for index, name in enumerate(heads)])
    body = [html.Tr([_cell(index, cell, right) for index, cell in enumerate(row)]) for row in rows]
    return html.Div([html.Table([html.Thead(head), html.Tbody(body)]), *notes], className="table-wrap")


def _cell(index: int, content: Component | str, right: set[int]) -> Component:
    if index == 0:
        return html.Th(content, scope="row")
    wordy = isinstance(content, str) and index in right and not any(sign.isdigit() for sign in content)
    return html.Td(content, className=f"{_side(index, right)}{' nothing' if wordy and content else ''}")


def _side(index: int, right: set[int]) -> str:
    return "number" if index in right else "word"


def provinces_part(snapshot: Snapshot, state: ViewState) -> list[Component]:
    """Build the table of the provinces on record, and name the others in one sentence."""
    lang = state.lang
    entries = [map_entry(snapshot, state, place) for place in snapshot.places_at(PROVINCE_LEVEL)]
    known = [entry for entry in entries if entry.reading.value is not None]
    known.sort(key=lambda entry: (-(entry.reading.value or 0), entry.place.code))
    month = formats.month(state.month, lang)
    return [
        html.H2(text("provinces_heading", lang)),
        html.P(html.Strong(text("provinces_title", lang, topic=capital(topic(state)), month=month))),
        html.P(text("provinces_note", lang), className="hint"),
        *([entry_table(known, state, snapshot)] if known else []),
        *_unpublished([entry for entry in entries if entry.reading.value is None], state, snapshot),
    ]


def _unpublished(entries: Sequence[MapEntry], state: ViewState, snapshot: Snapshot) -> list[Component]:
    if not entries:
        return []
    links = [state_link(entry.place.name, replace(state, region=entry.place.code), snapshot) for entry in entries]
    listed = [part for link in links for part in (link, ", ")][:-1]
    return [html.P([text("provinces_nothing", state.lang), " ", *listed, "."], className="listed")]


def file_links(chart: str, state: ViewState, snapshot: Snapshot, *, suffixes: Sequence[str]) -> Component:
    """Build the links that download what a chart shows."""
    lang = state.lang
    asked = load_catalogue().charts[chart].parameters
    query = {name: value for name, value in to_query(state, snapshot).items() if name in asked and name != "lang"}
    links = [_file_link(chart, suffix, query, lang) for suffix in suffixes]
    return html.P(links, className="files")


def _file_link(chart: str, suffix: str, query: dict[str, str], lang: str) -> Component:
    extra = {"unduh": "1"} if suffix == "csv" else {}
    encoded = urlencode({**query, **extra})
    target = f"/grafik/{chart}.{suffix}" + (f"?{encoded}" if encoded else "")
    return html.A(text(f"download_{suffix}", lang), href=target, className=f"file file-{suffix}")


def trend_caption(view: TrendView) -> list[Component]:
    """Build what stands under the trend: how to read it, and the key of the election's stages."""
    lang = view.state.lang
    lines: list[Component] = [html.Strong(text("trend_title", lang, place=view.place.name, topic=topic(view.state)))]
    if view.points[-1].reading.value is None:
        return [*lines, html.Span(text("trend_nothing", lang), className="hint")]
    lines.append(html.Span(text("trend_panels", lang), className="hint"))
    if any(point.reading.unexplained for point in view.points):
        lines.append(html.Span(text("trend_pale", lang), className="hint"))
    return lines


def marks_key(view: TrendView) -> Component:
    """Build the key of the election's stages, numbered where the drawing has numbers for names."""
    lang = view.state.lang
    entries = html.Ol if numbered(view) else html.Ul
    return html.Div(
        [
            html.Span(f"{text('trend_marks', lang)} ({text('trend_polling', lang)})", className="hint"),
            entries([html.Li(_mark(mark, lang)) for mark in view.marks], className="marks"),
        ]
    )


def _mark(mark: Mark, lang: str) -> str:
    return text("mark_span", lang, name=mark.name, span=formats.span(mark.start, mark.end, lang))


def trend_table(view: TrendView) -> Component:
    """Build the trend as a table."""
    lang = view.state.lang
    heads = ["column_month", "column_added", "column_total", "column_unexplained"]
    rows = (
        [
            formats.month(point.month, lang),
            formats.number(point.added, lang) if point.added else "",
            number_cell(point.reading, lang),
            formats.number(point.reading.unexplained, lang) if point.reading.unexplained else "",
        ]
        for point in view.points
    )
    return html.Details(
        [
            html.Summary(text("trend_table_summary", lang)),
            html.P(trend_alt(view), className="hint"),
            table(
                [text(head, lang) for head in heads],
                rows,
                numeric={1, 2, 3},
                notes=nothing_note((point.reading for point in view.points), lang),
            ),
        ]
    )


def method_part(snapshot: Snapshot, state: ViewState) -> list[Component]:
    """Build the short explanation and the line of sources."""
    lang = state.lang
    boundary = None if state.shows_tiles else snapshot.boundary(state.level)
    source = text(
        "source_line",
        lang,
        records=formats.number(len(snapshot.violations), lang),
        release=snapshot.release_id,
        created=snapshot.created_at[:10],
    )
    return [
        html.H2(text("method_heading", lang)),
        *(html.P(text(key, lang)) for key in ("method_minimum", "method_nothing", "method_units")),
        html.P(source, className="hint", id="sources"),
        *([html.P(text("boundary_line", lang, source=boundary.source), className="hint")] if boundary else []),
    ]
