"""Knows the right answers: those of a quiet server at each state of the database, asked before and after the load."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

import brotli
from flask.testing import FlaskClient

from dashboard.server import create_server
from tests.load.asks import Ask
from tests.load.crowd import HOST, Got, Notes

NOTICES = re.compile(rb'<!--pengumuman \w\w-->|<aside class="notice".*?</aside>')
MARK = b'class="notice"'
OK = 200


class Truth:
    """The right answers, by request and release."""

    def __init__(self) -> None:
        self._known: dict[tuple[Ask, str], set[bytes]] = defaultdict(set)

    def learn(self, address: str, asks: Iterable[Ask]) -> None:
        """Ask a quiet server for everything as the database is now."""
        server = create_server(address=address)
        client = server.test_client()
        for ask in asks:
            release, body = _answer(client, ask)
            self._known[ask, release].add(body)
        server.extensions["engine"].dispose()

    def wrong(self, notes: Notes) -> Iterator[Got]:
        """Find answers with numbers, or anything else, that no quiet server would have given."""
        for got, body in notes.bodies.items():
            if got.status == OK and _plain(body, got.encoding) not in self._known[got.ask, got.release]:
                yield got


def with_notice(notes: Notes) -> set[Got]:
    """Find the pages on which a notice stood."""
    return {
        got
        for got, body in notes.bodies.items()
        if got.status == OK and b'class="notice"' in _unpacked(body, got.encoding)
    }


def _answer(client: FlaskClient, ask: Ask) -> tuple[str, bytes]:
    named = {"base_url": f"http://{HOST}", "headers": {"Accept-Encoding": "identity"}}
    answer = (
        client.post(ask.path, data=ask.body, content_type="application/json", **named)
        if ask.body
        else (client.get(ask.path, **named))
    )
    if answer.status_code != OK:
        message = f"{ask.path}: {answer.status_code}"
        raise RuntimeError(message)
    release, body = answer.headers.get("X-Rilis", ""), answer.data
    answer.close()
    return release, _plain(body, "")


def _plain(body: bytes, encoding: str) -> bytes:
    """Return an answer as it was before anything was said of the moment."""
    return NOTICES.sub(b"", _unpacked(body, encoding))


def _unpacked(body: bytes, encoding: str) -> bytes:
    return bytes(brotli.decompress(body)) if encoding == "br" else body
