"""Answers the data addresses: finds the release, checks the question, sends the file."""

import logging

from flask import Flask, Response, request
from sqlalchemy.exc import InterfaceError, OperationalError, SQLAlchemyError
from werkzeug.exceptions import HTTPException, MethodNotAllowed
from werkzeug.http import http_date

from dashboard.api.answers import add_pages, answer, open_to_all, refusal, unchanged
from dashboard.api.failures import ApiError, MethodError, NoDataError, UnknownAddressError
from dashboard.api.files import File, content, count
from dashboard.api.parameters import LIMIT, RELEASE, parse, refuse_unknown
from dashboard.api.releases import RegionCodes, find_release
from dashboard.caching import is_known
from dashboard.database import UNREACHABLE, Database
from dashboard.failures import RETRY_AFTER, refused, unavailable
from dashboard.snapshot import NoReleaseError
from etl.catalogue import Table, load_catalogue
from etl.export.files import published_tables
from etl.export.writers import FORMATS

LOGGER = logging.getLogger("dashboard")
PREFIX = "/api/"
MAP_TABLE, MAP_SUFFIX = "wilayah", "geojson"


def register(server: Flask, database: Database) -> None:
    """Register all data addresses; what else lies under ``/api/`` is not found."""
    codes = RegionCodes(database)
    tables = {str(table.public): table for table in published_tables(load_catalogue())}
    rule = f"{PREFIX}v1/<any({', '.join(tables)}):public>.<any({', '.join(FORMATS)}):suffix>"
    server.add_url_rule(rule, "api_table", lambda public, suffix: _answer(database, codes, tables[public], suffix))
    server.add_url_rule(
        f"{PREFIX}v1/{MAP_TABLE}.{MAP_SUFFIX}",
        "api_map",
        lambda: _answer(database, codes, tables[MAP_TABLE], MAP_SUFFIX),
    )
    server.add_url_rule(f"{PREFIX}<path:rest>", "api_unknown", lambda rest: _unknown(rest, tuple(tables)))
    server.register_error_handler(ApiError, lambda error: refusal(request, error))
    for away in (NoDataError, NoReleaseError, *UNREACHABLE):
        server.register_error_handler(away, _away)
    server.register_error_handler(MethodNotAllowed, _wrong_method)


def _answer(database: Database, codes: RegionCodes, table: Table, suffix: str) -> Response:
    refuse_unknown(request.args, table, suffix)
    with database.connect() as connection:
        found = find_release(connection, request.args.getlist(RELEASE))
    file = File(table, suffix, found, parse(request.args, table, codes.of(found.release_id)))
    if is_known(request.environ, tag=file.tag, changed=http_date(file.release.created)):
        return unchanged(file)
    response = answer(file, content(database, file, head=request.method == "HEAD"))
    if LIMIT in request.args:
        with database.connect() as connection:
            add_pages(response, request, file, count(connection, file))
    return response


def _away(error: Exception) -> Response:
    """Answer, in the way of the address, that no release can be read; a question that failed by itself is logged."""
    if isinstance(error, SQLAlchemyError) and not isinstance(error, (OperationalError, InterfaceError)):
        LOGGER.warning("the database refused a question", exc_info=error)
    if not request.path.startswith(PREFIX):
        return unavailable()
    response = refusal(request, NoDataError())
    response.headers["Retry-After"] = str(RETRY_AFTER)
    return response


def _unknown(rest: str, tables: tuple[str, ...]) -> Response:
    raise UnknownAddressError(allowed=tables, path=rest)


def _wrong_method(error: MethodNotAllowed) -> Response | HTTPException:
    return refusal(request, MethodError()) if request.path.startswith(PREFIX) else refused(error)


def opened(response: Response) -> Response:
    """Let pages of any site read the data; to be called before an answer is kept."""
    return open_to_all(response, request) if request.path.startswith(PREFIX) else response
