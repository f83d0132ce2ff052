"""What differs between two releases, as data kept with the later one and as sentences for people.

The web app reads this module too, so it imports no step of the pipeline.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any

from etl.catalogue import Catalogue, Language
from etl.wording import load_wording

EXAMPLES_KEPT = 50
EXAMPLES_TOLD = 5
RECORDS_TOLD = 5


class Cause(StrEnum):
    """Why a number differs, in the order in which it is told."""

    CORRECTION = "correction"
    NEW_ROW = "new_row"
    CHANGED_ROW = "changed_row"
    REMOVED_ROW = "removed_row"
    SEVERAL = "several"
    RECORDS = "records"
    DECLARATION = "declaration"
    CALCULATION = "calculation"


@dataclass(frozen=True, slots=True)
class NumberChange:
    """One number that differs; None where a release holds none (nothing published, which is not zero).

    ``records`` are the first of the ``record_count`` records that explain it. Releases made before causes were worked
    out have none. A count that a release suppresses is None and ``suppressed_before`` or ``suppressed_after``.
    """

    table: str
    region_code: str
    region_name: str
    election: str
    stage: str
    unit: str
    month: str
    field: str
    before: int | None
    after: int | None
    violation_type: str | None = None
    cause: str | None = None
    records: Sequence[str] = ()
    record_count: int = 0
    suppressed_before: bool = False
    suppressed_after: bool = False


@dataclass(frozen=True, slots=True)
class NumberGroup:
    """How many numbers of one table, election, stage and unit differ."""

    table: str
    election: str
    stage: str
    unit: str
    count: int


@dataclass(frozen=True, slots=True)
class CauseGroup:
    """How many numbers one cause explains, the first of its records, and the files that it lies in."""

    cause: str
    count: int
    records: Sequence[str] = ()
    record_count: int = 0
    files: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class RowCounts:
    """How many rows of a table are new, gone, or there with other content."""

    added: int
    removed: int
    changed: int

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.changed)


@dataclass(frozen=True, slots=True)
class Changes:
    """All differences from one release to another; ``calculation`` where no input explains them."""

    against: str
    numbers: Sequence[NumberGroup] = ()
    examples: Sequence[NumberChange] = ()
    tables: Mapping[str, RowCounts] = field(default_factory=dict)
    inputs: Sequence[str] = ()
    declarations: Sequence[str] = ()
    calculation: bool = False
    causes: Sequence[CauseGroup] = ()

    @property
    def number_count(self) -> int:
        """Return how many numbers differ."""
        return sum(group.count for group in self.numbers)

    def to_json(self) -> str:
        """Write as it is kept with a release."""
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True)

    @classmethod
    def from_json(cls, text: str) -> "Changes":
        """Read what was kept with a release."""
        kept: dict[str, Any] = json.loads(text)
        return cls(
            against=kept["against"],
            numbers=tuple(NumberGroup(**group) for group in kept["numbers"]),
            examples=tuple(NumberChange(**example) for example in kept["examples"]),
            tables={name: RowCounts(**counts) for name, counts in kept["tables"].items()},
            inputs=tuple(kept["inputs"]),
            declarations=tuple(kept["declarations"]),
            calculation=kept["calculation"],
            causes=tuple(CauseGroup(**group) for group in kept.get("causes", ())),
        )


def sentences(*, changes: str | None, catalogue: Catalogue, lang: Language) -> tuple[str, ...]:
    """Tell in words what a release changed.

    Args:
        changes: what the column ``changes`` of the release holds.
        catalogue: names the codes.
        lang: the language of the sentences.
    """
    if changes is None:
        return (load_wording().text("diff_first", lang),)
    return tuple(_Teller(Changes.from_json(changes), catalogue, lang).sentences())


@dataclass(frozen=True, slots=True)
class _Teller:
    changes: Changes
    catalogue: Catalogue
    lang: Language

    def sentences(self) -> Iterator[str]:
        yield self._text("diff_against", release=self.changes.against)
        yield from self._numbers()
        yield from self._tables()
        yield from self._causes()

    def _numbers(self) -> Iterator[str]:
        if not self.changes.numbers:
            yield self._text("diff_no_numbers")
            return
        yield self._counted("diff_numbers", self.changes.number_count)
        for group in self.changes.numbers:
            yield self._text(f"diff_group_{group.table}", **self._names(group), count=group.count)
        for example in self.changes.examples[:EXAMPLES_TOLD]:
            yield self.example(example)
        for cause in self.changes.causes:
            yield self._text("diff_cause", count=cause.count, cause=self._cause(cause))

    def example(self, example: NumberChange) -> str:
        """Tell one number; what no record explains is told once for all of them."""
        told = self._difference(example)
        if not example.records:
            return told
        return self._text("diff_example_cause", example=told, cause=self._cause(example))

    def _cause(self, item: NumberChange | CauseGroup) -> str:
        files = item.files if isinstance(item, CauseGroup) else ()
        return self._text(f"diff_cause_{item.cause}", records=self._records(item), files=", ".join(files))

    def _records(self, item: NumberChange | CauseGroup) -> str:
        records = ", ".join(item.records[:RECORDS_TOLD])
        rest = item.record_count - RECORDS_TOLD
        return self._text("diff_more_records", records=records, count=rest) if rest > 0 else records

    def _difference(self, example: NumberChange) -> str:
        kind = example.violation_type
        label = _inside(self._label("violation_type", kind)) if kind else ""
        return self._text(
            f"diff_example_{example.field}",
            **self._names(example),
            region=example.region_name,
            code=example.region_code,
            month=example.month,
            kind=label,
            before=self._value(example.before, suppressed=example.suppressed_before),
            after=self._value(example.after, suppressed=example.suppressed_after),
        )

    def _tables(self) -> Iterator[str]:
        for name, counts in self.changes.tables.items():
            title = self._text(f"diff_table_{name}")
            yield self._text(
                "diff_rows", table=title, added=counts.added, removed=counts.removed, changed=counts.changed
            )

    def _causes(self) -> Iterator[str]:
        if self.changes.inputs:
            yield self._text("diff_inputs", files=", ".join(self.changes.inputs))
        if self.changes.declarations:
            yield self._text("diff_declarations", files=", ".join(self.changes.declarations))
        if self.changes.calculation:
            yield self._text("diff_calculation")

    def _names(self, item: NumberGroup | NumberChange) -> dict[str, str]:
        election = self._label("election", item.election)
        return {"election": election} | {
            name: _inside(self._label(name, getattr(item, name))) for name in ("stage", "unit")
        }

    def _label(self, name: str, code: str) -> str:
        # A code of an old release may be declared no more: then it stands for itself.
        known = self.catalogue.fields[name]
        return known.value_label(code, self.lang) if code in known.codes else code

    def _value(self, value: int | None, *, suppressed: bool) -> str:
        if suppressed:
            return self._text("diff_suppressed")
        return self._text("diff_nothing") if value is None else str(value)

    def _counted(self, key: str, count: int) -> str:
        return self._text(f"{key}_one" if count == 1 else key, count=count)

    def _text(self, key: str, **values: object) -> str:
        return load_wording().text(key, self.lang, **values)


def _inside(label: str) -> str:
    """Write a label as it stands inside a sentence."""
    return label[:1].lower() + label[1:]


def told_example(*, example: NumberChange, catalogue: Catalogue, lang: Language) -> str:
    """Tell one changed number in words."""
    return _Teller(Changes(against=""), catalogue, lang).example(example)
