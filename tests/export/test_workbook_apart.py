import subprocess
import sys

import pytest

from etl.catalogue import load_catalogue
from etl.export import workbook_apart
from etl.export.notes import notes_for
from etl.export.workbook import write_xlsx
from etl.export.workbook_apart import workbooks_apart

TABLE = load_catalogue().published("rilis")
ROWS = tuple((f"r{number:05d}", "2024-12-01T00:00:00Z", "2024-01", "2024-12") for number in range(500))
NOTES = notes_for(table=TABLE, release_id="rekaan", count=len(ROWS))
HERE = b"".join(write_xlsx(TABLE, ROWS, NOTES))


def test_a_workbook_made_apart_has_the_same_bytes() -> None:
    with workbooks_apart() as apart:
        assert apart.begin(table=TABLE, rows=ROWS, notes=NOTES).result() == HERE


@pytest.mark.parametrize(
    "code", ["raise SystemExit(3)", "import os, sys; sys.stdin.buffer.read(1); os.kill(os.getpid(), 9)"]
)
def test_a_process_that_fails_costs_time_and_no_workbook(code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook_apart, "COMMAND", (sys.executable, "-c", code))
    with workbooks_apart() as apart:
        assert apart.begin(table=TABLE, rows=ROWS, notes=NOTES).result() == HERE


def test_no_process_outlives_a_run_that_breaks_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook_apart, "COMMAND", (sys.executable, "-c", "import time; time.sleep(600)"))
    started: list[subprocess.Popen[bytes]] = []

    def broken_off() -> None:
        with workbooks_apart() as apart:
            apart.begin(table=TABLE, rows=ROWS, notes=NOTES)
            started.extend(apart._processes)
            raise InterruptedError

    with pytest.raises(InterruptedError):
        broken_off()
    assert [process.wait() for process in started] == [-9]
