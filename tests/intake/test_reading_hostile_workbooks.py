"""Workbooks that are damaged or made to do harm end in a clear error, in time, and harm nobody else."""

import json
import os
import resource
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from etl.intake import packed, workbook
from etl.intake.opening import open_relation
from etl.reading import UnreadableFileError
from tests.intake.invented_files import (
    HEADINGS,
    KNOWN,
    ROWS,
    changed_part,
    claimed,
    ods,
    ods_cell,
    ods_row,
    small_xlsx,
    xlsx,
)

Refused = Callable[..., UnreadableFileError]
SHEET = "xl/worksheets/sheet1.xml"
CODES = {
    "damaged_workbook", "large_workbook", "locked_workbook", "empty_file", "header_missing", "header_tied",
    "double_heading", "missing_sheet", "equal_sheets",
}  # fmt: skip
PARTS = ("xl/workbook.xml", SHEET, "xl/styles.xml", "[Content_Types].xml", "xl/_rels/workbook.xml.rels")


@pytest.fixture(autouse=True)
def in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give the process less time than in use, so that what takes all of it does not hold up the tests."""
    monkeypatch.setattr(workbook, "SECONDS", 4)


def test_a_workbook_that_grows_when_unpacked_is_refused(refused: Refused, tmp_path: Path) -> None:
    xlsx(tmp_path / "a.xlsx", sheets=[("Data", [HEADINGS, *ROWS])])
    claimed(tmp_path / "a.xlsx", part=SHEET, size=2_000_000_000)
    assert refused("a.xlsx").problem.code == "large_workbook"


def test_a_workbook_that_lies_about_its_size_is_refused(refused: Refused, tmp_path: Path) -> None:
    xlsx(tmp_path / "a.xlsx", sheets=[("Data", [HEADINGS, *ROWS])])
    with zipfile.ZipFile(tmp_path / "a.xlsx", "a", zipfile.ZIP_DEFLATED) as file:
        file.writestr("xl/sharedStrings.xml", "<sst>" + f"<si><t>{'a' * 100_000}</t></si>" * 500)
    claimed(tmp_path / "a.xlsx", part="xl/sharedStrings.xml", size=1_000)
    assert refused("a.xlsx").problem.code in {"large_workbook", "damaged_workbook"}


def test_a_sheet_as_wide_and_high_as_excel_allows_is_refused(refused: Refused, tmp_path: Path) -> None:
    book = xlsx(tmp_path / "a.xlsx", sheets=[("Data", [HEADINGS, *ROWS])])
    book.worksheets[0]["XFD1048576"] = 1
    book.save(tmp_path / "a.xlsx")
    assert refused("a.xlsx").problem.code == "large_workbook"


@pytest.mark.parametrize("place", ["A99999999999", "ZZZZZZZ1", "A0", "1", "XFE2", "", "AAAAAAAAAAAAAAAA5"])
def test_cells_beyond_the_edge_of_a_sheet(tmp_path: Path, place: str) -> None:
    xlsx(tmp_path / "a.xlsx", sheets=[("Data", [HEADINGS, *ROWS])])
    changed_part(tmp_path / "a.xlsx", part=SHEET, change=lambda xml: xml.replace('r="B3"', f'r="{place}"'))
    assert _outcome(tmp_path / "a.xlsx") in {"read", "damaged_workbook", "large_workbook"}


def test_opendocument_cells_repeated_without_end(tmp_path: Path) -> None:
    wide = f"<table:table-row>{ods_cell('a', repeated=2_000_000_000)}</table:table-row>"
    ods(tmp_path / "wide.ods", content=ods_row(HEADINGS) + wide)
    ods(tmp_path / "high.ods", content=ods_row(HEADINGS) + ods_row(["a"], repeated=2_000_000_000))
    nested = f'<table:table-row table:number-rows-repeated="1048576">{ods_cell("a", repeated=16384)}</table:table-row>'
    ods(tmp_path / "both.ods", content=ods_row(HEADINGS) + nested)
    for name in ("wide.ods", "high.ods", "both.ods"):
        assert _outcome(tmp_path / name) in {"read", "large_workbook", "damaged_workbook"}


def test_entities_are_not_unfolded(refused: Refused, tmp_path: Path) -> None:
    xlsx(tmp_path / "a.xlsx", sheets=[("Data", [HEADINGS, *ROWS])])
    levels = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    bomb = f'<!DOCTYPE x [<!ENTITY a0 "aaaaaaaaaa">{levels}]>'
    changed_part(tmp_path / "a.xlsx", part=SHEET, change=lambda xml: bomb + xml.replace("Nama Pegawai", "&a9;"))
    assert refused("a.xlsx").problem.code in {"damaged_workbook", "large_workbook"}


@pytest.mark.parametrize("data", [b"PK\x03\x04", b"PK\x05\x06" + bytes(18), b"PK\x03\x04" + bytes(500)])
def test_archives_without_a_workbook(refused: Refused, tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.xlsx").write_bytes(data)
    assert refused("a.xlsx").problem.code == "damaged_workbook"
    with zipfile.ZipFile(tmp_path / "b.xlsx", "w") as file:
        file.writestr("catatan.txt", "isi")
    assert refused("b.xlsx").problem.code == "damaged_workbook"


def test_damaged_old_workbooks(refused: Refused, tmp_path: Path) -> None:
    (tmp_path / "a.xls").write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + bytes(range(256)) * 20)
    assert refused("a.xls").problem.code == "damaged_workbook"


def _outcome(path: Path) -> str:
    with duckdb.connect() as connection:
        try:
            relation = open_relation(
                connection=connection, location=path.name, name="berkas-uji", root=path.parent, known=KNOWN
            )
        except UnreadableFileError as error:
            return error.problem.code
        assert len(connection.view(relation.view).fetchall()) == relation.row_count
        return "read"


@given(data=st.data())
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_flipped_and_cut_bytes(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    whole = bytearray(small_xlsx())
    for _ in range(data.draw(st.integers(0, 4))):
        whole[data.draw(st.integers(4, len(whole) - 1))] = data.draw(st.integers(0, 255))
    path = tmp_path_factory.getbasetemp() / "a.xlsx"
    path.write_bytes(whole[: data.draw(st.sampled_from([len(whole), len(whole), len(whole) // 2, 1_000]))])
    assert _outcome(path) in {"read", *CODES}


@given(
    part=st.sampled_from(PARTS), at=st.floats(0, 1), text=st.sampled_from(["<", '"', "&x;", "99999999999", "\0", "-1"])
)
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_damaged_parts(tmp_path_factory: pytest.TempPathFactory, part: str, at: float, text: str) -> None:
    path = tmp_path_factory.getbasetemp() / "a.xlsx"
    path.write_bytes(small_xlsx())
    changed_part(path, part=part, change=lambda xml: xml[: int(at * len(xml))] + text + xml[int(at * len(xml)) + 1 :])
    assert _outcome(path) in {"read", *CODES}


@given(at=st.floats(0, 1), text=st.sampled_from(["<", '"', "&x;", "99999999999", "0", "-1", "</table:table-row>"]))
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_damaged_opendocument_content(tmp_path_factory: pytest.TempPathFactory, at: float, text: str) -> None:
    path = ods(tmp_path_factory.getbasetemp() / "a.ods", content=ods_row(HEADINGS) + ods_row([1, "a", True, None]))
    changed_part(
        path, part="content.xml", change=lambda xml: xml[: int(at * len(xml))] + text + xml[int(at * len(xml)) + 1 :]
    )
    assert _outcome(path) in {"read", *CODES}


def test_a_process_that_hangs_is_ended(refused: Refused, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    xlsx(tmp_path / "a.xlsx", sheets=[("Data", [HEADINGS, *ROWS])])
    monkeypatch.setattr(workbook, "MODULE", "tests.intake.hanging_child")
    monkeypatch.setattr(workbook, "SECONDS", 0.2)
    assert refused("a.xlsx").problem.code == "large_workbook"


@pytest.mark.parametrize("module", ["tests.intake.babbling_child", "tests.intake.no_such_child"])
def test_a_process_that_gives_no_answer(
    refused: Refused, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, module: str
) -> None:
    xlsx(tmp_path / "a.xlsx", sheets=[("Data", [HEADINGS, *ROWS])])
    monkeypatch.setattr(workbook, "MODULE", module)
    assert refused("a.xlsx").problem.code == "large_workbook"


def test_rows_that_take_too_much_memory(refused: Refused, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    xlsx(tmp_path / "a.xlsx", sheets=[("Data", [HEADINGS, *ROWS])])
    monkeypatch.setattr(packed, "MAX_PACKED", 100)
    assert refused("a.xlsx").problem.code == "large_workbook"
    monkeypatch.setattr(workbook, "MAX_FILE", 100)
    assert refused("a.xlsx").problem.code == "large_workbook"


def test_the_process_gets_no_secret_and_writes_nothing(
    read: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[Any] = []
    original = subprocess.Popen

    def watched(*arguments: Any, **more: Any) -> Any:
        started.append((arguments, more))
        return original(*arguments, **more)

    monkeypatch.setenv("RAHASIA_REKAAN", "kata-sandi-rekaan")
    monkeypatch.setattr(subprocess, "Popen", watched)
    xlsx(tmp_path / "Contoh Rekaan.xlsx", sheets=[("Nama Rekaan", [HEADINGS, *ROWS])])
    read("Contoh Rekaan.xlsx", sheet="Nama Rekaan")
    ((command,), more) = started[0]
    assert "Rekaan" not in " ".join(command)
    assert set(more["env"]) <= {"PATH", "LD_LIBRARY_PATH", "LC_ALL", workbook.REQUEST}
    assert json.loads(more["env"][workbook.REQUEST]) == {"known": sorted(KNOWN), "sheet": "Nama Rekaan"}
    assert more["stderr"] == subprocess.DEVNULL


def test_the_process_limits_itself() -> None:
    code = (
        "import resource; from etl.intake.workbook_child import limit_process; limit_process();"
        "print([resource.getrlimit(k)[0] for k in"
        " (resource.RLIMIT_AS, resource.RLIMIT_CPU, resource.RLIMIT_CORE, resource.RLIMIT_FSIZE)])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=workbook.ROOT)
    assert json.loads(done.stdout) == [2 << 30, 120, 0, 0]
    assert resource.getrlimit(resource.RLIMIT_AS)[0] != 2 << 30
    assert os.environ.get(workbook.REQUEST) is None
