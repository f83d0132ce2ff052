"""Builds the web boundaries: two levels of regions, each in two details, checked as they are written."""

import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np
import shapely

from geo.artefact import FOLDER, Boundary, build_key, make_boundary, store
from geo.boundaries import Regencies, cleaned, read_regencies
from geo.coverage import Shapes, is_sound, rounded, simplified, without_islets
from geo.errors import CoverageError
from geo.regions import RegionLevel, RegionTree
from geo.source import Source, fetch

TOLERANCES = {"rinci": 0.02, "ringkas": 0.05}
"""Degrees of simplification by level of detail."""
DECIMALS = 3


def build(
    *, source: Source, tree: RegionTree, announce: Callable[..., None], folder: Path = FOLDER
) -> tuple[Boundary, ...]:
    """Fetch, read, clean, simplify, check and store; nothing is stored unless all of it is sound.

    Args:
        source: where the boundaries come from.
        tree: the regions they must cover.
        announce: called with the key of each step's sentence and its values.
        folder: where the files go.

    Raises:
        GeoError: the source cannot be fetched or read, or the result is not sound.
    """
    if source.own is None:
        announce("step_fetch")
        fetch()
    announce("step_read")
    raw = read_regencies(source=source, tree=tree)
    announce("step_clean")
    regencies = cleaned(raw=raw, name=source.name)
    light = Regencies(codes=regencies.codes, shapes=without_islets(regencies.shapes))
    boundaries = tuple(_all_details(regencies=light, source=source, tree=tree, announce=announce))
    store(boundaries=boundaries, key=build_key(source), folder=folder)
    return boundaries


def _all_details(
    *, regencies: Regencies, source: Source, tree: RegionTree, announce: Callable[..., None]
) -> Iterator[Boundary]:
    for detail, tolerance in TOLERANCES.items():
        level = RegionLevel.REGENCY
        announce("step_build", level=level.value, detail=detail)
        shapes = simplified(regencies.shapes, tolerance=tolerance)
        yield _boundary(codes=regencies.codes, shapes=shapes, level=level, detail=detail, source=source)
        level = RegionLevel.PROVINCE
        announce("step_build", level=level.value, detail=detail)
        codes, dissolved = provinces(codes=regencies.codes, shapes=shapes, tree=tree)
        yield _boundary(codes=codes, shapes=dissolved, level=level, detail=detail, source=source)


def provinces(*, codes: Sequence[str], shapes: Shapes, tree: RegionTree) -> tuple[tuple[str, ...], Shapes]:
    """Dissolve kabupaten/kota to their provinces by code."""
    parents = np.array([tree.get(code).parent for code in codes])
    found = tuple(region.code for region in tree.at(RegionLevel.PROVINCE))
    return found, np.array([shapely.coverage_union_all(shapes[parents == code]) for code in found], dtype=object)


def _boundary(*, codes: Sequence[str], shapes: Shapes, level: RegionLevel, detail: str, source: Source) -> Boundary:
    body = geojson(codes=codes, shapes=shapes)
    written = shapes_of(body)
    if not is_sound(np.array(list(written.values()), dtype=object)):
        raise CoverageError(level=level.value, detail=detail)
    return make_boundary(
        level=level.value,
        detail=detail,
        body=body,
        points=int(shapely.get_num_coordinates(shapes).sum()),
        regions=len(written),
        source=source.name,
        licence=source.licence,
    )


def geojson(*, codes: Sequence[str], shapes: Shapes) -> bytes:
    """Write shapes as compact GeoJSON with the code as ``id``.

    Rings run clockwise outside: the browser's map library fills everything but the region otherwise.
    """
    oriented = shapely.orient_polygons(rounded(shapes), exterior_cw=True)
    features = [_feature(code, shape) for code, shape in zip(codes, oriented, strict=True)]
    return json.dumps({"type": "FeatureCollection", "features": features}, separators=(",", ":")).encode()


def _feature(code: str, shape: shapely.Geometry) -> dict[str, object]:
    parts = [_rings(part) for part in shapely.get_parts(shape)]
    geometry = (
        {"type": "Polygon", "coordinates": parts[0]}
        if len(parts) == 1
        else {"type": "MultiPolygon", "coordinates": parts}
    )
    return {"type": "Feature", "id": code, "properties": {}, "geometry": geometry}


def _rings(part: shapely.Polygon) -> list[list[list[float]]]:
    rings = (part.exterior, *part.interiors)
    return [[[round(x, DECIMALS), round(y, DECIMALS)] for x, y in ring.coords] for ring in rings]


def shapes_of(body: bytes) -> dict[str, shapely.Geometry]:
    """Read shapes back from GeoJSON, by code: what is checked is what is written."""
    features = json.loads(body)["features"]
    return {feature["id"]: shapely.from_geojson(json.dumps(feature["geometry"])) for feature in features}
