"""Tells of one refused row why it was refused."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from etl.catalogue_models import Coverage
from etl.microdata.coverage import covers, covers_region, in_words
from etl.microdata.layout import ELECTION, MONTH_LENGTH, REGION, Layout
from etl.microdata.matching import TOO_MANY, Meanings, Reading
from etl.microdata.records import Records
from etl.microdata.words import is_blank, is_dash, is_remark, is_total, repeats_headings, says_nothing_happened
from etl.problems import MASKED, Problem
from etl.values.personal import safe_value
from etl.values.vocabulary import Vocabulary
from etl.values.wrong import Wrong, hint

FOOTER = "footer"
ZERO_ROW = "zero_row"
HEADING_ROW = "heading_row"
NO_RECORD = frozenset({FOOTER, ZERO_ROW, HEADING_ROW})
"""Codes of rows that hold no record, so that nothing is lost with them."""

DAMAGED_KEY = re.compile(r"[0-9]([.,][0-9]+)?[eE][+][0-9]+|[0-9]{15}000")
"""A long number that a spreadsheet has cut to its first digits, so that different ones look alike.

No NIP ends in 000.
"""

MEANINGFUL_OF_RECORD = 2
"""A row with so many cells that mean something is a record that lacks something, and no footer."""

Cells = Sequence[str | None]


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """One row that was refused.

    Attributes:
        number: as a spreadsheet shows it.
        cells: all of them, as they came.
        mapped: those of the fields, in the order of the records' fields.
        earlier: the number of the accepted row with the same key, where that is the reason.
        below: it stands closely below the last row in which every field is filled.
        signed: it also stands below a total or the beginning of the signatures.
    """

    number: int
    cells: Cells
    mapped: Cells
    earlier: int | None
    below: bool
    signed: bool


@dataclass(frozen=True, slots=True)
class Judge:
    """What the reasons of a file's refused rows rest on.

    Attributes:
        file: what messages call the file.
        records: the rows.
        reading: how cells are read.
        meanings: what the texts of the mapped fields mean.
        constants: field -> value of every row.
        layout: by what is counted.
        vocabulary: texts that messages may show.
    """

    file: str
    records: Records
    reading: Reading
    meanings: Mapping[str, Meanings]
    constants: Mapping[str, str]
    layout: Layout
    vocabulary: Vocabulary

    @property
    def coverage(self) -> Coverage | None:
        """Return for what the source is complete."""
        return self.reading.source.coverage

    def problems(self, row: RefusedRow) -> list[Problem]:
        """Return every reason for which a row was refused; of a row without a record only that."""
        wrong = list(self._cells(row))
        if wrong and (code := self._without_record(row)):
            return [Problem(self.file, row.number, "", code)]
        return wrong or list(self._outside(row)) or [self._key(row)]

    def _cells(self, row: RefusedRow) -> Iterator[Problem]:
        for name, text in zip(self.records.fields, row.mapped, strict=True):
            heading = self.records.plan.headings[name]
            if text is None:
                yield Problem(self.file, row.number, heading, "required")
                continue
            meaning = self.meanings[name].get(text, TOO_MANY)
            if isinstance(meaning, Wrong):
                shown = safe_value(text, self.vocabulary)
                yield Problem(self.file, row.number, heading, meaning.code, shown, meaning.expected)

    def _without_record(self, row: RefusedRow) -> str:
        """Return the code that says why a row holds no record, "" where it may hold one."""
        if self._is_footer(row):
            return FOOTER
        if repeats_headings(row.cells, self.records.relation.headers):
            return HEADING_ROW
        return ZERO_ROW if self._states_zero(row) else ""

    def _is_footer(self, row: RefusedRow) -> bool:
        if all(row.mapped) or self._meaningful(row) >= MEANINGFUL_OF_RECORD:
            return False
        below = row.below and (row.signed or not any(row.mapped) or is_remark(row.cells))
        return below or is_total(row.cells)

    def _meaningful(self, row: RefusedRow) -> int:
        """Count the cells that mean something: a total has its region at most, whatever other columns say."""
        mapped = zip(self.records.fields, row.mapped, strict=True)
        return sum(isinstance(self.meanings[name].get(text or "", TOO_MANY), str) for name, text in mapped)

    def _states_zero(self, row: RefusedRow) -> bool:
        """Tell whether a row says of a covered region that nothing happened there."""
        mapped = dict(zip(self.records.fields, row.mapped, strict=True))
        region = self._meaning(mapped, REGION)
        others = [text for name, text in mapped.items() if name not in {REGION, ELECTION}]
        if not (isinstance(region, str) and others and all(map(is_blank, others))):
            return False
        inside = self.coverage is None or covers_region(self.coverage, region)
        return inside and (says_nothing_happened(row.cells) or all(map(is_dash, others)))

    def _meaning(self, mapped: Mapping[str, str | None], name: str) -> str | Wrong:
        if name in self.constants:
            return self.constants[name]
        return self.meanings[name].get(mapped[name] or "", TOO_MANY)

    def _outside(self, row: RefusedRow) -> Iterator[Problem]:
        if self.coverage is None:
            return
        mapped = dict(zip(self.records.fields, row.mapped, strict=True))
        names = (REGION, self.layout.fields[0], ELECTION)
        region, day, election = (str(self._meaning(mapped, name)) for name in names)
        month = day[:MONTH_LENGTH]
        if not covers(self.coverage, region=region, month=month, election=election):
            said = f"{region}, {month}, {election}"
            yield Problem(self.file, row.number, "", "outside_coverage", said, in_words(self.coverage))

    def _key(self, row: RefusedRow) -> Problem:
        plan, headers = self.records.plan, self.records.relation.headers
        headings = ", ".join(safe_value(headers[ordinal], self.vocabulary) for ordinal in plan.keys)
        if row.earlier is not None and any(DAMAGED_KEY.fullmatch(row.cells[ordinal] or "") for ordinal in plan.keys):
            return Problem(self.file, row.number, headings, "key_damaged")
        if row.earlier is not None:
            wanted = hint("hint_earlier_row", headings=headings, row=row.earlier)
            return Problem(self.file, row.number, headings, "duplicate", MASKED, wanted)
        return Problem(self.file, row.number, headings, "key_empty")


def footer_begins(cells: Cells) -> bool:
    """Tell whether a row begins what stands below a table."""
    return is_total(cells) or is_remark(cells)
