"""Knows the tree of Indonesia's regions: the country, 38 provinsi and 514 kabupaten/kota, each by its code."""

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from geo.errors import RegionCountError, RegionRowError, RegionsFileError, UnknownRegionError

NATIONAL = "00"
REGIONS_FILE = Path(__file__).resolve().parent.parent / "data" / "reference" / "regions.csv"
PROVINCE_LENGTH = 2
COLUMNS = ("region_code", "region_level", "name", "parent_code")


class RegionLevel(StrEnum):
    """Name the levels as the public sees them."""

    NATIONAL = "nasional"
    PROVINCE = "provinsi"
    REGENCY = "kabupaten_kota"


COUNTS: Mapping[RegionLevel, int] = {RegionLevel.NATIONAL: 1, RegionLevel.PROVINCE: 38, RegionLevel.REGENCY: 514}


@dataclass(frozen=True, slots=True)
class Region:
    """One region; the code is text because Excel turns ``11.10`` into ``11.1``."""

    code: str
    level: RegionLevel
    name: str
    parent: str | None


class RegionTree:
    """All regions, found by code, by level, or from parent to child."""

    def __init__(self, regions: Sequence[Region]) -> None:
        self._by_code = {region.code: region for region in sorted(regions, key=lambda region: region.code)}
        self._children: dict[str, list[Region]] = {}
        for region in self._by_code.values():
            if region.parent is not None:
                self._children.setdefault(region.parent, []).append(region)

    def __iter__(self) -> Iterator[Region]:
        return iter(self._by_code.values())

    def __len__(self) -> int:
        return len(self._by_code)

    def __contains__(self, code: object) -> bool:
        return code in self._by_code

    def get(self, code: str) -> Region:
        """Return the region with this code.

        Raises:
            UnknownRegionError: there is none.
        """
        try:
            return self._by_code[code]
        except KeyError:
            raise UnknownRegionError(code=code) from None

    def children(self, code: str) -> tuple[Region, ...]:
        """Return the regions directly below one, sorted by code."""
        return tuple(self._children.get(self.get(code).code, ()))

    def at(self, level: RegionLevel) -> tuple[Region, ...]:
        """Return all regions of a level, sorted by code."""
        return tuple(region for region in self if region.level is level)

    def ancestors(self, code: str) -> tuple[Region, ...]:
        """Return the regions above one, nearest first."""
        parent = self.get(code).parent
        return () if parent is None else (self.get(parent), *self.ancestors(parent))

    def province_of(self, code: str) -> Region | None:
        """Return the provinsi that a region lies in or is; the country has none."""
        lineage = (self.get(code), *self.ancestors(code))
        return next((region for region in lineage if region.level is RegionLevel.PROVINCE), None)


def load_regions(path: Path = REGIONS_FILE) -> RegionTree:
    """Read the list of regions and check that it is whole: 1 + 38 + 514, codes and parents in order.

    Raises:
        RegionsFileError: the file is missing, no CSV, or lacks a column.
        RegionRowError: a row has a wrong code, level, name or parent.
        RegionCountError: a level has too few or too many regions.
    """
    regions = _read(path)
    for level, expected in COUNTS.items():
        found = sum(region.level is level for region in regions)
        if found != expected:
            raise RegionCountError(file=path.name, level=level, found=found, expected=expected)
    return RegionTree(regions)


def _read(path: Path) -> list[Region]:
    try:
        with path.open(encoding="utf-8", newline="") as lines:
            reader = csv.DictReader(lines, restval="", strict=True)
            if tuple(reader.fieldnames or ()) != COLUMNS:
                raise RegionsFileError(file=str(path), columns=", ".join(COLUMNS))
            rows = list(reader)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise RegionsFileError(file=str(path), columns=", ".join(COLUMNS)) from error
    return _checked(rows, file=path.name)


def _checked(rows: Sequence[Mapping[str, str]], *, file: str) -> list[Region]:
    levels = {row["region_code"]: row["region_level"] for row in rows}
    regions: dict[str, Region] = {}
    for number, row in enumerate(rows, start=2):
        fault = _fault(row, levels=levels, seen=regions)
        if fault:
            raise RegionRowError(file=file, row=number, column=fault, value=row[fault])
        region = _region(row)
        regions[region.code] = region
    return list(regions.values())


def _fault(row: Mapping[str, str], *, levels: Mapping[str, str], seen: Mapping[str, Region]) -> str | None:
    """Return the column that is wrong, if any."""
    code, level, parent = row["region_code"], row["region_level"], row["parent_code"]
    if level not in set(RegionLevel):
        return "region_level"
    if not _code_fits(code, level=RegionLevel(level)) or code in seen:
        return "region_code"
    if not (row["name"] or "").strip():
        return "name"
    return None if _parent_fits(code, parent, levels=levels) else "parent_code"


def _code_fits(code: str, *, level: RegionLevel) -> bool:
    if level is RegionLevel.NATIONAL:
        return code == NATIONAL
    length = 2 if level is RegionLevel.PROVINCE else 4
    return len(code) == length and code.isascii() and code.isdigit() and code[:2] != NATIONAL


def _parent_fits(code: str, parent: str, *, levels: Mapping[str, str]) -> bool:
    if code == NATIONAL:
        return parent == ""
    return parent in levels and parent == (NATIONAL if len(code) == PROVINCE_LENGTH else code[:2])


def _region(row: Mapping[str, str]) -> Region:
    return Region(
        code=row["region_code"],
        level=RegionLevel(row["region_level"]),
        name=row["name"],
        parent=row["parent_code"] or None,
    )
