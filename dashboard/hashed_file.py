"""Packs what browsers fetch once and keep for ever: its name tells the release and the content."""

import gzip
import hashlib
import json
from dataclasses import dataclass
from datetime import date

from dashboard.compression import BEST, pack

DIGITS = 12


@dataclass(frozen=True, slots=True)
class HashedFile:
    """One file of one release, ready in every encoding that browsers ask for."""

    name: str
    content_hash: str
    plain: bytes
    br: bytes
    gzip: bytes

    def body(self, encoding: str | None) -> bytes:
        """Return the content in an encoding: ``br``, ``gzip`` or none."""
        return {"br": self.br, "gzip": self.gzip}.get(encoding or "", self.plain)


def hashed_file(content: object, *, release_id: str) -> HashedFile:
    """Write content as JSON; days as ``2024-11-27``."""
    plain = json.dumps(content, ensure_ascii=False, separators=(",", ":"), default=_plain).encode()
    digest = hashlib.sha256(plain).hexdigest()
    return HashedFile(
        name=f"{release_id}-{digest[:DIGITS]}.json",
        content_hash=digest,
        plain=plain,
        br=pack(plain, quality=BEST),
        gzip=gzip.compress(plain, 9, mtime=0),
    )


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(type(value))


def release_of(name: str) -> str:
    """Return the release that the name of a file speaks of."""
    return name.partition("-")[0]
