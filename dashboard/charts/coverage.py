"""Draws how large a share of the regions had declared by each day toward polling day."""

from dataclasses import dataclass
from datetime import date, timedelta

from markupsafe import Markup

from dashboard import formats
from dashboard.charts.calendar import MONTHS_HEIGHT, Calendar, bands, month_labels, rows_high
from dashboard.charts.drawing import LINE, SIZE, SMALL, drawing, is_narrow, label, message, pair, taller
from dashboard.charts.measure import text_width, wrapped
from dashboard.charts.panel import GAP, Panel, frame
from dashboard.charts.scales import CountScale, DayScale, Span, step_path
from dashboard.charts.signs import sign
from dashboard.elements import el, join
from dashboard.wording import text

EDGE, HEIGHT = 12, {True: 150, False: 220}
QUARTERS = (0, 25, 50, 75, 100)
ABOVE_POINT, UNDER_POINT = 7, 19


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverageView:
    """How many of ``whole`` regions had declared, from each day of ``steps`` on; counts rise.

    ``title`` is the text alternative, one sentence. The curve ends with the day ``until``, where there is one.
    """

    title: str
    description: str = ""
    calendar: Calendar
    steps: tuple[tuple[date, int], ...]
    whole: int
    until: date | None = None


def light_coverage(view: CoverageView) -> Markup:
    """Draw the share for both widths of a page."""
    return pair(lambda width: draw_coverage(view, width=width))


def draw_coverage(view: CoverageView, *, width: int) -> Markup:
    """Draw the share, from 0 to 100 per cent, for one width in pixels."""
    lang = view.calendar.lang
    names = [formats.share(quarter / 100, lang) for quarter in QUARTERS]
    across = Span(max(text_width(name, SMALL) for name in names) + GAP, width - EDGE)
    scale = view.calendar.scale(across)
    top = rows_high(view.calendar, scale) + EDGE
    drawn = Panel(across, CountScale(QUARTERS[-1], Span(top, top + taller(HEIGHT[is_narrow(width)], width))), QUARTERS)
    return drawing(
        bands(view.calendar, scale, bottom=drawn.bottom),
        frame(drawn, lang, said=names),
        _curve(view, drawn, scale) if view.steps else _nothing(lang, drawn),
        month_labels(view.calendar, scale, top=drawn.bottom),
        width=width,
        height=drawn.bottom + MONTHS_HEIGHT,
        title=view.title,
        description=view.description,
        lang=lang,
    )


def _curve(view: CoverageView, drawn: Panel, scale: DayScale) -> Markup:
    """Draw the steps from no region on, to the last day that counts."""
    places = [(scale.at(day), drawn.counts.at(100 * count / view.whole)) for day, count in view.steps]
    end = scale.at(view.until + timedelta(days=1)) if view.until else drawn.across.end
    last = (end, places[-1][1])
    points = [(drawn.across.start, drawn.counts.at(0)), *places, last]
    signs = [_sign(view, step, place) for step, place in zip(view.steps, places, strict=True)]
    return join(el("path", d=step_path(points), class_="jalur"), *signs, _end(view, last, drawn))


def _nothing(lang: str, drawn: Panel) -> Markup:
    """Say that no declaration is on record; a line at nought would look like a statement that there was none."""
    lines = wrapped(text("coverage_nothing", lang), drawn.across.length - 2 * EDGE, SIZE)
    return message(lines, drawn.across.start + EDGE, (drawn.top + drawn.bottom) / 2 - LINE * len(lines))


def _sign(view: CoverageView, step: tuple[date, int], place: tuple[float, float]) -> Markup:
    return el("g", el("title", _said(view, *step)), sign(0, *place, class_="titik", radius=2.5))


def _said(view: CoverageView, day: date, count: int) -> str:
    lang = view.calendar.lang
    return text("coverage_day_said", lang, day=formats.day(day, lang), **_numbers(view, count))


def _numbers(view: CoverageView, count: int) -> dict[str, str]:
    lang = view.calendar.lang
    return {
        "count": formats.number(count, lang),
        "whole": formats.number(view.whole, lang),
        "share": formats.share(count / view.whole, lang),
    }


def _end(view: CoverageView, place: tuple[float, float], drawn: Panel) -> Markup:
    """Write the last number over the end of the curve, to its left where there is room."""
    said = text("coverage_end", view.calendar.lang, **_numbers(view, view.steps[-1][1]))
    fits = place[0] - text_width(said, SIZE, bold=True) >= drawn.across.start
    x, anchor = (place[0], "end") if fits else (drawn.across.start + ABOVE_POINT, "start")
    y = place[1] - ABOVE_POINT
    y = y if y - SIZE >= drawn.top else place[1] + UNDER_POINT
    return label(said, x, y, anchor=anchor, size=SIZE, class_="ujung", bold=True)
