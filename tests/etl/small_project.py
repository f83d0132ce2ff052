"""A copy of the project with few rows, which a test may change; its commands run as in the real one."""

import shutil
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
EVERY = 9
SUMMARY = "    kind: published\n    public: ringkasan\n"
IGNORED = shutil.ignore_patterns("quarantine", "corrections")


def few_rows(folder: Path) -> Path:
    """Copy the data with every ninth row of its long files; returns the folder of declarations."""
    shutil.copytree(ROOT / "data", folder, ignore=IGNORED)
    for name in ("violations.csv", "declarations.csv"):
        path = folder / name
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        path.write_text("".join([lines[0], *lines[1::EVERY]]), encoding="utf-8")
    # The one file that is long whatever the rows: a row for every region, election, stage and unit.
    replace(folder / "metadata" / "tables.yml", SUMMARY, "    kind: stored\n")
    return folder / "metadata"


def replace(file: Path, before: str, after: str) -> None:
    """Change one place of a file, which must be there."""
    text = file.read_text(encoding="utf-8")
    assert before in text
    file.write_text(text.replace(before, after, 1), encoding="utf-8")
