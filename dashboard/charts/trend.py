"""Draws the trend of one region: its running total above, what each month added to the record below."""

from markupsafe import Markup

from dashboard import formats
from dashboard.charts.calendar import MONTHS_HEIGHT, bands, calendar_of, month_box, month_labels, rows_high
from dashboard.charts.drawing import SIZE, block, drawing, is_narrow, label, pair, taller
from dashboard.charts.panel import HEADING, Panel, frame, heading, nothing, panel, side_width
from dashboard.charts.scales import DayScale, Span, step_path
from dashboard.charts.signs import STATED_ZERO_SIGN, sign
from dashboard.elements import el, join
from dashboard.sentences import cell_words, reading_words, trend_alt
from dashboard.views import TrendPoint, TrendView
from dashboard.wording import text
from etl.codes import STATED_ZERO

EDGE = 12
HEIGHTS = {True: (104, 64), False: (150, 90)}
"""Heights of both panels in pixels, on a phone or on paper, and elsewhere."""
BAR_SHARE = 0.72
ABOVE_POINT = 7


def light_trend(view: TrendView) -> Markup:
    """Draw a trend for both widths of a page."""
    return pair(lambda width: draw_trend(view, width=width))


def draw_trend(view: TrendView, *, width: int, low: bool = False) -> Markup:
    """Draw a trend for one width in pixels; its panels may be as ``low`` as on a phone at any width."""
    lang = view.state.lang
    calendar = calendar_of(view)
    total, added = _panels(view, width, low=low or is_narrow(width))
    scale = calendar.scale(total.across)
    known = any(point.reading.value is not None for point in view.points)
    bottom = added.bottom if known else total.bottom
    panels = (_total_panel(view, total, scale), _added_panel(view, added, scale)) if known else (nothing(total, lang),)
    return drawing(
        bands(calendar, scale, bottom=bottom),
        *panels,
        month_labels(calendar, scale, top=bottom),
        width=width,
        height=bottom + MONTHS_HEIGHT,
        title=trend_alt(view),
        description=_description(view, known=known),
        lang=lang,
    )


def _total_panel(view: TrendView, drawn: Panel, scale: DayScale) -> Markup:
    lang = view.state.lang
    title = heading(text("trend_panel_total", lang), drawn)
    return join(title, frame(drawn, lang), _total(view, drawn, scale))


def _added_panel(view: TrendView, drawn: Panel, scale: DayScale) -> Markup:
    lang = view.state.lang
    title = heading(text("trend_panel_added", lang), drawn)
    return join(title, frame(drawn, lang), _bars(view, drawn, scale))


def _panels(view: TrendView, width: int, *, low: bool) -> tuple[Panel, Panel]:
    highest = max((point.reading.value or 0 for point in view.points), default=0)
    most = max((point.added for point in view.points), default=0)
    across = Span(side_width(highest, view.state.lang), width - EDGE)
    above, below = (taller(height, 0 if low else width) for height in HEIGHTS[low])
    calendar = calendar_of(view)
    top = rows_high(calendar, calendar.scale(across)) + HEADING
    total = panel(across=across, top=top, height=above, highest=highest)
    added = panel(across=across, top=total.bottom + EDGE + HEADING, height=below, highest=most)
    return total, added


def _description(view: TrendView, *, known: bool) -> str:
    lang = view.state.lang
    if not known:
        return text("trend_nothing", lang)
    pale = any(point.reading.unexplained for point in view.points)
    return " ".join([text("trend_panels", lang), *([text("trend_pale", lang)] if pale else [])])


def _bars(view: TrendView, drawn: Panel, scale: DayScale) -> Markup:
    return join(*(_bar(view, point, drawn, scale) for point in view.points if point.added))


def _bar(view: TrendView, point: TrendPoint, drawn: Panel, scale: DayScale) -> Markup:
    """Draw what a month added: the part that smaller regions explain from the ground, the rest above it."""
    month = month_box(point.month, scale)
    wide = month.length * BAR_SHARE
    left = month.start + (month.length - wide) / 2
    known = point.added - point.added_unexplained
    middle, top = drawn.counts.at(known), drawn.counts.at(point.added)
    return el(
        "g",
        el("title", _said(view, point)),
        block(left, middle, wide, drawn.bottom - middle, "batang") if known else None,
        block(left, top, wide, middle - top, "batang-pucat") if point.added > known else None,
    )


def _said(view: TrendView, point: TrendPoint) -> str:
    """Say a month: its name, the total at its end, and what it added."""
    lang = view.state.lang
    return text(
        "trend_month_said",
        lang,
        month=formats.month(point.month, lang),
        total=reading_words(point.reading, view.state),
        added=formats.number(point.added, lang),
    )


def _total(view: TrendView, drawn: Panel, scale: DayScale) -> Markup:
    known = [point for point in view.points if point.reading.value is not None]
    places = [(month_box(point.month, scale).end, drawn.counts.at(point.reading.value or 0)) for point in known]
    dots = [_dot(view, point, place) for point, place in zip(known, places, strict=True)]
    return join(el("path", d=step_path(places), class_="jalur"), *dots, _end(view, places[-1]))


def _dot(view: TrendView, point: TrendPoint, place: tuple[float, float]) -> Markup:
    kind = STATED_ZERO_SIGN if point.reading.status == STATED_ZERO else 0
    class_ = "titik-nol" if kind else "titik"
    return el("g", el("title", _said(view, point)), sign(kind, *place, class_=class_))


def _end(view: TrendView, place: tuple[float, float]) -> Markup:
    said = cell_words(view.points[-1].reading, view.state.lang)
    return label(said, place[0] + 3, place[1] - ABOVE_POINT, anchor="end", size=SIZE, class_="ujung", bold=True)
