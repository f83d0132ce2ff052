"""Finds what a search leaves of the table, and the regions that were meant but have nothing in it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from markupsafe import Markup

from dashboard import formats
from dashboard.declarations.state import PATH, DeclarationState, address, region_address, to_query
from dashboard.declarations.tables import declared_table
from dashboard.declarations.views import DeclarationView, Entry, Standing
from dashboard.elements import el, join
from dashboard.forms import hidden, search_field
from dashboard.invitation import invitation
from dashboard.labels import label
from dashboard.release import Snapshot
from dashboard.search import finder
from dashboard.state import written
from dashboard.wording import text

ANCHOR = "daftar"
RECORDS = "/api/v1/deklarasi.csv"
MOST_IN_FILE = 60
"""Regions whose codes an address may carry; the largest province has 35."""


@dataclass(frozen=True, slots=True)
class Found:
    """What the table shows.

    Attributes:
        state: with what was searched for, which changes the table and nothing else on the page.
        entries: rows of the table.
        others: regions that were meant but have no row, as nothing of the kind is on record; by code.
    """

    state: DeclarationState
    entries: tuple[Entry, ...]
    others: tuple[Standing, ...]


def found(view: DeclarationView, snapshot: Snapshot, *, typed: str) -> Found:
    """Return what a search leaves of a view; an empty one leaves its whole table."""
    state = replace(view.state, search=typed)
    if not typed:
        return Found(state, view.entries, ())
    wanted = {match.code for match in finder(snapshot).find(typed)}
    entries = tuple(entry for entry in view.entries if entry.standing.place.code in wanted)
    listed = {entry.standing.place.code for entry in entries}
    others = (standing for standing in view.standings if standing.place.code in wanted - listed)
    return Found(state, entries, tuple(others))


def table_part(view: DeclarationView, shown: Found, snapshot: Snapshot) -> Markup:
    """Build the section of the table: its search, what it leaves, and the files."""
    state, lang = shown.state, shown.state.lang
    heading = text("deklarasi_table_heading", lang)
    if state.activity:
        heading = text("deklarasi_table_heading_kind", lang, kind=label("activity", state.activity, lang))
    results = join(
        *_said(shown, snapshot),
        declared_table(shown.entries, state, snapshot) if shown.entries or not state.search else None,
        *_without(shown),
        _files(view, shown),
    )
    return join(el("h2", heading, id=ANCHOR), _form(state, snapshot), el("div", results, id="hasil"))


def _form(state: DeclarationState, snapshot: Snapshot) -> Markup:
    """Build the search of the table; whatever else is chosen is sent along."""
    lang = state.lang
    field = search_field(
        "cari", typed=state.search, title=text("deklarasi_search", lang), hint=text("peringkat_search_hint", lang)
    )
    button = el("button", text("cari_submit", lang), type="submit")
    return el(
        "form", field, button, hidden(to_query(replace(state, search=""), snapshot)),
        action=f"{PATH}#{ANCHOR}", method="get", role="search", class_="filter table-search", id="saring",
        data_ganti="hasil", data_jangkar=ANCHOR,
    )  # fmt: skip


def _said(shown: Found, snapshot: Snapshot) -> Iterator[Markup]:
    """Say how many rows a search leaves, and lead back to all; a screen reader hears it anew whenever it changes."""
    state, lang = shown.state, shown.state.lang
    if not state.search:
        return
    count = formats.number(len(shown.entries), lang)
    key = "deklarasi_found" if shown.entries or shown.others else "deklarasi_found_none"
    said = text(key, lang, search=state.search, count=count)
    whole = address(replace(state, search=""), snapshot)
    back = el("a", text("deklarasi_found_all", lang), href=f"{whole}#{ANCHOR}")
    yield el("p", el("strong", said), " ", back, class_="found", role="status")


def _without(shown: Found) -> Iterator[Markup]:
    """List the regions that were meant but have no row, and say that this is not to say that there was nothing."""
    state, lang = shown.state, shown.state.lang
    if not shown.others:
        return
    kind = label("activity", state.activity, lang) if state.activity else ""
    key = "deklarasi_found_without_kind" if kind else "deklarasi_found_without"
    yield el("p", text(key, lang, count=formats.number(len(shown.others), lang), kind=kind), class_="found-without")
    names = (el("li", _link(standing, state)) for standing in shown.others)
    yield el("ul", *names, class_="found-names")
    yield invitation(lang)


def _link(standing: Standing, state: DeclarationState) -> Markup:
    place = el("a", standing.place.name, href=region_address(standing.place.code, state))
    return join(place, el("span", f" {standing.province.name}", class_="hint"))


def _files(view: DeclarationView, shown: Found) -> Markup:
    """Link to the records as a file: of the found regions where there are few, and always of all."""
    lang = view.state.lang
    every = el("a", text("deklarasi_api", lang), href=_records(view), class_="file file-csv")
    codes = [entry.standing.place.code for entry in shown.entries] + [row.place.code for row in shown.others]
    if not shown.state.search or not 0 < len(codes) <= MOST_IN_FILE:
        return el("p", every, class_="files")
    named = urlencode([("wilayah", code) for code in codes])
    own = el("a", text("deklarasi_api_found", lang), href=f"{_records(view)}&{named}", class_="file file-csv")
    return el("p", own, every, class_="files")


def _records(view: DeclarationView) -> str:
    query = {"pemilihan": view.state.election, "provinsi": view.state.province}
    return written(RECORDS, {**query, "rilis": view.release_id, "unduh": "1"})
