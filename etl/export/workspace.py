"""Gives writers a temporary folder; what a killed process left behind is removed by the next run."""

import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PREFIX = "pantau-"
OWNER = re.compile(rf"{PREFIX}(\d+)-")


@contextmanager
def workspace() -> Iterator[Path]:
    """Make a folder that bears the number of this process, and remove it at the end."""
    with tempfile.TemporaryDirectory(prefix=f"{PREFIX}{os.getpid()}-") as folder:
        yield Path(folder)


def remove_leftovers() -> None:
    """Remove the folders of processes that are no more; those of others at work stay."""
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*-*"):
        owner = OWNER.match(folder.name)
        if owner and not _is_alive(int(owner[1])):
            shutil.rmtree(folder, ignore_errors=True)


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
