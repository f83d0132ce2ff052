"""Compresses with brotli, and undoes it."""

import brotli


def unpack(body: bytes) -> bytes:
    """Return what was compressed."""
    return bytes(brotli.decompress(body))


def pack(body: bytes, *, quality: int) -> bytes:
    """Compress a body; the highest quality takes seconds for a megabyte."""
    return bytes(brotli.compress(body, quality=quality))
