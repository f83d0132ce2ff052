"""Serves the drawing library: plotly.js with only the kinds of charts that the site draws, packed when it was built.

``make plotly`` builds it anew in ``dashboard/library/``; a test compares its version with that of the Python package.
"""

import hashlib
import json
import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from flask import Flask, Response

from dashboard.compression import BEST, pack, unpack
from dashboard.packed_answers import TAG, packed_answer

FOLDER = Path(__file__).parent / "library"
BUILT, PACKED = FOLDER / "plotly.js", FOLDER / "plotly.js.br"
ACCOUNT, PARTS = FOLDER / "meta.json", FOLDER / "parts.json"
"""What the bundler took from where, and of that the packages alone."""
PART = re.compile(r"(.*node_modules/(?:@[^/]+/)?[^/]+)/")
LICENCE = "/*! plotly.js, Copyright Plotly, Inc., MIT licence; licences of its parts at the end */\n"
ENDPOINT = "plotly"


def register(server: Flask) -> None:
    """Answer the address of the library."""
    server.add_url_rule(address(), ENDPOINT, _script)


def address() -> str:
    """Return the address of the library, which changes with every byte of it."""
    return f"/pustaka/plotly-{_hash()}.min.js"


@lru_cache(maxsize=1)
def _hash() -> str:
    return hashlib.sha256(_packed()).hexdigest()[:TAG]


@lru_cache(maxsize=1)
def _packed() -> bytes:
    return PACKED.read_bytes()


def _body(encoding: str | None) -> bytes:
    return _packed() if encoding else unpack(_packed())


def _script() -> Response:
    # Kept as brotli alone; for the few browsers without it the answer is compressed as it goes.
    return packed_answer(_body, mimetype="text/javascript", tag=_hash(), encodings=("br",))


def pack_built() -> None:
    """Pack what the bundler has written, list the packages in it, and remove what is needed no more."""
    PACKED.write_bytes(pack(LICENCE.encode() + BUILT.read_bytes(), quality=BEST))
    parts = parts_of(json.loads(ACCOUNT.read_text(encoding="utf-8")))
    PARTS.write_text(json.dumps(parts, indent=1) + "\n", encoding="ascii")
    BUILT.unlink()
    ACCOUNT.unlink()


def parts_of(account: Mapping[str, Any]) -> list[str]:
    """Return the packages of which there is a byte in the library, as they are named in the lock file."""
    taken: Mapping[str, Mapping[str, int]] = account["outputs"][BUILT.name]["inputs"]
    used = [name for name, size in taken.items() if size["bytesInOutput"]]
    return sorted({found[1] for found in map(PART.match, used) if found})


if __name__ == "__main__":
    pack_built()
