"""One region in one picture: its number in a sentence, a map, its trend, its stages, and whether it has declared."""

from dataclasses import replace
from functools import partial
from typing import NamedTuple

from markupsafe import Markup

from dashboard import formats
from dashboard.charts.bars import draw_groups
from dashboard.charts.drawing import LINE, SIZE, Piece, drawing, is_narrow, label, moved, piece
from dashboard.charts.measure import wrapped
from dashboard.charts.trend import draw_trend
from dashboard.elements import join
from dashboard.files import columns
from dashboard.graphics.chart import Chart, Graphic, Query, focus_stages, kept, parameters_of, state_of
from dashboard.graphics.handling import stages_of, unit_groups
from dashboard.graphics.violations import draw_map
from dashboard.graphics.words import minimum_source
from dashboard.reading import headline_view, map_view, trend_view
from dashboard.region_view import first_declared
from dashboard.release import PROVINCE_LEVEL, REGENCY_LEVEL, Place, Snapshot
from dashboard.sentences import background, headline, topic
from dashboard.state import ViewState, focus_address, to_query
from dashboard.views import MapView
from dashboard.wording import text
from geo.regions import NATIONAL

CHART = "profil-wilayah"
GUTTER, GAP, MAP_SHARE, HEADING = 28, 22, 0.46, LINE + 10
STEP = LINE + 3
"""From one line of a heading to the next, in pixels."""
LEAD = 15
"""Size of the sentence in pixels."""


def _graphic(snapshot: Snapshot, query: Query) -> Graphic:
    state = state_of(CHART, query, snapshot)
    place, lang = snapshot.places[state.focus], state.lang
    return Graphic(
        chart=CHART,
        lang=lang,
        release_id=snapshot.release_id,
        title=text("graphic_profile_title", lang, place=place.name),
        subtitle=text("graphic_profile_subtitle", lang, topic=topic(state), month=formats.month(state.month, lang)),
        alt=f"{headline(headline_view(snapshot, state, place.code))} {declared_words(snapshot, state, place)}",
        note=text("graphic_profile_note", lang),
        source=minimum_source(lang),
        page=focus_address(state, snapshot),
        query=kept(to_query(state, snapshot), parameters_of(CHART)),
        draw=partial(_draw, snapshot, state, place),
    )


def declared_words(snapshot: Snapshot, state: ViewState, place: Place) -> str:
    """Say since when a region has declared, or how many of the kabupaten/kota in it have."""
    lang = state.lang
    if place.level == REGENCY_LEVEL:
        first = first_declared(snapshot, state, place.code)
        key = "graphic_declared_since" if first else "graphic_declared_none"
        return text(key, lang, place=place.name, day=formats.day(first, lang) if first else "")
    inside = [regency.code for regency in snapshot.places_at(REGENCY_LEVEL) if place.code in {NATIONAL, regency.parent}]
    declared = sum(first_declared(snapshot, state, code) is not None for code in inside)
    counts = {"declared": formats.number(declared, lang), "all": formats.number(len(inside), lang)}
    return text("graphic_declared_inside", lang, place=place.name, **counts)


def _map_state(state: ViewState, place: Place) -> ViewState:
    """Show a region among its neighbours: a kabupaten/kota in its province, a province from within."""
    if place.code == NATIONAL:
        return replace(state, level=PROVINCE_LEVEL, region=None, province=None)
    region = place.code if place.level == REGENCY_LEVEL else None
    return replace(state, level=REGENCY_LEVEL, province=place.code[:2], region=region)


def _draw(snapshot: Snapshot, state: ViewState, place: Place, width: int, root: str) -> Markup:
    """Set map and trend side by side, or one under the other on a phone, and the stages where there is room."""
    narrow, lang = is_narrow(width), state.lang
    left = width if narrow else int((width - GUTTER) * MAP_SHARE)
    right = 0 if narrow else left + GUTTER
    said, top = _sentences(snapshot, state, place, width)
    view = map_view(snapshot, _map_state(state, place))
    shown = _Part(_map_heading(view, place, lang), piece(draw_map(view, snapshot, left, root)), 0, top)
    trend = piece(draw_trend(trend_view(snapshot, state, place.code), width=width - right))
    course = _Part(text("graphic_profile_trend", lang), trend, right, shown.bottom if narrow else top)
    above = course if narrow or course.bottom < shown.bottom else shown
    groups = unit_groups(stages_of(snapshot, state, place.code)[state.unit], state.unit, lang)
    room = left if above is shown else width - right
    bars = piece(draw_groups(groups, title="", lang=lang, width=room))
    stages = _Part(text("graphic_profile_stages", lang), bars, above.x, above.bottom)
    parts = (shown, course, stages)
    bottom = max(part.bottom for part in parts) - GAP
    drawn = (part.drawn for part in parts)
    return drawing(said, *drawn, width=width, height=bottom, title="", lang=lang, role="group")


class _Part(NamedTuple):
    """A drawing with its heading, and where both stand."""

    heading: str
    piece: Piece
    x: float
    y: float

    @property
    def _lines(self) -> tuple[str, ...]:
        return wrapped(self.heading, self.piece.width, SIZE + 1, bold=True)

    @property
    def _under(self) -> float:
        """Return where the drawing begins, under its heading."""
        return self.y + len(self._lines) * STEP + HEADING - STEP

    @property
    def bottom(self) -> float:
        return self._under + self.piece.height + GAP

    @property
    def drawn(self) -> Markup:
        heading = (
            label(line, self.x, self.y + LINE + number * STEP, size=SIZE + 1, class_="judul-gambar", bold=True)
            for number, line in enumerate(self._lines)
        )
        return join(*heading, moved(self.piece.body, self.x, self._under))


def _sentences(snapshot: Snapshot, state: ViewState, place: Place, width: int) -> tuple[Markup, float]:
    view = headline_view(snapshot, state, place.code)
    first, top = _lines(headline(view), width, 0, size=LEAD, bold=True)
    more = " ".join([*background(view)[:1], declared_words(snapshot, state, place)])
    second, bottom = _lines(more, width, top + GAP / 4, size=SIZE)
    return join(first, second), bottom + GAP / 2


def _lines(said: str, width: int, top: float, *, size: int, bold: bool = False) -> tuple[Markup, float]:
    lines, step = wrapped(said, width, size, bold=bold), size + 5
    drawn = (
        label(line, 0, top + number * step - 4, size=size, class_="judul-gambar", bold=bold)
        for number, line in enumerate(lines, start=1)
    )
    return join(*drawn), top + len(lines) * step


def _map_heading(view: MapView, place: Place, lang: str) -> str:
    if place.code == NATIONAL:
        return text("graphic_profile_map_country", lang)
    return text("graphic_profile_map", lang, province=view.province)


def _file_name(snapshot: Snapshot, query: Query) -> str:
    state = state_of(CHART, query, snapshot)
    return "_".join([CHART, state.election, state.stage, state.unit, state.month, state.focus, snapshot.release_id])


PROFILE = Chart(
    name=CHART,
    parameters=parameters_of(CHART),
    columns=lambda *_: columns("ringkasan"),
    rows=partial(focus_stages, CHART),
    file_name=_file_name,
    graphic=_graphic,
)
