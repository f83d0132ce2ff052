"""Reads one workbook in a process of its own, which may fail, grow or hang without harming anyone.

The workbook comes by standard input; what is wanted stands in the environment, as arguments are seen by everybody.
Standard output gets lines of JSON: first the headings or an error, then the cells, some rows at a time, by column.
"""

import io
import json
import os
import resource
import sys
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from etl.intake.csv_records import MAX_COLUMNS
from etl.intake.headings import HeadingsError
from etl.intake.sheet_choice import choose_sheet
from etl.intake.sheet_rows import Choice, filled_rows, used_columns
from etl.intake.workbook_guard import RefusedWorkbookError, failure_code, refuse_harmful

REQUEST = "INTAKE_REQUEST"
MEMORY = 2 << 30
PROCESSOR_SECONDS = 120
BATCH_CELLS = 20_000
TO_STANDARD_OUTPUT = 1


def limit_process() -> None:
    """Limit memory and time, and forbid to write files or to leave an image of the memory behind."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (PROCESSOR_SECONDS, PROCESSOR_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def answers(*, data: bytes, known: frozenset[str], sheet: str | None) -> Iterator[dict[str, Any]]:
    """Yield the headings, and then the rows in batches; an error is the last that is yielded."""
    try:
        refuse_harmful(data)
        choice = choose_sheet(data=data, known=known, sheet=sheet)
        yield from _rows(choice)
    except (HeadingsError, RefusedWorkbookError) as error:
        yield {"error": error.code, "value": error.value, "row": error.row}
    except BaseException as error:
        # A panic of the library is no Exception.
        yield {"error": failure_code(error), "value": "", "row": 0}


def _rows(choice: Choice) -> Iterator[dict[str, Any]]:
    kept = used_columns(choice)
    if len(kept) > MAX_COLUMNS:
        raise RefusedWorkbookError("large_workbook")
    headings = [choice.header.cells[position] for position in kept]
    yield {"sheet": choice.ordinal, "header_row": choice.header.number, "headings": headings}
    rows = filled_rows(choice)
    size = max(1, BATCH_CELLS // len(kept))
    while some := list(islice(rows, size)):
        yield {"rows": [number for number, _ in some], "columns": _columns(some, kept)}
    yield {"end": True}


def _columns(rows: Sequence[tuple[int, Sequence[str | None]]], kept: Sequence[int]) -> list[list[str | None]]:
    return [[cells[position] for _, cells in rows] for position in kept]


def main() -> None:
    """Answer one request."""
    limit_process()
    request = json.loads(os.environ.pop(REQUEST))
    data = sys.stdin.buffer.read()
    with io.FileIO(TO_STANDARD_OUTPUT, "w", closefd=False) as raw, io.BufferedWriter(raw) as output:
        for answer in answers(data=data, known=frozenset(request["known"]), sheet=request["sheet"]):
            output.write(json.dumps(answer, ensure_ascii=False).encode() + b"\n")


if __name__ == "__main__":
    main()
