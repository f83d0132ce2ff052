"""Packs a PNG tighter than its maker does, and says in it how large it is meant to be on paper."""

import struct
import zlib
from collections.abc import Iterator

SIGNATURE = b"\x89PNG\r\n\x1a\n"
TIGHT = 7
SCREEN_DPI = 96
METRES_PER_INCH = 0.0254


def packed(body: bytes, *, scale: int) -> bytes:
    """Return the same picture, usually half as large; ``scale`` points of it are one pixel of a screen."""
    chunks = list(_chunks(body))
    points = zlib.decompress(b"".join(content for kind, content in chunks if kind == b"IDAT"))
    density = round(SCREEN_DPI * scale / METRES_PER_INCH)
    written = [
        (b"IHDR", chunks[0][1]),
        (b"pHYs", struct.pack(">IIB", density, density, 1)),
        (b"IDAT", zlib.compress(points, TIGHT)),
        (b"IEND", b""),
    ]
    return SIGNATURE + b"".join(_chunk(kind, content) for kind, content in written)


def _chunks(body: bytes) -> Iterator[tuple[bytes, bytes]]:
    place = len(SIGNATURE)
    while place < len(body):
        (length,) = struct.unpack(">I", body[place : place + 4])
        yield body[place + 4 : place + 8], body[place + 8 : place + 8 + length]
        place += 12 + length


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
