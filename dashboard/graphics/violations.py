"""The charts of violations: the map and the trend of one region."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial

from markupsafe import Markup

from dashboard import formats
from dashboard.charts.area_map import Area, AreaMap, draw_area_map
from dashboard.charts.legend import Entry
from dashboard.class_words import class_label, is_shown, region_count
from dashboard.files import Row, columns, file_name, map_rows
from dashboard.geometry import WIDTH, height, paths
from dashboard.graphics.chart import Chart, Graphic, Query, kept, parameters_of
from dashboard.graphics.words import measure_words, minimum_source, rate_notes, violation_title
from dashboard.labels import label
from dashboard.palette import MAP_CHART
from dashboard.reading import TREND_CHART, map_view
from dashboard.release import Snapshot
from dashboard.sentences import entry_words, map_alt, tile_words
from dashboard.state import PARAMETER_NAMES, ViewState, address, focus_address, parse, region_address, since, to_query
from dashboard.tiles import shown_boundary, tile_borders, tile_paths
from dashboard.trend_drawing import chosen_alt, chosen_place, draw_chosen
from dashboard.trend_files import chosen_rows, chosen_table
from dashboard.views import MapView
from dashboard.wording import text

SINCE = "sejak"


def _parameters(chart: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*PARAMETER_NAMES, *parameters_of(chart))))


def _map_graphic(snapshot: Snapshot, query: Query) -> Graphic:
    state = parse(query, snapshot)
    view = map_view(snapshot, state)
    return Graphic(
        chart=MAP_CHART,
        lang=state.lang,
        release_id=snapshot.release_id,
        title=violation_title(state),
        subtitle=_map_subtitle(view),
        alt=map_alt(view),
        note=" ".join(_map_notes(view)),
        source=minimum_source(state.lang),
        page=address(state, snapshot),
        query=kept(to_query(state, snapshot), MAP.parameters),
        draw=partial(draw_map, view, snapshot),
    )


def _map_notes(view: MapView) -> Iterator[str]:
    """Say what tiles are, what a rate is not, and of which regions it rests on few civil servants."""
    state = view.state
    yield from tile_words(state)
    if state.shows_rate:
        yield from rate_notes(((entry.place.name, entry.rate) for entry in view.entries), state.lang)


def _map_subtitle(view: MapView) -> str:
    state = view.state
    kind = "in" if view.province else state.level
    return text(
        f"graphic_map_{kind}",
        state.lang,
        measure=measure_words(state),
        election=label("election", state.election, state.lang),
        month=formats.month(state.month, state.lang),
        province=view.province,
    )


def draw_map(view: MapView, snapshot: Snapshot, width: int, root: str) -> Markup:
    """Draw the map of a view with its legend."""
    state = view.state
    drawn = AreaMap(
        title=map_alt(view),
        lang=state.lang,
        size=(WIDTH, height(view.span)),
        areas=tuple(_areas(view, snapshot, root)),
        legend=tuple(_legend(view)),
        missing=text("graphic_no_boundaries", state.lang),
        borders=tile_borders() if state.shows_tiles else "",
    )
    return draw_area_map(drawn, width=width)


def _areas(view: MapView, snapshot: Snapshot, root: str) -> Iterator[Area]:
    state = view.state
    boundary = shown_boundary(snapshot, state)
    if boundary is None:
        return
    shapes = tile_paths() if state.shows_tiles else paths(boundary, view.span, state.province)
    for entry in view.entries:
        code = entry.place.code
        yield Area(
            class_=f"warna-{entry.class_index}",
            shape=shapes[code],
            said=f"{entry.place.name}: {entry_words(entry, state)}",
            link=root + region_address(state, snapshot, code),
            chosen=code in view.chosen,
        )


def _legend(view: MapView) -> Iterator[Entry]:
    """Yield the classes with their meaning."""
    lang = view.state.lang
    for entry in view.classes:
        if is_shown(entry):
            meaning = class_label(entry, lang, compared=view.state.shows_rate)
            yield Entry(f"warna-{entry.index}", meaning, region_count(entry.count, lang))


def _trend_graphic(snapshot: Snapshot, query: Query) -> Graphic:
    state = parse(query, snapshot)
    first = since(query, state, snapshot)
    place = chosen_place(snapshot, state)
    own = {SINCE: query.get(SINCE, "")} if first != since({}, state, snapshot) else {}
    return Graphic(
        chart=TREND_CHART,
        lang=state.lang,
        release_id=snapshot.release_id,
        title=text("graphic_trend_title", state.lang, place=place.name, title=violation_title(state)),
        subtitle=text(
            f"graphic_trend_{state.trend}",
            state.lang,
            measure=measure_words(replace(state, measure="jumlah")),
            election=label("election", state.election, state.lang),
            month=formats.month(state.month, state.lang),
        ),
        alt=chosen_alt(snapshot, state, first=first),
        note=text(f"graphic_trend_note_{state.trend}", state.lang),
        source=minimum_source(state.lang),
        page=focus_address(state, snapshot),
        query=kept({**to_query(state, snapshot), **own}, TREND.parameters),
        draw=lambda width, _: draw_chosen(snapshot, state, first=first, width=width),
    )


def _trend_rows(snapshot: Snapshot, query: Query) -> list[Row]:
    state = parse(query, snapshot)
    first = since(query, state, snapshot)
    return [row for row in chosen_rows(snapshot, state) if str(row["bulan"]) >= first]


def _chart(
    name: str,
    rows: Callable[[Snapshot, Query], list[Row]],
    graphic: Callable[[Snapshot, Query], Graphic],
    table: Callable[[ViewState], str],
) -> Chart:
    """Describe a chart of violations: its rows are those of a published table."""
    return Chart(
        name=name,
        parameters=_parameters(name),
        columns=lambda snapshot, query: columns(table(parse(query, snapshot))),
        rows=rows,
        file_name=lambda snapshot, query: file_name(name, parse(query, snapshot), snapshot.release_id),
        graphic=graphic,
    )


MAP = _chart(
    MAP_CHART, lambda snapshot, query: map_rows(snapshot, parse(query, snapshot)), _map_graphic, lambda _: "ringkasan"
)
TREND = _chart(TREND_CHART, _trend_rows, _trend_graphic, chosen_table)
