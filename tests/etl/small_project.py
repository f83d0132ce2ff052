"""A copy of the project with few rows, which a test may change; its commands run as in the real one."""

import os
import shutil
import sys
from pathlib import Path
from subprocess import PIPE, STDOUT, Popen

from tests.copied_data import copy_data

ROOT = Path(__file__).resolve().parent.parent.parent
EVERY = 9
SUMMARY = "    kind: published\n    public: ringkasan\n"


def few_rows(folder: Path) -> Path:
    """Copy the data with every ninth row of its long files; returns the folder of declarations."""
    metadata = copy_data(folder, without=("corrections",))
    for name in ("violations.csv", "declarations.csv"):
        path = folder / name
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        path.write_text("".join([lines[0], *lines[1::EVERY]]), encoding="utf-8")
    # The one file that is long whatever the rows: a row for every region, election, stage and unit.
    replace(metadata / "tables.yml", SUMMARY, "    kind: stored\n")
    return metadata


def replace(file: Path, before: str, after: str) -> None:
    """Change one place of a file, which must be there."""
    text = file.read_text(encoding="utf-8")
    assert before in text
    file.write_text(text.replace(before, after, 1), encoding="utf-8")


def copy_project(folder: Path) -> Path:
    """Copy what the commands need, with few rows of data and an empty temporary folder; returns the folder."""
    for name in ("etl", "geo", ".pantau/boundaries"):
        shutil.copytree(ROOT / name, folder / name)
    few_rows(folder / "data")
    (folder / "tmp").mkdir()
    return folder


def start(project: Path, *arguments: str, address: str, prelude: str = "") -> "Popen[str]":
    """Start a command of a copied project, its words readable line by line as they come.

    Args:
        project: the copy.
        arguments: the command.
        address: of the database.
        prelude: Python that runs before the command, such as a limit of the operating system.
    """
    code = f"{prelude}\nimport runpy, sys\nsys.argv[0] = 'etl'\nrunpy.run_module('etl', run_name='__main__')"
    called = ["-c", code] if prelude else ["-m", "etl"]
    environment = os.environ | {
        "DATABASE_URL": address,
        "TMPDIR": str(project / "tmp"),
        "PANTAU_LANG": "en",
        "COLUMNS": "120",
    }
    command = [sys.executable, "-u", *called, *arguments]
    return Popen(command, cwd=project, env=environment, stdin=PIPE, stdout=PIPE, stderr=STDOUT, text=True)


def finished(process: "Popen[str]") -> tuple[int, str]:
    """Wait for a command; returns its exit code and all it said."""
    said, _ = process.communicate(timeout=120)
    return process.returncode, said
