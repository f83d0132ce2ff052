"""What the commands of the pipeline do: each prints its report and returns the exit code."""

import time
from argparse import Namespace
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from rich.console import Console
from rich.table import Table
from sqlalchemy import Engine

from etl import history
from etl.catalogue import Language, load_catalogue
from etl.changes import EXAMPLES_TOLD, sentences, told_example
from etl.engine import database_url, open_engine
from etl.export.workspace import remove_leftovers
from etl.history import KeptRelease, NoReleaseError
from etl.pipeline import RunResult, Workplace, run
from etl.progress import Display
from etl.quarantine import QUARANTINE
from etl.report import ReportPrinter
from etl.verify import verify
from geo.artefact import load_boundaries
from geo.regions import RegionTree, load_regions
from geo.wording import Wording

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Terminal:
    """Where a command prints, and in which language."""

    console: Console
    printer: ReportPrinter
    wording: Wording
    lang: Language

    def text(self, key: str) -> str:
        """Return one text of the catalogue."""
        return self.wording.text(key, self.lang)

    def line(self, sentence: str) -> None:
        """Print one sentence as it is."""
        self.console.print(sentence, markup=False, highlight=False, soft_wrap=True)


Command = Callable[[Terminal, Namespace], int]


def publish_data(terminal: Terminal, _options: Namespace) -> int:
    """Read, check and publish the data."""
    started = time.monotonic()
    remove_leftovers()
    with _engine(makes=True) as engine:
        place = _workplace(terminal, engine)
        result = run(place)
    _print(result, printer=terminal.printer, tree=place.tree, seconds=time.monotonic() - started)
    return 0 if result.release else 1


def _workplace(terminal: Terminal, engine: Engine) -> Workplace:
    return Workplace(
        catalogue=load_catalogue(),
        tree=load_regions(),
        boundaries=load_boundaries(),
        engine=engine,
        quarantine=QUARANTINE,
        display=Display(terminal.console),
        wording=terminal.wording,
        lang=terminal.lang,
        today=datetime.now().astimezone().date(),
    )


def _print(result: RunResult, *, printer: ReportPrinter, tree: RegionTree, seconds: float) -> None:
    printer.rows(result.accounts)
    if result.quarantined:
        printer.refusals(accounts=result.accounts, folder=result.quarantined[0].parent)
    if result.release is None or result.outcome is None:
        printer.too_many(result.accounts)
        printer.say("stopped")
        return
    release = result.release
    printer.say("report_corrections", **release.report["corrections"])
    printer.say("report_coverage", **release.report["coverage"])
    printer.protections(result.protections)
    printer.totals(totals=release.report["totals"], month=release.last_month)
    printer.review(found=result.review, tree=tree)
    rows = sum(map(len, release.tables.values()))
    printer.say(f"outcome_{result.outcome.value}", release=release.release_id, rows=rows, seconds=f"{seconds:.1f}")


def list_releases(terminal: Terminal, _options: Namespace) -> int:
    """Print all releases, the newest first."""
    with _engine(read_only=True) as engine:
        found = history.releases(engine=engine)
    if not found:
        terminal.printer.say("releases_none")
        return 0
    table = Table(title=terminal.text("releases_title"), title_justify="left")
    for key in ("releases_id", "releases_created", "releases_state", "releases_files", "releases_size"):
        table.add_column(terminal.text(key), justify="right" if key in {"releases_files", "releases_size"} else "left")
    for item in found:
        state = terminal.text(f"releases_{_state(item)}")
        table.add_row(item.release_id, item.created_at, state, str(item.files), f"{item.size / MEGABYTE:.1f}")
    terminal.console.print(table)
    return 0


def _state(item: KeptRelease) -> str:
    if item.pruned_at:
        return "pruned"
    return "current" if item.is_current else "kept"


def go_back(terminal: Terminal, options: Namespace) -> int:
    """Make an earlier release the current one."""
    with _engine() as engine:
        moved = history.rollback(engine=engine, release_id=options.release)
    terminal.printer.say("rollback_done" if moved else "rollback_unchanged", release=options.release)
    return 0


def forget(terminal: Terminal, options: Namespace) -> int:
    """Prune old releases."""
    with _engine() as engine:
        pruned = history.prune(engine=engine, keep=options.keep)
    if pruned:
        terminal.printer.say("prune_done", releases=", ".join(pruned))
    else:
        terminal.printer.say("prune_nothing")
    return 0


def verify_release(terminal: Terminal, _options: Namespace) -> int:
    """Work out the current release again and say whether all of it holds."""
    started = time.monotonic()
    with _engine(read_only=True) as engine:
        place = _workplace(terminal, engine)
        found = verify(place)
    for finding in found.findings:
        terminal.line(finding.sentence(wording=terminal.wording, catalogue=place.catalogue, lang=terminal.lang))
    seconds = f"{time.monotonic() - started:.1f}"
    key = "verify_unequal" if found.findings else "verify_equal"
    terminal.printer.say(key, release=found.release_id, rows=found.rows, files=found.files, seconds=seconds)
    return 1 if found.findings else 0


def tell_differences(terminal: Terminal, options: Namespace) -> int:
    """Print in words what differs between two releases, with every example that was kept."""
    with _engine(read_only=True) as engine:
        changes = history.diff(engine=engine, before=options.before, after=options.after)
    catalogue = load_catalogue()
    for sentence in sentences(changes=changes.to_json(), catalogue=catalogue, lang=terminal.lang):
        terminal.line(sentence)
    rest = changes.examples[EXAMPLES_TOLD:]
    if rest:
        terminal.printer.say("diff_more_examples", count=len(changes.examples), total=changes.number_count)
    for example in rest:
        terminal.line(told_example(example=example, catalogue=catalogue, lang=terminal.lang))
    return 0


@contextmanager
def _engine(*, read_only: bool = False, makes: bool = False) -> Iterator[Engine]:
    """Open the database; only a command that ``makes`` one may be called where there is none."""
    if not makes and _is_missing():
        raise NoReleaseError
    engine = open_engine(read_only=read_only)
    try:
        yield engine
    finally:
        engine.dispose()


def _is_missing() -> bool:
    """Tell whether the file of a SQLite database is not there; opening it would make an empty one."""
    url = database_url()
    return url.get_backend_name() == "sqlite" and bool(url.database) and not Path(str(url.database)).exists()
