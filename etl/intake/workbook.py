"""Opens a workbook (XLSX, XLSM, XLSB, XLS, ODS) by a process of its own, and keeps its rows packed in memory."""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import duckdb

from etl.intake.failures import bad_headings, headings_text, unreadable
from etl.intake.headings import HeadingsError
from etl.intake.packed import PackedRows, TooLargeError
from etl.intake.relation import Relation, view_of_batches

MODULE = "etl.intake.workbook_child"
REQUEST = "INTAKE_REQUEST"
ROOT = Path(__file__).resolve().parents[2]
PASSED_ON = ("PATH", "LD_LIBRARY_PATH")
SECONDS = 180
MAX_FILE = 200_000_000
MAX_LINE = 64_000_000
HEADING_CODES = ("header_missing", "header_tied", "double_heading", "empty_file")

Answer = dict[str, Any]


class _NoAnswerError(Exception):
    """Say that the process ended without its last line."""


def open_workbook(
    *, connection: duckdb.DuckDBPyConnection, path: Path, name: str, known: frozenset[str], sheet: str | None
) -> Relation:
    """Open the sheet that is named, else the one with the most known headings.

    Raises:
        UnreadableFileError: damaged, locked or too large, no such sheet, no headings, or several sheets that have them.
    """
    if path.stat().st_size > MAX_FILE:
        raise unreadable(name, "large_workbook")
    with path.open("rb") as file, _answers(file, known=known, sheet=sheet) as answers:
        try:
            return _relation(connection=connection, name=name, known=known, answers=answers)
        except (_NoAnswerError, TooLargeError, ValueError):
            # Without memory the library ends the process, without time the system or the clock does.
            raise unreadable(name, "large_workbook") from None


def _relation(
    *, connection: duckdb.DuckDBPyConnection, name: str, known: frozenset[str], answers: Iterator[Answer]
) -> Relation:
    first = _checked(next(answers), name, known)
    headings = tuple(first["headings"])
    packed = PackedRows.for_width(len(headings))
    for answer in answers:
        if "rows" in _checked(answer, name, known):
            packed.add(rows=answer["rows"], columns=answer["columns"])
    return Relation(
        view=view_of_batches(connection=connection, batches=packed.batches(), kept=range(len(headings))),
        headers=headings,
        header_row=first["header_row"],
        sheet=first["sheet"],
        row_count=packed.row_count,
    )


def _checked(answer: Answer, name: str, known: frozenset[str]) -> Answer:
    if "error" in answer:
        code, value, row = answer["error"], answer["value"], answer["row"]
        if code in HEADING_CODES:
            raise bad_headings(name, HeadingsError(code, value, row), known)
        raise unreadable(name, code, value=value, row=row, right=headings_text(known))
    return answer


@contextmanager
def _answers(file: IO[bytes], *, known: frozenset[str], sheet: str | None) -> Iterator[Iterator[Answer]]:
    """Start the process; it gets nothing of our environment, says nothing but its answers, and ends in time."""
    request = json.dumps({"known": sorted(known), "sheet": sheet})
    environment = {key: os.environ[key] for key in PASSED_ON if key in os.environ}
    with subprocess.Popen(  # noqa: S603 - our own interpreter and module
        [sys.executable, "-B", "-m", MODULE],
        stdin=file,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=ROOT,
        env=environment | {REQUEST: request, "LC_ALL": "C.UTF-8"},
    ) as process:
        clock = threading.Timer(SECONDS, process.kill)
        clock.start()
        try:
            yield _lines(process)
        finally:
            clock.cancel()
            process.kill()


def _lines(process: subprocess.Popen[bytes]) -> Iterator[Answer]:
    """Yield the answers up to the last one, which is an error or the end."""
    output = process.stdout
    while output is not None and (line := output.readline(MAX_LINE)).endswith(b"\n"):
        answer: Answer = json.loads(line)
        yield answer
        if "end" in answer or "error" in answer:
            return
    raise _NoAnswerError
