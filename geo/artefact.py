"""The built web boundaries: files with their content's hash in the name, and a manifest that lists them."""

import hashlib
import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

import brotli

from geo.errors import BoundariesMissingError
from geo.regions import REGIONS_FILE
from geo.source import Source

FOLDER = Path(__file__).resolve().parent.parent / ".pantau" / "boundaries"
MANIFEST = "manifest.json"
HASH_IN_NAME = 12
BROTLI_BEST = 11
BUILDERS = ("artefact.py", "boundaries.py", "build.py", "coverage.py", "matching.yml", "source.py")


@dataclass(frozen=True, slots=True)
class Boundary:
    """One level of regions in one detail, as GeoJSON and as its brotli form; both go to browsers as they are."""

    level: str
    detail: str
    file_name: str
    content_hash: str
    points: int
    regions: int
    source: str
    licence: str
    body: bytes
    body_br: bytes


def build_key(source: Source) -> str:
    """Return what the result depends on: the source, the list of regions, and the code that builds it."""
    digest = hashlib.sha256(f"{source.identity} {version('shapely')}".encode())
    for path in (REGIONS_FILE, *(Path(__file__).with_name(name) for name in BUILDERS)):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def make_boundary(
    *, level: str, detail: str, body: bytes, points: int, regions: int, source: str, licence: str
) -> Boundary:
    """Name a GeoJSON text by its content and compress it."""
    digest = hashlib.sha256(body).hexdigest()
    return Boundary(
        level=level,
        detail=detail,
        file_name=f"{level}-{detail}.{digest[:HASH_IN_NAME]}.json",
        content_hash=digest,
        points=points,
        regions=regions,
        source=source,
        licence=licence,
        body=body,
        body_br=brotli.compress(body, quality=BROTLI_BEST),
    )


def store(*, boundaries: Iterable[Boundary], key: str, folder: Path = FOLDER) -> None:
    """Write the files, then the manifest; a reader never finds a manifest of files that are not there."""
    folder.mkdir(parents=True, exist_ok=True)
    entries = []
    for boundary in boundaries:
        _write(folder / boundary.file_name, boundary.body)
        _write(folder / f"{boundary.file_name}.br", boundary.body_br)
        entries.append({name: value for name, value in asdict(boundary).items() if not isinstance(value, bytes)})
    _write(folder / MANIFEST, json.dumps({"key": key, "files": entries}, indent=1).encode())
    kept = {entry["file_name"] for entry in entries}
    for path in folder.glob("*.json*"):
        if path.name != MANIFEST and path.name.removesuffix(".br") not in kept:
            path.unlink()


def _write(path: Path, content: bytes) -> None:
    temporary = path.with_name(f"{path.name}.{os.getpid()}.tmp")  # two builds at once do not take each other's
    temporary.write_bytes(content)
    temporary.replace(path)


def read_manifest(folder: Path = FOLDER) -> Mapping[str, Any]:
    """Return the manifest, empty where none was written or it is damaged."""
    try:
        found = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def load_boundaries(folder: Path = FOLDER) -> tuple[Boundary, ...]:
    """Read the built boundaries and check their hashes.

    Raises:
        BoundariesMissingError: they are not built, or a file is missing or damaged.
    """
    entries = read_manifest(folder).get("files", ())
    if not entries:
        raise BoundariesMissingError(folder=os.path.relpath(folder))
    return tuple(_load(folder, entry) for entry in entries)


def _load(folder: Path, entry: Mapping[str, Any]) -> Boundary:
    try:
        path = folder / entry["file_name"]
        body, body_br = path.read_bytes(), path.with_name(f"{path.name}.br").read_bytes()
        boundary = Boundary(**entry, body=body, body_br=body_br)
        intact = brotli.decompress(body_br) == body and hashlib.sha256(body).hexdigest() == boundary.content_hash
    except (OSError, KeyError, TypeError, brotli.error):
        raise BoundariesMissingError(folder=os.path.relpath(folder)) from None
    if not intact:
        raise BoundariesMissingError(folder=os.path.relpath(folder))
    return boundary
