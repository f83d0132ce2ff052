"""Reads boundaries as geographic data and gives one shape to each of the 514 kabupaten/kota.

The only module that uses GeoPandas. The map of the npm package is older than 17 kabupaten: those are put together from
its kecamatan, by the names that belong to them today; what is left makes up the kabupaten they came from.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import geopandas
import numpy as np
import pandas as pd
import shapely
import yaml

from geo.coverage import Shapes, clean, polygons
from geo.errors import (
    BoundaryFileError,
    CodeColumnError,
    CodesError,
    EmptyShapeError,
    MatchingError,
    OverlapError,
    PlaceError,
)
from geo.regions import RegionLevel, RegionTree
from geo.source import DISTRICT_LIST, DISTRICTS, REGENCIES, ROOT, Source

MATCHING = Path(__file__).with_name("matching.yml")
CODE_COLUMNS = (
    "region_code",
    "kode_wilayah",
    "kode",
    "kode_kk",
    "kdkab",
    "kdpkab",
    "wadmkk_kode",
    "adm2_pcode",
    "shapeid",
    "id",
)
DEGREES = "EPSG:4326"
AROUND_INDONESIA = ((90, 145), (-15, 15))
"""Degrees of longitude and latitude, wider than the country; the order of the ends of a bounding box."""
LEFT_TO_IT = 0.9
"""Share of its area that a region must keep when overlaps are settled; of the npm package's each keeps 0.99."""
SHOWN = 8
OFFICIAL = r"^Kabupaten (Administrasi )?|(?<=^Kota )Administrasi "
"""Words of an official name that GADM leaves out."""


@dataclass(frozen=True, slots=True)
class Regencies:
    """The 514 kabupaten/kota as a clean coverage, sorted by code."""

    codes: tuple[str, ...]
    shapes: Shapes


def read_regencies(*, source: Source, tree: RegionTree, root: Path = ROOT) -> dict[str, shapely.Geometry]:
    """Read one raw shape for each kabupaten/kota.

    Raises:
        MatchingError: names of the npm packages fit no region.
        BoundaryFileError, PlaceError, CodeColumnError, CodesError: the operator's own file cannot take their place.
    """
    shapes = _read_own(source.own) if source.own else _read_gadm(tree=tree, root=root)
    _check_codes(file=source.name, codes=list(shapes["code"]), tree=tree)
    _check_place(file=source.name, bounds=shapes.total_bounds)
    return dict(zip(shapes["code"], shapes.geometry, strict=True))


def cleaned(*, raw: Mapping[str, shapely.Geometry], name: str) -> Regencies:
    """Make a clean coverage of raw shapes.

    Raises:
        EmptyShapeError: a region has no area, or loses it to others.
        OverlapError: much of a region lies under others.
    """
    codes = tuple(sorted(raw))
    before = np.array([polygons(raw[code]) for code in codes], dtype=object)
    _refuse(EmptyShapeError, name, codes, shapely.area(before) == 0)
    shapes = clean(before)
    _refuse(OverlapError, name, codes, shapely.area(shapes) < LEFT_TO_IT * shapely.area(before))
    return Regencies(codes=codes, shapes=shapes)


def _refuse(
    error: type[EmptyShapeError | OverlapError], name: str, codes: Sequence[str], wrong: np.ndarray[Any, Any]
) -> None:
    if wrong.any():
        raise error(file=name, codes=_listed(code for code, is_wrong in zip(codes, wrong, strict=True) if is_wrong))


def _listed(names: Iterable[str]) -> str:
    names = sorted(names)
    more = f" … (+{len(names) - SHOWN})" if len(names) > SHOWN else ""
    return (", ".join(names[:SHOWN]) + more) or "-"


def _check_codes(*, file: str, codes: list[str], tree: RegionTree) -> None:
    known = {region.code for region in tree.at(RegionLevel.REGENCY)}
    missing, unknown = known - set(codes), set(codes) - known
    double = {code for code in codes if codes.count(code) > 1}
    if missing or unknown or double:
        raise CodesError(file=file, missing=_listed(missing), unknown=_listed(unknown), double=_listed(double))


# The operator's own file.


def _read_own(path: Path) -> geopandas.GeoDataFrame:
    try:
        frame = geopandas.read_file(path)
    except Exception as error:  # GDAL's drivers raise what they like
        raise BoundaryFileError(file=path.name, reason=type(error).__name__) from None
    if not isinstance(frame, geopandas.GeoDataFrame) or frame.empty:
        raise BoundaryFileError(file=path.name, reason="0")
    names = {str(name).lower(): name for name in frame.columns}
    column = next((names[candidate] for candidate in CODE_COLUMNS if candidate in names), None)
    if column is None:
        found = ", ".join(str(name) for name in frame.columns if name != frame.geometry.name)
        raise CodeColumnError(file=path.name, expected=", ".join(CODE_COLUMNS), found=found)
    in_degrees = frame if frame.crs is None else frame.to_crs(DEGREES)
    return in_degrees.assign(code=[plain_code(value) for value in frame[column]])


def _check_place(*, file: str, bounds: Sequence[float]) -> None:
    """Refuse metres taken for degrees, or latitude for longitude; a map without any shape is refused later."""
    inside = all(low <= value <= high for value, (low, high) in zip(bounds, AROUND_INDONESIA * 2, strict=True))
    if not inside and not np.isnan(bounds).all():
        raise PlaceError(file=file, bounds=", ".join(f"{value:g}" for value in bounds))


def plain_code(value: object) -> str:
    """Return a code as the project writes it: ``ID3402``, ``34.02``, ``3402`` and ``3402.0`` are 3402."""
    text = re.sub(r"^ID", "", str(value).strip(), flags=re.IGNORECASE)
    text = re.sub(r"^(\d{4})\.0$", r"\1", text)
    return text.replace(".", "")


# GADM through the npm packages.


def _read_gadm(*, tree: RegionTree, root: Path) -> geopandas.GeoDataFrame:
    matching = yaml.safe_load(MATCHING.read_text(encoding="utf-8"))
    land = geopandas.read_file(root / REGENCIES.path)
    land = land[~land["NAME_2"].isin(matching["water"])]
    land = land.assign(code=_codes(land, tree=tree, changed=matching["regions"]))
    shapes = {code: polygons(shape) for code, shape in zip(land["code"], land.geometry, strict=True)}
    districts = geopandas.read_file(root / DISTRICTS.path)
    before = districts["GID_2"].map(dict(zip(land["GID_2"], land["code"], strict=True)))
    today = pd.read_csv(root / DISTRICT_LIST.path, dtype=str)
    after = _owners_today(before=before, names=districts["NAME_3"], today=today, matching=matching)
    moved = before != after
    for code in {*before[moved].dropna(), *after[moved].dropna()}:
        shapes[code] = _union(districts[after == code])
    for seam in matching["seams"]:
        shapes[seam["of"]] = polygons(shapely.snap(shapes[seam["of"]], shapes[seam["to"]], seam["reach"]))
    return geopandas.GeoDataFrame({"code": list(shapes)}, geometry=list(shapes.values()), crs=DEGREES)


def _owners_today(
    *, before: "pd.Series[str]", names: "pd.Series[str]", today: pd.DataFrame, matching: Mapping[str, Any]
) -> "pd.Series[str]":
    """Return the kabupaten of each kecamatan as it is today."""
    after = before.copy()
    for code, how in matching["young"].items():
        wanted = _districts_of(code=code, how=how, today=today)
        after[_found(code=code, wanted=wanted, inside=before == how["parent"], names=names)] = code
    for code, origins in matching["moved"].items():
        for origin, moved in origins.items():
            wanted = {_letters(name) for name in moved}
            after[_found(code=code, wanted=wanted, inside=before == origin, names=names)] = code
    return after


def _union(districts: geopandas.GeoDataFrame) -> shapely.Geometry:
    return shapely.union_all(np.array([polygons(shape) for shape in districts.geometry], dtype=object))


def _letters(name: str) -> str:
    return re.sub(r"[^a-z]", "", name.lower())


def _key(*, name: str, is_city: bool) -> str:
    """Return how a region is found by its bare name; GADM writes names without spaces, a city's with Kota before it."""
    return f"{'kota' if is_city else 'kabupaten'} {_letters(name.removeprefix('Kota') if is_city else name)}"


def _codes(land: pd.DataFrame, *, tree: RegionTree, changed: Mapping[str, str]) -> list[str]:
    known = {
        _key(name=re.sub(OFFICIAL, "", region.name), is_city=region.name.startswith("Kota ")): region.code
        for region in tree.at(RegionLevel.REGENCY)
    }
    names = list(zip(land["NAME_2"], land["TYPE_2"], strict=True))
    found = [changed.get(name) or known.get(_key(name=name, is_city=kind == "Kota")) for name, kind in names]
    unmatched = [name for (name, _), code in zip(names, found, strict=True) if code is None]
    if unmatched:
        raise MatchingError(names=_listed(unmatched))
    return [code for code in found if code is not None]


def _districts_of(*, code: str, how: Mapping[str, Any], today: pd.DataFrame) -> set[str]:
    """Name all kecamatan of a young kabupaten as GADM does; those that are younger still are declared and left out."""
    spelt, later = how.get("spelt", {}), set(how.get("later", ()))
    names = set(today.loc[today["regency_code"] == f"{code[:2]}.{code[2:]}", "name"])
    stale = (later | set(spelt)) - names
    if stale or not names:
        raise MatchingError(names=_listed(f"{code} {name}" for name in stale or {"-"}))
    return {_letters(name) for name in [*(spelt.get(name, name) for name in names - later), *how.get("also", ())]}


def _found(*, code: str, wanted: set[str], inside: "pd.Series[bool]", names: "pd.Series[str]") -> "pd.Series[bool]":
    keys = names.map(_letters)
    unmatched = wanted - set(keys[inside])
    if unmatched:
        raise MatchingError(names=_listed(f"{code} {name}" for name in unmatched))
    return inside & keys.isin(wanted)
