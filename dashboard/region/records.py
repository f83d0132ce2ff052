"""Builds the sections with records of a region's page: prevention, sources, channels, files."""

from collections.abc import Iterator

from markupsafe import Markup

from dashboard import formats
from dashboard.elements import el, join
from dashboard.evaluation.page import PATH as EVALUATION
from dashboard.evaluation.page import PERIOD
from dashboard.guide.parts import is_address, quoted
from dashboard.guide.report import PATH as REPORT_PATH
from dashboard.invitation import invitation
from dashboard.labels import label
from dashboard.languages import in_address, language, spoken
from dashboard.markup import markup
from dashboard.pages import words
from dashboard.parts import nothing_note, number_cell
from dashboard.region.prevention import Phase, Step
from dashboard.region.view import PageView
from dashboard.region_parts import sources_part, timeline
from dashboard.release import Declaration, Snapshot
from dashboard.state import region_query, sheet_address, written
from dashboard.tables import plain_table
from dashboard.wording import text
from etl.catalogue import Language, load_catalogue

TABLES = ("ringkasan", "pelanggaran", "deklarasi", "sumber")
TREND_FILE = "/grafik/tren-pelanggaran.csv"


def prevention_part(view: PageView) -> Markup:
    """Build the steps of prevention, the timeline of what is on record, and what stood before and after."""
    lang = view.state.lang
    lead = text(
        "wilayah_cegah_lead",
        lang,
        place=view.place.name,
        election=label("election", view.state.election, lang),
        month=formats.month(view.state.month, lang),
    )
    return join(
        el("p", lead),
        el("div", _steps(view), el("div", _timeline(view)), class_="two"),
        el("p", text("wilayah_cegah_inside", lang), class_="hint"),
        _around(view),
    )


def _steps(view: PageView) -> Markup:
    return el("ol", *(_step(step, view.state.lang) for step in view.steps), class_="steps")


def _timeline(view: PageView) -> Markup:
    lang, held = view.state.lang, view.region.declarations
    if not held:
        return join(el("p", text("region_declarations_none", lang)), *_invitation(view))
    return join(el("h3", text("wilayah_timeline_heading", lang)), markup(timeline(held, lang)))


def _invitation(view: PageView) -> Iterator[Markup]:
    """Invite a source, unless the page did so above as its number is missing too."""
    if view.region.headline.reading.value is not None:
        yield invitation(view.state.lang)


def _step(step: Step, lang: str) -> Markup:
    name = el("strong", label("activity", step.activity, lang))
    return el("li", name, " ", el("span", step_words(step, lang)), class_="taken" if step.records else "missing")


def step_words(step: Step, lang: str) -> str:
    """Say when a step was taken, and whether by a part alone, or that nothing is on record."""
    if not step.records:
        return text("wilayah_none_on_record", lang)
    partial = f" · {text('wilayah_step_partial', lang)}" if step.partial else ""
    return f"{_when(step.records, lang)}{partial}"


def _when(records: tuple[Declaration, ...], lang: str) -> str:
    first = records[0]
    day = formats.record_day(first.day, first.date_precision, lang)
    if len(records) == 1:
        return text("wilayah_step_on_record", lang, day=day)
    return text("wilayah_step_more", lang, count=formats.number(len(records), lang), day=day)


def _around(view: PageView) -> Markup | None:
    first, lang = view.region.first_declared, view.state.lang
    if first is None:
        return None
    heads = ["wilayah_column_time", "wilayah_column_added", "column_total", "wilayah_column_activities"]
    title = text("wilayah_around_heading", lang, day=formats.day(first, lang))
    shown = plain_table(
        [text(head, lang) for head in heads],
        [_phase(phase, lang) for phase in view.phases],
        caption=title,
        numeric={1, 2, 3},
    )
    return join(
        el("h3", title),
        shown,
        markup(*nothing_note((phase.reading for phase in view.phases), lang)),
        el("p", text("wilayah_around_note", lang), class_="hint"),
    )


def _phase(phase: Phase, lang: str) -> list[str]:
    name = text(f"wilayah_around_{phase.name}", lang, last=formats.month(phase.last, lang))
    held = formats.number(phase.activities, lang) if phase.activities else text("wilayah_no_activity", lang)
    return [name, _added(phase, lang), number_cell(phase.reading, lang), held]


def _added(phase: Phase, lang: str) -> str:
    if phase.added is None:
        return text("cell_nothing", lang)
    return formats.number(phase.added, lang) if phase.added else text("wilayah_not_added", lang)


def records_part(view: PageView, snapshot: Snapshot) -> Markup:
    """List every record on the region with its link."""
    return join(el("h3", text("region_sources_heading", view.state.lang)), markup(*sources_part(view.region, snapshot)))


def report_part(view: PageView, snapshot: Snapshot) -> Markup:
    """Lead to the official channels; this site takes no reports."""
    lang = language(view.state.lang)
    way = el("p", el("a", words(REPORT_PATH, lang), href=spoken(REPORT_PATH, lang)))
    return join(el("p", text("wilayah_lapor", lang)), el("ul", *_channels(snapshot, lang), class_="points"), way)


def _channels(snapshot: Snapshot, lang: Language) -> Iterator[Markup]:
    for channel in snapshot.reference.channels:
        if channel.contact and is_address(channel.contact) and not channel.is_closed:
            named = el("a", quoted(channel.name, lang), href=channel.contact, rel="noopener noreferrer")
            yield el("li", named, " (", quoted(channel.operator, lang), ")")


def files_part(view: PageView, snapshot: Snapshot) -> Markup:
    """Link to the files of this region: the tables of the release, and the trend as it is shown."""
    lang = view.state.lang
    every = written("/data", {"tabel": "sumber", "wilayah": view.place.code, "lang": in_address(lang)})
    return join(
        el("p", text("wilayah_unduh_note", lang)),
        el("ul", *(el("li", link) for link in _files(view, snapshot)), class_="points files-list"),
        el("p", el("a", text("wilayah_unduh_all", lang), href=every)),
        el("p", el("a", text("lembar_link", lang), href=sheet_address(view.state, snapshot, view.place.code))),
        el("p", el("a", text("wilayah_evaluasi", lang), href=_evaluation(view, snapshot))),
    )


def _evaluation(view: PageView, snapshot: Snapshot) -> str:
    """Write the address of the evaluation at the end of the same month."""
    query = region_query(view.state, snapshot)
    kept = {name: query.get(name, "") for name in ("pemilihan", "lang")}
    return written(f"{EVALUATION}/{view.place.code}", {**kept, PERIOD: query.get("sampai", "")})


def _files(view: PageView, snapshot: Snapshot) -> Iterator[Markup]:
    lang, code = view.state.lang, view.place.code
    pinned = {"wilayah": code, "rilis": snapshot.release_id, "unduh": "1"}
    for public in TABLES:
        title = load_catalogue().published(public).title
        yield el("a", getattr(title, lang), href=written(f"/api/v1/{public}.csv", pinned), download=True)
    query = {name: value for name, value in region_query(view.state, snapshot).items() if name != "lang"}
    trend = written(TREND_FILE, {**query, "wilayah": code, "unduh": "1"})
    yield el("a", text("wilayah_unduh_trend", lang), href=trend, download=True)
