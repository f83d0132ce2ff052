"""Keeps answers to callbacks as they were sent: many visitors ask the same, and writing them takes most of the time."""

import threading
from collections import OrderedDict

from flask import Response, g, request

from dashboard.callback_guard import ENDPOINT
from dashboard.operation.budgets import Work, spend
from dashboard.operation.measurements import KEPT
from dashboard.snapshot import NoReleaseError, ReleaseReader

LARGEST_QUESTION = 2_000
"""Bytes of a question that is kept; ours are a few hundred."""
ROOM = 16_000_000
"""Bytes of answers kept by each worker; those that were not asked for the longest go first."""
Question = tuple[str, bytes]


class KeptAnswers:
    """Answers of one server, each for one release: a new release asks for everything anew."""

    def __init__(self, reader: ReleaseReader, *, room: int = ROOM) -> None:
        self._reader = reader
        self._room = room
        self._kept: OrderedDict[Question, bytes] = OrderedDict()
        self._size = 0
        self._lock = threading.Lock()

    def find(self) -> Response | None:
        """Answer a question that was answered before; to be asked when the question is known to be one of ours."""
        if request.endpoint != ENDPOINT:
            return None
        body = request.get_data()
        if len(body) > LARGEST_QUESTION:
            return None
        try:
            question = (self._reader.current().release_id, body)
        except NoReleaseError:
            return None
        with self._lock:
            known = self._kept.get(question)
            if known is not None:
                self._kept.move_to_end(question)
        KEPT.labels("callback", "miss" if known is None else "hit").inc()
        if known is None:
            spend(Work.CALLBACK)
            g.question = question
            return None
        return Response(known, mimetype="application/json")

    def keep(self, response: Response) -> Response:
        """Keep an answer, before anything is done to it for one visitor alone."""
        question: Question | None = g.pop("question", None)
        if question is not None and response.status_code == 200 and response.is_json:  # noqa: PLR2004
            self._take(question, response.get_data())
        return response

    def _take(self, question: Question, body: bytes) -> None:
        with self._lock:
            self._size += len(body) + len(question[1]) - self._forget(question)
            self._kept[question] = body
            while self._size > self._room:
                oldest = next(iter(self._kept))
                self._size -= self._forget(oldest)

    def _forget(self, question: Question) -> int:
        body = self._kept.pop(question, None)
        return 0 if body is None else len(body) + len(question[1])
