"""Temporary folders of killed processes are removed; those of processes at work stay."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from etl.export.workspace import remove_leftovers, workspace


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def test_a_folder_is_gone_after_its_use(temporary: Path) -> None:
    with workspace() as folder:
        assert folder.parent == temporary
        (folder / "contoh.txt").write_text("rekaan", encoding="utf-8")
    assert list(temporary.iterdir()) == []


def test_what_a_process_left_that_is_no_more_is_removed(temporary: Path) -> None:
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    left = temporary / f"pantau-{ended.pid}-abc"
    left.mkdir()
    (left / "contoh.txt").write_text("rekaan", encoding="utf-8")
    remove_leftovers()
    assert not left.exists()


def test_folders_of_processes_at_work_and_of_others_stay(temporary: Path) -> None:
    stay = [temporary / name for name in (f"pantau-{os.getpid()}-abc", "pantau-1-abc", "pantau-lain-abc", "lain-1-abc")]
    for folder in stay:
        folder.mkdir()
    remove_leftovers()
    assert all(folder.exists() for folder in stay)
