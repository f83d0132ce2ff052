"""Works out shares between stages, only where one authority published both numbers for one date."""

from collections.abc import Iterable
from dataclasses import dataclass

from dashboard.reading import recorded_by
from dashboard.release import Snapshot, Violation
from dashboard.state import UNITS, ViewState

PAIRS = (("diteruskan", "dugaan"), ("terbukti", "dugaan"), ("sanksi", "terbukti"))
"""Part and whole; forwarded and proven are not parts of each other."""
RUNNING = "kumulatif"


@dataclass(frozen=True, slots=True)
class Share:
    """One share; the two records are none where no authority published both numbers for one date."""

    part: str
    whole: str
    records: tuple[Violation, Violation] | None

    @property
    def percent(self) -> float | None:
        """Return the part in percent of the whole."""
        return None if self.records is None else 100 * self.records[0].count / self.records[1].count


def shares(snapshot: Snapshot, state: ViewState, code: str) -> tuple[Share, ...]:
    """Return every share of a region up to the month of the state, computed or not.

    The latest date counts. Where an authority gave two numbers for one stage and date (such as two kinds of sanction),
    nobody can say which one belongs to the whole, so that date is left out.
    """
    own = [
        row
        for row in snapshot.violations.values()
        if (row.region, row.election, row.measure) == (code, state.election, RUNNING) and recorded_by(row, state.month)
    ]
    return tuple(Share(part, whole, _latest(own, part, whole)) for part, whole in PAIRS)


def _latest(own: Iterable[Violation], part: str, whole: str) -> tuple[Violation, Violation] | None:
    found = [pair for unit in UNITS for pair in _pairs([row for row in own if row.unit == unit], part, whole)]
    return max(found, key=lambda pair: (pair[0].period_end, -UNITS.index(pair[0].unit)), default=None)


def _pairs(own: list[Violation], part: str, whole: str) -> Iterable[tuple[Violation, Violation]]:
    for row in own:
        parts, wholes = (_same_moment(own, row, stage) for stage in (part, whole))
        if row.stage == part and len(parts) == len(wholes) == 1 and 0 < wholes[0].count >= row.count:
            yield row, wholes[0]


def _same_moment(own: Iterable[Violation], row: Violation, stage: str) -> list[Violation]:
    return [other for other in own if other.stage == stage and _moment(other) == _moment(row)]


def _moment(row: Violation) -> tuple[object, ...]:
    return (row.authority, row.period_end, row.date_precision)
