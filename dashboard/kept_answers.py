"""Keeps answers to callbacks as they were sent: many visitors ask the same, and writing them takes most of the time."""

from flask import Response, g, request

from dashboard.bounded import Bounded
from dashboard.callback_guard import ENDPOINT
from dashboard.compression import pack, unpack
from dashboard.operation.budgets import Work, spend
from dashboard.operation.measurements import KEPT
from dashboard.packed_answers import as_taken
from dashboard.snapshot import NoReleaseError, ReleaseReader

LARGEST_QUESTION = 2_000
"""Bytes of a question that is kept; ours are a few hundred."""
ROOM = 4_000_000
"""Bytes of packed answers kept by each worker."""
QUALITY = 2
"""Packs an answer in a tenth of a millisecond, within a tenth of the smallest."""
ESCAPED_STROKE = rb"\\u"
"""A text that holds such a code itself; none of ours does."""
SIGNS = {rb"\u003c": b"<", rb"\u003e": b">", rb"\u002f": b"/"}


class KeptAnswers:
    """Answers of one server, each for one release: a new release asks for everything anew."""

    def __init__(self, reader: ReleaseReader, *, room: int = ROOM) -> None:
        self._reader = reader
        self._kept: Bounded[bytes, bytes] = Bounded(room=room)

    def find(self) -> Response | None:
        """Answer a question that was answered before; to be asked when the question is known to be one of ours."""
        if request.endpoint != ENDPOINT:
            return None
        body = request.get_data()
        if len(body) > LARGEST_QUESTION:
            return None
        try:
            release_id = self._reader.current().release_id
        except NoReleaseError:
            return None
        known = self._kept.find(release_id, body)
        KEPT.labels("callback", "miss" if known is None else "hit").inc()
        if known is not None:
            return _as_asked(known)
        spend(Work.CALLBACK)
        g.question = release_id, body
        return None

    def keep(self, response: Response) -> Response:
        """Keep an answer, before anything is done to it for one visitor alone."""
        question: tuple[str, bytes] | None = g.pop("question", None)
        if question is None or response.status_code != 200 or not response.is_json:  # noqa: PLR2004
            return response
        packed = pack(unescaped(response.get_data()), quality=QUALITY)
        self._kept.keep(*question, packed, size=len(packed) + len(question[1]))
        return _as_asked(packed)


def _as_asked(packed: bytes) -> Response:
    """Answer as it is kept to browsers that take it so, as nearly all do."""
    return as_taken(
        lambda encoding: packed if encoding else unpack(packed), mimetype="application/json", encodings=("br",)
    )


def unescaped(body: bytes) -> bytes:
    """Write signs of markup in JSON as they are: Dash writes each in six bytes, as if the answer stood in a page."""
    if ESCAPED_STROKE in body:
        return body
    for code, sign in SIGNS.items():
        body = body.replace(code, sign)
    return body
