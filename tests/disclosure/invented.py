"""Invented regions and counts ("rekaan") to protect: small tables of many shapes, and two of the country's size."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np

from etl.disclosure import Bound, Protected, protect
from etl.tally import ALL, Tally
from geo.regions import NATIONAL, Region, RegionLevel, RegionTree, load_regions

TABULATIONS = (("period", "case_type"), ("period", "latest_stage"))
STAGES = ("dugaan", "diproses", "diteruskan", "terbukti", "sanksi", "tidak_terbukti")
Counts = dict[tuple[str, ...], int]


@dataclass(frozen=True, slots=True)
class Example:
    """A table of counts with all that its protection needs."""

    tally: Tally
    tree: RegionTree
    threshold: int
    bounds: tuple[Bound, ...] = ()


def invented_tree(*sizes: int) -> RegionTree:
    """Return a country whose provinces have these numbers of kabupaten."""
    regions = [Region(NATIONAL, RegionLevel.NATIONAL, "Contoh Rekaan", None)]
    for number, size in enumerate(sizes, start=11):
        regions.append(Region(f"{number}", RegionLevel.PROVINCE, f"Provinsi Rekaan {number}", NATIONAL))
        regions += [
            Region(f"{number}{part:02}", RegionLevel.REGENCY, f"Kabupaten Rekaan {number}{part:02}", f"{number}")
            for part in range(1, size + 1)
        ]
    return RegionTree(regions)


def months(number: int) -> tuple[str, ...]:
    """Return the first months of 2024."""
    return tuple(f"2024-{month:02}" for month in range(1, number + 1))


def full_size(*, cases: int, spread: float, seed: int = 20241127) -> Example:
    """Return counts of all regions, 12 months, 10 types and 6 stages; a larger spread leaves more regions empty."""
    random = np.random.default_rng(seed)
    tree = load_regions()
    leaves = [region.code for region in tree]
    types = tuple(f"jenis_{number}" for number in range(1, 11))
    tally = Tally(
        table="violation_cases",
        election="pilkada-2024",
        dimensions=("period", "case_type", "latest_stage"),
        codes={"period": months(12), "case_type": types, "latest_stage": STAGES},
        counts=_drawn(random, leaves=leaves, types=types, cases=cases, spread=spread),
        coverage=dict.fromkeys(leaves, months(12)),
    )
    return Example(tally, tree, 3)


def _drawn(
    random: np.random.Generator, *, leaves: Sequence[str], types: Sequence[str], cases: int, spread: float
) -> Counts:
    axes = (len(leaves), 12, len(types), len(STAGES))
    shares = [random.lognormal(0, spread, axes[0]), random.lognormal(0, 0.7, 12), random.lognormal(0, 1, axes[2])]
    shares.append(random.lognormal(0, 1, axes[3]))
    drawn = [random.choice(size, cases, p=share / share.sum()) for size, share in zip(axes, shares, strict=True)]
    places, numbers = np.unique(np.ravel_multi_index(drawn, axes), return_counts=True)
    return {
        (leaves[region], months(12)[month], types[kind], STAGES[stage]): int(number)
        for region, month, kind, stage, number in zip(*np.unravel_index(places, axes), numbers, strict=True)
    }


def small(seed: int) -> Example:
    """Return one of many small tables: one to three provinces, whole or partly covered, sparse or dense."""
    random = np.random.default_rng(seed)
    tree = invented_tree(*random.integers(1, random.choice([3, 5, 9]), random.integers(1, 4)).tolist())
    codes = {
        "period": months(int(random.integers(1, 5))),
        "case_type": tuple(f"jenis_{number}" for number in range(1, int(random.integers(1, 5)) + 1)),
        "latest_stage": STAGES[-int(random.integers(1, 4)) :],
    }
    coverage = _coverage(random, leaves=[region.code for region in tree], periods=codes["period"])
    counts = _scattered(random, codes=codes, coverage=coverage)
    tally = Tally("violation_cases", "pilkada-2024", tuple(codes), codes, counts, coverage)
    return Example(tally, tree, int(random.integers(2, 7)), _bounds(random, tally) if random.random() < 0.4 else ())


def _coverage(
    random: np.random.Generator, *, leaves: Sequence[str], periods: tuple[str, ...]
) -> dict[str, tuple[str, ...]]:
    """Cover everything, or leave out some regions, or some months of some of them."""
    missing, shorter = random.choice([0, 0, 0.1, 0.4]), random.choice([0, 0, 0.2])
    covered = [code for code in leaves if random.random() >= missing] or [leaves[-1]]
    return {code: periods[int(random.random() < shorter) :] or periods for code in covered}


def _scattered(
    random: np.random.Generator, *, codes: dict[str, tuple[str, ...]], coverage: dict[str, tuple[str, ...]]
) -> Counts:
    filled, size = random.choice([0.03, 0.1, 0.3, 0.8]), random.choice([0.5, 2, 6])
    places = product(coverage, *codes.values())
    return {
        place: 1 + int(random.poisson(size))
        for place in places
        if place[1] in coverage[place[0]] and random.random() < filled
    }


def _bounds(random: np.random.Generator, tally: Tally) -> tuple[Bound, ...]:
    """Return what a published minimum could be: part of the cases up to some month; at times too much."""
    found = []
    for region in tally.coverage:
        stages = [ALL] if random.random() < 0.6 else list(tally.codes["latest_stage"][:2])
        until = tally.coverage[region][: int(random.integers(1, 5))]
        cases = sum(
            count
            for (leaf, month, _, stage), count in tally.counts.items()
            if leaf == region and month in until and (stages == [ALL] or stage in stages)
        )
        at_least = int(random.integers(0, cases + 2))
        if at_least and random.random() < 0.6:
            found.append(Bound(tuple((region, month, ALL, stage) for month in until for stage in stages), at_least))
    return tuple(found)


def signatures(counts: Mapping[str, Sequence[int]], *, tree: RegionTree, threshold: int = 3) -> Example:
    """Return a table without further dimensions: for each covered region its count in each month."""
    periods = months(max(map(len, counts.values())))
    found: Counts = {
        (code, month): n for code, numbers in counts.items() for month, n in zip(periods, numbers, strict=False)
    }
    coverage = {code: periods[: len(numbers)] for code, numbers in counts.items()}
    tally = Tally("declaration_signatures", "pilkada-2024", ("period",), {"period": periods}, found, coverage)
    return Example(tally, tree, threshold)


def guarded(example: Example, *, complementary: bool = True) -> Protected:
    """Protect an example with the tabulations of its table."""
    return protect(
        tally=example.tally,
        tabulations=TABULATIONS if len(example.tally.dimensions) > 1 else [("period",)],
        threshold=example.threshold,
        tree=example.tree,
        bounds=example.bounds,
        complementary=complementary,
    )
