"""Finds the regions that a person may mean: by code, name, other name or province, with slips of the pen forgiven."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from rapidfuzz import fuzz

from dashboard.release import PROVINCE_LEVEL, REGENCY_LEVEL, Place, Snapshot
from geo.names import KINDS, NO_KIND, PlaceName, place_of, read_aliases, word_list
from geo.regions import NATIONAL

LONGEST = 60
"""Letters that are compared; no name is longer."""
NEAR, NEAR_START = 76, 84
"""Likeness from 0 to 100 (rapidfuzz's ratio) from which a whole name, or the beginning of one, may be meant."""
AS_NEAR = 8
"""How much less alike than the best another name may be to be listed beside it."""
SHORTEST_START = 4
"""Letters from which the beginning of a name is compared, as shorter ones are like too many."""
ORDER = {"kabupaten": 0, "kota": 1, "provinsi": 2, NO_KIND: 3}
KEPT = 4


MOST_TYPED = 80
"""Letters of what somebody types that are kept."""


def tidied(typed: str) -> str:
    """Return what somebody typed without needless spaces, and no longer than any name needs."""
    return " ".join(typed.split())[:MOST_TYPED]


class Fit(IntEnum):
    """How well a region fits what was typed; the smaller the better."""

    FULL = 0
    NAME = 1
    ALIAS = 2
    START = 3
    ALIAS_START = 4
    WORDS = 5
    WITHIN = 6
    ALIKE = 7


EXACT = (Fit.FULL, Fit.NAME, Fit.ALIAS)


@dataclass(frozen=True, slots=True)
class Match:
    """A region that may be meant; ``near`` orders those that fit equally well, the smaller the better."""

    code: str
    fit: Fit
    near: float = 0.0

    @property
    def exact(self) -> bool:
        """Tell whether what was typed is a code, a name or another name of the region."""
        return self.fit in EXACT


@dataclass(frozen=True, slots=True)
class Spelling:
    """One name of a region in parts."""

    code: str
    name: PlaceName
    words: tuple[str, ...]
    official: bool


class Finder:
    """All regions of a release, to be asked what somebody may have meant."""

    def __init__(self, places: Iterable[Place], aliases: Mapping[str, str]) -> None:
        """Take the regions and, for every other name, the code of its region; codes of other regions are left out."""
        self._places = {place.code: place for place in places}
        named = [(place.code, place.name, True) for place in self._places.values()]
        named += [(code, alias, False) for alias, code in aliases.items() if code in self._places]
        self._spellings = tuple(_spelling(code, name, official=official) for code, name, official in named)
        self._kinds = {row.code: row.name.kind for row in self._spellings if row.official}
        self._kinds |= {code: "provinsi" for code, place in self._places.items() if place.level == PROVINCE_LEVEL}
        self._letters = {row.code: row.name.letters for row in self._spellings if row.official}
        self._words: dict[str, set[str]] = defaultdict(set)
        for row in self._spellings:
            self._words[row.code].update(row.words)

    def find(self, typed: str) -> tuple[Match, ...]:
        """Return the regions that may be meant, the likeliest first; none where nothing is like it.

        What is merely spelt alike is listed only where nothing else fits.
        """
        asked = typed.strip()[: 2 * LONGEST]
        found = self._best(self._said(asked))
        found = found or self._best(self._alike(asked))
        return tuple(sorted(found, key=self._order))

    def _order(self, match: Match) -> tuple[int, float, str, int, str]:
        code = match.code
        letters = "" if match.exact or match.fit is Fit.WITHIN else self._letters[code]
        return match.fit, match.near, letters, ORDER[self._kinds[code]], code

    @staticmethod
    def _best(matches: Iterable[Match]) -> list[Match]:
        """Keep the best match of every region."""
        best: dict[str, Match] = {}
        for match in matches:
            known = best.get(match.code)
            if known is None or (match.fit, match.near) < (known.fit, known.near):
                best[match.code] = match
        return list(best.values())

    def _said(self, asked: str) -> Iterator[Match]:
        digits = asked.replace(".", "").replace(" ", "")
        if digits.isascii() and digits.isdigit():
            yield from self._by_code(NATIONAL if digits == "0" else digits)
            return
        both = self._with_province(asked)
        own = both or list(self._by_name(asked))
        yield from own
        if not both:
            yield from self._in_provinces(match.code for match in own)
        if not any(match.exact for match in own):
            yield from self._by_words(word_list(asked))

    def _with_province(self, asked: str) -> list[Match]:
        """Return what is meant by a name with its province behind a comma, as lists of regions write it."""
        name, _, province = asked.rpartition(",")
        above = {match.code for match in self._by_name(province) if match.exact} if name else set()
        return [match for match in self._by_name(name) if match.exact and self._places[match.code].parent in above]

    def _by_code(self, digits: str) -> Iterator[Match]:
        yield from (Match(code, Fit.FULL) for code in self._places if code == digits)
        yield from (Match(code, Fit.START) for code in self._places if code.startswith(digits) and code != digits)

    def _by_name(self, asked: str) -> Iterator[Match]:
        for reading in _readings(asked):
            for row in self._spellings:
                fit = self._fit(row, reading, asked)
                if fit is not None:
                    yield Match(row.code, fit)

    def _fit(self, row: Spelling, asked: PlaceName, typed: str) -> Fit | None:
        if asked.kind not in {NO_KIND, self._kinds[row.code]} or not asked.letters:
            return None
        if row.name.letters == asked.letters:
            full = row.official and (row.name == place_of(typed) or asked.kind == self._kinds[row.code])
            return Fit.FULL if full else Fit.NAME if row.official else Fit.ALIAS
        if row.name.letters.startswith(asked.letters):
            return Fit.START if row.official else Fit.ALIAS_START
        return None

    def _in_provinces(self, codes: Iterable[str]) -> Iterator[Match]:
        """Yield what lies in the provinces that were named, province by province."""
        above = {code for code in codes if self._places[code].level == PROVINCE_LEVEL}
        yield from (Match(code, Fit.WITHIN) for code, place in self._places.items() if place.parent in above)

    def _by_words(self, asked: list[str]) -> Iterator[Match]:
        """Yield regions in whose name, or name and province, every word stands; the last may still be unfinished."""
        words = [word for word in asked if word not in KINDS] or asked
        for code, place in self._places.items() if words else ():
            own = self._words[code]
            above = self._words[place.parent] if place.level == REGENCY_LEVEL and place.parent else set()
            in_name = _stand_in(words, own)
            if self._is_of_kind(code, asked) and any(in_name) and all(_stand_in(words, own | above)):
                yield Match(code, Fit.WORDS, near=in_name.count(False))

    def _is_of_kind(self, code: str, asked: list[str]) -> bool:
        kind = KINDS.get(asked[0], NO_KIND) if len(asked) > 1 else NO_KIND
        return kind in {NO_KIND, self._kinds[code]}

    def _alike(self, asked: str) -> list[Match]:
        scored = [match for reading in _readings(asked) for match in self._scored(reading)]
        best = min((match.near for match in scored), default=0.0)
        return [match for match in scored if match.near < best + AS_NEAR]

    def _scored(self, asked: PlaceName) -> Iterator[Match]:
        for row in self._spellings:
            score = _likeness(asked.letters[:LONGEST], row.name.letters)
            if score and asked.kind in {NO_KIND, self._kinds[row.code]}:
                yield Match(row.code, Fit.ALIKE, near=100 - score)


@lru_cache(maxsize=KEPT)
def finder(snapshot: Snapshot) -> Finder:
    """Return the finder of a release."""
    return Finder(snapshot.places.values(), read_aliases())


def _spelling(code: str, name: str, *, official: bool) -> Spelling:
    return Spelling(code, place_of(name), tuple(word_list(name)), official)


def _readings(asked: str) -> tuple[PlaceName, ...]:
    """Take what was typed apart; a kind may also be part of the name, as in Kotabaru."""
    place = place_of(asked)
    joined = PlaceName(NO_KIND, "".join(word_list(asked)))
    return (place, joined) if place.kind else (place,)


def _stand_in(typed: list[str], words: set[str]) -> list[bool]:
    """Tell of each typed word whether it is one of the words, and of the last whether it begins one."""
    return [*(word in words for word in typed[:-1]), any(word.startswith(typed[-1]) for word in words)]


def _likeness(typed: str, name: str) -> float:
    """Return how alike two spellings are, from 0 to 100; 0 where they are not."""
    whole = fuzz.ratio(typed, name, score_cutoff=NEAR)
    if len(typed) < SHORTEST_START or len(name) <= len(typed):
        return whole
    start = fuzz.ratio(typed, name[: len(typed) + 1], score_cutoff=NEAR_START)
    return max(whole, start - AS_NEAR)
