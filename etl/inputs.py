"""Reads every declared source, checks it, sets refused rows aside, and decides whether the run may go on.

Records of agencies are not read here: they are counted, row by row they go nowhere.
"""

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd

from etl.catalogue import Catalogue, Source, Table
from etl.mapped import MappedTable, Original, read_mapped
from etl.microdata.matching import Reading
from etl.problems import MASKED, Problem, expected, reasons_by_row
from etl.quarantine import write_quarantine
from etl.reading import RawTable, UnreadableFileError, read_csv
from etl.validation import Checked, check_table
from etl.values.personal import certain_kind
from etl.values.places import RegionNames, load_region_names
from etl.values.vocabulary import vocabulary
from etl.values.wrong import hint
from geo.wording import Wording

TOLERANCE = 0.05
"""Share of an input's rows that may be refused; of a reference table none may: everything else leans on it."""


@dataclass(frozen=True, slots=True)
class CheckedSource:
    """One source after the checks: accepted rows, and what was refused and why.

    ``original`` is the file as it came where its headings or words are not the declared ones.
    """

    source: Source
    table: Table
    raw: RawTable
    checked: Checked
    original: Original | None = None

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Return everything wrong with the file, in order of its rows."""
        return tuple(sorted((*self.raw.problems, *self.checked.problems)))

    @property
    def refused(self) -> int:
        """Return how many rows were refused."""
        return len(self.checked.refused) + len(self.raw.broken)

    @property
    def headers(self) -> tuple[str, ...]:
        """Return the headings of the refused rows."""
        return self.original.headers if self.original else self.table.headers

    def refused_rows(self) -> dict[int, list[str | None]]:
        """Return the refused rows as they came, by row number."""
        kept = {number: self._cells(number) for number in sorted(self.checked.refused)}
        return kept | {number: list(row) for number, row in self.raw.broken.items()}

    def _cells(self, number: int) -> list[str | None]:
        return list(self.original.rows[number] if self.original else self.raw.frame.loc[number])


def check_sources(
    *, catalogue: Catalogue, today: date, advance: Callable[[], None] = lambda: None
) -> tuple[CheckedSource, ...]:
    """Read and check every source of published figures and of reference tables.

    Raises:
        CatalogueError: the declaration of a source does not fit its table.
        UnreadableFileError: a file is missing, not to be read, has other columns than declared, or repeats another's
            rows.
    """
    sources = [item for item in catalogue.sources.values() if not catalogue.tables[item.table].holds_records]
    read = [(source, _read(catalogue, source, source.called, today)) for source in sources]
    known = _known(catalogue=catalogue, raw=_by_table(read))
    found = []
    for source, table in read:
        found.append(_checked(catalogue, source, table, known=known, today=today))
        advance()
    _refuse_repeated(found)
    return tuple(found)


def _refuse_repeated(found: Iterable[CheckedSource]) -> None:
    """Refuse a file with rows of another, whatever their numbers are: what it states would count twice."""
    seen: dict[tuple[str, str, Any], str] = {}
    for item in found:
        marks = [mark for row in item.checked.accepted if "record_id" in row for mark in _marks(item.table.name, row)]
        other = next((seen[mark] for mark in marks if mark in seen), None)
        if other is not None:
            raise UnreadableFileError(Problem(item.raw.file, 0, "", "repeated_rows", expected=expected(other)))
        seen |= dict.fromkeys(marks, item.raw.file)


def _marks(table: str, row: Mapping[str, Any]) -> Iterator[tuple[str, str, Any]]:
    """Yield the number of a record and, apart from it, what it states: neither may stand in two files."""
    yield table, "number", row["record_id"]
    yield table, "content", tuple(value for name, value in row.items() if name != "record_id")


def check_source(*, catalogue: Catalogue, source: Source, name: str, today: date) -> CheckedSource:
    """Read and check one source of published figures or of a reference table, and none that does not bear on it.

    Args:
        catalogue: all declarations.
        source: the source; it need not be among them.
        name: what messages call the file.
        today: statements about later days are refused.

    Raises:
        CatalogueError: the declaration of the source does not fit its table.
        UnreadableFileError: a file cannot be used.
    """
    targets = {key.table for key in catalogue.tables[source.table].foreign_keys} - {source.table}
    others = [item for target in sorted(targets) for item in catalogue.sources_of(target)]
    read = [(item, _read(catalogue, item, item.called, today)) for item in others]
    own = _read(catalogue, source, name, today)
    known = _known(catalogue=catalogue, raw=_by_table([*read, (source, own)]))
    return _checked(catalogue, source, own, known=known, today=today)


def _read(catalogue: Catalogue, source: Source, name: str, today: date) -> RawTable | MappedTable:
    """Read a file with our own headings strictly, any other by what its source declares."""
    table = catalogue.tables[source.table]
    path = catalogue.path_of(source)
    if _is_own(source) and (not path.exists() or _has_headings(path, table.headers)):
        try:
            return read_csv(path=path, name=name, columns=table.headers)
        except UnreadableFileError as error:
            # Another encoding is no reason to refuse a file whose headings are right.
            if error.problem.code != "not_utf8":
                raise
    names = _region_names()
    known = vocabulary(catalogue=catalogue, names=names)
    reading = Reading(table=table, source=source, names=names, today=today, vocabulary=known)
    return read_mapped(reading=reading, name=name, root=catalogue.root.parent)


@cache
def _region_names() -> RegionNames:
    return load_region_names()


def _is_own(source: Source) -> bool:
    mapped = source.columns or source.values or source.constants or source.sheet or source.query
    return not mapped and source.location.endswith(".csv")


def _has_headings(path: Path, headers: Sequence[str]) -> bool:
    """Tell whether the first line of a file holds exactly these headings, in any order."""
    try:
        with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
            first = next(csv.reader([file.readline()]), [])
    except (OSError, csv.Error):
        return False
    return sorted(cell.strip() for cell in first) == sorted(headers)


def _by_table(read: Iterable[tuple[Source, RawTable | MappedTable]]) -> dict[str, list[RawTable]]:
    found: dict[str, list[RawTable]] = {}
    for source, table in read:
        found.setdefault(source.table, []).append(_raw(table))
    return found


def _raw(table: RawTable | MappedTable) -> RawTable:
    return table.raw if isinstance(table, MappedTable) else table


def _personal(frame: pd.DataFrame, table: Table, file: str) -> Iterator[Problem]:
    """Find numbers, addresses and plates of persons in the free texts of figures, whoever wrote them."""
    if table.kind != "input":
        return
    for column in table.layout:
        if column.field.type == "text":
            for row, text in frame[column.field.name].dropna().items():
                if kind := certain_kind(text):
                    wanted = hint(f"personal_data_{kind}")
                    yield Problem(file, int(str(row)), column.header, "personal_data", MASKED, wanted)


def _checked(
    catalogue: Catalogue,
    source: Source,
    read: RawTable | MappedTable,
    *,
    known: Mapping[tuple[str, str], frozenset[str]],
    today: date,
) -> CheckedSource:
    table, raw = catalogue.tables[source.table], _raw(read)
    frame = table.from_file(raw.frame)
    personal = tuple(_personal(frame, table, raw.file))
    kept = frame.drop(index=sorted({problem.row for problem in personal}))
    checked = check_table(frame=kept, table=table, file=raw.file, known=known, today=today)
    checked = Checked(
        accepted=checked.accepted,
        refused=checked.refused | {problem.row for problem in personal},
        problems=tuple(sorted((*checked.problems, *personal))),
    )
    if not isinstance(read, MappedTable):
        return CheckedSource(source=source, table=table, raw=raw, checked=checked)
    headings = read.original.headings
    problems = (replace(item, column=headings.get(item.column) or item.column) for item in checked.problems)
    checked = replace(checked, problems=tuple(sorted(problems)))
    return CheckedSource(source=source, table=table, raw=raw, checked=checked, original=read.original)


def _known(*, catalogue: Catalogue, raw: Mapping[str, Sequence[RawTable]]) -> dict[tuple[str, str], frozenset[str]]:
    """Return the values that foreign keys may hold: those of the tables they point to, as far as these were read."""
    targets = {(key.table, key.target) for table in catalogue.tables.values() for key in table.foreign_keys}
    known = {}
    for name, field in targets:
        columns = [catalogue.tables[name].from_file(item.frame)[field] for item in raw.get(name, ())]
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
        columns=item.headers,
        rows=((number, reasons.get(number, ""), cells) for number, cells in sorted(rows.items())),
        total=len(rows),
        wording=wording,
        lang=lang,
    )
