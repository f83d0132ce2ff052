"""Orders the preventive activities of a region: its steps, and the record around its declaration."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from dashboard.reading import read
from dashboard.release import Declaration, Snapshot
from dashboard.state import ViewState
from dashboard.views import Reading
from etl.catalogue import load_catalogue
from etl.months import month_of, month_start

BOTH = "ikrar_dan_pakta"
"""An activity that takes two steps at once."""
TAKEN_BY_BOTH = ("ikrar_deklarasi", "pakta_integritas")
STEPS = {
    activity: {activity, BOTH} if activity in TAKEN_BY_BOTH else {activity}
    for activity in load_catalogue().fields["activity"].codes
    if activity != BOTH
}
"""The steps in the order in which Bantul took them, as declared, each with the activities that take it."""
BEFORE, MONTH, AFTER = "before", "month", "after"


@dataclass(frozen=True, slots=True)
class Step:
    """One step of prevention with its records, oldest first; without any it is not known to have been taken."""

    activity: str
    records: tuple[Declaration, ...]

    @property
    def partial(self) -> bool:
        """Tell whether all records are of one office or district alone."""
        return bool(self.records) and all(row.scope == "sebagian" for row in self.records)


@dataclass(frozen=True, slots=True)
class Phase:
    """What the public record held in a span of months around the first declaration.

    Attributes:
        name: before, the month of, or after the declaration.
        last: the last month of the span.
        reading: what is known at its end.
        added: by how much the record grew within it; none where nothing is published at its end.
        activities: preventive activities on record within it.
    """

    name: str
    last: str
    reading: Reading
    added: int | None
    activities: int


def steps(declarations: tuple[Declaration, ...]) -> tuple[Step, ...]:
    """Sort the activities of a region into the steps of prevention."""
    return tuple(
        Step(step, tuple(row for row in declarations if row.activity in taken_by)) for step, taken_by in STEPS.items()
    )


def phases(
    snapshot: Snapshot, state: ViewState, code: str, *, first: date | None, declarations: tuple[Declaration, ...]
) -> tuple[Phase, ...]:
    """Say what was on record before, in and after the month of the first declaration; nothing where there is none."""
    return tuple(_phases(snapshot, state, code, first, declarations)) if first else ()


def _phases(
    snapshot: Snapshot, state: ViewState, code: str, first: date, declarations: tuple[Declaration, ...]
) -> Iterator[Phase]:
    month = month_of(first)
    before = month_of(month_start(month) - timedelta(days=1))
    ends = {BEFORE: before, MONTH: month, AFTER: state.month}
    since = ""
    for name, last in ends.items():
        if last > since:
            held = sum(since < month_of(row.counts_from) <= last for row in declarations)
            reading = read(snapshot, state.key(code), last)
            yield Phase(name, last, reading, _added(snapshot, state, code, since, reading), held)
        since = last


def _added(snapshot: Snapshot, state: ViewState, code: str, since: str, reading: Reading) -> int | None:
    if reading.value is None:
        return None
    return reading.value - (read(snapshot, state.key(code), since).value or 0)
