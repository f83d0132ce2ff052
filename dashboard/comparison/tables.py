"""Builds what stands side by side: numbers by stage on one scale, months, declarations, other facts."""

from collections.abc import Iterable, Iterator, Sequence

from markupsafe import Markup

from dashboard import formats
from dashboard.comparison.view import Compared, largest
from dashboard.elements import Child, el, join
from dashboard.labels import inline, label
from dashboard.languages import language
from dashboard.release import Declaration
from dashboard.sentences import cell_words
from dashboard.state import STAGES, ViewState
from dashboard.views import Reading
from dashboard.wording import text
from etl.catalogue import load_catalogue
from etl.codes import SUPPRESSED

SideRow = tuple[Child, Sequence[Child]]


def side_table(heads: Sequence[str], rows: Iterable[SideRow], *, caption: str, corner: str) -> Markup:
    """Build a table with a column for each region; on a phone its cells stand below each other, each with its region.

    The roles keep it a table for screen readers where the style sheet lays it out otherwise.
    """
    tops = (el("th", name, scope="col", role="columnheader") for name in (corner, *heads))
    body = (_side_row(heading, cells, heads) for heading, cells in rows)
    return el(
        "table",
        el("caption", caption),
        el("thead", el("tr", *tops, role="row"), role="rowgroup"),
        el("tbody", *body, role="rowgroup"),
        class_=f"side side-{len(heads)}",
        role="table",
    )


def _side_row(heading: Child, cells: Sequence[Child], heads: Sequence[str]) -> Markup:
    named = zip(cells, heads, strict=True)
    return el(
        "tr",
        el("th", heading, scope="row", role="rowheader"),
        *(el("td", el("span", name, class_="of", aria_hidden="true"), cell, role="cell") for cell, name in named),
        role="row",
    )


def stages_part(rows: Sequence[Compared], view: ViewState, unit: str) -> Markup:
    """Build the numbers of one unit by stage; stages of which nothing is published anywhere are named below."""
    lang, scale = view.lang, largest(rows, unit)
    readings = {stage: [_reading(row, stage, unit) for row in rows] for stage in STAGES}
    known = [stage for stage in STAGES if any(reading.value is not None for reading in readings[stage])]
    silent = [inline("stage", stage, lang) for stage in STAGES if stage not in known]
    table = side_table(
        [row.place.name for row in rows],
        ((label("stage", stage, lang), _bars(readings[stage], scale, lang)) for stage in known),
        caption=text("banding_stages", lang, unit=label("unit", unit, lang), month=formats.month(view.month, lang)),
        corner=text("column_stage", lang),
    )
    note = text("banding_silent_stages", lang, unit=inline("unit", unit, lang), stages=", ".join(silent))
    return join(table if known else None, el("p", note, class_="hint") if silent else None)


def _reading(row: Compared, stage: str, unit: str) -> Reading:
    return next(dict(found.readings)[unit] for found in row.region.stages if found.stage == stage)


def _bars(readings: Sequence[Reading], scale: int, lang: str) -> list[Child]:
    return [_bar(reading, scale, number, lang) for number, reading in enumerate(readings, start=1)]


def _bar(reading: Reading, scale: int, number: int, lang: str) -> Markup:
    """Build a number with its bar in the colour of its region's line; other states are words alone."""
    said = _cell(reading, lang)
    if not reading.value or reading.status == SUPPRESSED:
        return el("span", said, class_="zero" if reading.value == 0 else "none")
    bar = el("span", class_=f"bar seri-{number}", style=f"width:{reading.value / scale * 100:.1f}%")
    return join(el("span", said, class_="value"), el("span", bar, class_="track", aria_hidden="true"))


def _cell(reading: Reading, lang: str) -> str:
    """Say a number, or briefly that there is none, or that it is kept back."""
    if reading.status == SUPPRESSED:
        return inline("status", SUPPRESSED, lang)
    return text("cell_nothing", lang) if reading.value is None else cell_words(reading, lang)


def months_part(rows: Sequence[Compared], view: ViewState) -> Markup:
    """Build the running totals as a table, which says what the lines show."""
    lang = view.lang
    months = [point.month for point in rows[0].region.trend.points]
    table = side_table(
        [row.place.name for row in rows],
        (
            (formats.month(month, lang), [_cell(row.region.trend.points[index].reading, lang) for row in rows])
            for index, month in enumerate(months)
        ),
        caption=text("banding_months", lang),
        corner=text("column_month", lang),
    )
    return el("details", el("summary", text("trend_table_summary", lang)), table)


def facts_part(rows: Sequence[Compared], view: ViewState) -> Markup:
    """Build what else is known: rate, first declaration, activities, vulnerability index, sources."""
    lang = view.lang
    return side_table(
        [row.place.name for row in rows],
        _facts(rows, view),
        caption=text("banding_facts", lang),
        corner=text("banding_fact", lang),
    )


def _facts(rows: Sequence[Compared], view: ViewState) -> Iterator[SideRow]:
    lang = view.lang
    indicators = load_catalogue().indicators
    if any(row.region.rate for row in rows):
        yield text("peringkat_column_rate", lang), [_rate(row, lang) for row in rows]
    yield text("peringkat_column_declared", lang), [_declared(row, lang) for row in rows]
    activities = indicators["preventive_activities"].title.text(language(lang))
    yield activities, [_activities(row.region.declarations, lang) for row in rows]
    if any(row.vulnerability for row in rows):
        yield text("banding_index", lang), [_index(row, lang) for row in rows]
    yield text("peringkat_column_sources", lang), [_sources(row, lang) for row in rows]


def _rate(row: Compared, lang: str) -> Child:
    rate = row.region.rate
    if rate is None:
        return el("span", text("banding_no_rate", lang), class_="none")
    small = f" ({text('peringkat_small', lang)})" if rate.small else ""
    return f"{formats.rate(rate.per_10000, lang)}{small}"


def _declared(row: Compared, lang: str) -> Child:
    first = row.region.first_declared
    return formats.day(first, lang) if first else el("span", text("peringkat_not_declared", lang), class_="none")


def _activities(rows: Sequence[Declaration], lang: str) -> Markup:
    if not rows:
        return el("span", text("peringkat_not_declared", lang), class_="none")
    entries = (el("li", _activity_words(row, lang), " ", _source(row.publisher, row.url)) for row in rows)
    listed = el("ul", *entries, class_="plain-list")
    return el("details", el("summary", text("banding_activities", lang, count=len(rows))), listed)


def _activity_words(row: Declaration, lang: str) -> str:
    partial = f" ({text('region_partial', lang)})" if row.scope == "sebagian" else ""
    day = formats.record_day(row.day, row.date_precision, lang)
    return f"{day}: {inline('activity', row.activity, lang)}{partial},"


def _index(row: Compared, lang: str) -> Child:
    if not row.vulnerability:
        return el("span", text("banding_no_index", lang), class_="none")
    field = load_catalogue().fields["rank_scope"]
    entries = []
    for found in row.vulnerability:
        scope = field.value_label(found.rank_scope, language(lang))
        key = "banding_rank" if found.score is None else "banding_rank_score"
        score = formats.number(found.score, lang) if found.score is not None else ""
        said = text(key, lang, rank=formats.number(found.rank, lang), scope=scope[:1].lower() + scope[1:], score=score)
        entries.append(el("li", said, " ", _source(found.publisher, found.url)))
    return el("ul", *entries, class_="plain-list")


def _sources(row: Compared, lang: str) -> Child:
    records = {fixing.record.url: fixing.record for fixing in row.region.fixing}
    if not records:
        return el("span", text("banding_no_sources", lang), class_="none")
    entries = (el("li", _source(record.publisher, url)) for url, record in records.items())
    said = text("peringkat_sources_one" if len(records) == 1 else "peringkat_sources", lang, count=len(records))
    return el("details", el("summary", said), el("ul", *entries, class_="plain-list"))


def _source(publisher: str, url: str) -> Markup:
    return el("a", publisher, href=url, rel="noopener")
