"""Finds the release that a page is asked for; people get a page that they can read where there is none."""

from flask import Response, request

from dashboard import failures, site
from dashboard.api.failures import PrunedError, WrongValueError
from dashboard.opendata.editions import Editions
from dashboard.state import ParameterError
from etl.describe import Edition

RELEASE = "rilis"


def asked_edition(editions: Editions) -> Edition | Response:
    """Return the release in the address, or the current one; an answer of its own where it was pruned.

    Raises:
        ParameterError: there never was such a release.
        NoDataError: no release is current.
    """
    try:
        return editions.find(list(filter(None, [request.args.get(RELEASE)])), root=site.root())
    except PrunedError as error:
        return failures.gone(release=request.args[RELEASE], record=error.more())
    except WrongValueError as error:
        raise ParameterError(parameter=RELEASE, value=request.args[RELEASE], allowed=error.allowed) from None
