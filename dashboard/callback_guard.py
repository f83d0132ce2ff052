"""Refuses callbacks that no page of ours sends, before Dash trips over them."""

from collections.abc import Mapping, Sequence
from typing import Any

from dash import Dash, Output
from flask import abort, request

from dashboard.palette import THEMES

ENDPOINT = "/_dash-update-component"


def refuse_foreign(app: Dash) -> None:
    """Answer 400 unless the body asks for a callback of ours as the page does.

    Raises:
        BadRequest: it does not.
    """
    if request.endpoint == ENDPOINT and not _is_ours(_body(), app.callback_map):
        abort(400)


def _body() -> object:
    try:
        return request.get_json()
    except RecursionError:
        abort(400)


def _is_ours(body: object, callbacks: Mapping[str, Mapping[str, Any]]) -> bool:
    if not isinstance(body, dict) or not isinstance(body.get("output"), str):
        return False
    asked = callbacks.get(body["output"], {})
    changed = body.get("changedPropIds", [])
    return (
        "callback" in asked
        and _named(body.get("outputs")) == _outputs(asked["output"])
        and _named(body.get("inputs")) == asked["inputs"]
        and _named(body.get("state", [])) == asked["state"]
        and all(_is_value(given) for given in [*body["inputs"], *body.get("state", [])])
        and isinstance(changed, list)
        and all(isinstance(name, str) for name in changed)
    )


def _outputs(declared: Output | Sequence[Output]) -> object:
    """Return what the browser calls the outputs: a list where there are several."""
    if isinstance(declared, Sequence):
        return [_outputs(output) for output in declared]
    return {"id": declared.component_id, "property": declared.component_property}


def _named(given: object) -> object:
    """Leave the values out: what remains is the same in every call."""
    if isinstance(given, list):
        return [_named(one) for one in given]
    if isinstance(given, dict):
        return {name: given.get(name) for name in ("id", "property")}
    return None


def _is_value(given: Mapping[str, object]) -> bool:
    value = given.get("value")
    if given["id"] == "theme":
        return isinstance(value, str) and value in THEMES
    return isinstance(value, dict) and all(one is None or isinstance(one, str) for one in value.values())
