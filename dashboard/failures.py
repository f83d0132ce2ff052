"""Answers wrong parameters, unknown addresses and a missing release: readable for people, JSON for programs."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

from flask import Flask, Response, request
from werkzeug.exceptions import Gone, NotFound

from dashboard.routes import UnknownParameterError
from dashboard.snapshot import NoReleaseError
from dashboard.state import PARAMETER_NAMES, ParameterError
from dashboard.wording import text
from geo.wording import LANGUAGES

PAGES = ("/", "/data")
KINDS = ("text/html", "application/json")


def register(server: Flask) -> None:
    """Register the answers to errors."""
    server.register_error_handler(ParameterError, _wrong_value)
    server.register_error_handler(UnknownParameterError, _unknown_parameter)
    server.register_error_handler(NoReleaseError, _no_release)
    server.register_error_handler(NotFound, _not_found)


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
    lang = _lang()
    sentences = [text("error_parameter", lang, value=error.value, parameter=error.parameter)]
    if error.allowed:
        sentences.append(text("error_parameter_allowed", lang, allowed=", ".join(error.allowed)))
    return _answer(Failure(400, "nilai_salah", "error_parameter_title", sentences, error.parameter, error.allowed))


def _unknown_parameter(error: UnknownParameterError) -> Response:
    sentences = [text("error_unknown_parameter", _lang(), parameter=error.parameter)]
    return _answer(
        Failure(400, "parameter_tidak_dikenal", "error_parameter_title", sentences, error.parameter, PARAMETER_NAMES)
    )


def _no_release(_: NoReleaseError) -> Response:
    return _answer(Failure(503, "belum_ada_rilis", "error_release_title", [text("error_release", _lang())]))


def gone(*, release: str, record: Mapping[str, object]) -> Response:
    """Answer people who ask for a release that was pruned: what it was, and where to go on."""
    lang = _lang()
    sentences = [text("error_gone", lang, release=release), text("error_gone_record", lang)]
    page = _page(text("error_gone_title", lang), sentences)
    listed = f"<pre>{escape(json.dumps(record, ensure_ascii=False, indent=2))}</pre></main>"
    return Response(page.replace("</main>", listed), Gone.code, mimetype=KINDS[0])


def _not_found(_: NotFound) -> Response:
    return _answer(Failure(404, "tidak_ditemukan", "error_missing_title", [text("error_missing", _lang())]))


def _answer(failure: Failure) -> Response:
    for_people = request.path in PAGES or (
        failure.status == NotFound.code and request.accept_mimetypes.best_match(KINDS) == KINDS[0]
    )
    if for_people:
        return Response(_page(text(failure.title, _lang()), failure.sentences), failure.status, mimetype=KINDS[0])
    return Response(json.dumps(failure.body, ensure_ascii=False), failure.status, mimetype=KINDS[1])


def _page(title: str, sentences: Sequence[str]) -> str:
    lang = _lang()
    paragraphs = "".join(f"<p>{escape(sentence)}</p>" for sentence in sentences)
    return (
        f'<!DOCTYPE html>\n<html lang="{lang}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<title>{escape(title)}</title><link rel="stylesheet" href="/warna.css">'
        '<link rel="stylesheet" href="/assets/halaman.css"></head>'
        f'<body><main class="page plain-page"><h1>{escape(title)}</h1>{paragraphs}'
        f'<p><a href="/">{escape(text("error_home", lang))}</a></p></main></body></html>\n'
    )
