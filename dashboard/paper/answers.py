"""Answers with sheets of paper, so many at once; the server keeps them as it keeps pages."""

from collections.abc import Callable

from flask import Response

from dashboard.operation.budgets import Work, spend
from dashboard.operation.turns import Turns

AT_ONCE = 2
"""Sheets set at the same time by one worker, fewer than it has threads: all else is still answered meanwhile."""
TURNS = Turns(AT_ONCE, work="sheet")


def sheet_answer(make: Callable[[], bytes], *, name: str) -> Response:
    """Set a sheet and answer with it.

    Args:
        make: sets it.
        name: of the file, where a reader keeps it.

    Raises:
        TooMuchError: too many are being set already, or were for whoever asks.
    """
    spend(Work.DRAWING)
    with TURNS.taken():
        body = make()
    response = Response(body, mimetype="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="{name}"'
    return response
