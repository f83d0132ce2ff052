"""The command that looks through one file: what it prints, and what it leaves alone."""

import csv
import stat
from pathlib import Path

import pytest

from etl import checking
from etl.__main__ import main
from etl.catalogue import METADATA

HEADINGS = ("kunci", "kode_wilayah", "pemilihan", "tanggal_tanda_tangan")
GOOD = ("1", "Kab. Bantul", "keduanya", "12 Oktober 2024")


@pytest.fixture(autouse=True)
def _no_database(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "nowhere://x")


def written(path: Path, *rows: tuple[str, ...]) -> str:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([HEADINGS, *rows])
    return str(path)


def test_a_right_file_of_records_is_right(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", written(tmp_path / "x.csv", GOOD), "--table", "declaration_signatures"]) == 0
    assert "declaration_signatures: 1 baris dibaca, 1 diterima, 0 ditolak." in capsys.readouterr().out


def test_a_wrong_row_is_told_with_its_place_and_a_suggestion(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = (GOOD, ("2", "Kab. Bantull", "keduanya", "2024-10-12"), ("Jumlah", "", "", "2"))
    assert main(["check", written(tmp_path / "x.csv", *rows), "--table", "declaration_signatures", "--lang", "en"]) == 1
    printed = capsys.readouterr().out
    assert "3 rows read, 1 accepted, 2 refused" in printed
    assert "declaration_signatures, row 3, column kode_wilayah" in printed
    assert "Kabupaten Bantul (3402)" in printed
    assert "[footer] 1" in printed


def test_the_bundled_files_are_right(capsys: pytest.CaptureFixture[str]) -> None:
    for table in ("violations", "declarations"):
        assert main(["check", str(METADATA.parent / f"{table}.csv"), "--table", table, "--source", table]) == 0
    assert "452" in capsys.readouterr().out


def test_refused_rows_are_kept_only_when_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(checking, "QUARANTINE", tmp_path / "q")
    command = ["check", written(tmp_path / "x.csv", ("1", "?", "keduanya", "2024-10-12")), "--table"]
    assert main([*command, "declaration_signatures"]) == 1
    assert not (tmp_path / "q").exists()
    assert main([*command, "declaration_signatures", "--quarantine"]) == 1
    (kept,) = (tmp_path / "q").rglob("*.xlsx")
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert str(kept.name) in capsys.readouterr().out


def test_a_source_that_is_not_declared_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command = ["check", str(tmp_path / "x.csv"), "--table", "violations", "--source"]
    assert main([*command, "declarations"]) == 1
    assert "there are: violations" in capsys.readouterr().out


def test_a_missing_file_is_told_without_its_path(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(tmp_path / "Contoh Orang.csv"), "--table", "violation_cases"]) == 1
    printed = capsys.readouterr().out
    assert "violation_cases: " in printed
    assert "Contoh Orang" not in printed
