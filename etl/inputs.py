"""Reads every declared source, checks it, sets refused rows aside, and decides whether the run may go on."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from etl.catalogue import Catalogue, Source, Table
from etl.problems import Problem, reasons_by_row
from etl.quarantine import write_quarantine
from etl.reading import RawTable, read_csv
from etl.validation import Checked, check_table
from geo.wording import Wording

TOLERANCE = 0.05
"""Share of an input's rows that may be refused; of a reference table none may: everything else leans on it."""


@dataclass(frozen=True, slots=True)
class CheckedSource:
    """One source after the checks: accepted rows, and what was refused and why."""

    source: Source
    table: Table
    raw: RawTable
    checked: Checked

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Return everything wrong with the file, in order of its rows."""
        return tuple(sorted((*self.raw.problems, *self.checked.problems)))

    @property
    def refused(self) -> int:
        """Return how many rows were refused."""
        return len(self.checked.refused) + len(self.raw.broken)

    @property
    def tolerated(self) -> bool:
        """Tell whether few enough rows were refused."""
        allowed = TOLERANCE if self.table.kind == "input" else 0.0
        return self.refused <= allowed * self.raw.row_count

    def refused_rows(self) -> dict[int, list[str | None]]:
        """Return the refused rows as they came, by row number."""
        frame = self.raw.frame
        kept = {number: list(frame.loc[number]) for number in sorted(self.checked.refused)}
        return kept | {number: list(row) for number, row in self.raw.broken.items()}


def check_sources(
    *, catalogue: Catalogue, today: date, advance: Callable[[], None] = lambda: None
) -> tuple[CheckedSource, ...]:
    """Read and check every source.

    Raises:
        UnreadableFileError: a file is missing, not to be read, or has other columns than declared.
    """
    raw: dict[str, RawTable] = {}
    for source in catalogue.sources.values():
        table = catalogue.tables[source.table]
        raw[source.name] = read_csv(path=catalogue.path_of(source), name=source.location, columns=table.headers)
    known = _known(catalogue=catalogue, raw=raw)
    found = []
    for source in catalogue.sources.values():
        table = catalogue.tables[source.table]
        frame = table.from_file(raw[source.name].frame)
        checked = check_table(frame=frame, table=table, file=source.location, known=known, today=today)
        found.append(CheckedSource(source=source, table=table, raw=raw[source.name], checked=checked))
        advance()
    return tuple(found)


def _known(*, catalogue: Catalogue, raw: Mapping[str, RawTable]) -> dict[tuple[str, str], frozenset[str]]:
    """Return the values that foreign keys may hold: those of the tables they point to."""
    targets = {(key.table, key.target) for table in catalogue.tables.values() for key in table.foreign_keys}
    known = {}
    for name, field in targets:
        columns = [
            catalogue.tables[name].from_file(raw[source.name].frame)[field] for source in catalogue.sources_of(name)
        ]
        known[name, field] = frozenset(value for column in columns for value in column.dropna())
    return known


def rows_by_table(sources: Iterable[CheckedSource]) -> dict[str, list[dict[str, Any]]]:
    """Return the accepted rows, by table."""
    rows: dict[str, list[dict[str, Any]]] = {}
    for source in sources:
        rows.setdefault(source.table.name, []).extend(source.checked.accepted)
    return rows


def quarantine(*, sources: Iterable[CheckedSource], folder: Path, wording: Wording, lang: str) -> tuple[Path, ...]:
    """Write the refused rows of every source with their reasons; return the files."""
    files = [_quarantine_one(item, folder=folder, wording=wording, lang=lang) for item in sources]
    return tuple(file for file in files if file is not None)


def _quarantine_one(item: CheckedSource, *, folder: Path, wording: Wording, lang: str) -> Path | None:
    reasons = reasons_by_row(problems=item.problems, wording=wording, lang=lang)
    rows = item.refused_rows()
    return write_quarantine(
        folder=folder,
        name=item.source.name,
        columns=item.table.headers,
        rows=((number, reasons.get(number, ""), cells) for number, cells in sorted(rows.items())),
        total=len(rows),
        wording=wording,
        lang=lang,
    )
