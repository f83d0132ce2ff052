"""Answers the addresses of evaluations."""

from flask import Response, abort

from dashboard.evaluation.page import PATH, PERIOD, page_address, write_page
from dashboard.evaluation.sheet import write_sheet
from dashboard.evaluation.view import EvaluationView, evaluation_view
from dashboard.paper.answers import sheet_answer
from dashboard.plain_pages import Asked, PlainPages
from dashboard.state import ParameterError, parse


def register(pages: PlainPages) -> None:
    """Register page and PDF."""
    pages.add(f"{PATH}/<code>", "evaluation", _page)
    pages.add_file(f"{PATH}/<code>.pdf", "evaluation_sheet", _sheet)


def _page(asked: Asked) -> str:
    return write_page(_view(asked), asked.snapshot, asked.edition)


def _sheet(asked: Asked) -> Response:
    view = _view(asked)
    address = asked.edition.root + page_address(view, asked.snapshot, lang=asked.lang, period=view.state.month)
    name = f"evaluasi_{view.place.code}_{view.state.election}_{view.state.month}_{asked.edition.release_id}.pdf"
    return sheet_answer(lambda: write_sheet(view, asked.edition, address), name=name)


def _view(asked: Asked) -> EvaluationView:
    """Return what is asked for; an unknown region is no page.

    Raises:
        ParameterError: election or period is none that the release knows.
    """
    code = asked.parts["code"]
    if code not in asked.snapshot.places:
        abort(404)
    known = {name: asked.query.get(name, "") for name in ("pemilihan", "lang")}
    try:
        state = parse({**known, "sampai": asked.query.get(PERIOD, "")}, asked.snapshot)
    except ParameterError as error:
        name = PERIOD if error.parameter == "sampai" else error.parameter
        raise ParameterError(parameter=name, value=error.value, allowed=error.allowed) from None
    return evaluation_view(asked.snapshot, state, code)
