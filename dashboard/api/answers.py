"""Writes the answers of the data addresses: headers that caches and programs rely on, and one body for errors."""

import json
from http import HTTPStatus
from urllib.parse import urlencode

from flask import Request, Response

from dashboard.api.failures import LISTED, ApiError
from dashboard.api.files import Content, File
from dashboard.api.parameters import LIMIT, SKIP
from dashboard.caching import of_release
from dashboard.wording import text
from geo.wording import LANGUAGES

METHODS = "GET, HEAD, OPTIONS"
EXPOSED = "Content-Disposition, Content-Length, ETag, Last-Modified, Link, X-Rilis"


def answer(file: File, content: Content) -> Response:
    """Answer with a file."""
    response = Response(content.body, content_type=file.content_type)
    if content.size is not None:
        response.headers["Content-Length"] = str(content.size)
    response.call_on_close(getattr(content.body, "close", lambda: None))
    kind = "attachment" if file.asked.download else "inline"
    response.headers["Content-Disposition"] = f'{kind}; filename="{file.name}"'
    return _described(response, file)


def unchanged(file: File) -> Response:
    """Answer that the known copy still holds."""
    return _described(Response(status=HTTPStatus.NOT_MODIFIED), file)


def _described(response: Response, file: File) -> Response:
    found = file.release
    of_release(response, release_id=found.release_id, created_at=found.created_at, pinned=found.pinned)
    response.set_etag(file.tag)
    if file.suffix == "csv":
        response.headers.add("Link", f'<{_metadata(file)}>; rel="describedby"; type="application/csvm+json"')
    return response


def _metadata(file: File) -> str:
    pinned = f"?rilis={file.release.release_id}" if file.release.pinned else ""
    return f"/api/v1/{file.public}.csv-metadata.json{pinned}"


def add_pages(response: Response, request: Request, file: File, total: int) -> None:
    """Lead to the pages around this one."""
    limit = file.asked.limit
    if limit is None:
        return
    last = (total - 1) // limit * limit if total else 0
    pages = {"first": 0, "prev": file.asked.skip - limit, "next": file.asked.skip + limit, "last": last}
    for name, skip in pages.items():
        if name in {"first", "last"} or (name == "prev" and file.asked.skip > 0) or (name == "next" and skip < total):
            response.headers.add("Link", f'<{_page(request, limit, max(skip, 0))}>; rel="{name}"')


def _page(request: Request, limit: int, skip: int) -> str:
    kept = [(name, value) for name, value in request.args.items(multi=True) if name not in {LIMIT, SKIP}]
    return f"{request.path}?{urlencode([*kept, (LIMIT, limit), (SKIP, skip)])}"


def refusal(request: Request, error: ApiError) -> Response:
    """Answer an error with the body of all data addresses, in the language that was asked for."""
    asked = request.args.get("lang", "")
    lang = asked if asked in LANGUAGES else LANGUAGES[0]
    sentences = [text(error.text_key, lang, parameter=error.parameter, **error.values)]
    if error.allowed:
        sentences.append(text("error_parameter_allowed", lang, allowed=_listed(error.allowed)))
    body = {
        "galat": {
            "kode": error.code,
            "pesan": " ".join(sentences),
            "parameter": error.parameter,
            "boleh": list(error.allowed),
        },
        **error.more(),
    }
    response = Response(json.dumps(body, ensure_ascii=False), error.status, content_type="application/json")
    response.headers["Cache-Control"] = "no-store"
    if error.status == HTTPStatus.METHOD_NOT_ALLOWED:
        response.headers["Allow"] = METHODS
    return response


def _listed(allowed: tuple[str, ...]) -> str:
    more = ", ..." if len(allowed) > LISTED else ""
    return ", ".join(allowed[:LISTED]) + more


def open_to_all(response: Response, request: Request) -> Response:
    """Let pages of any site read the data."""
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Access-Control-Expose-Headers"] = EXPOSED
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    if request.method == "OPTIONS":
        response.headers["Access-Control-Allow-Methods"] = METHODS
        response.headers["Access-Control-Allow-Headers"] = "If-Modified-Since, If-None-Match, Range"
        response.headers["Access-Control-Max-Age"] = "86400"
    return response
