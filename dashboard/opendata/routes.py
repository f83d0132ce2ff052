"""Answers the addresses of the data page, of the descriptions beside the data, of the archive and of the feed."""

from collections.abc import Callable

from flask import Flask, Response, abort, request

from dashboard import site
from dashboard.api.failures import NoDataError
from dashboard.caching import of_release
from dashboard.languages import language
from dashboard.opendata.asked import RELEASE, asked_edition
from dashboard.opendata.choice import API, Known, parse_choice
from dashboard.opendata.editions import Editions
from dashboard.opendata.feed import write_feed
from dashboard.opendata.interface import FEED, PINNED, queries, refuse
from dashboard.opendata.measure import measure
from dashboard.opendata.page import DataPage, write_page
from dashboard.opendata.reference import ARCHIVE
from dashboard.release import PROVINCE_LEVEL
from dashboard.snapshot import ReleaseReader
from etl.catalogue import CatalogueError, Table, load_catalogue
from etl.describe import Edition, csvw, datapackage, dcat, openapi, to_json
from etl.months import months_between

Answer = Callable[..., Response]


def register(server: Flask, editions: Editions, reader: ReleaseReader) -> None:
    """Register the addresses."""
    pages = DataRoutes(editions, reader)
    answers: dict[str, Answer] = {
        "/data": pages.page,
        "/rilis.atom": pages.feed,
        f"{API}/datapackage.json": pages.package,
        f"{API}/openapi.json": pages.interface,
        f"{API}/dcat.jsonld": pages.catalogue,
        f"{API}/<table>.csv-metadata.json": pages.csv_metadata,
        f"{API}/{ARCHIVE}": pages.archive,
    }
    for rule, answer in answers.items():
        server.add_url_rule(rule, f"data_{answer.__name__}", answer)


class DataRoutes:
    """Answer for one database."""

    def __init__(self, editions: Editions, reader: ReleaseReader) -> None:
        self._editions = editions
        self._reader = reader

    def page(self) -> Response:
        """Answer with the data page; parameters that mean nothing here are left out."""
        current = self._editions.find(root=site.root())
        edition = asked_edition(self._editions)
        if isinstance(edition, Response):
            return edition
        known = self._known(current)
        choice = parse_choice(request.args.to_dict(flat=False), known)
        with self._editions.connect() as connection:
            chosen = measure(connection, edition, choice)
        page = DataPage(edition, known, choice, chosen, current.release_id)
        return _answer(write_page(page).encode(), "text/html; charset=utf-8", edition)

    def package(self) -> Response:
        """Answer with the Frictionless Data Package."""
        edition = self._asked()
        return _answer(to_json(datapackage(edition)), "application/json", edition)

    def interface(self) -> Response:
        """Answer with the OpenAPI description."""
        edition = self._asked()
        return _answer(to_json(openapi(edition, queries(self._known(edition)))), "application/json", edition)

    def catalogue(self) -> Response:
        """Answer with the DCAT catalogue."""
        edition = self._asked()
        return _answer(to_json(dcat(edition)), "application/ld+json", edition)

    def csv_metadata(self, table: str) -> Response:
        """Answer with the description that stands beside a CSV file."""
        declared = _published(table)
        edition = self._asked()
        described = csvw(edition, declared, pinned=RELEASE in request.args)
        return _answer(to_json(described), "application/csvm+json", edition)

    def archive(self) -> Response:
        """Answer with all tables in one archive; parts of it may be asked for."""
        edition = self._asked()
        body = self._editions.body(edition.release_id, ARCHIVE)
        if body is None:
            raise NoDataError
        response = _answer(body, "application/zip", edition, ranges=True)
        name = f"pantau-netralitas-asn_{edition.release_id}.zip"
        response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
        return response

    def feed(self) -> Response:
        """Answer with the feed of releases."""
        refuse(request.args, FEED)
        edition = self._editions.find(root=site.root())
        lang = language(request.args.get("lang"))
        body = write_feed(self._editions.announced(), root=site.root(), lang=lang)
        return _answer(body, "application/atom+xml", edition)

    def _asked(self) -> Edition:
        """Return the release that a program asks for; it is told of parameters that mean nothing here."""
        refuse(request.args, PINNED)
        return self._editions.find(request.args.getlist(RELEASE), root=site.root())

    def _known(self, edition: Edition) -> Known:
        places = [place for _, place in sorted(self._reader.current().places.items())]
        return Known(
            catalogue=load_catalogue(),
            regions={place.code: place.name for place in places},
            provinces={place.code: place.name for place in places if place.level == PROVINCE_LEVEL},
            months=months_between(first=edition.first_month, last=edition.last_month),
            releases=tuple(item.release_id for item in self._editions.announced()),
        )


def _published(name: str) -> Table:
    try:
        return load_catalogue().published(name)
    except CatalogueError:
        abort(404)


def _answer(body: bytes, content_type: str, edition: Edition, *, ranges: bool = False) -> Response:
    """Answer with a tag of the content; a release that is asked for by number never changes."""
    response = Response(body, content_type=content_type)
    pinned = bool(request.args.get(RELEASE)) and request.path.startswith(API)
    of_release(response, release_id=edition.release_id, created_at=edition.created_at, pinned=pinned)
    response.add_etag()
    response.make_conditional(request, accept_ranges=ranges, complete_length=len(body))
    return response
