"""Says the view of declarations in words: headline, legend, alternative texts, days and shares."""

from collections.abc import Iterator
from datetime import date, timedelta

from dashboard import formats
from dashboard.declarations.reading import DAY_FLOORS
from dashboard.declarations.state import DeclarationState
from dashboard.declarations.views import DECLARED, PREVENTION, DeclarationView, Entry, Standing, StandingClass
from dashboard.labels import label
from dashboard.release import Declaration
from dashboard.wording import text
from etl.codes import BOTH_ELECTIONS, WHOLE_GOVERNMENT

DAYS_BEFORE = (90, 30, 7)
BY_MONTH = "bulan"


def election_name(state: DeclarationState) -> str:
    """Name the election."""
    return label("election", state.election, state.lang)


def said_day(state: DeclarationState) -> str:
    """Say the last day that counts."""
    return formats.day(state.day, state.lang)


def headline(view: DeclarationView) -> str:
    """Say how many have declared, claiming no more than the record does."""
    state = view.state
    values = {
        "place": view.place.name,
        "declared": formats.number(view.declared, state.lang),
        "all": formats.number(view.regencies, state.lang),
        "share": formats.share(view.share, state.lang),
        "election": election_name(state),
        "day": said_day(state),
    }
    key = "deklarasi_headline_province" if state.province else "deklarasi_headline"
    return text(key if view.declared else "deklarasi_headline_none", state.lang, **values)


def background(view: DeclarationView) -> tuple[str, ...]:
    """Say what belongs to the headline: how early, what is not on record, and the governments of provinces."""
    return (*_early(view), *_missing(view), _governments(view))


def _early(view: DeclarationView) -> Iterator[str]:
    lang, earliest = view.state.lang, view.classes[-1]
    if earliest[1] and view.polling_day:
        yield text(
            "deklarasi_early",
            lang,
            early=formats.number(earliest[1], lang),
            days=DAY_FLOORS[-1],
            polling=formats.day(view.polling_day, lang),
        )


def _missing(view: DeclarationView) -> Iterator[str]:
    lang, missing = view.state.lang, view.regencies - view.declared
    prevention = next(count for group, count in view.classes if group.name == PREVENTION)
    if missing:
        counts = {"missing": formats.number(missing, lang), "prevention": formats.number(prevention, lang)}
        yield text("deklarasi_missing" if view.declared else "deklarasi_missing_all", lang, **counts)


def _governments(view: DeclarationView) -> str:
    lang = view.state.lang
    if view.own is not None:
        if view.own.first is None:
            return text("deklarasi_own_none", lang)
        return text("deklarasi_own", lang, day=standing_day(view.own, lang))
    declared = sum(row.own.first is not None for row in view.provinces)
    counts = {"declared": formats.number(declared, lang), "all": formats.number(len(view.provinces), lang)}
    return text("deklarasi_governments", lang, **counts)


def record_day(row: Declaration, lang: str) -> str:
    """Say the day of a record no more exactly than it is known."""
    return formats.record_day(row.day, row.date_precision, lang)


def standing_day(standing: Standing, lang: str) -> str:
    """Say when a region declared, no more exactly than it is known."""
    return record_day(standing.records[0], lang) if standing.records else formats.day(standing.first or date.max, lang)


def _only_month(records: tuple[Declaration, ...]) -> bool:
    return bool(records) and records[0].date_precision == BY_MONTH


def days_words(standing: Standing, lang: str) -> str:
    """Say how long before polling day a region declared."""
    days = standing.days or 0
    if days < 0:
        return text("deklarasi_days_after", lang, days=formats.number(-days, lang))
    key = "deklarasi_days_least" if _only_month(standing.records) else "deklarasi_days"
    return text(key, lang, days=formats.number(days, lang))


def days_cell(entry: Entry, lang: str) -> str:
    """Say how long before polling day a record of the table is."""
    if entry.days is None:
        return ""
    if entry.days < 0:
        return text("deklarasi_cell_after", lang, days=formats.number(-entry.days, lang))
    bare = formats.number(entry.days, lang)
    return text("deklarasi_cell_least", lang, days=bare) if _only_month(entry.records) else bare


def record_notes(row: Declaration, lang: str) -> str:
    """Say who held an activity, and what it does not cover or covers besides."""
    notes = [text("deklarasi_organizer", lang, organizer=label("organizer", row.organizer, lang))]
    notes += [text("deklarasi_partial", lang)] if row.scope != WHOLE_GOVERNMENT else []
    notes += [text("deklarasi_both", lang)] if row.election == BOTH_ELECTIONS else []
    return " · ".join(notes)


def class_words(group: StandingClass, lang: str) -> str:
    """Say what a class of the map means."""
    if not group.name.startswith(DECLARED):
        return text(f"deklarasi_class_{group.name}", lang)
    if group.high is None:
        return text("deklarasi_class_from", lang, low=group.low)
    if not group.low:
        return text("deklarasi_class_under", lang, limit=group.high + 1)
    return text("deklarasi_class_between", lang, low=group.low, high=group.high)


def area_words(standing: Standing, lang: str) -> str:
    """Say what is on record of one region."""
    place = standing.place.name
    if standing.first is None:
        return text("deklarasi_area_other", lang, place=place, label=class_words(standing.group, lang))
    day = standing_day(standing, lang)
    return text("deklarasi_area_declared", lang, place=place, day=day, days=days_words(standing, lang))


def map_alt(view: DeclarationView) -> str:
    """Say in one sentence what the map shows."""
    state, lang = view.state, view.state.lang
    classes = (
        text("deklarasi_class_alt", lang, label=class_words(group, lang), count=formats.number(count, lang))
        for group, count in reversed(view.classes)
    )
    return text(
        "deklarasi_map_alt",
        lang,
        count=formats.number(view.regencies, lang),
        place=view.place.name,
        election=election_name(state),
        day=said_day(state),
        classes="; ".join(classes),
    )


def moments(view: DeclarationView) -> tuple[tuple[str, date], ...]:
    """Return the days before polling day that are looked at, and polling day, with their names."""
    polling, lang = view.polling_day, view.state.lang
    if polling is None:
        return ()
    before = ((text("deklarasi_days_before", lang, days=days), polling - timedelta(days=days)) for days in DAYS_BEFORE)
    return (*before, (text("deklarasi_polling", lang), polling))


def curve_alt(view: DeclarationView) -> str:
    """Say in one sentence what the curve shows."""
    state, lang = view.state, view.state.lang
    marks = (
        text("deklarasi_curve_mark", lang, name=name, count=formats.number(view.declared_by(day), lang))
        for name, day in moments(view)
        if day <= state.day
    )
    return text(
        "deklarasi_curve_alt",
        lang,
        place=view.place.name,
        day=said_day(state),
        declared=formats.number(view.declared, lang),
        all=formats.number(view.regencies, lang),
        share=formats.share(view.share, lang),
        marks="; ".join(marks),
    )
