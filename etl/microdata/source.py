"""Reads one file of records: accepted ones are counted, refused ones go back to their owner with the reason."""

from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from etl.catalogue import Catalogue, Source, Table
from etl.codes import BOTH_ELECTIONS
from etl.microdata.counting import Group, count_records
from etl.microdata.coverage import counted_elections, with_elections
from etl.microdata.judging import Judge
from etl.microdata.layout import layout_of
from etl.microdata.matching import Reading, match_records
from etl.microdata.opening import open_source
from etl.microdata.plan import KEY_HEADINGS, check_records_declaration
from etl.microdata.records import Records, group_records, load_records, workspace
from etl.microdata.refusals import Told, refused_rows
from etl.problems import Problem
from etl.quarantine import write_quarantine
from etl.reading import UnreadableFileError
from etl.values.places import RegionNames
from etl.values.spelling import plain
from etl.values.vocabulary import Vocabulary, vocabulary
from geo.wording import Wording

STEPS = 4
"""How often ``tally_source`` reports that it has come further: opened, read, counted, refused rows set aside."""


@dataclass(frozen=True, slots=True)
class CountedSource:
    """One source of records after the counting: numbers, and what was refused and why; never a record.

    Attributes:
        source: its declaration.
        table: the table that its rows belong to.
        read: how many rows the file has, without wholly empty ones.
        refused: how many of them were refused; the others are in the counts.
        footers: how many of the refused ones hold no record (totals, signatures, lines that say zero): they do not
            count towards the tolerance.
        problems: the first problems of each code.
        problem_counts: code -> how many problems there are.
        quarantined: the file with the refused rows, if any.
        counts: (region, election, month, ...) -> accepted records; a record for both elections counts for each.
    """

    source: Source
    table: Table
    read: int
    refused: int
    footers: int
    problems: tuple[Problem, ...]
    problem_counts: Mapping[str, int]
    quarantined: Path | None
    counts: Mapping[Group, int]

    @property
    def accepted(self) -> int:
        """Return how many rows were accepted."""
        return self.read - self.refused


@dataclass(frozen=True, slots=True)
class Desk:
    """What the reading of a file of records works with.

    Attributes:
        catalogue: all declarations.
        names: the regions.
        today: later dates are refused.
        quarantine_folder: where refused rows are kept; None: nothing is written.
        wording: the catalogue of sentences.
        lang: the language of the reasons in the quarantine.
        advance: told once a step.
    """

    catalogue: Catalogue
    names: RegionNames
    today: date
    quarantine_folder: Path | None
    wording: Wording
    lang: str
    advance: Callable[[], None]


def tally_source(
    *,
    catalogue: Catalogue,
    source: Source,
    names: RegionNames,
    today: date,
    quarantine_folder: Path | None,
    wording: Wording,
    lang: str,
    advance: Callable[[], None] = lambda: None,
) -> CountedSource:
    """Count the records of a source.

    Args:
        catalogue: all declarations.
        source: the source of records; messages call it by its name, never by its file.
        names: the regions.
        today: later dates are refused.
        quarantine_folder: where refused rows are kept; None: nothing is written.
        wording: the catalogue of sentences.
        lang: the language of the reasons in the quarantine.
        advance: told ``STEPS`` times how far it is.

    Raises:
        CatalogueError: the declaration of the source is incomplete or does not fit the table.
        UnreadableFileError: the file cannot be used.
    """
    check_records_declaration(source=source)
    desk = Desk(catalogue, names, today, quarantine_folder, wording, lang, advance)
    return count_source(desk=desk, source=source, name=source.name)


def count_source(*, desk: Desk, source: Source, name: str, needs_key: bool = True) -> CountedSource:
    """Count the records of a file; without a key no doubled rows are found, without coverage none is outside it.

    Raises:
        CatalogueError: the declaration of the source does not fit the table.
        UnreadableFileError: the file cannot be used.
    """
    source = with_elections(source, desk.catalogue)
    table = desk.catalogue.tables[source.table]
    reading = Reading(table, source, desk.names, desk.today, _vocabulary(desk, source))
    constants = reading.constants()
    with workspace(name) as connection:
        root = desk.catalogue.root.parent
        relation, plan = open_source(connection=connection, reading=reading, name=name, root=root, needs_key=needs_key)
        desk.advance()
        records = load_records(connection=connection, relation=relation, plan=plan, table=table)
        desk.advance()
        return _counted(desk, reading, records, constants, name)


def _counted(desk: Desk, reading: Reading, records: Records, constants: Mapping[str, str], name: str) -> CountedSource:
    layout = layout_of(desk.catalogue, reading.table)
    group_records(records)
    meanings = match_records(records, reading)
    counted = count_records(records, constants=constants, layout=layout, coverage=reading.source.coverage)
    desk.advance()
    judge = Judge(name, records, reading, meanings, constants, layout, reading.vocabulary)
    refused = counted.refused + len(records.relation.broken)
    told, quarantined = _set_aside(desk, judge, refused)
    if told.rows != refused:
        raise UnreadableFileError(Problem(name, 0, "", "file_changed"))
    desk.advance()
    return CountedSource(
        source=reading.source,
        table=reading.table,
        read=records.row_count + len(records.relation.broken),
        refused=refused,
        footers=told.no_record,
        problems=tuple(sorted(told.examples)),
        problem_counts=dict(sorted(told.counts.items())),
        quarantined=quarantined,
        counts=_for_each_election(counted.counts, counted_elections(desk.catalogue, reading.table.name)),
    )


def _set_aside(desk: Desk, judge: Judge, refused: int) -> tuple[Told, Path | None]:
    told = Told()
    if not refused:
        return told, None
    rows = refused_rows(judge=judge, told=told, wording=desk.wording, lang=desk.lang)
    if desk.quarantine_folder is None:
        deque(rows, maxlen=0)
        return told, None
    path = write_quarantine(
        folder=desk.quarantine_folder,
        name=judge.reading.source.name,
        columns=judge.records.relation.headers,
        rows=rows,
        total=refused,
        wording=desk.wording,
        lang=desk.lang,
    )
    return told, path


def _for_each_election(counts: Mapping[Group, int], elections: tuple[str, ...]) -> Mapping[Group, int]:
    """Count records for both elections for each of them."""
    if all(election != BOTH_ELECTIONS for _, election, *_ in counts):
        return counts
    found: dict[Group, int] = {}
    for (region, election, *rest), count in counts.items():
        for counted in elections if election == BOTH_ELECTIONS else (election,):
            group = (region, counted, *rest)
            found[group] = found.get(group, 0) + count
    return dict(sorted(found.items()))


def _vocabulary(desk: Desk, source: Source) -> Vocabulary:
    """Return the texts that messages may show: what is declared, also for this source."""
    known = vocabulary(catalogue=desk.catalogue, names=desk.names)
    own = (*(source.columns or KEY_HEADINGS), *(word for words in source.values.values() for word in words))
    return replace(known, texts=known.texts | (frozenset(map(plain, own)) - {""}))
