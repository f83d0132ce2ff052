"""Builds the parts of the page around map and trend: headline, legend, tables, links, method, sources."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from urllib.parse import urlencode

from dash.development.base_component import Component

from dashboard import formats
from dashboard.components import html
from dashboard.figure_marks import numbered
from dashboard.labels import capital, label
from dashboard.languages import in_address
from dashboard.reading import map_entry
from dashboard.release import PROVINCE_LEVEL, Snapshot
from dashboard.sentences import background, cell_words, headline, topic, trend_alt
from dashboard.sharing import builder_address
from dashboard.state import ViewState, address, to_query
from dashboard.views import HeadlineView, MapEntry, Mark, Reading, TrendView
from dashboard.wording import text
from etl.catalogue import load_catalogue
from etl.codes import UNPUBLISHED

MAP_FILES = TREND_FILES = ("csv", "json", "svg")
"""Files that hold what a chart shows."""


def state_link(label: str, state: ViewState, snapshot: Snapshot, **attributes: str) -> Component:
    """Link to the page of another state; the browser takes it over without loading the page anew."""
    return html.A(label, href=address(state, snapshot), **{"data-state": "1"}, **attributes)


def headline_part(view: HeadlineView) -> list[Component]:
    """Build the headline with the sentences that belong to it."""
    above = kicker(view.state.election, view.state.lang)
    return [html.P(above, className="kicker"), html.H1(headline(view)), *background_part(view)]


def kicker(election: str, lang: str) -> str:
    """Say in a few words what the page is about."""
    return text("kicker", lang, election=label("election", election, lang))


def background_part(view: HeadlineView) -> list[Component]:
    """Build the sentences that say what the number of a headline rests on."""
    return [html.P(sentence, className="lead") for sentence in background(view)]


def entry_table(
    entries: Sequence[MapEntry], state: ViewState, snapshot: Snapshot, *, with_province: bool = False
) -> Component:
    """Build a table of regions with their numbers in words, and their rates where rates are compared."""
    lang = state.lang
    words = ["column_region", *(["column_province"] if with_province else [])]
    numbers = ["column_number", *(["column_rate"] if state.shows_rate else [])]
    return table(
        [text(name, lang) for name in (*words, *numbers)],
        (
            [
                state_link(entry.place.name, replace(state, region=entry.place.code), snapshot),
                *([entry.province] if with_province else []),
                number_cell(entry.reading, lang),
                *([rate_cell(entry, lang)] if state.shows_rate else []),
            ]
            for entry in entries
        ),
        numeric=set(range(len(words), len(words) + len(numbers))),
        notes=[*nothing_note((entry.reading for entry in entries), lang), *_small_note(entries, lang)],
    )


def number_cell(reading: Reading, lang: str) -> str:
    """Say a number in a table cell, or shortly that there is none; the table's note explains it."""
    return text("cell_nothing", lang) if reading.status == UNPUBLISHED else cell_words(reading, lang)


def rate_cell(entry: MapEntry, lang: str) -> str:
    """Say a rate in a table cell, marked where a few persons would change it much."""
    if entry.rate is None:
        return ""
    rate = formats.number(entry.rate.per_10000, lang)
    return text("cell_small", lang, rate=rate) if entry.rate.small else rate


def _small_note(entries: Sequence[MapEntry], lang: str) -> list[Component]:
    small = any(entry.rate and entry.rate.small for entry in entries)
    return [html.P(text("cell_small_note", lang), className="hint")] if small else []


def nothing_note(readings: Iterable[Reading], lang: str) -> list[Component]:
    """Explain the cells without a number, where a table has any."""
    missing = any(reading.status == UNPUBLISHED for reading in readings)
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
    known.sort(key=lambda entry: (-entry.shown, entry.place.code))
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
    target = builder_address(chart, {**query, "lang": in_address(lang)})
    share = html.A(text("share_link", lang), href=target, className="file file-share")
    return html.P([*links, share], className="files")


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
