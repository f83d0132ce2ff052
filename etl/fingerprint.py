"""Fingerprints of records that must stay secret: they tell that an input changed, and nothing about what it holds.

A plain hash would not do: whoever guesses the few counts of a small office could check the guess. The key stays with
the operator, in ``PANTAU_SECRET`` or in a file of its own that only its owner may read.
"""

import hashlib
import hmac
import json
import os
import secrets
from collections.abc import Mapping
from pathlib import Path

KEY_FILE = Path(__file__).resolve().parent.parent / ".pantau" / "kunci"
VARIABLE = "PANTAU_SECRET"
KEY_BYTES = 32
OWNER_ONLY = 0o600


def secret_key(path: Path = KEY_FILE) -> bytes:
    """Return the operator's key; the first use makes one.

    Raises:
        OSError: the file can neither be read nor made.
    """
    given = os.environ.get(VARIABLE)
    if given:
        return given.encode()
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return _made(path)


def _made(path: Path) -> bytes:
    path.parent.mkdir(parents=True, exist_ok=True)
    key = secrets.token_hex(KEY_BYTES).encode()
    own = path.with_name(f"{path.name}-{secrets.token_hex(8)}")
    with os.fdopen(os.open(own, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY), "wb") as file:
        file.write(key)
    # Another run may have made one meanwhile: the first one stays, and both go on with it.
    try:
        os.link(own, path)
    except FileExistsError:
        key = path.read_bytes()
    own.unlink()
    return key


def fingerprint(*, counts: Mapping[tuple[str, ...], int], key: bytes) -> str:
    """Return the keyed hash of the counts of one source, the same for every order of its rows.

    Args:
        counts: whatever identifies a group of records -> how many there are.
        key: the operator's key.
    """
    content = json.dumps(sorted(counts.items()), ensure_ascii=False)
    return hmac.new(key, content.encode(), hashlib.sha256).hexdigest()
