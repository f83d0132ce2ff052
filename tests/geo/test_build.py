"""Building: another source passes the same checks, whatever is in the way is one sentence, a second run is no work."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import brotli
import numpy as np
import pytest
import shapely

from geo.artefact import FOLDER, MANIFEST, load_boundaries, read_manifest
from geo.boundaries import plain_code
from geo.build import build
from geo.coverage import clean, is_sound, simplified, without_islets
from geo.errors import (
    BoundariesMissingError,
    BoundaryFileError,
    ChecksumError,
    CodeColumnError,
    CodesError,
    EmptyShapeError,
    GeoError,
    NpmFailedError,
    NpmMissingError,
    OverlapError,
    PlaceError,
)
from geo.regions import RegionLevel, RegionTree
from geo.source import FILES, ROOT, Source, chosen_source, fetch, npm_command

Feature = dict[str, Any]


@pytest.fixture
def invented(tree: RegionTree) -> list[Feature]:
    """Return an invented map: 514 squares in rows, which is no place on earth."""
    codes = [region.code for region in tree.at(RegionLevel.REGENCY)]
    return [square(code, x=100 + index % 23, y=index // 23 - 10) for index, code in enumerate(codes)]


def square(code: str, *, x: float, y: float, side: float = 1) -> Feature:
    ring = [[x, y], [x + side, y], [x + side, y + side], [x, y + side], [x, y]]
    return {"type": "Feature", "properties": {"kode": code}, "geometry": {"type": "Polygon", "coordinates": [ring]}}


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[list[Feature]], Source]:
    """Return a maker of the operator's own source from features."""

    def make(features: list[Feature]) -> Source:
        path = tmp_path / "own.geojson"
        path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
        monkeypatch.setenv("GEO_BOUNDARIES", str(path))
        return chosen_source()

    return make


def silent(*_: object, **__: object) -> None:
    pass


def test_a_file_of_the_operators_own_takes_the_place_of_the_source(
    own: Callable[[list[Feature]], Source], invented: list[Feature], tree: RegionTree, tmp_path: Path
) -> None:
    build(source=own(invented), tree=tree, announce=silent, folder=tmp_path / "built")
    found = {(boundary.level, boundary.detail): boundary.regions for boundary in load_boundaries(tmp_path / "built")}
    assert found == {
        ("kabupaten_kota", "rinci"): 514,
        ("provinsi", "rinci"): 38,
        ("kabupaten_kota", "ringkas"): 514,
        ("provinsi", "ringkas"): 38,
    }


@pytest.mark.parametrize(
    ("change", "error", "words"),
    [
        pytest.param(lambda f: f[1:], CodesError, "Kurang: 1101", id="one region missing"),
        pytest.param(lambda f: [*f, square("9999", x=0, y=0)], CodesError, "Tidak dikenal: 9999", id="one too many"),
        pytest.param(lambda f: [*f, square("1101", x=0, y=0)], CodesError, "Ganda: 1101", id="one twice"),
        pytest.param(lambda f: [square("1101", x=100, y=-10, side=0), *f[1:]], EmptyShapeError, "1101", id="no area"),
        pytest.param(
            lambda f: [square("1101", x=105.1, y=5.1, side=0.9), *f[1:]], OverlapError, "1101", id="on top of another"
        ),
        pytest.param(lambda f: [square("1101", x=100.7, y=-10), *f[1:]], OverlapError, "1102", id="partly on another"),
        pytest.param(lambda f: [square("1101", x=5e5, y=9e6), *f[1:]], PlaceError, "500001", id="metres, not degrees"),
        pytest.param(lambda f: [g | {"properties": {"nama": "x"}} for g in f], CodeColumnError, "nama", id="no codes"),
        pytest.param(lambda _: [], BoundaryFileError, "own.geojson", id="no features"),
    ],
)
def test_a_file_with_a_fault_is_refused_and_the_fault_is_named(
    own: Callable[[list[Feature]], Source],
    invented: list[Feature],
    tree: RegionTree,
    tmp_path: Path,
    change: Callable[[list[Feature]], list[Feature]],
    error: type[GeoError],
    words: str,
) -> None:
    with pytest.raises(error, match=words):
        build(source=own(change(invented)), tree=tree, announce=silent, folder=tmp_path / "built")
    assert not (tmp_path / "built").exists()


@pytest.mark.parametrize("content", [b"", b"kode,nama\n1101,x\n", b"\x00\x01\x02"])
def test_a_file_that_is_no_map_is_refused(
    tmp_path: Path, tree: RegionTree, monkeypatch: pytest.MonkeyPatch, content: bytes
) -> None:
    path = tmp_path / "own.geojson"
    path.write_bytes(content)
    monkeypatch.setenv("GEO_BOUNDARIES", str(path))
    with pytest.raises(BoundaryFileError, match=r"own\.geojson"):
        build(source=chosen_source(), tree=tree, announce=silent, folder=tmp_path / "built")


@pytest.mark.parametrize("value", ["3402", 3402, 3402.0, "34.02", "ID3402", " id3402 "])
def test_codes_are_read_in_the_spellings_of_public_maps(value: object) -> None:
    assert plain_code(value) == "3402"


def test_a_column_named_for_codes_goes_before_one_named_id(
    own: Callable[[list[Feature]], Source], invented: list[Feature], tree: RegionTree, tmp_path: Path
) -> None:
    numbered = [f | {"properties": {"id": row, **f["properties"]}} for row, f in enumerate(invented)]
    built = build(source=own(numbered), tree=tree, announce=silent, folder=tmp_path)
    assert [boundary.regions for boundary in built] == [514, 38, 514, 38]


def test_a_code_that_a_spreadsheet_damaged_is_not_guessed() -> None:
    assert plain_code("11.1") == "111"


def geo(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "geo", "--lang", "en", *arguments]
    return subprocess.run(command, env=os.environ | environment, capture_output=True, text=True, check=False)


def test_a_second_run_needs_no_npm_and_no_geopandas() -> None:
    trap = (
        "import sys; sys.modules['geopandas'] = None; from geo.__main__ import main; sys.exit(main(['--lang', 'en']))"
    )
    done = subprocess.run(
        [sys.executable, "-c", trap], env=os.environ | {"PATH": ""}, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (0, "The boundaries are ready (GADM 4.1 (geojson-indonesia 1.0.1)).\n")


def test_a_missing_file_of_ones_own_is_one_sentence() -> None:
    done = geo(GEO_BOUNDARIES="nowhere.geojson")
    assert done.returncode == 1
    assert done.stderr.startswith("GEO_BOUNDARIES: nowhere.geojson cannot be read")
    assert done.stderr.count("\n") == 1


def test_without_npm_the_package_from_pypi_is_used_and_without_both_one_is_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr("importlib.util.find_spec", lambda _name: object())
    assert npm_command()[0] == sys.executable
    monkeypatch.setattr("importlib.util.find_spec", lambda _name: None)
    with pytest.raises(NpmMissingError, match="npm tidak ada"):
        npm_command()


def test_an_npm_that_fails_is_named_by_its_code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fake = tmp_path / "bin" / "npm"
    fake.parent.mkdir()
    fake.write_text("#!/bin/sh\necho 'npm error code EINTEGRITY' >&2\nexit 1\n", encoding="utf-8")
    fake.chmod(0o755)
    monkeypatch.setenv("PATH", f"{fake.parent}:{os.environ['PATH']}")
    with pytest.raises(NpmFailedError, match="EINTEGRITY"):
        fetch(root=tmp_path)


def test_a_source_that_is_not_the_checked_one_is_refused(tmp_path: Path) -> None:
    for file in FILES:
        target = tmp_path / file.path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text("something else", encoding="utf-8")
    with pytest.raises(ChecksumError, match=r"gadm41_IDN_2\.json .*seharusnya 69b2f12b"):
        fetch(root=tmp_path)


def test_damaged_or_missing_boundaries_are_told_how_to_build(tmp_path: Path) -> None:
    with pytest.raises(BoundariesMissingError, match="make setup"):
        load_boundaries(tmp_path)
    copy = tmp_path / "copy"
    shutil.copytree(FOLDER, copy)
    name = read_manifest(copy)["files"][0]["file_name"]
    (copy / name).write_text("{}", encoding="utf-8")
    with pytest.raises(BoundariesMissingError, match="make setup"):
        load_boundaries(copy)


@pytest.mark.parametrize("manifest", ["", "[]", "{", '{"files": [{"file_name": "a.json"}]}', '{"files": [{}]}'])
def test_a_damaged_manifest_counts_as_no_boundaries(tmp_path: Path, manifest: str) -> None:
    (tmp_path / MANIFEST).write_text(manifest, encoding="utf-8")
    (tmp_path / "a.json").write_text("{}", encoding="utf-8")
    (tmp_path / "a.json.br").write_bytes(brotli.compress(b"{}"))
    with pytest.raises(BoundariesMissingError, match="make setup"):
        load_boundaries(tmp_path)


def test_no_boundary_file_is_in_the_repository() -> None:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert "regions.csv" in listed
    assert not [
        name for name in listed.splitlines() if name.endswith((".geojson", ".gpkg", ".shp")) or MANIFEST in name
    ]


def box(x: float, y: float, width: float, height: float) -> shapely.Polygon:
    return shapely.box(x, y, x + width, y + height)


def test_cleaning_closes_a_sliver_and_settles_an_overlap() -> None:
    side_by_side = (box(0, 0, 1, 1), box(1.005, 0, 1, 1))
    above_and_below = (box(0, 0.999, 2.005, 1), box(0, -1, 2.005, 1))
    shapes = np.array([*side_by_side, *above_and_below], dtype=object)
    assert not shapely.coverage_is_valid(shapes)
    assert is_sound(clean(shapes))
    assert shapely.area(clean(shapes)).sum() == pytest.approx(2.005 * 2.999)


def test_the_largest_island_always_stays_and_islets_go() -> None:
    archipelago = shapely.multipolygons([box(0, 0, 0.01, 0.01), box(1, 0, 0.001, 0.001)])
    mainland = shapely.multipolygons([box(5, 0, 2, 2), box(9, 0, 0.01, 0.01)])
    found = without_islets(np.array([archipelago, mainland], dtype=object))
    assert shapely.get_num_geometries(found).tolist() == [1, 1]
    assert shapely.area(found).tolist() == pytest.approx([0.0001, 4])


def test_simplified_neighbours_still_share_their_border() -> None:
    angles = np.linspace(0, np.pi, 400)
    wavy = np.column_stack([1 + 0.01 * np.sin(40 * angles), angles])
    left = shapely.polygons([[0, 0], *wavy.tolist(), [0, np.pi]])
    right = shapely.polygons([[2, 0], *wavy.tolist(), [2, np.pi]])
    found = simplified(clean(np.array([left, right], dtype=object)), tolerance=0.05)
    assert is_sound(found)
    assert shapely.get_num_coordinates(found).sum() < 100
