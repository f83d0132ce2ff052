"""Builds the views behind the choices of the trend: by stage, by kind of violation, by region."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import accumulate

from dashboard import formats
from dashboard.charts.calendar import calendar_of
from dashboard.charts.series import Line, LinesView, line_of
from dashboard.charts.stack import OTHERS, UNEXPLAINED, Layer, StackView
from dashboard.labels import inline, label
from dashboard.reading import KEPT_SERIES, trend_points, trend_view
from dashboard.release import REGENCY_LEVEL, Place, SeriesKey, Snapshot, TypeCount, grouped
from dashboard.sentences import cell_words, number_words, topic
from dashboard.state import STAGES, ViewState, to_query, written
from dashboard.views import TrendView
from dashboard.wording import text

DRAWN_TYPES = 6
NAMED_PARTS = 5
Values = tuple[int | None, ...]
Words = tuple[str, ...]
KEPT = 16
"""Sets of series kept: drawing and table of one page take the same."""


def stage_lines(snapshot: Snapshot, state: ViewState, code: str, *, first: str = "") -> LinesView:
    """Build one running total for each stage of handling of a region."""
    views = {stage: trend_view(snapshot, replace(state, stage=stage), code, first=first) for stage in STAGES}
    lines = tuple(line_of(view, name=label("stage", stage, state.lang)) for stage, view in views.items())
    return _lines_view("trend_alt_stages", views[STAGES[0]], lines)


def type_lines(snapshot: Snapshot, state: ViewState, code: str, *, first: str = "") -> LinesView:
    """Build the running sum of events of each kind of violation that has any, the largest first."""
    view = trend_view(snapshot, state, code, first=first)
    months = tuple(point.month for point in view.points)
    counts = type_counts(snapshot, state, code)
    lines = [_type_line(kind, rows, months, state) for kind, rows in counts.items()]
    lines.sort(key=lambda line: (-(line.last or 0), line.name))
    return _lines_view("trend_alt_types", view, tuple(lines))


def drawn_types(view: LinesView) -> LinesView:
    """Keep the kinds that one drawing can hold apart."""
    return replace(view, lines=view.lines[:DRAWN_TYPES])


def type_counts(snapshot: Snapshot, state: ViewState, code: str) -> Mapping[str, tuple[TypeCount, ...]]:
    """Return the counted events up to the chosen month, by kind.

    Those of a province or the country are the events of its kabupaten/kota alone: a province's own records may speak of
    the same persons.
    """
    counted = (row for row in _counted(snapshot, state.key(code)) if row.month <= state.month)
    return grouped(counted, by=lambda row: row.violation_type)


@lru_cache(maxsize=KEPT)
def _counted(snapshot: Snapshot, key: SeriesKey) -> tuple[TypeCount, ...]:
    regions = _counted_regions(snapshot, key.region)
    return tuple(row for code in regions for row in snapshot.type_counts.get(key._replace(region=code), ()))


def _counted_regions(snapshot: Snapshot, code: str) -> Sequence[str]:
    """Return the kabupaten/kota whose events count for a region."""
    place = snapshot.places[code]
    if place.level == REGENCY_LEVEL:
        return (code,)
    regencies = snapshot.places_at(REGENCY_LEVEL)
    return tuple(regency.code for regency in regencies if place.parent is None or regency.parent == code)


def _type_line(kind: str, rows: Sequence[TypeCount], months: Sequence[str], state: ViewState) -> Line:
    added = grouped(rows, by=lambda row: row.month)
    before = sum(row.count for row in rows if row.month < months[0])
    sums = tuple(accumulate((sum(row.count for row in added.get(month, ())) for month in months), initial=before))[1:]
    values = tuple(value or None for value in sums)
    numbers = tuple(formats.number(value, state.lang) for value in sums)
    return Line(name=label("violation_type", kind, state.lang), values=values, said=numbers, end=numbers[-1])


def parent_of_parts(snapshot: Snapshot, code: str) -> str:
    """Return the region whose parts are shown: the region itself, or the province of a kabupaten/kota."""
    return code if snapshot.children(code) else str(snapshot.places[code].parent)


def part_lines(snapshot: Snapshot, state: ViewState, code: str, *, first: str = "") -> LinesView:
    """Build one running total for each region directly below one, each with a link to its own page."""
    return _part_lines(snapshot, state, parent_of_parts(snapshot, code), first)


@lru_cache(maxsize=KEPT)
def _part_lines(snapshot: Snapshot, state: ViewState, parent: str, first: str) -> LinesView:
    parts = snapshot.children(parent)
    # The addresses of the parts differ in their region alone.
    query = to_query(replace(state, region=parts[0].code), snapshot) if parts else {}
    links = [written("/", {**query, "wilayah": part.code}) for part in parts]
    lines = tuple(_part_line(snapshot, state, part, first, link) for part, link in zip(parts, links, strict=True))
    return _lines_view("trend_alt_parts", trend_view(snapshot, state, parent, first=first), lines)


def _part_line(snapshot: Snapshot, state: ViewState, part: Place, first: str, link: str) -> Line:
    months = snapshot.months(state.election)
    shown = slice(bisect_left(months, first), bisect_right(months, state.month))
    values, said, ends = _whole_line(snapshot, state.key(part.code), state.lang)
    return Line(name=part.name, values=values[shown], said=said[shown], end=ends[shown][-1], link=link)


@lru_cache(maxsize=KEPT_SERIES)
def _whole_line(snapshot: Snapshot, key: SeriesKey, lang: str) -> tuple[Values, Words, Words]:
    """Return the values of all months, and what is said of each in a sentence and at the end of a line."""
    readings = [point.reading for point in trend_points(snapshot, key)]
    return (
        tuple(reading.value for reading in readings),
        tuple(number_words(reading, key.unit, lang) for reading in readings),
        tuple(cell_words(reading, lang) for reading in readings),
    )


def part_stack(snapshot: Snapshot, state: ViewState, code: str, *, first: str = "") -> StackView:
    """Build the parts of a region's running total: the largest by name, the others together, and what none explains."""
    view = trend_view(snapshot, state, parent_of_parts(snapshot, code), first=first)
    lines = [line for line in part_lines(snapshot, state, code, first=first).lines if line.last]
    lines.sort(key=lambda line: (-(line.last or 0), line.name))
    named, others = lines[:NAMED_PARTS], lines[NAMED_PARTS:]
    layers = [Layer(name=line.name, values=_numbers(line)) for line in named]
    layers += _others(others, view)
    unexplained = tuple(point.reading.unexplained for point in view.points)
    layers.append(Layer(name=text("stack_unexplained", state.lang), values=unexplained, kind=UNEXPLAINED))
    lines_view = _lines_view("trend_alt_parts", view, tuple(lines))
    calendar = calendar_of(view)
    return StackView(title=lines_view.title, description=stack_words(view), calendar=calendar, layers=tuple(layers))


def stack_words(view: TrendView) -> str:
    """Say how the parts of a running total are to be read."""
    return text("trend_stack_note", view.state.lang)


def _others(lines: Sequence[Line], view: TrendView) -> list[Layer]:
    if not lines:
        return []
    sums = tuple(map(sum, zip(*(_numbers(line) for line in lines), strict=True)))
    count = formats.number(len(lines), view.state.lang)
    return [Layer(name=text("stack_others", view.state.lang, count=count), values=sums, kind=OTHERS)]


def _numbers(line: Line) -> tuple[int, ...]:
    return tuple(value or 0 for value in line.values)


def _lines_view(key: str, view: TrendView, lines: tuple[Line, ...]) -> LinesView:
    """Give series their text alternative: what they show, and the numbers at their ends."""
    state, lang = view.state, view.state.lang
    ends = "; ".join(text("series_end", lang, name=line.name, number=line.end) for line in lines if line.known)
    title = text(
        key,
        lang,
        place=view.place.name,
        topic=topic(state),
        stage=inline("stage", state.stage, lang),
        unit=inline("unit", state.unit, lang),
        election=label("election", state.election, lang),
        month=formats.month(state.month, lang),
        ends=ends or text("trend_nothing", lang),
    )
    return LinesView(title=title, description="", calendar=calendar_of(view), lines=lines)
