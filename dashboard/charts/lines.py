"""Draws several running totals on one scale, each known by shape, dash and name as well as by colour."""

from collections.abc import Sequence
from typing import NamedTuple

from markupsafe import Markup

from dashboard import formats
from dashboard.charts.calendar import MONTHS_HEIGHT, bands, month_box, month_labels, rows_high
from dashboard.charts.drawing import LINE, SMALL, drawing, is_narrow, label, pair, rule, taller
from dashboard.charts.measure import spread, text_width, wrapped
from dashboard.charts.panel import MIDDLE, Panel, frame, nothing, panel, side_width
from dashboard.charts.scales import DayScale, Span, step_path
from dashboard.charts.series import Line, LinesView
from dashboard.charts.signs import sign
from dashboard.elements import el, join
from dashboard.wording import text

EDGE, HEIGHT = 12, {True: 170, False: 250}
LABEL_ROOM, LABEL_GAP, SIGN_ROOM = 190, 26, 18
STUCK = "\N{NO-BREAK SPACE}"
"""Holds a number to the last word of its name."""


class Ending(NamedTuple):
    """What stands at the end of a line: its lines of words, and the height of their middle."""

    number: int
    words: tuple[str, ...]
    y: float


def light_lines(view: LinesView) -> Markup:
    """Draw up to six series for both widths of a page."""
    return pair(lambda width: draw_lines(view, width=width))


def draw_lines(view: LinesView, *, width: int) -> Markup:
    """Draw up to six series for one width in pixels; on a phone their names stand in a key above."""
    narrow = is_narrow(width)
    drawn = _panel(view, width)
    scale = view.calendar.scale(drawn.across)
    places = {index: _places(view, index, drawn, scale) for index in _known(view)}
    named = _in_key(view, narrow=narrow)
    high = sum(_key_step(_key_words(view.lines[index], width)) for index in named) + (EDGE if named else 0)
    body = join(
        bands(view.calendar, scale, bottom=drawn.bottom),
        frame(drawn, view.lang) if _known(view) else nothing(drawn, view.lang),
        *(_line(view, index, places[index]) for index in places),
        *(_ending(ending, places[ending.number][-1], drawn, width) for ending in endings(view, drawn, narrow=narrow)),
        month_labels(view.calendar, scale, top=drawn.bottom),
    )
    return drawing(
        _key(view, named, width),
        el("g", body, transform=f"translate(0 {high})") if high else body,
        width=width,
        height=high + drawn.bottom + MONTHS_HEIGHT,
        title=view.title,
        description=view.description,
        lang=view.lang,
    )


def _known(view: LinesView) -> list[int]:
    return [index for index, line in enumerate(view.lines) if line.known]


def _panel(view: LinesView, width: int) -> Panel:
    highest = max((value or 0 for line in view.lines for value in line.values), default=0)
    narrow = is_narrow(width)
    room = _number_room(view) if narrow else LABEL_ROOM
    across = Span(side_width(highest, view.lang), width - room)
    top = rows_high(view.calendar, view.calendar.scale(across)) + EDGE
    return panel(across=across, top=top, height=taller(HEIGHT[narrow], width), highest=highest)


def _number_room(view: LinesView) -> float:
    return max([text_width(line.end, SMALL, bold=True) for line in view.lines if line.known], default=0) + 2 * EDGE


def _line(view: LinesView, index: int, places: Sequence[tuple[float, float]]) -> Markup:
    line = view.lines[index]
    known = [number for number, value in enumerate(line.values) if value is not None]
    signs = [
        _sign(view, index, number, place)
        for number, place in zip(known, places, strict=True)
        if number == known[-1] or line.values[number] != line.values[number - 1] or number == 0
    ]
    return join(el("path", d=step_path(places), class_=f"seri seri-{index + 1}"), *signs)


def _sign(view: LinesView, index: int, number: int, place: tuple[float, float]) -> Markup:
    said = _said(view, view.lines[index], number)
    return el("g", el("title", said), sign(index, *place, class_=f"tanda isi-{index + 1}"))


def _places(view: LinesView, index: int, drawn: Panel, scale: DayScale) -> list[tuple[float, float]]:
    values = zip(view.calendar.months, view.lines[index].values, strict=False)
    return [(month_box(month, scale).end, drawn.counts.at(value)) for month, value in values if value is not None]


def _said(view: LinesView, line: Line, number: int) -> str:
    month = formats.month(view.calendar.months[number], view.lang)
    return text("line_month_said", view.lang, name=line.name, month=month, value=line.said[number])


def endings(view: LinesView, drawn: Panel, *, narrow: bool) -> tuple[Ending, ...]:
    """Place what stands at the ends of the lines so that no two touch."""
    known = _known(view)
    words = [_words(view.lines[index], narrow=narrow) for index in known]
    wanted = [drawn.counts.at(view.lines[index].last or 0) for index in known]
    placed = spread(wanted, [len(lines) * LINE + 3.0 for lines in words], low=LINE / 2, high=drawn.bottom + 2 * LINE)
    return tuple(Ending(*row) for row in zip(known, words, placed, strict=True))


def _words(line: Line, *, narrow: bool) -> tuple[str, ...]:
    if narrow:
        return (line.end,)
    return wrapped(f"{line.name}{STUCK}{line.end}", LABEL_ROOM - LABEL_GAP, SMALL, bold=True)


def _ending(ending: Ending, place: tuple[float, float], drawn: Panel, width: int) -> Markup:
    """Write name and number beside the end of a line, with a thin line to it where they had to be moved."""
    x, y = place
    start = width - LABEL_ROOM + LABEL_GAP if not is_narrow(width) else drawn.across.end + EDGE
    leader = rule(x + 5, y, start - 3, ending.y, "penunjuk")
    first = ending.y + MIDDLE - (len(ending.words) - 1) * LINE / 2
    words = [
        label(line, start, first + number * LINE, class_=f"nama-{ending.number + 1}", bold=True)
        for number, line in enumerate(ending.words)
    ]
    return join(leader, *words)


def _in_key(view: LinesView, *, narrow: bool) -> list[int]:
    """Return the series named above the panel: all on a phone, elsewhere those that have no line to be named at."""
    return [index for index, line in enumerate(view.lines) if narrow or not line.known]


def _key(view: LinesView, named: Sequence[int], width: int) -> Markup:
    rows: list[Markup] = []
    top = 0.0
    for index in named:
        words = _key_words(view.lines[index], width)
        rows.append(
            _key_row(
                index, words, top, start=2.0 * SIGN_ROOM if is_narrow(width) else 0.0, known=view.lines[index].known
            )
        )
        top += _key_step(words)
    return join(*rows)


def _key_step(words: Sequence[str]) -> float:
    return len(words) * LINE + 5


def _key_words(line: Line, width: int) -> tuple[str, ...]:
    return wrapped(f"{line.name}: {line.end}", width - 2 * SIGN_ROOM - EDGE, SMALL)


def _key_row(index: int, words: Sequence[str], top: float, *, start: float, known: bool) -> Markup:
    """Draw a row of the key; where nothing is published there is no sample of a line, only the words."""
    middle = top + LINE / 2 + 1
    stroke = rule(0, middle, 2 * SIGN_ROOM - 8, middle, f"seri seri-{index + 1}") if known else None
    shape = sign(index, SIGN_ROOM - 4, middle, class_=f"tanda isi-{index + 1}") if known else None
    said = (label(line, start, middle + MIDDLE + number * LINE, class_="kunci") for number, line in enumerate(words))
    return join(stroke, shape, *said)
