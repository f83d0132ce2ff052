"""Answers the address of the method page."""

from datetime import UTC, datetime

from flask import Flask, Response, request
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from dashboard import site
from dashboard.api.failures import NoDataError
from dashboard.method.facts import read_facts
from dashboard.method.page import write_page
from dashboard.method.view import PATH, MethodView
from dashboard.opendata.asked import RELEASE, asked_edition
from dashboard.opendata.editions import Editions
from dashboard.snapshot import NoReleaseError
from dashboard.state import ParameterError
from etl.catalogue import Language
from etl.describe import Edition
from geo.wording import LANGUAGES

SHORT = "public, max-age=60"
LANG = "lang"


def register(server: Flask, engine: Engine) -> None:
    """Register the page."""
    editions = Editions(engine)
    server.add_url_rule(PATH, "method_page", lambda: _answer(editions))


def _answer(editions: Editions) -> Response:
    """Answer with the page, or say that there is no data where the database cannot be read."""
    lang = _lang()
    try:
        edition = asked_edition(editions)
        return edition if isinstance(edition, Response) else _page(editions, edition, lang)
    except (SQLAlchemyError, NoDataError):
        raise NoReleaseError from None


def _page(editions: Editions, edition: Edition, lang: Language) -> Response:
    with editions.connect() as connection:
        facts = read_facts(connection, edition.release_id, edition.catalogue)
    view = MethodView(
        edition=edition,
        facts=facts,
        lang=lang,
        asked=request.args.get(RELEASE, ""),
        current=editions.find(root=site.root()).release_id,
    )
    response = Response(write_page(view), content_type="text/html; charset=utf-8")
    response.headers["X-Rilis"] = edition.release_id
    response.headers["Cache-Control"] = SHORT
    response.last_modified = datetime.fromisoformat(edition.created_at).replace(tzinfo=UTC)
    response.add_etag()
    return response


def _lang() -> Language:
    asked = request.args.get(LANG) or LANGUAGES[0]
    if asked not in LANGUAGES:
        raise ParameterError(parameter=LANG, value=asked, allowed=LANGUAGES)
    return "en" if asked == "en" else "id"
