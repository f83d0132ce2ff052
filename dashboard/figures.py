"""Draws views with Plotly: pure functions of a view and a palette."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from dashboard import formats
from dashboard.figure_marks import LEFT, RIGHT, mark_names, mark_shapes, marks_height
from dashboard.palette import Palette
from dashboard.sentences import reading_words
from dashboard.views import MapEntry, MapView, TrendView
from dashboard.wording import text
from etl.months import month_end, month_start

FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', Arial, sans-serif"
CONFIG: Mapping[str, Any] = {
    "displaylogo": False,
    "showSendToCloud": False,
    "topojsonURL": "/assets/topo/",
    "scrollZoom": False,
    "displayModeBar": False,
    "responsive": True,
    "doubleClick": False,
}
SEPARATORS = {"id": ",.", "en": ".,"}
DAY_MS = 86_400_000
LONG_SPAN = 14
BORDER, OUTLINE_OF_MANY, OUTLINE = 0.4, 0.7, 1.8
"""Widths of borders in pixels."""
LOWEST_TOP, HEADROOM = 4, 1.15
"""How far an axis of counts reaches at least, and beyond the largest of them."""
CHOSEN_MONTH, END_LABEL = "bulan", "akhir"
"""Names of what moves in a trend as another month is chosen."""
DIMMED = 0.16
"""Opacity of the regions that a legend's button leaves out."""


Figure = dict[str, Any]
Trace = dict[str, Any]
"""As Plotly's script takes them; its classes for Python would check each on every answer, which tests do once."""


def _figure(traces: Sequence[Trace], **layout: object) -> Figure:
    return {"data": list(traces), "layout": layout}


def _trace(kind: str, **values: object) -> Trace:
    return {"type": kind, **values}


def map_figure(view: MapView, colours: Palette) -> Figure:
    """Draw the map: one trace, whole-numbered classes, geometry by address."""
    entries = sorted(view.entries, key=lambda entry: (entry.place.code in view.chosen, entry.place.code))
    return _figure(
        [_areas(view, entries, colours)] if view.geometry else [],
        **_frame(view.state.lang, colours),
        margin={"l": 0, "r": 0, "t": 0, "b": 0},
        dragmode=False,
        geo={
            "visible": False,
            "bgcolor": "rgba(0,0,0,0)",
            "fitbounds": False,
            "projection": {"type": "equirectangular"},
            "lonaxis": {"range": view.span.longitudes},
            "lataxis": {"range": view.span.latitudes},
        },
    )


def _areas(view: MapView, entries: Sequence[MapEntry], colours: Palette) -> Trace:
    last = len(colours.classes) - 1
    chosen = [entry.place.code in view.chosen for entry in entries]
    return _trace(
        "choropleth",
        geojson=view.geometry,
        featureidkey="id",
        locations=[entry.place.code for entry in entries],
        z=[entry.class_index for entry in entries],
        zmin=-0.5,
        zmax=last + 0.5,
        colorscale=stepped(colours.classes),
        showscale=False,
        # The browser shows a card of its own, the same for mouse, finger and keyboard.
        hoverinfo="none",
        marker={"line": {"width": _widths(chosen), "color": _borders(entries, chosen, colours)}},
    )


def _widths(chosen: Sequence[bool]) -> list[float] | float:
    """Outline one region strongly; many side by side lightly, or their outlines would hide their colours on a phone."""
    if not any(chosen):
        return BORDER
    outline = OUTLINE if sum(chosen) == 1 else OUTLINE_OF_MANY
    return [outline if is_chosen else BORDER for is_chosen in chosen]


def _borders(entries: Sequence[MapEntry], chosen: Sequence[bool], colours: Palette) -> list[str] | str:
    if not any(chosen):
        return colours.border
    return [colours.chosen if is_chosen else colours.border for _, is_chosen in zip(entries, chosen, strict=True)]


def stepped(colours: Sequence[str]) -> list[tuple[float, str]]:
    """Return a colour scale of flat steps, one for each whole number."""
    count = len(colours)
    return [(edge / count, colour) for index, colour in enumerate(colours) for edge in (index, index + 1)]


def trend_figure(view: TrendView, colours: Palette) -> Figure:
    """Draw two panels on one time axis: the running total above, what each month added below."""
    return _figure(
        [_total_line(view, colours), *_month_bars(view, colours)],
        **_frame(view.state.lang, colours),
        margin={"l": LEFT, "r": RIGHT, "t": marks_height(view), "b": 34},
        dragmode=False,
        barmode="stack",
        bargap=0,
        showlegend=False,
        hovermode="closest",
        xaxis=_time_axis(view, colours),
        yaxis={**_count_axis(view, colours, panel="cumulative"), "domain": [0.46, 1]},
        yaxis2={**_count_axis(view, colours, panel="added"), "domain": [0, 0.36]},
        shapes=[*mark_shapes(view, colours), _chosen_month(view, colours)],
        annotations=[*_panel_titles(view, colours), *mark_names(view, colours), *_end_label(view, colours)],
    )


def _frame(lang: str, colours: Palette) -> dict[str, Any]:
    return {
        "autosize": True,
        "uirevision": "tetap",
        "separators": SEPARATORS[lang],
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"family": FONT, "size": 12, "color": colours.text},
        "hoverlabel": {"font": {"family": FONT, "size": 13}},
    }


def _total_line(view: TrendView, colours: Palette) -> Trace:
    return _trace(
        "scatter",
        x=[month_end(point.month).isoformat() for point in view.points],
        y=[point.reading.value for point in view.points],
        customdata=_hover(view),
        hovertemplate="%{customdata}<extra></extra>",
        mode="lines+markers",
        line={"color": colours.line, "width": 2.5, "shape": "hv"},
        marker={"size": 5, "color": colours.line},
        connectgaps=False,
        cliponaxis=False,
    )


def _month_bars(view: TrendView, colours: Palette) -> list[Trace]:
    """Draw what each month added; the part that only a parent's total shows is set apart in a paler tone."""
    unexplained = [point.added_unexplained for point in view.points]
    known = [point.added - part for point, part in zip(view.points, unexplained, strict=True)]
    return [_bars(view, known, colours.bar), _bars(view, unexplained, colours.bar_unexplained)]


def _bars(view: TrendView, heights: Sequence[int], colour: str) -> Trace:
    return _trace(
        "bar",
        x=[_middle(point.month) for point in view.points],
        y=heights,
        width=22 * DAY_MS,
        marker={"color": colour, "line": {"width": 0}},
        customdata=_hover(view),
        hovertemplate="%{customdata}<extra></extra>",
        yaxis="y2",
    )


def _hover(view: TrendView) -> list[str]:
    lang = view.state.lang
    return [
        f"<b>{formats.month(point.month, lang)}</b><br>{reading_words(point.reading, view.state)}"
        + (f"<br>+{formats.number(point.added, lang)}" if point.added else "")
        for point in view.points
    ]


def _middle(month: str) -> str:
    return (month_start(month) + timedelta(days=14)).isoformat()


def _time_axis(view: TrendView, colours: Palette) -> dict[str, Any]:
    every = 4 if len(view.months) > LONG_SPAN else 2
    shown = view.months[::every]
    return {
        "type": "date",
        "anchor": "y2",
        "range": [
            month_start(view.months[0]).isoformat(),
            (month_end(view.months[-1]) + timedelta(days=1)).isoformat(),
        ],
        "tickvals": [_middle(month) for month in shown],
        "ticktext": [_tick(month, view.state.lang, first=index == 0) for index, month in enumerate(shown)],
        "showgrid": False,
        "zeroline": False,
        "fixedrange": True,
        "tickangle": 0,
        "tickfont": {"size": 11, "color": colours.muted},
    }


def _tick(month: str, lang: str, *, first: bool) -> str:
    name, year = formats.short_month(month, lang).split(" ")
    return f"{name}<br>{year}" if first or month.endswith("-01") else name


def _count_axis(view: TrendView, colours: Palette, *, panel: str) -> dict[str, Any]:
    values = [point.added if panel == "added" else point.reading.value or 0 for point in view.points]
    return {
        "range": [0, max(LOWEST_TOP, *values) * HEADROOM],
        "nticks": 4,
        "tickformat": ",d",
        "rangemode": "tozero",
        "gridcolor": colours.grid,
        "zerolinecolor": colours.muted,
        "zerolinewidth": 1,
        "fixedrange": True,
        "tickfont": {"size": 11, "color": colours.muted},
    }


def _chosen_month(view: TrendView, colours: Palette) -> dict[str, Any]:
    start, end = month_start(view.state.month).isoformat(), month_end(view.state.month).isoformat()
    line = {"color": colours.muted, "width": 3}
    return {
        "type": "line", "name": CHOSEN_MONTH, "xref": "x", "yref": "paper",
        "x0": start, "x1": end, "y0": 0, "y1": 0, "line": line,
    }  # fmt: skip


def _panel_titles(view: TrendView, colours: Palette) -> list[dict[str, Any]]:
    panels = (("trend_panel_total", "y domain"), ("trend_panel_added", "y2 domain"))
    return [
        {
            "xref": "paper", "yref": panel, "x": 0, "y": 1, "xanchor": "left", "yanchor": "bottom", "showarrow": False,
            "text": text(key, view.state.lang), "font": {"size": 12, "color": colours.text},
            "bgcolor": colours.background, "borderpad": 1,
        }
        for key, panel in panels
    ]  # fmt: skip


def _end_label(view: TrendView, colours: Palette) -> list[dict[str, Any]]:
    last = view.points[-1]
    if last.reading.value is None:
        return []
    return [
        {
            "name": END_LABEL, "xref": "x", "yref": "y", "x": month_end(last.month).isoformat(),
            "y": last.reading.value,
            "xanchor": "right", "yanchor": "bottom", "xshift": 4, "yshift": 3, "showarrow": False,
            "text": f"<b>{formats.number(last.reading.value, view.state.lang)}</b>",
            "font": {"size": 13, "color": colours.line},
            "bgcolor": colours.background,
            "borderpad": 1,
        }
    ]  # fmt: skip
