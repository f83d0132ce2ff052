"""Measures images of charts: drawing one against vl-convert's own map, and a kept one against a bare route."""

import json
import statistics
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import vl_convert

from dashboard.compression import unpack
from dashboard.database import Database
from dashboard.graphics.asked import setting
from dashboard.graphics.picture import picture
from dashboard.graphics.registry import CHARTS
from dashboard.palette import LIGHT, palette
from dashboard.reading import map_view
from dashboard.release import REGENCY_LEVEL, Snapshot
from dashboard.snapshot import ReleaseReader
from dashboard.state import parse
from etl.engine import open_engine
from tests.bench_server import Server, bare

TURNS, REQUESTS = 9, 200
MAP = "peta-pelanggaran"
PATHS = (f"/grafik/{MAP}.svg", f"/grafik/{MAP}.png")


def image_cases(folder: Path) -> list[tuple[str, str, float, float]]:
    """Measure the drawing of the national map, and its kept image."""
    address = f"sqlite:///{folder / 'bench.sqlite3'}"
    engine = open_engine(address=address, read_only=True)
    snapshot = ReleaseReader(Database(engine)).current()
    engine.dispose()
    specification = vega_lite_map(snapshot)
    ours, bare = _in_turns(lambda: _drawn_anew(snapshot), lambda: vl_convert.vegalite_to_svg(specification))
    return [("national map SVG, not kept", "vl-convert vegalite_to_svg", ours, bare), *_kept(folder, address)]


def _drawn_anew(snapshot: Snapshot) -> str:
    """Draw the map as for the first time; only the shapes of the release are kept, as they are for every picture."""
    map_view.cache_clear()
    asked = setting({}, snapshot, root="https://pantau.example")
    return picture(CHARTS[MAP].graphic(snapshot, {}), asked)


def vega_lite_map(snapshot: Snapshot) -> dict[str, Any]:
    """Describe the same map as Vega-Lite: the same shapes, classes, links and labels."""
    boundary = snapshot.boundary(REGENCY_LEVEL)
    if boundary is None:
        raise LookupError
    colours = palette(LIGHT).classes
    known = {entry.place.code: entry for entry in map_view(snapshot, parse({}, snapshot)).entries}
    features = json.loads(unpack(boundary.body_br))["features"]
    for feature in features:
        entry = known[str(feature["id"])]
        said = f"{entry.place.name}: {entry.reading.value}"
        feature["properties"] = {
            "kelas": colours[entry.class_index], "sebut": said, "tautan": f"https://pantau.example/{entry.place.code}",
        }  # fmt: skip
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "width": 752,
        "height": 284,
        "projection": {"type": "identity", "reflectY": True},
        "data": {"values": features},
        "mark": {"type": "geoshape", "stroke": "white", "strokeWidth": 0.5},
        "encoding": {
            "color": {"field": "properties.kelas", "type": "nominal", "scale": None},
            "href": {"field": "properties.tautan", "type": "nominal"},
            "description": {"field": "properties.sebut", "type": "nominal"},
        },
    }


def _kept(folder: Path, address: str) -> list[tuple[str, str, float, float]]:
    """Measure kept images through gunicorn, in turns with a bare route, since machines differ from second to second."""
    cases = []
    with Server("dashboard.server:create_server()", DATABASE_URL=address) as site:
        for path in PATHS:
            body = site.get(path)
            kind, encoding = ("image/svg+xml", "br") if path.endswith("svg") else ("image/png", "")
            with bare(folder, body, kind=kind, encoding=encoding) as beside:
                ours, theirs = _in_turns(
                    partial(site.many, path, times=REQUESTS), partial(beside.many, "/x", times=REQUESTS)
                )
            cases.append((f"GET {path}, kept ({len(body)} B)", "bare route", ours / REQUESTS, theirs / REQUESTS))
    return cases


def _in_turns(*works: Callable[[], object]) -> tuple[float, ...]:
    """Return the median seconds of each, after one round that nobody counts."""
    seconds: list[list[float]] = [[] for _ in works]
    for _ in range(TURNS + 1):
        for kept, work in zip(seconds, works, strict=True):
            started = time.perf_counter()
            work()
            kept.append(time.perf_counter() - started)
    return tuple(statistics.median(kept[1:]) for kept in seconds)
