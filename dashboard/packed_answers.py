"""Answers with what never changes under its address, in the best of the encodings in which it is kept."""

from collections.abc import Callable, Sequence

from flask import Response, request

from dashboard.caching import FOR_EVER

ENCODINGS = ("br", "gzip")
"""The best first."""
TAG = 16
"""Letters of a content's hash that tell it apart."""


def packed_answer(
    body: Callable[[str | None], bytes], *, mimetype: str, tag: str, encodings: Sequence[str] = ENCODINGS
) -> Response:
    """Answer with the content in an encoding that the browser takes.

    Args:
        body: gives the content in one of the encodings, or plain where there is none.
        mimetype: of the plain content.
        tag: names the plain content; the encoding is added to it.
        encodings: those in which the content is kept.
    """
    response = as_taken(body, mimetype=mimetype, encodings=encodings)
    response.headers["Cache-Control"] = FOR_EVER
    response.set_etag(f"{tag}{response.headers.get('Content-Encoding', '')}")
    return response


def as_taken(body: Callable[[str | None], bytes], *, mimetype: str, encodings: Sequence[str]) -> Response:
    """Answer in the first of the encodings that the browser takes, or plain; arguments as of ``packed_answer``."""
    accepted = request.accept_encodings
    encoding = next((name for name in encodings if accepted[name] > 0), None)
    response = Response(body(encoding), mimetype=mimetype)
    if encoding:
        response.headers["Content-Encoding"] = encoding
    if encodings:
        response.vary.add("Accept-Encoding")
    return response
