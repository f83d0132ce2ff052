"""Writes large workbooks in a process of their own, while the other files are made: nothing takes longer.

The rows go to the process through a pipe and the workbook comes back through another. If this process is killed, the
pipes close and the other one ends as well; if the other one fails, the workbook is written here after all.
"""

import pickle
import subprocess
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from etl.catalogue import Table
from etl.export.notes import Notes
from etl.export.pieces import Row
from etl.export.workbook import write_xlsx

ROOT = Path(__file__).resolve().parents[2]
COMMAND = (sys.executable, "-m", "etl.export.workbook_child")
WORTH_IT = 20_000
"""Rows from which starting a process pays."""


@dataclass(slots=True)
class Workbooks:
    """Workbooks in the making."""

    _pool: ThreadPoolExecutor
    _processes: list[subprocess.Popen[bytes]] = field(default_factory=list)
    _stopped: bool = False

    def begin(self, *, table: Table, rows: Sequence[Row], notes: Notes) -> Future[bytes]:
        """Begin a workbook; the result is its bytes."""
        process = subprocess.Popen(  # noqa: S603 (a command of our own)
            COMMAND, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        self._processes.append(process)
        return self._pool.submit(self._written, process, table, rows, notes)

    def stop(self) -> None:
        """End what is still at work; nobody waits for it any more."""
        self._stopped = True
        for process in self._processes:
            process.kill()

    def _written(self, process: "subprocess.Popen[bytes]", table: Table, rows: Sequence[Row], notes: Notes) -> bytes:
        request = pickle.dumps((table, rows, notes), protocol=pickle.HIGHEST_PROTOCOL)
        body, _ = process.communicate(request)
        if process.returncode == 0 or self._stopped:
            return body
        return b"".join(write_xlsx(table, rows, notes))


@contextmanager
def workbooks_apart() -> Iterator[Workbooks]:
    """Write workbooks in processes of their own, none of which outlives this context."""
    with ThreadPoolExecutor(1) as pool:
        found = Workbooks(pool)
        try:
            yield found
        finally:
            found.stop()
