"""Looks for texts in all that a folder or database holds, packed or not, and in the command lines of processes."""

import contextlib
import gzip
import io
import sqlite3
import threading
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

import brotli
import pyarrow as pa
import pyarrow.parquet as pq

ENCODINGS = ("utf-8", "utf-16-le", "cp1252")
DEEPEST = 6
Layer = tuple[str, bytes]


def layers(name: str, data: bytes, depth: int = DEEPEST) -> Iterator[Layer]:
    """Yield the bytes, and those of everything inside them, each with a name that tells where it is."""
    yield name, data
    if not depth:
        return
    for inner, content in _inside(data):
        yield from layers(f"{name} > {inner}", content, depth - 1)


def _inside(data: bytes) -> Iterator[Layer]:
    if data.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            yield from ((part, archive.read(part)) for part in archive.namelist())
    elif data.startswith(b"\x1f\x8b"):
        yield "gzip", gzip.decompress(data)
    elif data.startswith(b"PAR1"):
        yield "parquet", _parquet(data)
    elif data.startswith(b"SQLite format 3\0"):
        yield from _tables(data)
    elif data and not data.isascii():
        yield from _brotli(data)


def _brotli(data: bytes) -> Iterator[Layer]:
    """Unpack what may be packed by brotli, which begins in no way of its own."""
    try:
        yield "brotli", brotli.decompress(data)
    except brotli.error:
        return


def _parquet(data: bytes) -> bytes:
    table = pq.read_table(pa.BufferReader(data))
    return repr((table.schema.to_string(), table.schema.metadata, table.to_pylist())).encode()


def _tables(data: bytes) -> Iterator[Layer]:
    connection = sqlite3.connect(":memory:")
    # A copy of a file with a log beside it says so in two bytes; a database in memory cannot have one.
    connection.deserialize(data[:18] + b"\x01\x01" + data[20:])
    for (table,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
        texts = []
        for row in connection.execute(f'SELECT * FROM "{table}"'):  # noqa: S608 (names of the database)
            texts += [cell for cell in row if not isinstance(cell, bytes)]
            yield from ((f"{table}.blob", cell) for cell in row if isinstance(cell, bytes))
        yield table, "\n".join(map(str, texts)).encode()
    connection.close()


def files_under(folder: Path, *, without: Iterable[Path] = ()) -> Iterator[Layer]:
    """Yield the name of every file and its layers, but for some files and folders."""
    left_out = set(without)
    for path in sorted(folder.rglob("*")):
        if left_out & {path, *path.parents}:
            continue
        relative = str(path.relative_to(folder))
        yield f"name of {relative}", relative.encode()
        if path.is_file() and "site-packages" not in path.parts:
            yield from layers(relative, path.read_bytes())


def found(secrets: dict[str, str], places: Iterable[Layer]) -> set[tuple[str, str]]:
    """Return which secret stands in which place, in capitals or not, in any of the encodings."""
    wanted = [
        (key, text.lower().encode(encoding))
        for key, secret in secrets.items()
        for text in {secret, secret.replace(" ", "").replace("-", ""), repr(secret)[1:-1]}
        for encoding in ENCODINGS
    ]
    return {(key, place) for place, data in places for key, text in wanted if text in data.lower()}


@contextlib.contextmanager
def watched_processes(seen: set[bytes]) -> Iterator[None]:
    """Note the command lines of all processes, again and again, while the block runs."""
    stop = threading.Event()

    def watch() -> None:
        while not stop.wait(0.005):
            for path in Path("/proc").glob("[0-9]*/cmdline"):
                with contextlib.suppress(OSError):
                    seen.add(path.read_bytes())

    thread = threading.Thread(target=watch)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()
