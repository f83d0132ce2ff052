"""Writes the regions as GeoJSON: shapes where their licence lets us, else one point in each region, saying so."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

import brotli
import shapely
from shapely.geometry import mapping, shape
from sqlalchemy import Connection, RowMapping, select

from etl import schema
from etl.catalogue import Table
from etl.export.notes import Notes, both
from geo.source import GADM

Row = tuple[object, ...]
Geometry = dict[str, Any]
DETAIL = "rinci"
DIGITS = 4


def write_geojson(*, connection: Connection, table: Table, rows: Iterable[Row], notes: Notes) -> Iterator[bytes]:
    """Yield a FeatureCollection with one feature a region; the country has no geometry."""
    boundaries = _boundaries(connection, notes.release_id)
    head = {
        "type": "FeatureCollection",
        "rilis": notes.release_id,
        "lisensi": notes.licence,
        "jumlah": notes.count,
        "catatan": _note(boundaries),
    }
    yield f'{_dumps(head)[:-1]}, "features": ['.encode()
    shapes = _geometries(boundaries)
    for number, row in enumerate(rows):
        yield (",\n" if number else "\n").encode() + _feature(table, row, shapes).encode()
    yield b"\n]}\n"


def _feature(table: Table, row: Row, shapes: dict[str, Geometry]) -> str:
    properties = dict(zip(table.public_columns, row, strict=True))
    code = str(row[0])
    return _dumps({"type": "Feature", "id": code, "geometry": shapes.get(code), "properties": properties})


def _boundaries(connection: Connection, release_id: str) -> list[RowMapping]:
    boundary = schema.boundary
    chosen = select(boundary).where(boundary.c.release_id == release_id, boundary.c.detail == DETAIL)
    return list(connection.execute(chosen.order_by(boundary.c.region_level)).mappings())


def _note(boundaries: list[RowMapping]) -> dict[str, str]:
    sources = sorted({row["source"] for row in boundaries})
    key = "no_shapes" if not boundaries else "points_only" if _restricted(boundaries) else "own_shapes"
    return both(key, source=", ".join(sources)).model_dump()


def _restricted(boundaries: Iterable[RowMapping]) -> bool:
    return any(row["source"] == GADM.name for row in boundaries)


def _geometries(boundaries: list[RowMapping]) -> dict[str, Geometry]:
    only_points = _restricted(boundaries)
    features = (feature for row in boundaries for feature in json.loads(brotli.decompress(row["body_br"]))["features"])
    return {str(feature["id"]): _point(feature) if only_points else feature["geometry"] for feature in features}


def _point(feature: Geometry) -> Geometry:
    """Find a point that lies in the region, near the middle of its largest part."""
    parts = shapely.get_parts(shape(feature["geometry"]))
    largest = max(parts, key=lambda part: float(part.area))
    middle = largest.centroid if largest.contains(largest.centroid) else largest.representative_point()
    return dict(mapping(shapely.set_precision(middle, 10**-DIGITS)))


def _dumps(content: dict[str, Any]) -> str:
    return json.dumps(content, ensure_ascii=False)
