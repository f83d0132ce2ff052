"""Finds the region that a code or a name means: exact after normalising, or through a declared other name."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

from rapidfuzz import fuzz, process

from etl.problems import expected
from etl.values.region_codes import NUMERIC, read_region_code
from etl.values.spelling import tidy
from etl.values.wrong import Wrong, hint
from geo.names import KINDS, NO_KIND, AliasError, PlaceName, place_of, read_aliases
from geo.regions import Region, RegionLevel, RegionTree, load_regions

CODE_AND_NAME = re.compile(r"([0-9]{2}(?:\.?[0-9]{2})?) ?[-:./]? ?([^0-9]+)")
NAME_AND_CODE = re.compile(r"([^0-9(]+?) ?\(([0-9]{2}(?:\.?[0-9]{2})?)\)")
NAME_AND_PROVINCE = re.compile(r"([^,(]+)(?:, ?| ?\()([^,()]+)\)?")
NEAR = 78
"""Likeness from 0 to 100 (rapidfuzz's ratio) from which a name is offered as what was meant."""
AS_NEAR = 10
"""How much less alike than the best other names may be to be offered beside it."""
MAX_OFFERED = 3
LONGEST_NAME = 60

Key = tuple[str, str]


class RegionNames:
    """All regions, found by code, by name with or without Kabupaten/Kota/Provinsi, and by other declared names."""

    def __init__(self, regions: Iterable[Region], aliases: Mapping[str, str]) -> None:
        """Take the regions and, for every other name, the code of its region.

        Raises:
            AliasError: an other name fits no region, or a region of another kind, or another region's name.
        """
        self._by_code = {region.code: region for region in regions}
        self._kinds = {code: _kind(region) for code, region in self._by_code.items()}
        self._typed: dict[Key, str] = {}
        self._bare: dict[str, set[str]] = defaultdict(set)
        self.aliases = dict(aliases)
        for code, region in self._by_code.items():
            self._add(code, place_of(region.name))
        for alias, code in aliases.items():
            self._add_alias(alias, code)
        self._letters = tuple(self._bare)

    def __contains__(self, code: object) -> bool:
        return code in self._by_code

    @property
    def official(self) -> Mapping[str, str]:
        """Return code -> official name."""
        return {code: region.name for code, region in self._by_code.items()}

    def resolve(self, text: str) -> str | Wrong:
        """Return the code of the region that a code or a name means, or why there is none or more than one."""
        shown = tidy(text)
        if NUMERIC.fullmatch(shown):
            return read_region_code(shown, self._by_code)
        place = place_of(shown)
        codes = self._codes(place) or self._said_twice(shown)
        if len(codes) == 1:
            return codes[0]
        if codes:
            return Wrong("region_ambiguous", expected(self._listed(codes)))
        return self._unknown(place)

    def _add(self, code: str, place: PlaceName) -> None:
        self._typed[self._kinds[code], place.letters] = code
        self._bare[place.letters].add(code)

    def _add_alias(self, alias: str, code: str) -> None:
        place = place_of(alias)
        kind = self._kinds.get(code)
        if kind is None or place.kind not in {NO_KIND, kind} or (kind, place.letters) in self._typed:
            raise AliasError(alias)
        self._add(code, place)

    def _codes(self, place: PlaceName) -> list[str]:
        if place.kind:
            code = self._typed.get((place.kind, place.letters))
            return [code] if code else []
        return sorted(self._bare.get(place.letters, ()))

    def _said_twice(self, shown: str) -> list[str]:
        """Return the regions where a cell gives code and name, or name and province, and both agree."""
        if both := CODE_AND_NAME.fullmatch(shown):
            return self._of_both(both[1], both[2])
        if both := NAME_AND_CODE.fullmatch(shown):
            return self._of_both(both[2], both[1])
        if both := NAME_AND_PROVINCE.fullmatch(shown):
            above = self._codes(place_of(both[2]))
            return [code for code in self._codes(place_of(both[1])) if self._by_code[code].parent in above]
        return []

    def _of_both(self, number: str, name: str) -> list[str]:
        code = read_region_code(number, self._by_code)
        return [code] if isinstance(code, str) and code in self._codes(place_of(name)) else []

    def _unknown(self, place: PlaceName) -> Wrong:
        near = self._near(place)
        return (
            Wrong("region_near", expected(self._listed(near))) if near else Wrong("region_unknown", hint("hint_region"))
        )

    def _near(self, place: PlaceName) -> list[str]:
        """Return codes of regions whose names look alike, those of the same kind before others."""
        spellings = {place.letters, place.kind + place.letters} - KINDS.keys()
        scores: dict[str, float] = {}
        for spelling in spellings:
            for letters, score, _ in self._alike(spelling):
                scores[letters] = max(score, scores.get(letters, 0))
        best = max(scores.values(), default=0)
        near = sorted((letters for letters, score in scores.items() if score > best - AS_NEAR), key=scores.__getitem__)
        codes = list(dict.fromkeys(code for letters in reversed(near) for code in sorted(self._bare[letters])))
        same = [code for code in codes if self._kinds[code] == place.kind]
        return (same or codes)[:MAX_OFFERED]

    def _alike(self, spelling: str) -> list[tuple[str, float, int]]:
        if len(spelling) > LONGEST_NAME:
            return []
        return process.extract(spelling, self._letters, scorer=fuzz.ratio, score_cutoff=NEAR, limit=MAX_OFFERED)

    def _listed(self, codes: Iterable[str]) -> str:
        return ", ".join(f"{full_name(self._by_code[code])} ({code})" for code in codes)


def full_name(region: Region) -> str:
    """Name a region so that the name alone finds it: the provinces need their kind beside cities named alike."""
    return f"Provinsi {region.name}" if region.level is RegionLevel.PROVINCE else region.name


def _kind(region: Region) -> str:
    if region.level is RegionLevel.NATIONAL:
        return NO_KIND
    return "provinsi" if region.level is RegionLevel.PROVINCE else place_of(region.name).kind


def load_region_names(tree: RegionTree | None = None) -> RegionNames:
    """Read the list of regions and their other names."""
    return RegionNames(tree or load_regions(), read_aliases())
