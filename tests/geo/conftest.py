"""The web boundaries as they are built for the site, and the raw kecamatan they are checked against."""

import json
from collections.abc import Callable

import numpy as np
import pytest
import shapely

from geo.artefact import Boundary
from geo.build import shapes_of
from geo.source import DISTRICTS, ROOT, fetch

Shapes = dict[str, shapely.Geometry]


@pytest.fixture(scope="session")
def shapes(boundaries: tuple[Boundary, ...]) -> Callable[[str, str], Shapes]:
    """Return a reader of the written files: level, detail -> shapes by code."""
    read = {(boundary.level, boundary.detail): shapes_of(boundary.body) for boundary in boundaries}
    return lambda level, detail: read[level, detail]


@pytest.fixture(scope="session")
def districts() -> dict[tuple[str, str], shapely.Geometry]:
    """Read the raw kecamatan by kabupaten and name, as GADM spells them."""
    fetch()
    features = json.loads((ROOT / DISTRICTS.path).read_text(encoding="utf-8"))["features"]
    names = [(feature["properties"]["NAME_2"], feature["properties"]["NAME_3"]) for feature in features]
    raw = shapely.from_geojson(np.array([json.dumps(feature["geometry"]) for feature in features], dtype=object))
    return dict(zip(names, raw, strict=True))
