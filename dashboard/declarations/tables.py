"""Builds the tables of the page: rows that on a phone stand as blocks, each cell with the name of its column."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from markupsafe import Markup

from dashboard import formats
from dashboard.declarations.state import ORDERS, DeclarationState, address, region_address
from dashboard.declarations.views import DeclarationView, Entry, KindCount, ProvinceStanding
from dashboard.declarations.words import days_cell, moments, record_day, record_notes, standing_day
from dashboard.elements import Child, el, join
from dashboard.invitation import invitation
from dashboard.labels import capital, label
from dashboard.release import Declaration, Snapshot
from dashboard.wording import text
from etl.months import month_end


def table(
    caption: str, heads: Sequence[str], rows: Iterable[Sequence[Child]], *, numeric: frozenset[int], classes: str
) -> Markup:
    """Build a table.

    Args:
        caption: what it holds.
        heads: names of its columns.
        rows: cells; the first one names its row.
        numeric: positions of columns with numbers.
        classes: of the table; roles stand in it, since a table that is laid out as blocks loses its own.
    """
    columns = (
        el("th", head, scope="col", role="columnheader", class_="number" if at in numeric else None)
        for at, head in enumerate(heads)
    )
    body = (_row(cells, heads, numeric) for cells in rows)
    return el(
        "table",
        el("caption", caption),
        el("thead", el("tr", *columns, role="row"), role="rowgroup"),
        el("tbody", *body, role="rowgroup"),
        class_=classes,
        role="table",
    )


def _row(cells: Sequence[Child], names: Sequence[str], numeric: frozenset[int]) -> Markup:
    first = el("th", cells[0], scope="row", role="rowheader")
    others = (
        el("td", cell, role="cell", data_head=names[at], class_="number" if at in numeric else None)
        for at, cell in enumerate(cells[1:], start=1)
    )
    return el("tr", first, *others, role="row")


def declared_table(entries: Sequence[Entry], state: DeclarationState, snapshot: Snapshot) -> Markup:
    """Build the table of regions, with links that sort it."""
    lang = state.lang
    if not entries:
        return join(el("p", text("deklarasi_table_none", lang), class_="empty"), invitation(lang))
    key = "deklarasi_table_caption_kind" if state.activity else "deklarasi_table_caption"
    names = ("region", "province", "day", "before", "kind", "source")
    heads = [text(f"deklarasi_column_{name}", lang) for name in names]
    caption = text(key, lang, count=formats.number(len(entries), lang))
    rows = (_entry(entry, state) for entry in entries)
    return join(_sorting(state, snapshot), table(caption, heads, rows, numeric=frozenset({3}), classes="declared"))


def _sorting(state: DeclarationState, snapshot: Snapshot) -> Markup:
    """Build the links that sort; they stand apart from the heads, which a phone does not show."""
    links = (
        el(
            "a",
            text(f"deklarasi_sort_{order}", state.lang),
            href=address(replace(state, order=order), snapshot) + "#daftar",
            aria_current="true" if order == state.order else None,
        )
        for order in ORDERS
    )
    return el("p", text("deklarasi_sort", state.lang), *links, class_="sorting")


def _entry(entry: Entry, state: DeclarationState) -> list[Child]:
    standing, lang = entry.standing, state.lang
    return [
        el("a", standing.place.name, href=region_address(standing.place.code, state)),
        standing.province.name,
        record_day(entry.records[0], lang),
        _days(entry, lang),
        join(*(_kind(row, lang) for row in entry.records)),
        join(*(el("div", _source(row)) for row in entry.records)),
    ]


def _kind(row: Declaration, lang: str) -> Markup:
    return el("div", label("activity", row.activity, lang), " ", el("span", record_notes(row, lang), class_="hint"))


def _days(entry: Entry, lang: str) -> Markup:
    """Write the days; on a phone, where the head of the column is far, with what they are."""
    before = (entry.days or 0) >= 0
    unit = el("span", f" {text('deklarasi_cell_unit', lang)}", class_="narrow") if before else None
    return join(days_cell(entry, lang), unit)


def _source(row: Declaration) -> Markup:
    if not row.url.startswith(("https://", "http://")):
        return el("span", row.publisher)
    return el("a", row.publisher, href=row.url, rel="noopener noreferrer")


def provinces_table(view: DeclarationView, snapshot: Snapshot) -> Markup:
    """Build the table of provinces: their kabupaten/kota, and apart from them their own governments."""
    lang = view.state.lang
    heads = [text(f"deklarasi_column_{name}", lang) for name in ("province", "of", "part", "own")]
    rows = (_province(row, view.state, snapshot) for row in view.provinces)
    caption = text("deklarasi_provinces_caption", lang)
    return table(caption, heads, rows, numeric=frozenset({1}), classes="by-province")


def _province(row: ProvinceStanding, state: DeclarationState, snapshot: Snapshot) -> list[Child]:
    lang, place = state.lang, row.own.place
    counts = {"declared": formats.number(row.declared, lang), "all": formats.number(row.regencies, lang)}
    return [
        el("a", place.name, href=address(replace(state, province=place.code), snapshot)),
        text("deklarasi_of", lang, **counts) if row.declared else el("span", _none(lang), class_="empty"),
        _bar(row, lang) if row.declared else "",
        standing_day(row.own, lang) if row.own.first else el("span", _none(lang), class_="empty"),
    ]


def _none(lang: str) -> str:
    return text("deklarasi_no_record", lang)


def _bar(row: ProvinceStanding, lang: str) -> Markup:
    return join(
        el("span", el("span", style=f"width:{row.share:.1%}"), class_="share-bar", aria_hidden="true"),
        el("span", formats.share(row.share, lang), class_="share-words"),
    )


def kinds_table(view: DeclarationView, snapshot: Snapshot) -> Markup:
    """Build the table of kinds of activities."""
    lang = view.state.lang
    heads = [text(f"deklarasi_column_{name}", lang) for name in ("activity", "regions", "records")]
    rows = (_kind_row(row, view.state, snapshot) for row in view.kinds)
    caption = text("deklarasi_kinds_caption", lang)
    return table(caption, heads, rows, numeric=frozenset({1, 2}), classes="kinds")


def _kind_row(row: KindCount, state: DeclarationState, snapshot: Snapshot) -> list[Child]:
    lang = state.lang
    listed = address(replace(state, activity=row.activity), snapshot) + "#daftar"
    return [
        el("a", label("activity", row.activity, lang), href=listed),
        *(formats.number(count, lang) for count in (row.regions, row.records)),
    ]


def moments_table(view: DeclarationView) -> Markup | None:
    """Build the table of the marked days up to the day of the state."""
    state, lang = view.state, view.state.lang
    reached = [(name, day) for name, day in moments(view) if day <= state.day]
    if not reached:
        return None
    heads = [text(f"deklarasi_column_{name}", lang) for name in ("moment", "declared")]
    heads.append(_share_head(view))
    rows = ([_moment(name, day, lang), *_coverage(view, view.declared_by(day))] for name, day in reached)
    caption = text("deklarasi_marks_caption", lang)
    return table(caption, heads, rows, numeric=frozenset({1, 2}), classes="moments-table")


def _moment(name: str, day: date, lang: str) -> Markup:
    return join(f"{capital(name)} ", el("span", formats.day(day, lang), class_="hint"))


def months_table(view: DeclarationView) -> Markup:
    """Build the table behind the curve: each month in which somebody declared, and the last one."""
    lang = view.state.lang
    heads = [text(f"deklarasi_column_{name}", lang) for name in ("month", "added", "declared")]
    heads.append(_share_head(view))
    months = sorted({f"{point.day:%Y-%m}" for point in view.points})
    rows = (_month(month, view) for month in months)
    return table(text("deklarasi_curve_table", lang), heads, rows, numeric=frozenset({1, 2, 3}), classes="months")


def _month(month: str, view: DeclarationView) -> list[Child]:
    lang = view.state.lang
    added = sum(point.added for point in view.points if f"{point.day:%Y-%m}" == month)
    coverage = _coverage(view, view.declared_by(month_end(month)))
    return [formats.month(month, lang), formats.number(added, lang), *coverage]


def _coverage(view: DeclarationView, declared: int) -> list[Child]:
    lang = view.state.lang
    return [formats.number(declared, lang), formats.share(declared / view.regencies, lang)]


def _share_head(view: DeclarationView) -> str:
    lang = view.state.lang
    return text("deklarasi_column_share", lang, all=formats.number(view.regencies, lang))
