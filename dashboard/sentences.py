"""Says views in words: headlines, notes, alternative texts, and the number of a region with its state."""

from datetime import date
from functools import lru_cache

from dashboard import formats
from dashboard.labels import inline, label, unit_name
from dashboard.release import PROVINCE_LEVEL, REGENCY_LEVEL, Declaration, Violation
from dashboard.state import TILES, ViewState
from dashboard.views import HeadlineView, MapEntry, MapView, NotedFigure, Reading, TrendView
from dashboard.wording import text
from etl.codes import STATED_ZERO
from geo.regions import NATIONAL

TOP = 3
KEPT = 4096
"""Numbers in words kept: maps, trends and tables say the same few again and again."""


def topic(state: ViewState) -> str:
    """Name what a state counts."""
    lang = state.lang
    return text(
        "topic",
        lang,
        unit=inline("unit", state.unit, lang),
        stage=inline("stage", state.stage, lang),
        election=label("election", state.election, lang),
    )


def map_topic(state: ViewState) -> str:
    """Name what a map shows: a count, or its rate."""
    said = topic(state)
    return text("topic_rate", state.lang, topic=said) if state.shows_rate else said


def map_place(state: ViewState, province: str) -> str:
    """Name the regions on a map: those of the country, or of the province that is shown large."""
    level = inline("region_level", state.level, state.lang)
    return text("level_in_province", state.lang, level=level, province=province) if province else level


def reading_words(reading: Reading, state: ViewState) -> str:
    """Say a number with its unit, or in words that there is none."""
    return number_words(reading, state.unit, state.lang)


@lru_cache(maxsize=KEPT)
def number_words(reading: Reading, unit: str, lang: str) -> str:
    """Say a number with a unit, or in words that there is none."""
    if reading.value is None:
        return inline("status", reading.status, lang)
    if reading.status == STATED_ZERO:
        return inline("status", STATED_ZERO, lang)
    key = "value_implied" if reading.implied else "value_number"
    number = formats.number(reading.value, lang)
    return text(key, lang, number=number, unit=unit_name(unit, reading.value, lang))


def entry_words(entry: MapEntry, state: ViewState) -> str:
    """Say what a map shows of a region: its number, and its rate where rates are compared."""
    said = reading_words(entry.reading, state)
    if entry.rate is None:
        return said
    rate = formats.number(entry.rate.per_10000, state.lang)
    pns = formats.number(entry.rate.pns_count, state.lang)
    return text("entry_rate", state.lang, rate=rate, value=said, pns=pns)


def cell_words(reading: Reading, lang: str) -> str:
    """Say a number in a table cell: bare, or in words that there is none."""
    if reading.value is None:
        return inline("status", reading.status, lang)
    if reading.status == STATED_ZERO:
        return inline("status", STATED_ZERO, lang)
    bare = formats.number(reading.value, lang)
    return text("cell_implied", lang, number=bare) if reading.implied else bare


def headline(view: HeadlineView) -> str:
    """Say the number of a region in one sentence that claims no more than the record does."""
    state, lang = view.state, view.state.lang
    month = formats.month(state.month, lang)
    place = view.place.name
    if view.reading.value is None:
        return text("headline_nothing", lang, place=place, topic=topic(state), month=month)
    if view.reading.status == STATED_ZERO:
        return text("headline_zero", lang, place=place, topic=topic(state), month=month)
    one = "_one" if view.reading.value == 1 else ""
    values = {
        "number": formats.number(view.reading.value, lang),
        "what": text(f"what_{state.stage}_{state.unit}{one}", lang),
        "election": label("election", state.election, lang),
        "month": month,
    }
    if view.place.code == NATIONAL:
        return text("headline_national", lang, **values)
    return text("headline_region", lang, place=place, **values)


def background(view: HeadlineView) -> tuple[str, ...]:
    """Say what the number rests on: running total, implied stage, differing figures, and how much is on record."""
    sentences = (*_running(view), *_implied(view), *(_note(note, view) for note in view.notes))
    return (*sentences, *_coverage(view)) if view.place.code == NATIONAL else sentences


def _running(view: HeadlineView) -> tuple[str, ...]:
    lang, reading = view.state.lang, view.reading
    if not reading.value:
        return ()
    explained = formats.number(reading.value - reading.unexplained, lang)
    if not view.running:
        unexplained = formats.number(reading.unexplained, lang)
        said = text("unexplained_only", lang, explained=explained, unexplained=unexplained, below=_below(view))
        return (said,) if reading.unexplained else ()
    record = view.running[0]
    values = {
        "number": formats.number(record.count, lang),
        "authority": record.authority,
        "date": formats.record_day(record.period_end, record.date_precision, lang),
    }
    if view.place.level == "kabupaten_kota" or not reading.unexplained:
        return (text("running_whole", lang, **values),)
    if not view.explained_since:
        return (text("running_whole", lang, **values),)
    since = formats.month(view.explained_since, lang)
    return (text("running_part", lang, explained=explained, below=_below(view), since=since, **values),)


def _below(view: HeadlineView) -> str:
    """Name the level into which a parent's number is broken down."""
    level = PROVINCE_LEVEL if view.place.code == NATIONAL else REGENCY_LEVEL
    return inline("region_level", level, view.state.lang)


def _implied(view: HeadlineView) -> tuple[str, ...]:
    return (text("implied", view.state.lang),) if view.reading.implied else ()


def _note(noted: NotedFigure, view: HeadlineView) -> str:
    """Say a published figure beside the one on record; which of them is used only where the number is that one."""
    lang = view.state.lang
    note = text(
        f"note_{noted.note.note}",
        lang,
        authority=noted.record.authority if noted.record else text("someone", lang),
        date=_note_day(noted.record, lang),
        stated=formats.number(noted.note.stated, lang),
        used=formats.number(noted.note.used, lang),
    )
    return text("note_larger_stands", lang, note=note) if noted.note.used == view.reading.value else note


def _note_day(record: Violation | None, lang: str) -> str:
    return formats.record_day(record.period_end, record.date_precision, lang) if record else ""


def _coverage(view: HeadlineView) -> tuple[str, ...]:
    lang = view.state.lang
    counts = {
        "known": view.recorded_regencies,
        "all": view.regencies,
        "missing": view.regencies - view.recorded_regencies,
    }
    return (text("coverage", lang, **{name: formats.number(count, lang) for name, count in counts.items()}),)


def map_alt(view: MapView) -> str:
    """Say in one sentence what the map shows."""
    state, lang = view.state, view.state.lang
    values = {
        "level": map_place(state, view.province),
        "topic": map_topic(state),
        "month": formats.month(state.month, lang),
    }
    if not view.published:
        return " ".join([text("map_alt_empty", lang, **values), *tile_words(state)])
    counts = {"published": formats.number(view.published, lang), "all": formats.number(len(view.entries), lang)}
    return " ".join([text("map_alt", lang, top=_top(view), **counts, **values), *tile_words(state)])


def tile_words(state: ViewState) -> tuple[str, ...]:
    """Say what the tiles of a map are, or why it has none although they were asked for."""
    if state.map_kind != TILES:
        return ()
    return (text("tiles_are" if state.shows_tiles else "tiles_not_for_provinces", state.lang),)


def _top(view: MapView) -> str:
    known = [entry for entry in view.entries if entry.reading.value is not None]
    known = [entry for entry in known if entry.reading.value] or known
    known.sort(key=lambda entry: (-entry.shown, entry.place.code))
    lang = view.state.lang
    return ", ".join(
        text("top_entry", lang, place=entry.place.name, number=formats.number(entry.shown, lang))
        for entry in known[:TOP]
    )


def trend_alt(view: TrendView) -> str:
    """Say in one sentence what the trend shows."""
    lang = view.state.lang
    return text(
        "trend_alt",
        lang,
        place=view.place.name,
        topic=topic(view.state),
        first=formats.month(view.points[0].month, lang),
        last=formats.month(view.points[-1].month, lang),
        value=reading_words(view.points[-1].reading, view.state),
    )


def record_words(record: Violation, lang: str, *, region: str = "") -> tuple[str, str, str]:
    """Say what a record states; as of when and by whom; and who published it on which day."""
    day = formats.record_day(record.period_end, record.date_precision, lang)
    kind = "record_running" if record.measure == "kumulatif" else "record_event"
    published = published_by(record.publisher, record.published, lang)
    place = f" · {region}" if region else ""
    said = f"{place} · {text(kind, lang, date=day)}, {text('record_by', lang, authority=record.authority)}: "
    return record_states(record, lang), said, published


def declaration_words(row: Declaration, lang: str) -> tuple[str, str, str]:
    """Say the day of an activity; what it was and who held it; and who published it on which day."""
    organizer = label("organizer", row.organizer, lang)
    partial = f" · {text('region_partial', lang)}" if row.scope == "sebagian" else ""
    day = formats.record_day(row.day, row.date_precision, lang)
    held = f"{label('activity', row.activity, lang)} ({organizer}){partial}"
    return day, held, published_by(row.publisher, row.published, lang)


def published_by(publisher: str, day: date, lang: str) -> str:
    """Name who published a record, and when."""
    return text("record_link", lang, publisher=publisher, date=formats.day(day, lang))


def record_states(record: Violation, lang: str) -> str:
    """Say the number of a record with its unit and stage."""
    return text(
        "record_states",
        lang,
        count=formats.number(record.count, lang),
        unit=unit_name(record.unit, record.count, lang),
        stage=inline("stage", record.stage, lang),
    )
