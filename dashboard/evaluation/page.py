"""Writes the evaluation as a page that prints well."""

from collections.abc import Iterator
from dataclasses import replace

from markupsafe import Markup

from dashboard import formats
from dashboard.charts.trend import light_trend
from dashboard.elements import el, join
from dashboard.evaluation import words
from dashboard.evaluation.view import EvaluationView
from dashboard.frame import Frame, document
from dashboard.labels import label
from dashboard.languages import OTHER, in_address, language
from dashboard.opendata.embedded import citation_footer
from dashboard.plain_form import plain_form, select
from dashboard.reading import TREND_CHART
from dashboard.release import Snapshot, Violation
from dashboard.sentences import background, headline
from dashboard.sharing import share_link
from dashboard.state import ELECTIONS, default_state, region_address, sheet_address, to_query, written
from dashboard.tables import plain_table
from dashboard.wording import text
from etl.describe import Edition

PATH = "/evaluasi"
PERIOD = "periode"
SHEETS = ("halaman.css", "grafik.css", "data.css", "evaluasi.css")


def write_page(view: EvaluationView, snapshot: Snapshot, edition: Edition) -> str:
    """Write the whole document."""
    lang = language(view.state.lang)
    frame = Frame(
        edition=edition,
        lang=lang,
        title=words.title(view),
        lead=headline(view.headline),
        here={other: page_address(view, snapshot, lang=other) for other in OTHER},
        path=PATH,
        sheets=SHEETS,
        classes="page evaluation",
        foot=citation_footer(edition, lang),
    )
    return document(frame, _main(view, snapshot, edition))


def page_address(
    view: EvaluationView, snapshot: Snapshot, *, lang: str, suffix: str = "", period: str | None = None
) -> str:
    """Write the shortest address of an evaluation; the latest period is left out unless it is named."""
    default = default_state(snapshot)
    month = period or view.state.month
    query = {
        "pemilihan": "" if view.state.election == default.election else view.state.election,
        PERIOD: month if period or month != snapshot.last_recorded(view.state.election) else "",
        "lang": in_address(lang),
    }
    return written(f"{PATH}/{view.place.code}{suffix}", query)


def _main(view: EvaluationView, snapshot: Snapshot, edition: Edition) -> Markup:
    parts = (
        _declared(view),
        _alleged(view),
        _trend(view, snapshot),
        _outcome(view),
        _sources(view),
        _check(view, snapshot, edition),
    )
    return el("main", _opening(view, snapshot), *(el("section", part) for part in parts), id="isi", tabindex=-1)


def _opening(view: EvaluationView, snapshot: Snapshot) -> Markup:
    lang = view.state.lang
    empty = text("evaluasi_empty", lang, month=formats.month(view.state.month, lang))
    return join(
        el("p", words.kicker(view), class_="kicker"),
        el("h1", view.place.name),
        el("p", headline(view.headline), class_="lead strong"),
        *(el("p", said, class_="lead") for said in background(view.headline)),
        el("p", empty, class_="warning") if view.is_empty else None,
        _ways(view, snapshot),
        _chooser(view, snapshot),
    )


def _ways(view: EvaluationView, snapshot: Snapshot) -> Markup:
    """Lead to the PDF, to the periods beside this one, and to the region."""
    lang = view.state.lang
    region, sheet = (lead(view.state, snapshot, view.place.code) for lead in (region_address, sheet_address))
    return el(
        "p",
        el("a", text("evaluasi_pdf", lang), href=page_address(view, snapshot, lang=lang, suffix=".pdf"), class_="file"),
        *_neighbours(view, snapshot),
        el("a", text("evaluasi_region", lang), href=region, class_="file"),
        el("a", text("lembar_link", lang), href=sheet, class_="file"),
        class_="files",
    )


def _neighbours(view: EvaluationView, snapshot: Snapshot) -> Iterator[Markup]:
    months = snapshot.months(view.state.election)
    position = months.index(view.state.month)
    lang = view.state.lang
    for key, step in (("evaluasi_before", -1), ("evaluasi_after", 1)):
        if 0 <= position + step < len(months):
            month = months[position + step]
            said = text(key, lang, month=formats.month(month, lang))
            yield el("a", said, href=page_address(view, snapshot, lang=lang, period=month), class_="file")


def _chooser(view: EvaluationView, snapshot: Snapshot) -> Markup:
    """Offer every period and election, without a script."""
    lang = view.state.lang
    months = ((month, formats.month(month, lang)) for month in reversed(snapshot.months(view.state.election)))
    elections = ((code, label("election", code, lang)) for code in ELECTIONS)
    return plain_form(
        select("pemilihan", elections, view.state.election, text("control_election", lang)),
        select(PERIOD, months, view.state.month, text("evaluasi_choose", lang)),
        el("button", text("evaluasi_show", lang), type="submit"),
        action=f"{PATH}/{view.place.code}",
        kept={"lang": in_address(lang)},
    )


def _declared(view: EvaluationView) -> Markup:
    lang = view.state.lang
    heading = text("evaluasi_declared_heading", lang)
    rows = [words.step_cells(step, lang) for step in view.steps]
    return join(
        el("h2", heading),
        *(el("p", said) for said in words.declared(view)),
        plain_table(words.step_heads(lang), rows, caption=heading, numeric={2, 3}),
    )


def _alleged(view: EvaluationView) -> Markup:
    lang = view.state.lang
    heading = text("evaluasi_alleged_heading", lang)
    return join(
        el("h2", heading),
        el("p", words.growth_note(view)),
        plain_table(words.stage_heads(lang), words.stage_rows(view), caption=heading, numeric={1, 2, 3, 4}),
        el("p", text("cell_nothing_note", lang), class_="hint"),
        el("p", text("region_stages_note", lang), class_="hint"),
    )


def _trend(view: EvaluationView, snapshot: Snapshot) -> Markup:
    lang = view.state.lang
    state = replace(view.state, region=view.place.code)
    return join(
        el("h2", text("evaluasi_trend_heading", lang)),
        el("figure", light_trend(view.trend)),
        el("p", share_link(TREND_CHART, to_query(state, snapshot), lang), class_="files"),
    )


def _outcome(view: EvaluationView) -> Markup:
    lang = view.state.lang
    lines = (part for name, said in words.outcome_lines(view) for part in (el("dt", name), el("dd", said)))
    return join(
        el("h2", text("evaluasi_outcome_heading", lang)),
        el("dl", *lines, class_="terms"),
        el("p", text("evaluasi_outcome_rule", lang), class_="hint"),
    )


def _sources(view: EvaluationView) -> Markup:
    lang = view.state.lang
    items = (_source(row, view) for row in view.sources)
    return join(
        el("h2", text("evaluasi_sources_heading", lang)),
        el("p", words.sources_line(view)),
        el("ol", *items, class_="records") if view.sources else None,
    )


def _source(row: Violation, view: EvaluationView) -> Markup:
    states, said, published = words.source(row, view)
    link = el("a", published, href=row.url, rel="noopener noreferrer")
    return el("li", el("strong", states), said, link)


def _check(view: EvaluationView, snapshot: Snapshot, edition: Edition) -> Markup:
    lang = view.state.lang
    here = edition.root + page_address(view, snapshot, lang=lang, period=view.state.month)
    return join(
        el("h2", text("evaluasi_check_heading", lang)),
        el("p", words.release_line(edition, lang)),
        el("p", text("evaluasi_checksum", lang), " ", el("code", words.checksum(edition)), class_="checksum"),
        el("p", text("evaluasi_address", lang, address=here), class_="checksum"),
    )
