"""Counts of several sources together: coverage down to the leaves, nothing counted twice."""

from pathlib import Path
from typing import Any

import pytest

from etl.catalogue import CatalogueError
from etl.microdata.tallies import tallies
from etl.tally import Tally
from geo.regions import RegionLevel, RegionTree
from tests.microdata.invented import CATALOGUE, GOOD, changed, count, signatures, source, write_csv


def tallied(tree: RegionTree, path: Path, *declared: dict[str, Any]) -> tuple[Tally, ...]:
    write_csv(path, [GOOD])
    items = [source(path, name=f"rekaan_{n}", **changes) for n, changes in enumerate(declared)]
    return tallies(counted=map(count, items), catalogue=CATALOGUE, tree=tree)


def cover(*regions: str, first: str = "2024-10", last: str = "2024-11") -> dict[str, Any]:
    elections = ("pilkada-2024", "pemilu-2024")
    return {"coverage": {"regions": regions, "first": first, "last": last, "elections": elections}}


def test_a_tally_has_the_dimensions_codes_and_counts_of_its_table(tree: RegionTree, tmp_path: Path) -> None:
    (tally,) = tallied(tree, tmp_path / "x.csv", cover("3402"))
    table = CATALOGUE.tables["violation_cases"]
    assert (tally.table, tally.election) == ("violation_cases", "pilkada-2024")
    assert tally.dimensions == ("period", "case_type", "latest_stage")
    assert tally.codes == {
        "period": ("2024-10", "2024-11"),
        "case_type": table.field("violation_type").codes,
        "latest_stage": table.field("stage").codes,
    }
    assert tally.counts == {("3402", "2024-10", "media_sosial", "dugaan"): 1}
    assert tally.coverage == {"3402": ("2024-10", "2024-11")}


def test_a_province_covers_its_own_level_and_all_its_regencies(tree: RegionTree, tmp_path: Path) -> None:
    (tally,) = tallied(tree, tmp_path / "x.csv", cover("34"))
    assert sorted(tally.coverage) == ["34", *(region.code for region in tree.children("34"))]


def test_the_country_covers_everything(tree: RegionTree, tmp_path: Path) -> None:
    (tally,) = tallied(tree, tmp_path / "x.csv", cover("00"))
    assert len(tally.coverage) == 1 + 38 + 514
    assert {tree.get(code).level for code in tally.coverage} == set(RegionLevel)


def test_sources_of_one_table_add_up(tree: RegionTree, tmp_path: Path) -> None:
    other = cover("3402", first="2024-12", last="2024-12")
    (tally,) = tallied(tree, tmp_path / "x.csv", cover("3402"), other)
    assert tally.coverage == {"3402": ("2024-10", "2024-11", "2024-12")}
    assert sum(tally.counts.values()) == 1


@pytest.mark.parametrize("other", [cover("3402", first="2024-01"), cover("34"), cover("00", last="2024-10")])
def test_two_sources_for_the_same_region_and_month_are_refused(
    tree: RegionTree, tmp_path: Path, other: dict[str, Any]
) -> None:
    with pytest.raises(CatalogueError, match=r"rekaan_0 and rekaan_1 both cover 3402 in 2024-1"):
        tallied(tree, tmp_path / "x.csv", cover("3402"), other)


def test_two_sources_may_cover_the_same_months_of_different_elections(tree: RegionTree, tmp_path: Path) -> None:
    other = cover("3402") | {"constants": {"election": "pemilu-2024"}}
    found = tallied(tree, tmp_path / "x.csv", cover("3402"), other)
    assert [tally.election for tally in found] == ["pilkada-2024", "pemilu-2024"]


@pytest.mark.parametrize(("changes", "what"), [(cover("3499"), "no region"), (cover("34", last="2024-01"), "later")])
def test_a_coverage_that_cannot_be_is_refused(
    tree: RegionTree, tmp_path: Path, changes: dict[str, Any], what: str
) -> None:
    with pytest.raises(CatalogueError, match=what):
        tallied(tree, tmp_path / "x.csv", changes)


def test_signatures_have_a_tally_for_each_election(tree: RegionTree, tmp_path: Path) -> None:
    headings = ("kunci", "kode_wilayah", "pemilihan", "tanggal_tanda_tangan")
    rows = [("1", "3402", "keduanya", "2024-10-12"), ("2", "3402", "pemilu-2024", "2024-10-12")]
    declared = signatures(write_csv(tmp_path / "x.csv", rows, headings), **cover("3402"))
    found = tallies(counted=[count(declared)], catalogue=CATALOGUE, tree=tree)
    assert {tally.election: dict(tally.counts) for tally in found} == {
        "pilkada-2024": {("3402", "2024-10"): 1},
        "pemilu-2024": {("3402", "2024-10"): 2},
    }
    assert {tally.dimensions for tally in found} == {("period",)}


def test_records_of_different_lengths_of_coverage_share_the_months(tree: RegionTree, tmp_path: Path) -> None:
    path = write_csv(tmp_path / "y.csv", [changed(GOOD, {"Kab/Kota": "3301"})])
    items = [
        source(tmp_path / "x.csv", name="a", **cover("3402")),
        source(path, name="b", **cover("3301", last="2025-01")),
    ]
    write_csv(tmp_path / "x.csv", [GOOD])
    (tally,) = tallies(counted=map(count, items), catalogue=CATALOGUE, tree=tree)
    assert tally.codes["period"] == ("2024-10", "2024-11", "2024-12", "2025-01")
    assert len(tally.coverage["3402"]) == 2
