"""Answers the address of the method page."""

from flask import Flask, Response, request

from dashboard import site
from dashboard.caching import of_release
from dashboard.method.facts import read_facts
from dashboard.method.page import write_page
from dashboard.method.view import PATH, MethodView
from dashboard.opendata.asked import RELEASE, asked_edition
from dashboard.opendata.editions import Editions
from dashboard.pages import ENDPOINT
from dashboard.plain_pages import asked_language
from etl.catalogue import Language
from etl.describe import Edition


def register(server: Flask, editions: Editions) -> None:
    """Register the page."""
    server.add_url_rule(PATH, f"{ENDPOINT}method", lambda: _answer(editions))


def _answer(editions: Editions) -> Response:
    lang = asked_language()
    edition = asked_edition(editions)
    return edition if isinstance(edition, Response) else _page(editions, edition, lang)


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
    response.add_etag()
    return of_release(response, release_id=edition.release_id, created_at=edition.created_at)
