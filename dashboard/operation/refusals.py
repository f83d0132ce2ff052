"""Answers what is no request of HTTP, or too large for one: before Flask, plainly, and without repeating any of it."""

from http import HTTPStatus

from gunicorn.http import errors

from dashboard.operation.headers import ALWAYS, NO_FRAMES, NOT_KEPT

KNOWN = {
    errors.LimitRequestLine: HTTPStatus.REQUEST_URI_TOO_LONG,
    errors.LimitRequestHeaders: HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE,
    errors.ExpectationFailed: HTTPStatus.EXPECTATION_FAILED,
    errors.UnsupportedTransferCoding: HTTPStatus.NOT_IMPLEMENTED,
    errors.InvalidHTTPVersion: HTTPStatus.HTTP_VERSION_NOT_SUPPORTED,
}
OURS = (errors.InvalidResponseHeader, errors.InvalidResponseHeaderName, errors.ConfigurationProblem)
"""What the site itself has done wrong, though it is of the kind of what clients do."""
HEADERS = {
    "Connection": "close",
    "Content-Type": "text/plain; charset=utf-8",
    "Cache-Control": NOT_KEPT,
    "Content-Security-Policy": f"default-src 'none'; {NO_FRAMES}",
    **ALWAYS,
}


def status_of(error: BaseException) -> HTTPStatus:
    """Return the status that says whose fault an error was."""
    if isinstance(error, OURS) or not isinstance(error, errors.ParseException):
        return HTTPStatus.INTERNAL_SERVER_ERROR
    return KNOWN.get(type(error), HTTPStatus.BAD_REQUEST)


def refused(status: HTTPStatus) -> bytes:
    """Write the whole answer."""
    body = f"{status.value} {status.phrase}\n".encode()
    lines = [f"HTTP/1.1 {status.value} {status.phrase}", *(f"{name}: {value}" for name, value in HEADERS.items())]
    return "\r\n".join([*lines, f"Content-Length: {len(body)}", "", ""]).encode() + body
