"""Says an evaluation in words, once for the page and for the PDF."""

from collections.abc import Iterator
from datetime import date

from dashboard import formats
from dashboard.evaluation.shares import Share
from dashboard.evaluation.view import Change, EvaluationView, Step
from dashboard.labels import inline, label, unit_name
from dashboard.parts import number_cell
from dashboard.release import Violation
from dashboard.sentences import record_words
from dashboard.state import STAGES, UNITS
from dashboard.wording import text
from etl.describe import Edition
from geo.regions import NATIONAL

PACKAGE = "datapackage.json"


def title(view: EvaluationView) -> str:
    """Name the document."""
    lang = view.state.lang
    return text("evaluasi_title", lang, place=view.place.name, month=formats.month(view.state.month, lang))


def kicker(view: EvaluationView) -> str:
    """Say what kind of document this is, for which election and period."""
    lang = view.state.lang
    election = label("election", view.state.election, lang)
    return text("evaluasi_kicker", lang, election=election, month=formats.month(view.state.month, lang))


def declared(view: EvaluationView) -> list[str]:
    """Say since when the whole local government has declared, and how many kabupaten/kota in it have."""
    own = [] if view.place.code == NATIONAL else [_own_declaration(view)]
    return [*own, *_declared_below(view)]


def _own_declaration(view: EvaluationView) -> str:
    lang = view.state.lang
    if view.first_declared is None:
        return text("evaluasi_not_declared", lang, month=formats.month(view.state.month, lang))
    day = formats.day(view.first_declared, lang)
    if view.days_before_polling is None:
        return text("evaluasi_declared", lang, date=day)
    if view.days_before_polling < 0:
        return text("evaluasi_declared_late", lang, date=day)
    return text("evaluasi_declared_days", lang, date=day, days=formats.number(view.days_before_polling, lang))


def _declared_below(view: EvaluationView) -> list[str]:
    lang = view.state.lang
    if not view.declared_below[1]:
        return []
    known, everyone = (formats.number(count, lang) for count in view.declared_below)
    month = formats.month(view.state.month, lang)
    return [text(f"evaluasi_declared_in_{view.place.level}", lang, known=known, all=everyone, month=month)]


def step_heads(lang: str) -> list[str]:
    """Name the columns of the steps."""
    keys = ("evaluasi_step", "evaluasi_step_first", "evaluasi_step_count", "evaluasi_step_period")
    return [text(key, lang) for key in keys]


def step_cells(step: Step, lang: str) -> list[str]:
    """Say one step: its name, first day, how often, how often in the period."""
    name = label("activity", step.activity, lang)
    if step.first is None:
        return [name, text("evaluasi_step_none", lang), "", ""]
    day = formats.record_day(step.first.day, step.first.date_precision, lang)
    return [name, day, formats.number(step.count, lang), formats.number(step.in_period, lang) if step.in_period else ""]


def growth_note(view: EvaluationView) -> str:
    """Say between which moments the numbers grew."""
    lang = view.state.lang
    month = formats.month(view.state.month, lang)
    if view.previous is None:
        return text("evaluasi_alleged_first", lang, month=month)
    return text("evaluasi_alleged", lang, month=month, previous=formats.month(view.previous, lang))


def stage_heads(lang: str) -> list[str]:
    """Name the columns of the stages: each unit with what was added."""
    units = (words for unit in UNITS for words in (label("unit", unit, lang), text("evaluasi_added", lang)))
    return [text("column_stage", lang), *units]


def stage_rows(view: EvaluationView) -> Iterator[list[str]]:
    """Say every stage: for each unit the number and what was added."""
    lang = view.state.lang
    found = {(change.stage, change.unit): change for change in view.changes}
    for stage in STAGES:
        cells = (cell for unit in UNITS for cell in _change_cells(found[stage, unit], lang))
        yield [label("stage", stage, lang), *cells]


def _change_cells(change: Change, lang: str) -> tuple[str, str]:
    return number_cell(change.now, lang), f"+{formats.number(change.added, lang)}" if change.added else ""


def share_line(share: Share, lang: str) -> tuple[str, str]:
    """Name a share and say it, or say why it cannot be worked out."""
    whole = inline("stage", share.whole, lang)
    name = text("evaluasi_share_name", lang, part=label("stage", share.part, lang), whole=whole)
    if share.records is None or share.percent is None:
        return name, text("evaluasi_share_none", lang)
    part, total = share.records
    said = text(
        "evaluasi_share",
        lang,
        percent=formats.number(round(share.percent, 1), lang),
        part=formats.number(part.count, lang),
        whole=formats.number(total.count, lang),
        unit=unit_name(total.unit, total.count, lang),
        authority=part.authority,
        date=formats.record_day(part.period_end, part.date_precision, lang),
    )
    return name, said


def outcome_lines(view: EvaluationView) -> list[tuple[str, str]]:
    """Say all that is known of what came of it."""
    lang = view.state.lang
    duration = (text("evaluasi_duration", lang), text("evaluasi_duration_none", lang))
    return [*(share_line(share, lang) for share in view.shares), duration]


def sources_line(view: EvaluationView) -> str:
    """Say how many records the numbers rest on."""
    lang = view.state.lang
    count = len(view.sources)
    if count <= 1:
        return text("evaluasi_sources_one" if count else "evaluasi_sources_none", lang)
    return text("evaluasi_sources", lang, count=formats.number(count, lang))


def source(record: Violation, view: EvaluationView) -> tuple[str, str, str]:
    """Say what a record states, as of when and by whom, and who published it; other regions are named."""
    region = "" if record.region == view.place.code else view.names[record.region]
    return record_words(record, view.state.lang, region=region)


def release_line(edition: Edition, lang: str) -> str:
    """Name the release."""
    day = formats.day(date.fromisoformat(edition.day), lang)
    return text("evaluasi_release", lang, release=edition.release_id, day=day)


def checksum(edition: Edition) -> str:
    """Return the SHA-256 of the data package, which in turn lists that of every file."""
    return next((file.sha256 for file in edition.files if file.name == PACKAGE), "")
