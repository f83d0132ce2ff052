"""Looks at the first bytes of a request: what they lack, and whether it is one to answer at all."""

import re
from http import HTTPStatus

LARGEST = 65_536
"""Bytes of a body that are taken."""
LARGEST_HEAD = 32_768
END = b"\r\n\r\n"
LINE_END = b"\r\n"
LENGTH = re.compile(rb"\r\ncontent-length:[ \t]*(\d+)[ \t]*\r\n", re.IGNORECASE)
IN_PIECES = re.compile(rb"\r\ntransfer-encoding[ \t]*:", re.IGNORECASE)
MOST_DIGITS = 9


def missing(seen: bytes) -> int:
    """Return how many bytes a request lacks at least, going by its first ones; 0 where it can be read."""
    head, end, body = seen.partition(END)
    return max(0, _length(head) - len(body)) if end else 1


def refusal(seen: bytes) -> HTTPStatus | None:
    """Return why a request is refused, going by its first bytes.

    A body whose length is not told could go on for ever, and no page of ours sends one.
    """
    head, end, _ = seen.partition(END)
    if len(head) > LARGEST_HEAD:
        long_line = LINE_END not in head[:LARGEST_HEAD]
        return HTTPStatus.REQUEST_URI_TOO_LONG if long_line else HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE
    if end and IN_PIECES.search(head):
        return HTTPStatus.LENGTH_REQUIRED
    return HTTPStatus.REQUEST_ENTITY_TOO_LARGE if end and _length(head) > LARGEST else None


def _length(head: bytes) -> int:
    """Return what the head says of the body's length; more digits than fit are as good as the largest number."""
    found = LENGTH.search(head + LINE_END)
    digits = found[1].lstrip(b"0") if found else b""
    return int(digits[: MOST_DIGITS + 1] or 0)
