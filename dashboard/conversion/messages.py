"""Sends bytes through a pipe with their length before them."""

import struct
from typing import IO

LENGTH = struct.Struct(">Q")


def write_message(pipe: IO[bytes], body: bytes) -> None:
    """Send a message."""
    pipe.write(LENGTH.pack(len(body)) + body)
    pipe.flush()


def read_message(pipe: IO[bytes]) -> bytes:
    """Return the next message.

    Raises:
        EOFError: the other side has gone.
    """
    (length,) = LENGTH.unpack(_exactly(pipe, LENGTH.size))
    return _exactly(pipe, length)


def _exactly(pipe: IO[bytes], count: int) -> bytes:
    body = pipe.read(count)
    if len(body) < count:
        raise EOFError
    return body
