"""The written web boundaries: complete, without overlap or gap, true to the source, and light."""

import hashlib
import json
from collections.abc import Callable
from itertools import pairwise

import brotli
import numpy as np
import pytest
import shapely
import yaml

from geo.artefact import Boundary
from geo.boundaries import MATCHING, cleaned, read_regencies
from geo.regions import RegionLevel, RegionTree
from geo.source import GADM

Shapes = dict[str, shapely.Geometry]
Read = Callable[[str, str], Shapes]

LEVELS = {"kabupaten_kota": 514, "provinsi": 38}
DETAILS = ("rinci", "ringkas")
EVERY = [(level, detail) for level in LEVELS for detail in DETAILS]

# Kecamatan of each restored kabupaten as GADM spells them, with the kabupaten under which GADM still has them.
KECAMATAN = {
    "1612": ("MuaraEnim", ("Penukal", "TanahAbang", "TalangUbi")),
    "1613": ("MusiRawas", ("Rupit", "KarangJaya", "Nibung")),
    "1813": ("LampungBarat", ("PesisirTengah", "Lemong", "Ngambur", "BengkunatBelimbing")),
    "3218": ("Ciamis", ("Pangandaran", "Parigi", "Cijulang")),
    "5321": ("Belu", ("MalakaTengah", "KobalimaTimur", "Rinhat")),
    "6411": ("KutaiBarat", ("LongApari", "LongPahangai", "Laham")),
    "7211": ("BanggaiKepulauan", ("Banggai", "BokanKepulauan", "Labobo")),
    "7212": ("Morowali", ("Petasia", "Mamosalato", "Lembo")),
    "7411": ("Kolaka", ("Tirawuta", "Ladongi", "Uluiwoi")),
    "7412": ("Konawe", ("WawoniiBarat", "WawoniiTimur", "WawoniiTengah")),
    "7413": ("Muna", ("Lawa", "TiworoKepulauan", "Kusambi")),
    "7414": ("Buton", ("Lakudo", "Gu", "Mawasangka")),
    "7415": ("Buton", ("Batauga", "Siompu", "Kadatua")),
    "7606": ("Mamuju", ("Tobadak", "Topoyo", "Karossa")),
    "8208": ("KepulauanSula", ("TaliabuBarat", "TaliabuUtara", "Lede")),
    "9211": ("Manokwari", ("Ransiki", "Oransbari", "MomiWaren")),
    "9212": ("Manokwari", ("Anggi", "Catubouw", "Testega")),
}


@pytest.mark.parametrize(("level", "detail"), EVERY)
def test_every_region_of_a_level_is_there_once(shapes: Read, tree: RegionTree, level: str, detail: str) -> None:
    assert sorted(shapes(level, detail)) == [region.code for region in tree.at(RegionLevel(level))]
    assert len(shapes(level, detail)) == LEVELS[level]


@pytest.mark.parametrize(("level", "detail"), EVERY)
def test_neighbours_neither_overlap_nor_leave_a_gap(shapes: Read, level: str, detail: str) -> None:
    found = np.array(list(shapes(level, detail).values()), dtype=object)
    assert shapely.coverage_is_valid(found)
    assert shapely.is_valid(found).all()
    assert not shapely.is_empty(found).any()


@pytest.mark.parametrize("detail", DETAILS)
def test_no_sliver_of_sea_is_left_between_regions(shapes: Read, detail: str) -> None:
    country = shapely.coverage_union_all(np.array(list(shapes("kabupaten_kota", detail).values()), dtype=object))
    holes = [shapely.polygons(hole) for part in shapely.get_parts(country) for hole in part.interiors]
    lakes = {"Toba": (98.6, 2.85), "Singkarak": (100.54, -0.62)}
    widths = [2 * shapely.area(hole) / shapely.length(hole) for hole in holes]
    assert min(widths) > 0.005
    assert len(holes) <= 6
    for lake in lakes.values():
        assert any(shapely.contains_xy(hole, *lake) for hole in holes)


@pytest.mark.parametrize("detail", DETAILS)
def test_no_slit_is_left_open_at_a_coast_or_a_border(shapes: Read, detail: str) -> None:
    found = shapes("kabupaten_kota", detail)
    slits = shapely.coverage_invalid_edges(np.array(list(found.values()), dtype=object), gap_width=0.002)
    assert {code: slit.length for code, slit in zip(found, slits, strict=True) if slit.length > 0.1} == {}


def test_a_coverage_with_a_gap_or_an_overlap_would_be_noticed(shapes: Read) -> None:
    """Guard: moving one region breaks the coverage."""
    found = dict(shapes("kabupaten_kota", "ringkas"))
    found["3402"] = shapely.transform(found["3402"], lambda xy: xy + 0.01)
    assert not shapely.coverage_is_valid(np.array(list(found.values()), dtype=object))


@pytest.mark.parametrize("detail", DETAILS)
def test_bantul_is_where_bantul_is(shapes: Read, detail: str) -> None:
    inside = [
        code for code, shape in shapes("kabupaten_kota", detail).items() if shapely.contains_xy(shape, 110.33, -7.89)
    ]
    assert inside == ["3402"]


def test_all_seventeen_young_kabupaten_are_looked_at() -> None:
    assert set(KECAMATAN) == set(yaml.safe_load(MATCHING.read_text(encoding="utf-8"))["young"])
    assert len(KECAMATAN) == 17


@pytest.mark.parametrize("detail", DETAILS)
@pytest.mark.parametrize("code", KECAMATAN)
def test_each_restored_kabupaten_has_its_kecamatan(
    shapes: Read, districts: dict[tuple[str, str], shapely.Geometry], code: str, detail: str
) -> None:
    parent, names = KECAMATAN[code]
    drawn = shapes("kabupaten_kota", detail)
    country = shapely.coverage_union_all(np.array(list(drawn.values()), dtype=object))
    for name in names:
        kecamatan = shapely.make_valid(districts[parent, name])
        mine, anybody = (shapely.area(shapely.intersection(shape, kecamatan)) for shape in (drawn[code], country))
        assert mine / anybody > 0.7, name
        assert mine / shapely.area(kecamatan) > 0.3, name


@pytest.mark.parametrize("detail", DETAILS)
def test_tambrauw_has_the_kecamatan_that_came_to_it_later(
    shapes: Read, districts: dict[tuple[str, str], shapely.Geometry], detail: str
) -> None:
    moved = [("Manokwari", name) for name in ("Amberbaken", "Kebar", "Senopi", "Mubarni/Arfu")]
    for place in [*moved, ("Sorong", "Moraid"), ("Tambrauw", "Fef")]:
        middle = shapely.point_on_surface(shapely.make_valid(districts[place]))
        assert [code for code, shape in shapes("kabupaten_kota", detail).items() if shape.contains(middle)] == ["9604"]


@pytest.mark.parametrize("detail", DETAILS)
def test_pesisir_barat_has_its_forest_and_lampung_barat_no_coast(shapes: Read, detail: str) -> None:
    drawn = shapes("kabupaten_kota", detail)
    ridge, cape = (104.35, -5.45), (104.58, -5.8)
    assert shapely.contains_xy(drawn["1813"], *ridge)
    assert shapely.contains_xy(drawn["1813"], *cape)
    assert shapely.get_num_geometries(drawn["1804"]) == 1
    country = shapely.coverage_union_all(np.array(list(drawn.values()), dtype=object))
    assert not shapely.intersects(shapely.boundary(country), drawn["1804"])


@pytest.mark.parametrize("detail", DETAILS)
def test_the_six_provinces_of_papua_are_made_of_their_kabupaten(shapes: Read, tree: RegionTree, detail: str) -> None:
    papua = [region.code for region in tree.at(RegionLevel.PROVINCE) if region.name.startswith("Papua")]
    assert len(papua) == 6
    for code in papua:
        parts = [shapes("kabupaten_kota", detail)[child.code] for child in tree.children(code)]
        assert shapely.equals(shapely.union_all(parts), shapes("provinsi", detail)[code])


@pytest.mark.parametrize("detail", DETAILS)
def test_provinces_have_exactly_the_area_of_their_kabupaten(shapes: Read, tree: RegionTree, detail: str) -> None:
    for code, shape in shapes("provinsi", detail).items():
        parts = [shapely.area(shapes("kabupaten_kota", detail)[child.code]) for child in tree.children(code)]
        assert shapely.area(shape) == pytest.approx(sum(parts))


@pytest.fixture(scope="module")
def exact(tree: RegionTree) -> Shapes:
    """Return the cleaned regions before anything is simplified."""
    regencies = cleaned(raw=read_regencies(source=GADM, tree=tree), name=GADM.name)
    return dict(zip(regencies.codes, regencies.shapes, strict=True))


@pytest.mark.parametrize(("detail", "share"), [("rinci", 0.65), ("ringkas", 0.45)])
def test_every_region_keeps_its_largest_part_and_its_form(
    shapes: Read, exact: Shapes, detail: str, share: float
) -> None:
    for code, shape in shapes("kabupaten_kota", detail).items():
        parts = shapely.get_parts(exact[code])
        largest = parts[np.argmax(shapely.area(parts))]
        kept = shapely.area(shapely.intersection(shape, largest)) / shapely.area(largest)
        assert kept > share, (code, kept)


@pytest.mark.parametrize("detail", DETAILS)
def test_areas_stay_what_they_were(shapes: Read, exact: Shapes, detail: str) -> None:
    before, after = (
        np.array([shapely.area(found[code]) for code in sorted(exact)])
        for found in (exact, shapes("kabupaten_kota", detail))
    )
    assert after.sum() / before.sum() == pytest.approx(1, abs=0.015)
    assert np.median(np.abs(after / before - 1)) < 0.05


def test_files_are_light_enough_for_a_slow_line(boundaries: tuple[Boundary, ...]) -> None:
    size = {(boundary.level, boundary.detail): len(boundary.body_br) for boundary in boundaries}
    assert size["kabupaten_kota", "rinci"] <= 82_000
    assert size["kabupaten_kota", "ringkas"] <= 46_000


def test_a_file_is_named_by_its_content(boundaries: tuple[Boundary, ...]) -> None:
    for boundary in boundaries:
        digest = hashlib.sha256(boundary.body).hexdigest()
        assert boundary.file_name == f"{boundary.level}-{boundary.detail}.{digest[:12]}.json"
        assert brotli.decompress(boundary.body_br) == boundary.body


def test_outer_rings_run_clockwise_and_holes_the_other_way(boundaries: tuple[Boundary, ...]) -> None:
    checked = 0
    for boundary in boundaries:
        for feature in json.loads(boundary.body)["features"]:
            geometry = feature["geometry"]
            polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
            for outer, *holes in polygons:
                assert _turns_right(outer)
                assert not any(map(_turns_right, holes))
                checked += 1
    assert checked > 1000


def _turns_right(ring: list[list[float]]) -> bool:
    return sum((x2 - x1) * (y2 + y1) for (x1, y1), (x2, y2) in pairwise(ring)) > 0
