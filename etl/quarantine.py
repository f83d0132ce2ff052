"""Keeps refused rows as they came, with the reason, so that their owner can mend and resend them."""

import csv
import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from etl.problems import Problem
from geo.wording import Wording

QUARANTINE = Path(__file__).resolve().parent.parent / "data" / "quarantine"
OWNER_ONLY = 0o600
FOLDER_OWNER_ONLY = 0o700


def write_quarantine(
    *,
    folder: Path,
    name: str,
    columns: Sequence[str],
    rows: Mapping[int, Sequence[str | None]],
    problems: Iterable[Problem],
    wording: Wording,
    lang: str,
) -> Path | None:
    """Write refused rows with their row number and every reason in words; readable by the owner only.

    Returns:
        The file, or None where no row was refused.
    """
    if not rows:
        return None
    reasons: dict[int, list[str]] = {}
    for problem in problems:
        reasons.setdefault(problem.row, []).append(problem.sentence(wording=wording, lang=lang))
    folder.mkdir(parents=True, exist_ok=True, mode=FOLDER_OWNER_ONLY)
    target = folder / name
    descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, OWNER_ONLY)
    with os.fdopen(descriptor, "w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([wording.text("quarantine_row", lang), wording.text("quarantine_reason", lang), *columns])
        for number, row in sorted(rows.items()):
            writer.writerow(
                [number, " ".join(reasons.get(number, ())), *("" if cell is None else cell for cell in row)]
            )
    return target
