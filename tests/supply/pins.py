"""Reads what is pinned: Python packages by `requirements.txt` and its like, npm packages by their lock files."""

import json
import re
from base64 import b64decode
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[2]
RUNTIME, NPM_BY_PIP, TESTS = "requirements.txt", "geo/npm.txt", "tests/requirements.txt"
HASH = re.compile(r"--hash=(\S+)")
VIA = re.compile(r"^ +# +(?:via +)?([\w.-]+)(?: \(.*)?$", re.MULTILINE)
OWN = "pantau-netralitas-asn"


@dataclass(frozen=True, slots=True)
class Pin:
    """One pinned Python package.

    Attributes:
        name, version: which it is.
        marker: on which platforms and versions of Python it is installed; empty for all.
        hashes: sha256 of every file that may be installed for it, in hexadecimal digits.
        wanted_by: names of the packages that need it; ours among them.
    """

    name: str
    version: str
    marker: str
    hashes: tuple[str, ...]
    wanted_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NpmPin:
    """One npm package of a lock file; ``path`` is where it is laid, ``sha512`` in hexadecimal digits."""

    path: str
    version: str
    licence: str | None
    sha512: str
    needs: tuple[str, ...]

    @property
    def name(self) -> str:
        """Return the package's name, with its scope."""
        return self.path.rpartition("node_modules/")[2]


def read_pins(name: str) -> list[Pin]:
    """Read a file of pins as ``uv pip compile`` writes it, by its path in the project."""
    text = (ROOT / name).read_text(encoding="utf-8")
    return [_pin(block) for block in re.split(r"^(?=\w)", text, flags=re.MULTILINE) if block.strip()]


def _pin(block: str) -> Pin:
    required = Requirement(block.partition("\\\n")[0].partition("\n")[0].strip())
    (only,) = required.specifier
    kinds = [digest.partition(":") for digest in HASH.findall(block)]
    return Pin(
        name=required.name,
        version=only.version,
        marker=str(required.marker or ""),
        hashes=tuple(digest for kind, _, digest in kinds if kind == "sha256"),
        wanted_by=tuple(name for name in VIA.findall(block) if name not in {"via", "-c"}),
    )


def read_lock(name: str) -> list[NpmPin]:
    """Read an npm lock file by its path in the project."""
    lock: dict[str, Any] = json.loads((ROOT / name).read_text(encoding="utf-8"))
    return [_npm_pin(path, entry) for path, entry in lock["packages"].items() if path]


def _npm_pin(path: str, entry: dict[str, Any]) -> NpmPin:
    kind, _, digest = entry["integrity"].partition("-")
    if kind != "sha512":
        raise ValueError(path)
    return NpmPin(
        path=path,
        version=entry["version"],
        licence=entry.get("license"),
        sha512=b64decode(digest).hex(),
        needs=tuple(entry.get("dependencies", ())),
    )
