"""Chooses real records to work a number out from, step by step: a kabupaten or kota, its province, the country.

Only what the release holds is used; the result of each step must be the number that the release publishes.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from geo.regions import NATIONAL, RegionLevel

EVENT = "peristiwa"


@dataclass(frozen=True, slots=True)
class Stated:
    """One record: how many an authority stated, as an event or a running total, until when, and who published it."""

    record_id: str
    measure: str
    count: int
    period_end: date
    date_precision: str
    authority: str
    url: str
    publisher: str


@dataclass(frozen=True, slots=True)
class Published:
    """The number of a region as the release publishes it; ``unexplained`` is None where nothing lies below."""

    count: int
    unexplained: int | None
    implied: bool


@dataclass(frozen=True, slots=True)
class Region:
    """A region with the code of the one above it."""

    code: str
    name: str
    level: str
    parent: str | None


@dataclass(frozen=True, slots=True)
class Step:
    """One number worked out: its own records, the published numbers of the regions within it, and what came of it."""

    region: Region
    records: Sequence[Stated]
    parts: Sequence[tuple[Region, int]]
    published: Published

    @property
    def events(self) -> tuple[Stated, ...]:
        """Return the records that add up."""
        return tuple(record for record in self.records if record.measure == EVENT)

    @property
    def totals(self) -> tuple[Stated, ...]:
        """Return the running totals, of which the largest counts."""
        return tuple(record for record in self.records if record.measure != EVENT)

    @property
    def own(self) -> int:
        """Return what the region's records say by themselves."""
        return max(sum(record.count for record in self.events), max((item.count for item in self.totals), default=0))

    @property
    def below(self) -> int:
        """Return what the regions within it add up to."""
        return sum(count for _, count in self.parts)

    @property
    def result(self) -> int:
        """Return the number that comes of it; later stages may still imply a larger one."""
        return max(self.own, self.below)


@dataclass(frozen=True, slots=True)
class Material:
    """One election, stage and unit of a release, at the end of its last month with a record.

    Attributes:
        month: that month.
        regions: by code.
        records: by code of their region, in order of their days.
        published: by code of the region; a region with nothing published is absent.
    """

    election: str
    stage: str
    unit: str
    month: str
    regions: Mapping[str, Region]
    records: Mapping[str, Sequence[Stated]]
    published: Mapping[str, Published]


def worked_example(material: Material) -> tuple[Step, ...]:
    """Return the steps from a kabupaten or kota up to the country; none where no number can be shown so."""
    chosen = _chosen(material)
    return () if chosen is None else tuple(_step(material, code) for code in _upwards(material, chosen))


def _chosen(material: Material) -> str | None:
    """Choose the number that shows most: events and totals, a province with records of its own, few records."""
    shown = [code for code, region in material.regions.items() if _can_be_shown(material, code, region)]
    return min(shown, key=lambda code: _worth(material, code), default=None)


def _can_be_shown(material: Material, code: str, region: Region) -> bool:
    number = material.published.get(code)
    above = material.published.keys() >= {region.parent, NATIONAL}
    recorded = number is not None and number.count > 0 and not number.implied and code in material.records
    return region.level == RegionLevel.REGENCY.value and above and recorded


def _worth(material: Material, code: str) -> tuple[bool, bool, int, str]:
    kinds = {record.measure for record in material.records[code]}
    parent = material.regions[code].parent
    return len(kinds) == 1, parent not in material.records, len(material.records[code]), code


def _upwards(material: Material, code: str) -> tuple[str, ...]:
    return code, str(material.regions[code].parent), NATIONAL


def _step(material: Material, code: str) -> Step:
    within = [region for region in material.regions.values() if region.parent == code]
    return Step(
        region=material.regions[code],
        records=material.records.get(code, ()),
        parts=[
            (region, material.published[region.code].count) for region in within if region.code in material.published
        ],
        published=material.published[code],
    )
