"""Makes the Dash app: its layout for the state that the address asks for, and its callbacks."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl

from dash import ClientsideFunction, Dash, Input, Output, State
from dash.development.base_component import Component
from flask import Flask, has_request_context, request

from dashboard import site
from dashboard.components import html, plain
from dashboard.document import Pieces, document
from dashboard.layout import page, region_main, region_records, stores
from dashboard.opendata.editions import Editions
from dashboard.palette import LIGHT, THEMES
from dashboard.release import Snapshot
from dashboard.snapshot import ReleaseReader
from dashboard.state import ViewState, parse
from dashboard.trend_section import trend_choice
from dashboard.wording import text

PAGE_ASSETS = r"^(?!\d\d-|halaman\.css$|grafik\.css$)"
"""Belongs to plain pages alone; Dash would load it into its own."""
CONTROLS = ("election", "stage", "unit", "measure", "level", "kind", "province", "month", "search")


class PageApp(Dash):
    """A Dash app whose document is complete before Dash has drawn anything."""

    reader: ReleaseReader
    editions: Editions

    def interpolate_index(  # noqa: PLR0917
        self,
        metas: str = "",  # noqa: ARG002
        title: str = "",  # noqa: ARG002
        css: str = "",
        config: str = "",
        scripts: str = "",
        app_entry: str = "",  # noqa: ARG002
        favicon: str = "",  # noqa: ARG002
        renderer: str = "",
    ) -> str:
        """Write the document of the state that the address asks for."""
        snapshot = self.reader.current()
        state = parse(request.args.to_dict(), snapshot)
        pieces = Pieces(css, config, scripts, renderer)
        root = site.root()
        return document(snapshot, state, pieces, root=root, edition=self.editions.of(snapshot.release_id, root=root))


def create_app(server: Flask, reader: ReleaseReader, editions: Editions, *, scripts: list[str]) -> PageApp:
    """Make the app on a Flask server."""
    settings: dict[str, Any] = {
        "server": server,
        "title": text("site_name", "id"),
        "update_title": None,
        "suppress_callback_exceptions": True,
        "external_scripts": scripts,
        "compress": False,
        "assets_folder": "assets",
        "assets_ignore": PAGE_ASSETS,
    }
    app = PageApp("dashboard", **settings)
    app.reader = reader
    app.editions = editions
    app.layout = lambda: _layout(reader)
    _register(app)
    return app


def _layout(reader: ReleaseReader) -> Component:
    """Build the layout; Dash also asks for it before any visitor does, and then gets an empty one."""
    if not has_request_context() or "pantau.query" not in request.environ:
        return html.Div()
    snapshot = reader.current()
    theme, query = _asked(request.environ)
    state = parse(query, snapshot)
    return html.Div([page(snapshot, state, theme=theme), *stores(snapshot, state, theme=theme)])


def _asked(environ: Mapping[str, Any]) -> tuple[str, dict[str, str]]:
    theme, query = environ["pantau.theme"], environ["pantau.query"]
    return (theme if theme in THEMES else LIGHT), dict(parse_qsl(query))


def _register(app: PageApp) -> None:
    _register_browser(app)
    _register_server(app)


def _register_browser(app: PageApp) -> None:
    """Register what the browser does by itself: state from and to controls and address, and the map."""
    controls = [(name, "value") for name in CONTROLS]
    in_browser: Any = app.clientside_callback
    # Dash writes nothing of what these change: it looks at all its parts for each of their outputs, changed or not.
    in_browser(
        ClientsideFunction("pantau", "sync"),
        Input("address", "data"),
        *(Input(*control) for control in controls),
        Input("map", "clickData"),
        State("state", "data"),
        State("options", "data"),
        prevent_initial_call=True,
    )
    in_browser(
        ClientsideFunction("pantau", "draw"),
        Input("theme", "data"),
        Input("filter", "data"),
        State("state", "data"),
        State("options", "data"),
        State("map", "figure"),
    )
    in_browser(
        ClientsideFunction("cari", "suggest"),
        Output("search", "options"),
        Input("search", "search_value"),
        State("search", "options"),
        prevent_initial_call=True,
    )
    _register_words(app)


def _register_words(app: PageApp) -> None:
    """Register what the browser does with what the server has drawn, and with another theme."""
    in_browser: Any = app.clientside_callback
    first, options = State("state", "data"), State("options", "data")
    in_browser(
        ClientsideFunction("tanya", "recolour"), Input("theme", "data"), first, options, prevent_initial_call=True
    )
    for drawn, place in (("region-drawn", "region"), ("records-drawn", "region-records")):
        in_browser(
            ClientsideFunction("tanya", "panel"),
            Output(place, "children"),
            Input(drawn, "data"),
            first,
            prevent_initial_call=True,
        )
    in_browser(ClientsideFunction("rincian", "write"), Input("trend-drawn", "data"), first, options)


def _register_server(app: PageApp) -> None:
    """Register what only the server knows: a chosen region, and the parts of the trend."""
    region = Input("of-region", "data")

    @app.callback(Output("region-drawn", "data"), region, State("theme", "data"), prevent_initial_call=True)
    def show_region(data: dict[str, str | None], theme: str) -> object:
        return plain(region_main(*_now(app, data), theme=theme))

    @app.callback(Output("records-drawn", "data"), region, prevent_initial_call=True)
    def show_records(data: dict[str, str | None]) -> object:
        return plain(region_records(*_now(app, data)))

    @app.callback(Output("trend-drawn", "data"), Input("of-trend", "data"), prevent_initial_call=True)
    def draw_choice(data: dict[str, str | None]) -> object:
        return trend_choice(*_now(app, data))


def _now(app: PageApp, data: Mapping[str, str | None]) -> tuple[Snapshot, ViewState]:
    snapshot = app.reader.current()
    return snapshot, parse({name: value for name, value in data.items() if value is not None}, snapshot)
