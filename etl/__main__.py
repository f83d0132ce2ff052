"""Command line of the pipeline: ``python -m etl run``."""

import argparse
import os
import sys
import time
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from rich.console import Console
from sqlalchemy.exc import SQLAlchemyError

from etl.catalogue import CatalogueError, Language, load_catalogue
from etl.engine import DatabaseAddressError, DatabaseFolderError, database_url, open_engine
from etl.pipeline import RunResult, Workplace, run
from etl.progress import Display
from etl.publish import ForeignSchemaError
from etl.quarantine import QUARANTINE
from etl.reading import UnreadableFileError
from etl.report import ReportPrinter
from geo.artefact import load_boundaries
from geo.errors import GeoError
from geo.regions import RegionTree, load_regions
from geo.wording import Wording

TEXTS = Path(__file__).with_name("texts.yml")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; 0: done, 1: stopped with a reason in words, 2: called wrongly."""
    wording = Wording.load(TEXTS)
    options = _parser(wording).parse_args(arguments)
    lang: Language = "en" if options.lang == "en" else "id"
    console = Console(stderr=False)
    printer = ReportPrinter(console=console, wording=wording, lang=lang)
    try:
        return _run(console=console, printer=printer, wording=wording, lang=lang)
    except UnreadableFileError as error:
        printer.problem(error.problem)
    except GeoError as error:
        print(error.text(lang))  # noqa: T201 (a sentence for the person at the terminal)
    except CatalogueError as error:
        print(error)  # noqa: T201
    except DatabaseAddressError as error:
        printer.say("database_scheme", scheme=error.scheme)
    except DatabaseFolderError as error:
        printer.say("database_error", address=error.folder, reason=error.reason)
    except ForeignSchemaError as error:
        printer.say("foreign_schema", table=error.table)
    except SQLAlchemyError as error:
        printer.say("database_error", address=database_url().render_as_string(), reason=_reason(error))
    printer.say("stopped")
    return 1


def _reason(error: SQLAlchemyError) -> str:
    """Return the database's own first line; it names no password, and never a row's values."""
    original = getattr(error, "orig", None)
    return str(original or type(error).__name__).splitlines()[0]


def _parser(wording: Wording) -> argparse.ArgumentParser:
    lang = os.environ.get("PANTAU_LANG", "id")
    lang = lang if lang in {"id", "en"} else "id"
    parser = argparse.ArgumentParser(prog="python -m etl", description=wording.text("cli_description", lang))
    commands = parser.add_subparsers(dest="command", required=True)
    command = commands.add_parser("run", help=wording.text("cli_run", lang))
    command.add_argument("--lang", choices=("id", "en"), default=lang, help=wording.text("cli_lang", lang))
    return parser


def _run(*, console: Console, printer: ReportPrinter, wording: Wording, lang: Language) -> int:
    started = time.monotonic()
    tree = load_regions()
    place = Workplace(
        catalogue=load_catalogue(),
        tree=tree,
        boundaries=load_boundaries(),
        engine=open_engine(),
        quarantine=QUARANTINE,
        display=Display(console),
        wording=wording,
        lang=lang,
        today=datetime.now().astimezone().date(),
    )
    result = run(place)
    _print(result, printer=printer, tree=tree, seconds=time.monotonic() - started)
    return 0 if result.release else 1


def _print(result: RunResult, *, printer: ReportPrinter, tree: RegionTree, seconds: float) -> None:
    printer.rows(result.sources)
    if result.quarantined:
        printer.refusals(sources=result.sources, folder=result.quarantined[0].parent)
    if result.release is None or result.outcome is None:
        printer.too_many(result.sources)
        printer.say("stopped")
        return
    release = result.release
    printer.say("report_coverage", **release.report["coverage"])
    printer.totals(totals=release.report["totals"], month=release.last_month)
    printer.review(found=result.review, tree=tree)
    rows = sum(map(len, release.tables.values()))
    printer.say(f"outcome_{result.outcome.value}", release=release.release_id, rows=rows, seconds=f"{seconds:.1f}")


if __name__ == "__main__":
    sys.exit(main())
