"""The tree of regions: 1 + 38 + 514, and one sentence for a list that is not whole."""

from pathlib import Path

import pytest

from geo.errors import GeoError, RegionCountError, RegionRowError, RegionsFileError, UnknownRegionError
from geo.regions import REGIONS_FILE, RegionLevel, RegionTree, load_regions


def test_the_tree_has_one_country_38_provinces_and_514_kabupaten_kota(tree: RegionTree) -> None:
    assert [len(tree.at(level)) for level in RegionLevel] == [1, 38, 514]
    assert len(tree) == 553


def test_a_region_knows_its_province_and_its_children(tree: RegionTree) -> None:
    assert tree.get("3402").name == "Kabupaten Bantul"
    assert [region.code for region in tree.ancestors("3402")] == ["34", "00"]
    assert [region.code for region in tree.children("34")] == ["3401", "3402", "3403", "3404", "3471"]
    province = tree.province_of("3402")
    assert province is not None
    assert province.code == "34"
    assert tree.province_of("00") is None


def test_every_kabupaten_lies_in_the_province_whose_code_it_begins_with(tree: RegionTree) -> None:
    for region in tree.at(RegionLevel.REGENCY):
        assert region.parent == region.code[:2]


def test_an_unknown_code_is_told_what_codes_look_like(tree: RegionTree) -> None:
    with pytest.raises(UnknownRegionError, match="'9999' tidak dikenal"):
        tree.get("9999")


@pytest.mark.parametrize(
    ("before", "after", "error"),
    [
        ("3402,kabupaten_kota,Kabupaten Bantul,34\n", "", RegionCountError),
        ("3402,kabupaten_kota,Kabupaten Bantul,34", "3402,kabupaten_kota,Kabupaten Bantul,33", RegionRowError),
        ("3402,kabupaten_kota,Kabupaten Bantul,34", "3401,kabupaten_kota,Kabupaten Bantul,34", RegionRowError),
        ("3402,kabupaten_kota,Kabupaten Bantul,34", "3402,kecamatan,Kabupaten Bantul,34", RegionRowError),
        ("region_code,region_level,name,parent_code", "code,level,name,parent", RegionsFileError),
    ],
)
def test_a_list_that_is_not_whole_is_refused(tmp_path: Path, before: str, after: str, error: type[GeoError]) -> None:
    text = REGIONS_FILE.read_text(encoding="utf-8")
    assert before in text
    broken = tmp_path / "regions.csv"
    broken.write_text(text.replace(before, after), encoding="utf-8")
    with pytest.raises(error, match=r"regions\.csv"):
        load_regions(broken)


def test_a_missing_list_is_named(tmp_path: Path) -> None:
    with pytest.raises(RegionsFileError, match=r"regions\.csv"):
        load_regions(tmp_path / "regions.csv")
