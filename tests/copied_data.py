"""A copy of the bundled data that a test may change."""

import shutil
from pathlib import Path

from etl.catalogue import METADATA


def copy_data(folder: Path, *, without: tuple[str, ...] = ()) -> Path:
    """Copy declarations and data, without refused rows and the folders named; returns the folder of declarations."""
    shutil.copytree(METADATA.parent, folder, ignore=shutil.ignore_patterns("quarantine", "kiriman", *without))
    return folder / METADATA.name
