"""The command that looks through one file and says what is wrong with it; nothing is published."""

from argparse import ArgumentParser, Namespace
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from etl.catalogue import MICRODATA, Bilingual, Catalogue, CatalogueError, Language, Source, load_catalogue
from etl.commands import Terminal
from etl.inputs import CheckedSource, check_source, quarantine
from etl.intake.database_address import is_database
from etl.microdata.refusals import EXAMPLES
from etl.microdata.source import STEPS, CountedSource, Desk, count_source
from etl.problems import Problem
from etl.progress import Display
from etl.quarantine import QUARANTINE, run_folder
from etl.values.places import load_region_names
from etl.wording import load_wording

CHECKABLE = frozenset({"input", "reference", MICRODATA})
NOBODY = Bilingual(id="-", en="-")


class Outcome(NamedTuple):
    """What was found in one file."""

    read: int
    refused: int
    without_record: int
    examples: Sequence[Problem]
    counts: Mapping[str, int]
    quarantined: Sequence[Path]


def add_options(parser: ArgumentParser, lang: Language) -> None:
    """Declare what the command is asked."""

    def words(key: str, **values: object) -> str:
        return load_wording().text(key, lang, **values)

    tables = [name for name, table in load_catalogue().tables.items() if table.kind in CHECKABLE]
    listed = words("cli_check_table", tables=", ".join(tables))
    parser.add_argument("file", metavar=words("cli_word_file"), help=words("cli_check_file"))
    parser.add_argument("--table", metavar=words("cli_word_table"), choices=tables, required=True, help=listed)
    parser.add_argument("--source", metavar=words("cli_word_source"), help=words("cli_check_source"))
    parser.add_argument("--quarantine", action="store_true", help=words("cli_check_quarantine"))


def check_file(terminal: Terminal, options: Namespace) -> int:
    """Look through one file; 0 where every row is right.

    Raises:
        CatalogueError: the source is not declared, or declared wrongly.
        UnreadableFileError: the file cannot be used.
    """
    catalogue = load_catalogue()
    source = _source(catalogue, options)
    folder = run_folder(QUARANTINE) if options.quarantine else None
    records = catalogue.tables[source.table].holds_records
    outcome = (_look_through_records if records else _look_through)(terminal, catalogue, source, folder)
    _tell(terminal, outcome, name=source.table)
    return 1 if outcome.refused else 0


def _source(catalogue: Catalogue, options: Namespace) -> Source:
    """Return the declaration by which the file is read; without a source the headings must be the declared ones."""
    location = options.file if is_database(options.file) else str(Path(options.file).absolute())
    if options.source is None:
        return Source(
            name=options.table,
            table=options.table,
            location=location,
            publisher=NOBODY,
            licence="-",
            disclosure=MICRODATA if catalogue.tables[options.table].holds_records else "published",
            description=NOBODY,
        )
    source = catalogue.sources.get(options.source)
    if source is None or source.table != options.table:
        known = ", ".join(item.name for item in catalogue.sources_of(options.table)) or "-"
        raise CatalogueError(f"sources.yml: no source of that name fills {options.table}; there are: {known}")
    return source.model_copy(update={"location": location})


def _look_through(terminal: Terminal, catalogue: Catalogue, source: Source, folder: Path | None) -> Outcome:
    with Display(terminal.console).step(terminal.text("step_check"), total=1) as advance:
        today = datetime.now().astimezone().date()
        item = check_source(catalogue=catalogue, source=source, name=source.table, today=today)
        advance()
    kept = _kept([item], folder, terminal)
    counts = dict(sorted(Counter(problem.code for problem in item.problems).items()))
    return Outcome(item.raw.row_count, item.refused, 0, _examples(item.problems), counts, kept)


def _kept(items: Iterable[CheckedSource], folder: Path | None, terminal: Terminal) -> Sequence[Path]:
    if folder is None:
        return ()
    return quarantine(sources=items, folder=folder, wording=terminal.wording, lang=terminal.lang)


def _examples(problems: Iterable[Problem]) -> list[Problem]:
    seen: Counter[str] = Counter()
    found = []
    for problem in problems:
        seen[problem.code] += 1
        if seen[problem.code] <= EXAMPLES:
            found.append(problem)
    return found


def _look_through_records(terminal: Terminal, catalogue: Catalogue, source: Source, folder: Path | None) -> Outcome:
    with Display(terminal.console).step(terminal.text("step_check"), total=STEPS) as advance:
        desk = Desk(
            catalogue=catalogue,
            names=load_region_names(),
            today=datetime.now().astimezone().date(),
            quarantine_folder=folder,
            wording=terminal.wording,
            lang=terminal.lang,
            advance=advance,
        )
        counted = count_source(desk=desk, source=source, name=source.table, needs_key=False)
    return _outcome(counted)


def _outcome(counted: CountedSource) -> Outcome:
    kept = () if counted.quarantined is None else (counted.quarantined,)
    return Outcome(counted.read, counted.refused, counted.footers, counted.problems, counted.problem_counts, kept)


def _tell(terminal: Terminal, outcome: Outcome, *, name: str) -> None:
    printer = terminal.printer
    accepted = outcome.read - outcome.refused
    printer.say("check_rows", table=name, read=outcome.read, accepted=accepted, refused=outcome.refused)
    if outcome.without_record:
        printer.say("check_without_record", count=outcome.without_record)
    for code, count in outcome.counts.items():
        printer.say("check_code", code=code, count=count)
        for problem in outcome.examples:
            if problem.code == code:
                printer.problem(problem)
        more = count - min(count, EXAMPLES)
        if more:
            printer.say("check_more", count=more)
    for path in outcome.quarantined:
        printer.say("check_quarantined", path=path)
    printer.say("check_wrong" if outcome.refused else "check_right")
