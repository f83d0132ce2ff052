"""Writes the ranking as one complete document, readable, sortable and searchable without any script."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from markupsafe import Markup

from dashboard import formats
from dashboard.comparison.state import comparison
from dashboard.elements import Child, el, join
from dashboard.embeds.previews import preview
from dashboard.forms import hidden, month_tabs, search_field, tabs
from dashboard.frame import Frame, document, versioned
from dashboard.labels import label
from dashboard.languages import OTHER
from dashboard.opendata.embedded import citation_footer
from dashboard.plain_form import select
from dashboard.plain_pages import Asked, PlainPages
from dashboard.ranking.state import CHART, PATH, RankState, parse_ranking, ranking_address, ranking_query, with_view
from dashboard.ranking.table import RankingTable
from dashboard.ranking.view import KINDS, RankingView, ranking_view
from dashboard.ranking.words import caveat, coverage, lead, level_name, title
from dashboard.release import PROVINCE_LEVEL, Snapshot
from dashboard.sharing import share_link
from dashboard.state import ELECTIONS, LEVELS, STAGES, UNITS, default_state
from dashboard.wording import text

SHEETS = ("halaman.css", "peringkat.css")
OWN_FIELDS = ("tahap", "provinsi", "cari")
COMPARED = 4
COMPARED_BY = ("pemilihan", "tahap", "satuan", "sampai", "lang")


def register(pages: PlainPages) -> None:
    """Register the page."""
    pages.add(PATH, "ranking", write_page)


def write_page(asked: Asked) -> str:
    """Write the document.

    Raises:
        ParameterError: a known parameter has a value that it cannot have.
    """
    snapshot = asked.snapshot
    state = parse_ranking(asked.query, snapshot)
    view = ranking_view(snapshot, state)
    frame = Frame(
        edition=asked.edition,
        lang=asked.lang,
        title=title(state, snapshot),
        lead=lead(view, snapshot),
        here={lang: ranking_address(with_view(state, lang=lang), snapshot) for lang in OTHER},
        path=PATH,
        sheets=SHEETS,
        classes="page ranking-page",
        scripts=(el("script", src=versioned("saring.js"), defer=True),),
        foot=citation_footer(asked.edition, asked.lang),
        preview=preview(PATH, ranking_query(state, snapshot), snapshot, root=asked.edition.root),
    )
    return document(frame, _main(view, snapshot, asked))


def _main(view: RankingView, snapshot: Snapshot, asked: Asked) -> Markup:
    table = RankingTable(view, snapshot)
    return el(
        "main",
        _opening(view, snapshot, asked),
        el("div", *_choices(view.state, snapshot), id="pilihan", class_="choices"),
        _form(view.state, snapshot),
        el("div", _results(view, snapshot, table), id="hasil"),
        id="isi",
        tabindex=-1,
    )


def _opening(view: RankingView, snapshot: Snapshot, asked: Asked) -> Markup:
    lang, edition = asked.lang, asked.edition
    made = formats.day(date.fromisoformat(edition.day), lang)
    warning = join(el("strong", coverage(view, snapshot)), " ", caveat(lang))
    return join(
        el("p", text("peringkat_kicker", lang, release=edition.release_id, day=made), class_="kicker"),
        el("h1", text("peringkat_heading", lang)),
        el("div", el("p", lead(view, snapshot), class_="lead"), el("p", warning, class_="warning"), id="ringkas"),
    )


def _choices(state: RankState, snapshot: Snapshot) -> Iterator[Markup]:
    """Build what one click changes; a month that another election does not have is left behind."""
    lang, view = state.lang, state.view
    yield tabs(
        text("control_election", lang),
        (
            (label("election", code, lang), _election(state, snapshot, code), code == view.election)
            for code in ELECTIONS
        ),
    )
    yield tabs(
        text("peringkat_level", lang),
        (
            (label("region_level", code, lang), _with(state, snapshot, level=code), code == view.level)
            for code in LEVELS
        ),
    )
    yield tabs(
        text("control_unit", lang),
        ((label("unit", code, lang), _with(state, snapshot, unit=code), code == view.unit) for code in UNITS),
    )
    months = snapshot.months(view.election)
    links = ((month, _with(state, snapshot, month=month), month == view.month) for month in months)
    yield month_tabs(text("control_month", lang), links, lang)


def _with(state: RankState, snapshot: Snapshot, **changes: str) -> str:
    return ranking_address(with_view(state, **changes), snapshot)


def _election(state: RankState, snapshot: Snapshot, code: str) -> str:
    month = state.view.month
    latest = state.view.month == snapshot.last_recorded(state.view.election)
    if latest or month not in snapshot.months(code):
        month = default_state(snapshot, election=code).month
    return _with(state, snapshot, election=code, month=month)


def _form(state: RankState, snapshot: Snapshot) -> Markup:
    lang = state.lang
    query = ranking_query(state, snapshot)
    kept = {name: value for name, value in query.items() if name not in OWN_FIELDS}
    stages = [(code, label("stage", code, lang)) for code in STAGES]
    provinces = [("", text("peringkat_all_provinces", lang))]
    provinces += [(place.code, place.name) for place in snapshot.places_at(PROVINCE_LEVEL)]
    return el(
        "form",
        search_field(
            "cari", typed=state.search, title=text("peringkat_search", lang), hint=text("peringkat_search_hint", lang)
        ),
        select("tahap", stages, state.view.stage, text("control_stage", lang)),
        select("provinsi", provinces, state.province or "", text("peringkat_within", lang)),
        hidden(kept),
        el("button", text("control_submit", lang), type="submit"),
        action=f"{PATH}#hasil",
        method="get",
        role="search",
        class_="asks",
        id="saring",
        data_ganti="ringkas pilihan hasil",
        data_jangkar="hasil",
    )


def _results(view: RankingView, snapshot: Snapshot, table: RankingTable) -> Markup:
    state, lang = view.state, view.state.lang
    if not view.shown:
        return join(_count(view), el("p", _all_again(state, snapshot)))
    return join(
        _count(view),
        _files(view, snapshot),
        table.table() if view.ranked else el("p", text("peringkat_none_ranked", lang), class_="warning"),
        table.apart(),
    )


def _count(view: RankingView) -> Markup:
    """Say how many regions are shown; a screen reader hears it anew whenever it changes."""
    state, lang = view.state, view.state.lang
    values = {
        "ranked": formats.number(len(view.ranked), lang),
        "level": level_name(state),
        "search": state.search,
    }
    key = "peringkat_count_search" if state.search else "peringkat_count"
    said = text(key if view.shown else "peringkat_count_none", lang, **values)
    return el("p", said, *_others(view), class_="count", role="status")


def _others(view: RankingView) -> Iterator[Child]:
    """Lead to the first of the lists below the table."""
    kinds = [kind for kind in KINDS if kind != "ranked" and getattr(view, kind)]
    if kinds:
        count = formats.number(view.shown - len(view.ranked), view.state.lang)
        yield " "
        yield el("a", text("peringkat_others", view.state.lang, count=count), href=f"#tanpa-{kinds[0]}")


def _all_again(state: RankState, snapshot: Snapshot) -> Markup:
    target = ranking_address(replace(state, search="", province=None), snapshot)
    return el("a", text("peringkat_all_again", state.lang), href=target)


def _files(view: RankingView, snapshot: Snapshot) -> Markup:
    state, lang = view.state, view.state.lang
    csv = ranking_address(state, snapshot, path=f"/grafik/{CHART}.csv", unduh="1")
    json = ranking_address(state, snapshot, path=f"/grafik/{CHART}.json")
    return el(
        "p",
        el("a", text("download_csv", lang), href=csv, download=True, class_="file file-csv"),
        el("a", text("download_json", lang), href=json, class_="file"),
        share_link(CHART, ranking_query(state, snapshot), lang),
        _compare(view, snapshot),
        class_="files",
    )


def _compare(view: RankingView, snapshot: Snapshot) -> Markup | None:
    codes = [row.place.code for row in view.ranked[:COMPARED]]
    if len(codes) < 2:  # noqa: PLR2004
        return None
    query = ranking_query(view.state, snapshot)
    kept = {name: value for name, value in query.items() if name in COMPARED_BY}
    return el("a", text("peringkat_compare", view.state.lang), href=comparison(codes, kept), class_="file")
