"""The charts of declarations: the map, and the curve of coverage toward polling day."""

from collections.abc import Callable, Iterator
from functools import partial

from markupsafe import Markup

from dashboard import formats
from dashboard.charts.area_map import Area, AreaMap, draw_area_map
from dashboard.charts.coverage import draw_coverage
from dashboard.charts.legend import Entry
from dashboard.class_words import region_count
from dashboard.declarations.curve import coverage_of
from dashboard.declarations.files import chart_columns, file_name, map_rows, trend_rows
from dashboard.declarations.map import map_sheet
from dashboard.declarations.reading import declaration_view
from dashboard.declarations.state import (
    MAP_CHART,
    TREND_CHART,
    DeclarationState,
    address,
    parse,
    region_address,
    to_query,
)
from dashboard.declarations.views import DeclarationView
from dashboard.declarations.words import area_words, class_words, curve_alt, map_alt
from dashboard.files import Row
from dashboard.graphics.chart import Chart, Graphic, Query, kept, parameters_of
from dashboard.graphics.words import declared_source
from dashboard.labels import label
from dashboard.release import Snapshot
from dashboard.wording import text


def _graphic(chart: str, view: DeclarationView, snapshot: Snapshot) -> Graphic:
    state = view.state
    said, draw = WAYS[chart]
    kind, _, _ = chart.partition("-")
    return Graphic(
        chart=chart,
        lang=state.lang,
        release_id=snapshot.release_id,
        title=text(f"graphic_title_{kind}_deklarasi", state.lang),
        subtitle=_subtitle(state, view),
        alt=said(view),
        source=declared_source(state.lang),
        page=address(state, snapshot),
        query=kept(to_query(state, snapshot), parameters_of(chart)),
        draw=partial(draw, view, snapshot),
    )


def _subtitle(state: DeclarationState, view: DeclarationView) -> str:
    return text(
        "graphic_declared",
        state.lang,
        place=view.place.name,
        election=label("election", state.election, state.lang),
        day=formats.day(state.day, state.lang),
    )


def _draw_map(view: DeclarationView, snapshot: Snapshot, width: int, root: str) -> Markup:
    lang = view.state.lang
    sheet = map_sheet(view.state, snapshot)
    drawn = AreaMap(
        title=map_alt(view),
        lang=lang,
        size=sheet.size,
        areas=tuple(
            Area(
                class_=f"deklarasi-{standing.group.name}",
                shape=sheet.shapes[standing.place.code],
                said=area_words(standing, lang),
                link=root + region_address(standing.place.code, view.state),
            )
            for standing in view.standings
            if standing.place.code in sheet.shapes
        ),
        legend=tuple(_legend(view)),
        missing=text("graphic_no_boundaries", lang),
    )
    return draw_area_map(drawn, width=width)


def _legend(view: DeclarationView) -> Iterator[Entry]:
    lang = view.state.lang
    for group, count in view.classes:
        yield Entry(f"deklarasi-{group.name}", class_words(group, lang), region_count(count, lang))


def _draw_curve(view: DeclarationView, _: Snapshot, width: int, __: str) -> Markup:
    return draw_coverage(coverage_of(view), width=width)


Draw = Callable[[DeclarationView, Snapshot, int, str], Markup]
WAYS: dict[str, tuple[Callable[[DeclarationView], str], Draw]] = {
    MAP_CHART: (map_alt, _draw_map),
    TREND_CHART: (curve_alt, _draw_curve),
}


def _chart(name: str, rows: Callable[[Snapshot, Query], list[Row]]) -> Chart:
    return Chart(
        name=name,
        parameters=parameters_of(name),
        columns=lambda *_: chart_columns(name),
        rows=rows,
        file_name=lambda snapshot, query: file_name(name, parse(query, snapshot), snapshot.release_id),
        graphic=lambda snapshot, query: _graphic(name, declaration_view(snapshot, parse(query, snapshot)), snapshot),
    )


MAP = _chart(MAP_CHART, map_rows)
TREND = _chart(TREND_CHART, trend_rows)
