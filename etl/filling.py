"""The command that writes an empty file for an agency to fill in."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from etl.catalogue import Language, load_catalogue
from etl.commands import Terminal
from etl.template import FILLABLE, FORMATS, Template, default_target, write_template
from etl.wording import load_wording
from geo.regions import load_regions


def add_options(parser: ArgumentParser, lang: Language) -> None:
    """Declare what the command is asked."""

    def words(key: str, **values: object) -> str:
        return load_wording().text(key, lang, **values)

    tables = [name for name, table in load_catalogue().tables.items() if table.kind in FILLABLE]
    listed = words("cli_template_table", tables=", ".join(tables))
    parser.add_argument("--table", metavar=words("cli_word_table"), choices=tables, required=True, help=listed)
    parser.add_argument("--format", choices=FORMATS, default=FORMATS[0], help=words("cli_template_format"))
    parser.add_argument("--output", metavar=words("cli_word_file"), type=Path, help=words("cli_template_output"))


def write_empty_file(terminal: Terminal, options: Namespace) -> int:
    """Write an empty file with headings, lists and explanations."""
    target = options.output or default_target(table=options.table, suffix=options.format)
    table = load_catalogue().tables[options.table]
    template = Template(table=table, tree=load_regions(), lang=terminal.lang)
    try:
        write_template(template=template, target=target, suffix=options.format)
    except FileExistsError:
        terminal.printer.say("template_exists", path=target)
        return 1
    except OSError as error:
        terminal.printer.say("template_not_written", path=target, reason=error.strerror)
        return 1
    terminal.printer.say("template_written", path=target)
    return 0
