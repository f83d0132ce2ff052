"""Writes the comparison as one complete document; regions are added and taken away without any script."""

from collections.abc import Iterator, Sequence
from urllib.parse import urlencode

from flask import abort, redirect
from markupsafe import Markup

from dashboard import formats
from dashboard.charts.lines import light_lines
from dashboard.charts.series import lines_of
from dashboard.comparison.choice import Choice
from dashboard.comparison.state import (
    PATH,
    REGION,
    CompareState,
    compare_address,
    parse_comparison,
    with_codes,
    with_view,
)
from dashboard.comparison.tables import facts_part, months_part, stages_part
from dashboard.comparison.view import (
    Compared,
    compared,
    heading,
    lead,
    warnings,
)
from dashboard.elements import Child, el
from dashboard.forms import month_tabs, tabs
from dashboard.frame import Frame, document, versioned
from dashboard.labels import capital, label
from dashboard.languages import OTHER
from dashboard.opendata.embedded import citation_footer
from dashboard.plain_pages import Asked, PlainPages
from dashboard.ranking.words import caveat, rate_caveat
from dashboard.release import Snapshot
from dashboard.search import Match, finder
from dashboard.sentences import topic
from dashboard.state import ELECTIONS, STAGES, UNITS, default_state
from dashboard.wording import text

SHEETS = ("halaman.css", "grafik.css", "peringkat.css", "banding.css")


def register(pages: PlainPages) -> None:
    """Register the page."""
    pages.add(PATH, "comparison", write_page)


def write_page(asked: Asked) -> str:
    """Write the document; a region that was typed and is meant for certain is added at once.

    Raises:
        ParameterError: a known parameter has a value that it cannot have.
    """
    snapshot = asked.snapshot
    state = parse_comparison(asked.query, asked.repeated, snapshot)
    found = finder(snapshot).find(state.typed)
    certain = _certain(found)
    if certain and not state.full:
        abort(redirect(compare_address(with_codes(state, dict.fromkeys((*state.codes, certain))), snapshot)))
    rows = compared(snapshot, state)
    frame = Frame(
        edition=asked.edition,
        lang=asked.lang,
        title=heading(rows, asked.lang),
        lead=lead(rows, state),
        here={lang: compare_address(with_view(state, lang=lang), snapshot) for lang in OTHER},
        path=PATH,
        sheets=SHEETS,
        classes="page compare-page",
        scripts=(el("script", src=versioned("cari.js"), defer=True),),
        foot=citation_footer(asked.edition, asked.lang),
    )
    return document(frame, ComparePage(state, rows, found, snapshot).main())


def _certain(found: Sequence[Match]) -> str | None:
    """Return the one region that fits exactly, or the only one that fits at all."""
    exact = [match.code for match in found if match.exact]
    codes = exact or [match.code for match in found]
    return codes[0] if len(codes) == 1 else None


class ComparePage:
    """The parts of one comparison."""

    def __init__(
        self, state: CompareState, rows: Sequence[Compared], found: Sequence[Match], snapshot: Snapshot
    ) -> None:
        self._state = state
        self._rows = rows
        self._found = found
        self._snapshot = snapshot
        self._lang = state.lang

    def main(self) -> Markup:
        """Build the main part."""
        choice = Choice(self._state, self._found, self._snapshot)
        body = self._body() if self._rows else choice.examples()
        return el("main", *self._opening(), *choice.part(), *body, id="isi", tabindex=-1)

    def _text(self, key: str, **values: object) -> str:
        return text(key, self._lang, **values)

    def _opening(self) -> Iterator[Markup]:
        yield el("h1", heading(self._rows, self._lang))
        yield el("p", lead(self._rows, self._state), class_="lead")
        said = list(warnings(self._rows, self._state))
        if self._rows:
            yield el("ul", *(el("li", words) for words in (*said, caveat(self._lang))), class_="warning")

    def _body(self) -> Iterator[Markup]:
        view = self._state.view
        yield el("div", *self._tabs(), class_="choices")
        trends = [row.region.trend for row in self._rows]
        month = formats.month(view.month, self._lang)
        title = capital(self._text("banding_lines_title", topic=topic(view), month=month))
        yield el(
            "section",
            el("h2", self._text("banding_lines_heading")),
            el("p", title, class_="hint"),
            light_lines(lines_of(trends, title=title, description=lead(self._rows, self._state))),
            months_part(self._rows, view),
        )
        units = (view.unit, *(unit for unit in UNITS if unit != view.unit))
        yield el(
            "section",
            el("h2", self._text("banding_stages_heading")),
            *(stages_part(self._rows, view, unit) for unit in units),
            el("p", self._text("cell_nothing_note"), " ", self._text("banding_stages_note"), class_="hint"),
        )
        yield el(
            "section", el("h2", self._text("banding_facts_heading")), facts_part(self._rows, view), *self._fact_notes()
        )
        yield self._files()

    def _fact_notes(self) -> Iterator[Child]:
        if any(row.region.rate for row in self._rows):
            yield el("p", rate_caveat(self._lang), class_="hint")

    def _tabs(self) -> Iterator[Markup]:
        lang, view = self._lang, self._state.view
        yield tabs(
            text("control_election", lang),
            ((label("election", code, lang), self._election(code), code == view.election) for code in ELECTIONS),
        )
        yield tabs(
            text("control_unit", lang),
            ((label("unit", code, lang), self._with(unit=code), code == view.unit) for code in UNITS),
        )
        yield tabs(
            text("control_stage", lang),
            ((label("stage", code, lang), self._with(stage=code), code == view.stage) for code in STAGES),
        )
        months = (
            (month, self._with(month=month), month == view.month) for month in self._snapshot.months(view.election)
        )
        yield month_tabs(text("control_month", lang), months, lang)

    def _with(self, **changes: str) -> str:
        return compare_address(with_view(self._state, **changes), self._snapshot)

    def _election(self, code: str) -> str:
        return self._with(election=code, month=default_state(self._snapshot, election=code).month)

    def _files(self) -> Markup:
        view = self._state.view
        asked = [*((REGION, code) for code in self._state.codes), ("pemilihan", view.election), ("sampai", view.month)]
        query = urlencode([*asked, ("unduh", "1")])
        return el(
            "p",
            el(
                "a",
                self._text("banding_csv"),
                href=f"/api/v1/ringkasan.csv?{query}",
                download=True,
                class_="file file-csv",
            ),
            el(
                "a",
                self._text("banding_csv_months"),
                href=f"/api/v1/pelanggaran.csv?{query}",
                download=True,
                class_="file",
            ),
            class_="files",
        )
