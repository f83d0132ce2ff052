"""A thousand small tables of many shapes, attacked one small count at a time."""

from collections.abc import Mapping
from typing import Any

import pytest

from etl.disclosure import Protected
from etl.disclosure.audit import MAX_NAMED, audit
from etl.disclosure.demands import demands, known_bounds
from etl.disclosure.layout import lay_out
from etl.tally import ALL
from tests.disclosure.attack import OWN, attack
from tests.disclosure.invented import TABULATIONS, Example, guarded, small

TABLES = 1_000
BATCH = 100


@pytest.mark.parametrize("first", range(0, TABLES, BATCH))
def test_an_attacker_works_out_no_small_count(first: int) -> None:
    examples = {seed: small(seed) for seed in range(first, first + BATCH)}

    found = {seed: attack(rows=guarded(example).rows, example=example) for seed, example in examples.items()}

    assert {seed: cells for seed, cells in found.items() if cells} == {}


def test_the_attacker_works_some_out_where_only_small_counts_are_suppressed() -> None:
    examples = [small(seed) for seed in range(40)]

    found = [attack(rows=guarded(example, complementary=False).rows, example=example) for example in examples]

    assert sum(map(bool, found)) > 5


def test_the_audit_finds_what_the_attacker_finds() -> None:
    compared = 0
    for example in map(small, range(40)):
        rows = guarded(example, complementary=False).rows
        found = attack(rows=rows, example=example)
        if 0 < len(found) < MAX_NAMED:
            assert sorted(_disclosed(rows, example)) == sorted((cell[0].rstrip(OWN), *cell[1:]) for cell in found)
            compared += 1
    assert compared > 5


def _disclosed(rows: tuple[Mapping[str, Any], ...], example: Example) -> tuple[tuple[str, ...], ...]:
    layout = lay_out(tally=example.tally, tabulations=TABULATIONS, tree=example.tree)
    known = known_bounds(bounds=example.bounds, layout=layout)
    asked = demands(layout=layout, known=known, threshold=example.threshold)
    return audit(rows=rows, dimensions=example.tally.dimensions, layout=layout, known=known, demands=asked).disclosed


def test_published_totals_are_the_sums_of_published_parts() -> None:
    compared = sum(_compare_regions(guarded(example), example) for example in map(small, range(80)))
    assert compared > 20


def _compare_regions(protected: Protected, example: Example) -> int:
    """Compare every country that is published with its published provinces, where nothing is the country's own."""
    counts = {
        tuple(row[name] for name in ("region_code", *example.tally.dimensions)): row["count"] for row in protected.rows
    }
    own = {(month, *further) for (leaf, month, *further) in example.tally.counts if leaf == "00"}
    compared = 0
    for (region, month, kind, stage), count in counts.items():
        parts = [counts.get((part.code, month, kind, stage)) for part in example.tree.children(region)]
        if count is None or None in parts or region != "00" or month == ALL or own:
            continue
        assert count == sum(part for part in parts if part is not None)
        compared += 1
    return compared


def test_rows_state_every_printed_cell_once_and_as_it_is() -> None:
    for example in map(small, range(100)):
        rows = guarded(example).rows
        keys = [tuple(row[name] for name in ("region_code", *example.tally.dimensions)) for row in rows]
        assert len(keys) == len(set(keys))
        assert all((row["count"] is None) == (row["status"] == "disembunyikan") for row in rows)
        assert all((row["count"] == 0) == (row["status"] == "nol") for row in rows)
        assert all(row["count"] is None or not 1 <= row["count"] < example.threshold for row in rows)


def test_the_same_counts_are_protected_the_same_way() -> None:
    for seed in range(30):
        assert guarded(small(seed)).rows == guarded(small(seed)).rows


def test_the_tables_are_of_many_shapes() -> None:
    examples = [small(seed) for seed in range(TABLES)]

    assert {example.threshold for example in examples} == {2, 3, 4, 5, 6}
    assert {sum(len(region.code) == 2 for region in example.tree) - 1 for example in examples} == {1, 2, 3}
    assert {len(example.tally.codes["period"]) for example in examples} == {1, 2, 3, 4}
    assert {len(example.tally.codes["case_type"]) for example in examples} == {1, 2, 3, 4}
    assert {len(example.tally.codes["latest_stage"]) for example in examples} == {1, 2, 3}
    assert 200 < sum(bool(example.bounds) for example in examples) < 600
    assert 200 < sum(len(example.tally.coverage) < len(example.tree) for example in examples) < 800
