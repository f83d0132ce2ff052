"""Keeps answers to callbacks as they were sent: many visitors ask the same, and writing them takes most of the time."""

from flask import Response, g, request

from dashboard.bounded import Bounded
from dashboard.callback_guard import ENDPOINT
from dashboard.operation.budgets import Work, spend
from dashboard.operation.measurements import KEPT
from dashboard.snapshot import NoReleaseError, ReleaseReader

LARGEST_QUESTION = 2_000
"""Bytes of a question that is kept; ours are a few hundred."""
ROOM = 16_000_000
"""Bytes of answers kept by each worker."""


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
            return Response(known, mimetype="application/json")
        spend(Work.CALLBACK)
        g.question = release_id, body
        return None

    def keep(self, response: Response) -> Response:
        """Keep an answer, before anything is done to it for one visitor alone."""
        question: tuple[str, bytes] | None = g.pop("question", None)
        if question is not None and response.status_code == 200 and response.is_json:  # noqa: PLR2004
            answer = response.get_data()
            self._kept.keep(*question, answer, size=len(answer) + len(question[1]))
        return response
