"""Answers wrong parameters, unknown addresses, a missing release: readable for people, JSON for programs."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus

from dash.exceptions import DependencyException, InvalidResourceError
from flask import Flask, Response, request
from werkzeug.exceptions import Gone, HTTPException, MethodNotAllowed

from dashboard.conversion import ConversionError
from dashboard.failure_page import failure_page
from dashboard.operation.budgets import TooMuchError
from dashboard.pages import PATHS
from dashboard.routes import DATA_PATHS
from dashboard.state import ParameterError, UnknownParameterError
from dashboard.wording import text
from geo.wording import LANGUAGES

HTML, JSON = "text/html", "application/json"
CALLBACK_PATHS = "/_dash-"
RETRY_AFTER = 3
"""Seconds after which something that takes long may be asked again."""
KINDS = {
    400: ("permintaan_salah", "request"),
    404: ("tidak_ditemukan", "missing"),
    405: ("cara_tidak_dilayani", "method"),
    413: ("terlalu_besar", "size"),
    415: ("jenis_tidak_dilayani", "type"),
    429: ("terlalu_sering", "often"),
    500: ("gangguan", "server"),
    501: ("bentuk_tidak_dilayani", "form"),
}
"""The public code of each error, and the part of its texts' keys."""


def register(server: Flask) -> None:
    """Register the answers to errors."""
    server.register_error_handler(ParameterError, _wrong_value)
    server.register_error_handler(UnknownParameterError, _unknown_parameter)
    server.register_error_handler(TooMuchError, _too_much)
    server.register_error_handler(ConversionError, _unmade)
    server.register_error_handler(HTTPException, refused)


def register_resources(server: Flask) -> None:
    """Register the answer to scripts that Dash does not have; to be called after Dash has set its own."""
    server.register_error_handler(DependencyException, lambda _: _answer(_failure(404)))
    server.register_error_handler(InvalidResourceError, lambda _: _answer(_failure(404)))


def _lang() -> str:
    asked = request.args.get("lang", "")
    return asked if asked in LANGUAGES else LANGUAGES[0]


@dataclass(frozen=True, slots=True)
class Failure:
    """What went wrong, for people and for programs."""

    status: int
    code: str
    title: str
    sentences: Sequence[str]
    parameter: str | None = None
    allowed: Sequence[str] = ()

    @property
    def body(self) -> dict[str, object]:
        """Return the error body of all data routes."""
        message = " ".join(self.sentences)
        return {
            "galat": {"kode": self.code, "pesan": message, "parameter": self.parameter, "boleh": list(self.allowed)}
        }


def _wrong_value(error: ParameterError) -> Response:
    said = text("error_parameter", _lang(), value=error.value, parameter=error.parameter)
    return _answer(_about_parameter("nilai_salah", said, error.parameter, error.allowed))


def _unknown_parameter(error: UnknownParameterError) -> Response:
    said = text("error_unknown_parameter", _lang(), parameter=error.parameter)
    return _answer(_about_parameter("parameter_tidak_dikenal", said, error.parameter, error.allowed))


def _about_parameter(code: str, said: str, parameter: str, allowed: Sequence[str]) -> Failure:
    known = [text("error_parameter_allowed", _lang(), allowed=", ".join(allowed))] if allowed else []
    return Failure(400, code, text("error_parameter_title", _lang()), [said, *known], parameter, allowed)


def unavailable() -> Response:
    """Answer that no release can be shown now: none is published, or the database cannot be reached."""
    lang = _lang()
    failure = Failure(503, "belum_ada_rilis", text("error_release_title", lang), [text("error_release", lang)])
    return _again_in(RETRY_AFTER, failure)


def _unmade(_: ConversionError) -> Response:
    lang = _lang()
    title, said = text("error_conversion_title", lang), text("error_conversion", lang)
    return _again_in(RETRY_AFTER, Failure(503, "gambar_gagal", title, [said]))


def _too_much(error: TooMuchError) -> Response:
    return _again_in(error.wait, _failure(HTTPStatus.TOO_MANY_REQUESTS))


def _again_in(seconds: int, failure: Failure) -> Response:
    """Answer what may be asked again in a while."""
    response = _answer(failure)
    response.headers["Retry-After"] = str(seconds)
    return response


def gone(*, release: str, record: Mapping[str, object]) -> Response:
    """Answer people who ask for a release that was pruned: what it was, and where to go on."""
    lang = _lang()
    sentences = [text("error_gone", lang, release=release), text("error_gone_record", lang)]
    title, listed = text("error_gone_title", lang), json.dumps(record, ensure_ascii=False, indent=2)
    page = failure_page(title=title, sentences=sentences, lang=lang, record=listed)
    return Response(page, Gone.code, mimetype=HTML)


def refused(error: HTTPException) -> Response | HTTPException:
    """Answer what the web server itself refuses; a redirection is no error."""
    if error.code is None or error.code < 400:  # noqa: PLR2004
        return error
    response = _answer(_failure(error.code))
    if isinstance(error, MethodNotAllowed) and error.valid_methods:
        response.headers["Allow"] = ", ".join(sorted(error.valid_methods))
    return response


def _failure(status: int) -> Failure:
    code, key = KINDS.get(status, KINDS[400] if status < 500 else KINDS[500])  # noqa: PLR2004
    lang = _lang()
    return Failure(status, code, text(f"error_{key}_title", lang), [text(f"error_{key}", lang)])


def _answer(failure: Failure) -> Response:
    if _is_for_people():
        return Response(
            _encoded(failure_page(title=failure.title, sentences=failure.sentences, lang=_lang())),
            failure.status,
            mimetype=HTML,
        )
    body = json.dumps(failure.body, ensure_ascii=False)
    return Response(_encoded(body), failure.status, mimetype=JSON)


def _is_for_people() -> bool:
    """Tell whether to answer with a page; where files are asked for, only if a page is what is preferred."""
    if request.path in PATHS:
        return True
    if request.path.startswith(CALLBACK_PATHS):
        return False
    kinds = (JSON, HTML) if request.path.startswith(DATA_PATHS) else (HTML, JSON)
    return request.accept_mimetypes.best_match(kinds) == HTML


def _encoded(said: str) -> bytes:
    """Encode an answer that repeats what was asked, which need not be text that can be encoded."""
    return said.encode("utf-8", "replace")
