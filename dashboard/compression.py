"""Compresses with brotli, and undoes it."""

import brotli

BEST = 11
"""The highest quality; it takes seconds for a megabyte."""


def unpack(body: bytes) -> bytes:
    """Return what was compressed."""
    return bytes(brotli.decompress(body))


def pack(body: bytes, *, quality: int) -> bytes:
    """Compress a body in a quality from 0 to ``BEST``."""
    return bytes(brotli.compress(body, quality=quality))
