"""Reads how the tile map is laid out: groups of islands, costs, and the search for better places."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

PLAN = Path(__file__).with_name("groups.yml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A group of islands and how it is drawn; groups.yml says what the numbers mean."""

    provinces: tuple[str, ...]
    widen: float
    swell: float
    evenness: float
    centre: tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Costs:
    """What a wrong place costs, in squares of a hexagon's width."""

    off_shore: float
    parted: float
    distance: float
    joined: float
    alone: float
    frayed: float
    broken: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """How long and how boldly better places are searched for."""

    tries: int
    heat: float
    seed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The whole layout."""

    columns: int
    rows: int
    groups: tuple[Group, ...]
    costs: Costs
    search: Search


def load_plan(path: Path = PLAN) -> Plan:
    """Read the plan."""
    found: Mapping[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return Plan(
        columns=found["columns"],
        rows=found["rows"],
        groups=tuple(_group(**given) for given in found["groups"].values()),
        costs=Costs(**found["costs"]),
        search=Search(**found["swaps"]),
    )


def _group(*, provinces: list[str], centre: list[float], **drawn: float) -> Group:
    return Group(provinces=tuple(provinces), centre=(centre[0], centre[1]), **drawn)
