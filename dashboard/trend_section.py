"""Writes the choices of the country's trend: links between them, the drawing, its table and its files."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from markupsafe import Markup

from dashboard import formats
from dashboard.charts.series import Line, LinesView
from dashboard.elements import el, join
from dashboard.markup import to_html
from dashboard.parts import file_links
from dashboard.reading import TREND_CHART
from dashboard.release import Snapshot
from dashboard.state import TRENDS, ViewState, address
from dashboard.trend_drawing import page_picture
from dashboard.trend_views import DRAWN_TYPES, part_lines, stage_lines, type_lines
from dashboard.wording import text
from geo.regions import NATIONAL

WHOLE = TRENDS[0]
ANCHOR = "rincian"
KEPT, KEPT_CELLS = 32, 4096
"""Drawn choices kept, as the region that is chosen beside them does not change them; and cells of their tables."""
SUFFIXES = ("csv", "json", "svg")
TABLES: Mapping[str, Callable[[Snapshot, ViewState, str], LinesView]] = {
    "tahap": stage_lines,
    "jenis": type_lines,
    "provinsi": part_lines,
    "semua": part_lines,
}


def trend_choice(snapshot: Snapshot, state: ViewState, *, anchor: str | None = None) -> Markup:
    """Write the choices and what is chosen; ``anchor`` is the id of the heading in a document without scripts."""
    lang = state.lang
    shown = () if state.trend == WHOLE else _chosen(snapshot, replace(state, region=None))
    return join(
        el("h3", text("trend_choice_heading", lang), id=anchor),
        _links(snapshot, state),
        *shown,
    )


def _links(snapshot: Snapshot, state: ViewState) -> Markup:
    entries = (el("li", _link(choice, snapshot, state)) for choice in TRENDS)
    return el("nav", el("ul", *entries), class_="pilihan-tren", aria_label=text("trend_choice_heading", state.lang))


def _link(choice: str, snapshot: Snapshot, state: ViewState) -> Markup:
    return el(
        "a",
        text(f"trend_choice_{choice}", state.lang),
        href=f"{address(replace(state, trend=choice), snapshot)}#{ANCHOR}",
        data_state=1,
        aria_current="true" if choice == state.trend else None,
    )


@lru_cache(maxsize=KEPT)
def _chosen(snapshot: Snapshot, state: ViewState) -> Sequence[Markup]:
    view = TABLES[state.trend](snapshot, state, NATIONAL)
    if not any(line.known for line in view.lines):
        return (el("p", text("trend_nothing", state.lang)),)
    notes = (el("span", note, class_="hint") for note in _notes(view, state))
    links = Markup(to_html(file_links(TREND_CHART, state, snapshot, suffixes=SUFFIXES), {}))  # noqa: S704 (it escapes)
    return (
        el(
            "figure",
            page_picture(snapshot, state, NATIONAL),
            el(
                "figcaption", el("strong", text(f"trend_title_{state.trend}", state.lang, **_what(view, state))), *notes
            ),
            _table(view, state),
            links,
        ),
    )


def _what(view: LinesView, state: ViewState) -> Mapping[str, str]:
    month = formats.month(state.month, state.lang)
    highest = max((value or 0 for line in view.lines for value in line.values), default=0)
    return {"month": month, "highest": formats.number(highest, state.lang)}


def _notes(view: LinesView, state: ViewState) -> Sequence[str]:
    lang = state.lang
    said = [text(f"trend_note_{state.trend}", lang, **_what(view, state))]
    if state.trend == "jenis" and len(view.lines) > DRAWN_TYPES:
        said.append(text("trend_types_drawn", lang, count=DRAWN_TYPES))
    return said


def _table(view: LinesView, state: ViewState) -> Markup:
    """Write all series with the months in which any of them changed."""
    lang = state.lang
    columns = _changing(view)
    months = [view.calendar.months[column] for column in columns]
    head = el(
        "tr",
        el("th", text(f"column_{state.trend}", lang), scope="col"),
        *(el("th", formats.short_month(month, lang), scope="col", class_="number") for month in months),
    )
    rows = (el("tr", el("th", line.name, scope="row"), *_cells(line, columns, lang)) for line in view.lines)
    table = el("table", el("caption", view.title, class_="quiet"), el("thead", head), el("tbody", *rows))
    missing = any(line.values[column] is None for line in view.lines for column in columns)
    return el(
        "details",
        el("summary", text("trend_table_summary", lang)),
        el("div", table, class_="table-wrap lebar-tabel", tabindex=0, role="region", aria_label=view.title),
        el("p", text("cell_nothing_note", lang), class_="hint") if missing else None,
    )


def _changing(view: LinesView) -> list[int]:
    """Return the months at whose end any number is another than before, and the last."""
    seen = list(zip(*(line.values for line in view.lines), strict=True))
    last, nothing = len(seen) - 1, (None,) * len(view.lines)
    return [
        month for month in range(len(seen)) if month == last or seen[month] != (seen[month - 1] if month else nothing)
    ]


def _cells(line: Line, columns: Sequence[int], lang: str) -> Iterator[Markup]:
    return (_cell(line.values[column], line.said[column], lang) for column in columns)


@lru_cache(maxsize=KEPT_CELLS)
def _cell(value: int | None, said: str, lang: str) -> Markup:
    if value is None:
        return el("td", text("cell_nothing", lang), class_="nothing")
    return el("td", formats.number(value, lang) if value else said)
