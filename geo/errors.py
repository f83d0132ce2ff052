"""What can go wrong with regions and boundaries, each with one clear sentence from the catalogue in both languages."""

from functools import lru_cache
from pathlib import Path
from typing import ClassVar

from geo.wording import Wording

MESSAGES = Path(__file__).with_name("messages.yml")


@lru_cache(maxsize=1)
def messages() -> Wording:
    """Return the texts of this package."""
    return Wording.load(MESSAGES)


class GeoError(Exception):
    """Carry the key of a sentence and what fills its placeholders; ``str`` gives it in Indonesian."""

    key: ClassVar[str]

    def __init__(self, **values: object) -> None:
        super().__init__(self.key, values)
        self.values = values

    def text(self, lang: str = "id") -> str:
        """Return the sentence in one language."""
        return messages().text(self.key, lang, **self.values)

    def __str__(self) -> str:
        return self.text()


class RegionsFileError(GeoError):
    """Say that the list of regions cannot be read or lacks a column."""

    key = "regions_file"


class RegionRowError(GeoError):
    """Say which row and column of the list of regions is wrong."""

    key = "regions_row"


class RegionCountError(GeoError):
    """Say that the list does not hold all regions of one level."""

    key = "regions_count"


class UnknownRegionError(GeoError, KeyError):
    """Say that a code is none of the 553 regions."""

    key = "region_unknown"


class NpmMissingError(GeoError):
    """Say that neither npm nor its stand-in from PyPI is installed."""

    key = "npm_missing"


class NpmFailedError(GeoError):
    """Say that npm could not fetch the sources, with its own last word."""

    key = "npm_failed"


class ChecksumError(GeoError):
    """Say which source file is not the one that was checked, with both checksums."""

    key = "checksum"


class BoundaryFileError(GeoError):
    """Say that a boundary file cannot be read as geographic data."""

    key = "boundary_file"


class CodeColumnError(GeoError):
    """Say that a boundary file has no column with region codes."""

    key = "code_column"


class CodesError(GeoError):
    """Say which region codes a boundary file lacks, has twice or has too many."""

    key = "codes"


class EmptyShapeError(GeoError):
    """Say which regions of a boundary file have no area."""

    key = "empty_shape"


class OverlapError(GeoError):
    """Say which regions of a boundary file lie partly on top of others."""

    key = "overlap"


class PlaceError(GeoError):
    """Say that a boundary file does not lie where Indonesia is."""

    key = "place"


class MatchingError(GeoError):
    """Say which names of the source fit no region."""

    key = "matching"


class CoverageError(GeoError):
    """Say that the built boundaries overlap or leave gaps, which must never be published."""

    key = "coverage"


class BoundariesMissingError(GeoError):
    """Say that the web boundaries are not built, or are damaged, and how to build them."""

    key = "boundaries_missing"


class TilesFileError(GeoError):
    """Say that the tile map cannot be read or does not hold each region once, and how to make it anew."""

    key = "tiles_file"
