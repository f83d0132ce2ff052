"""Command line of the pipeline: publishing, the history of releases, and what agencies need to hand over records."""

import argparse
import os
import sys
from collections.abc import Sequence

from rich.console import Console
from sqlalchemy.exc import SQLAlchemyError

from etl import checking, filling
from etl.catalogue import CatalogueError, Language
from etl.commands import (
    Command,
    Terminal,
    forget,
    go_back,
    list_releases,
    publish_data,
    tell_differences,
    verify_release,
)
from etl.disclosure import DisclosureError
from etl.engine import DatabaseAddressError, DatabaseFolderError, database_url
from etl.history import NoReleaseError, PrunedReleaseError, UnknownReleaseError
from etl.publish import ForeignSchemaError
from etl.reading import UnreadableFileError
from etl.report import ReportPrinter
from etl.wording import load_wording
from geo.errors import GeoError
from geo.wording import Wording

COMMANDS: dict[str, Command] = {
    "run": publish_data,
    "releases": list_releases,
    "rollback": go_back,
    "prune": forget,
    "diff": tell_differences,
    "verify": verify_release,
    "template": filling.write_empty_file,
    "check": checking.check_file,
}

# What SQLite says when another process writes for longer than one waits.
IN_USE = "database is locked"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; 0: done, 1: stopped with a reason in words, 2: called wrongly."""
    wording = load_wording()
    try:
        options = _parser(wording).parse_args(arguments)
    except CatalogueError as error:  # what can be asked for stands in the declarations
        print(error)  # noqa: T201
        return 1
    lang: Language = "en" if options.lang == "en" else "id"
    console = Console(stderr=False)
    printer = ReportPrinter(console=console, wording=wording, lang=lang)
    terminal = Terminal(console=console, printer=printer, wording=wording, lang=lang)
    try:
        return COMMANDS[options.command](terminal, options)
    except (UnreadableFileError, GeoError, CatalogueError, DisclosureError) as error:
        _say_input(error, printer, lang)
    except (NoReleaseError, UnknownReleaseError, PrunedReleaseError) as error:
        _say_release(error, printer)
        return 1
    except (DatabaseAddressError, DatabaseFolderError, ForeignSchemaError, SQLAlchemyError) as error:
        _say_database(error, printer)
    except OSError as error:
        printer.say("file_not_written", reason=error.strerror or type(error).__name__)
    except KeyboardInterrupt:
        printer.say("interrupted")
    printer.say("stopped" if options.command == "run" else "nothing_done")
    return 1


def _say_input(
    error: UnreadableFileError | GeoError | CatalogueError | DisclosureError, printer: ReportPrinter, lang: Language
) -> None:
    if isinstance(error, UnreadableFileError):
        printer.problem(error.problem)
    elif isinstance(error, DisclosureError):
        print(error.sentence(wording=load_wording(), lang=lang))  # noqa: T201 (a sentence for a person)
    else:
        print(error.text(lang) if isinstance(error, GeoError) else error)  # noqa: T201 (a sentence for a person)


def _say_release(error: NoReleaseError | UnknownReleaseError | PrunedReleaseError, printer: ReportPrinter) -> None:
    if isinstance(error, PrunedReleaseError):
        printer.say("release_pruned", release=error.release_id, day=error.pruned_at[:10])
    elif isinstance(error, UnknownReleaseError):
        printer.say("release_unknown", release=error.release_id, known=", ".join(error.known))
    else:
        printer.say("releases_none")


def _say_database(
    error: DatabaseAddressError | DatabaseFolderError | ForeignSchemaError | SQLAlchemyError, printer: ReportPrinter
) -> None:
    if isinstance(error, DatabaseAddressError):
        printer.say("database_scheme", scheme=error.scheme)
    elif isinstance(error, DatabaseFolderError):
        printer.say("database_error", address=error.folder, reason=error.reason)
    elif isinstance(error, ForeignSchemaError):
        printer.say("foreign_schema", table=error.table)
    elif _reason(error) == IN_USE:
        printer.say("database_in_use")
    else:
        printer.say("database_error", address=database_url().render_as_string(), reason=_reason(error))


def _reason(error: SQLAlchemyError) -> str:
    """Return the database's own first line; it names no password, and never a row's values."""
    original = getattr(error, "orig", None)
    return str(original or type(error).__name__).splitlines()[0]


def _parser(wording: Wording) -> argparse.ArgumentParser:
    lang: Language = "en" if os.environ.get("PANTAU_LANG") == "en" else "id"
    parser = argparse.ArgumentParser(prog="python -m etl", description=wording.text("cli_description", lang))
    commands = parser.add_subparsers(dest="command", required=True)
    told = {name: wording.text(f"cli_{name}", lang) for name in COMMANDS}
    found = {name: commands.add_parser(name, help=words, description=words) for name, words in told.items()}
    found["rollback"].add_argument("release", help=wording.text("cli_release", lang))
    found["prune"].add_argument("--keep", type=_at_least_one, required=True, help=wording.text("cli_keep", lang))
    found["diff"].add_argument("before", help=wording.text("cli_before", lang))
    found["diff"].add_argument("after", help=wording.text("cli_after", lang))
    filling.add_options(found["template"], lang)
    checking.add_options(found["check"], lang)
    for command in found.values():
        command.add_argument("--lang", choices=("id", "en"), default=lang, help=wording.text("cli_lang", lang))
    return parser


def _at_least_one(value: str) -> int:
    number = int(value)
    if number < 1:
        raise argparse.ArgumentTypeError("1, 2, 3, ...")
    return number


if __name__ == "__main__":
    sys.exit(main())
