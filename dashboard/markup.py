"""Writes Dash components as HTML, so that the page from the server and the page that Dash draws are one definition."""

from collections.abc import Mapping
from html import escape
from typing import Any, cast

from dash.development.base_component import Component
from markupsafe import Markup

NAMES = {"className": "class", "htmlFor": "for", "tabIndex": "tabindex", "colSpan": "colspan"}
REFERRING = {"id", "htmlFor", "aria-labelledby", "aria-describedby"}
# Dash draws the same parts with the same ids a moment later.
PREFIX = "awal-"


def markup(*nodes: object) -> Markup:
    """Write components for a page that Dash does not draw."""
    return Markup(to_html(nodes, {}))  # noqa: S704 (it escapes)


def to_html(node: object, replaced: Mapping[str, str]) -> str:
    """Write a component with all it holds.

    Args:
        node: a component, a text, a number, or a list of them.
        replaced: HTML to put in the place of components, by their id; other interactive ones are left out.
    """
    if node is None:
        return ""
    if isinstance(node, (list, tuple)):
        return "".join(to_html(child, replaced) for child in node)
    if not isinstance(node, Component):
        return escape(str(node), quote=False)
    described: dict[str, Any] = cast("Any", node).to_plotly_json()
    name = described["props"].get("id", "")
    if name in replaced or described["namespace"] != "dash_html_components":
        return replaced.get(name, "")
    return _element(described["type"].lower(), described["props"], replaced)


def _element(tag: str, props: Mapping[str, Any], replaced: Mapping[str, str]) -> str:
    attributes = "".join(_attribute(name, value) for name, value in props.items() if name != "children")
    return f"<{tag}{attributes}>{to_html(props.get('children'), replaced)}</{tag}>"


def _attribute(name: str, value: object) -> str:
    if value is None or value is False:
        return ""
    written = f"{PREFIX}{value}" if name in REFERRING else str(value)
    if name == "href" and written.startswith("#"):
        written = f"#{PREFIX}{written[1:]}"
    return f' {NAMES.get(name, name)}="{escape(written)}"'
