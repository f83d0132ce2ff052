import csv
import resource
import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from etl.quarantine import LONGEST_CELL, WORKBOOK_ROWS, RefusedRow, run_folder, write_quarantine
from etl.wording import load_wording

COLUMNS = ("kode", "nama")


def refused(count: int, *, cell: str | None = "Contoh Rekaan") -> Iterator[RefusedRow]:
    return ((number + 2, "sebab", ["0012", cell]) for number in range(count))


def write(folder: Path, rows: Iterator[RefusedRow], total: int) -> Path:
    kept = write_quarantine(
        folder=folder, name="kiriman", columns=COLUMNS, rows=rows, total=total, wording=load_wording(), lang="id"
    )
    assert kept is not None
    return kept


def test_a_workbook_keeps_codes_as_text_and_runs_nothing(tmp_path: Path) -> None:
    kept = write(tmp_path / "malam", refused(2, cell="=1+1"), 2)
    assert kept.name == "kiriman.xlsx"
    sheet = openpyxl.load_workbook(kept).active
    assert list(sheet.iter_rows(values_only=True)) == [
        ("baris", "alasan", *COLUMNS),
        ("2", "sebab", "0012", "=1+1"),
        ("3", "sebab", "0012", "=1+1"),
    ]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} == {"s"}


@pytest.mark.parametrize(("total", "cell"), [(WORKBOOK_ROWS + 1, "a"), (1, "x" * (LONGEST_CELL + 1))])
def test_what_a_workbook_cannot_hold_goes_to_a_csv_file_and_nothing_is_cut(
    tmp_path: Path, total: int, cell: str
) -> None:
    kept = write(tmp_path / "malam", refused(total, cell=cell), total)
    assert kept.name == "kiriman.csv"
    with kept.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == total
    assert rows[-1] == {"baris": str(total + 1), "alasan": "sebab", "kode": "0012", "nama": cell}


@pytest.mark.parametrize("total", [1, WORKBOOK_ROWS + 1])
def test_only_the_owner_may_read_and_nothing_stands_elsewhere(
    tmp_path: Path, total: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_args: Any, **_options: Any) -> None:
        raise AssertionError

    for name in ("mkstemp", "mkdtemp", "TemporaryFile", "NamedTemporaryFile"):
        monkeypatch.setattr(tempfile, name, refuse)
    folder = tmp_path / "data" / "malam"
    kept = write(folder, refused(total, cell=None), total)
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert list(folder.iterdir()) == [kept]


@pytest.mark.parametrize("cell", ["=1+1", "+62 Rekaan", "@rekaan", '-1+cmd|" /C rekaan"!A0'])
def test_a_csv_file_runs_nothing_either(tmp_path: Path, cell: str) -> None:
    kept = write(tmp_path / "malam", refused(WORKBOOK_ROWS + 1, cell=cell), WORKBOOK_ROWS + 1)
    with kept.open(encoding="utf-8-sig", newline="") as file:
        assert {row["nama"] for row in csv.DictReader(file)} == {f"'{cell}"}


@pytest.mark.parametrize("total", [1000, WORKBOOK_ROWS + 1])
def test_nothing_half_written_is_left_on_a_full_disk(tmp_path: Path, total: int) -> None:
    folder = tmp_path / "malam"
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, before[1]))
    try:
        with pytest.raises(OSError, match="File too large"):
            write(folder, ((number, "sebab", ["0012", f"{number:b}"]) for number in range(total)), total)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert not list(folder.iterdir())


def test_a_link_in_the_place_of_the_file_is_not_followed(tmp_path: Path) -> None:
    folder = tmp_path / "malam"
    folder.mkdir()
    (folder / "kiriman.xlsx").symlink_to(tmp_path / "elsewhere.xlsx")
    with pytest.raises(FileExistsError):
        write(folder, refused(1), 1)
    assert not (tmp_path / "elsewhere.xlsx").exists()


def test_two_runs_that_start_at_once_keep_their_rows_apart(tmp_path: Path) -> None:
    assert len({run_folder(tmp_path) for _ in range(20)}) == 20


def test_without_refused_rows_there_is_no_folder(tmp_path: Path) -> None:
    folder = tmp_path / "malam"
    kept = write_quarantine(
        folder=folder, name="kiriman", columns=COLUMNS, rows=iter(()), total=0, wording=load_wording(), lang="id"
    )
    assert kept is None
    assert not folder.exists()
