"""Hands out Dash's component libraries; their generated signatures do not know ``data-*`` and ``aria-*``."""

from collections.abc import Callable
from typing import Protocol, cast

import dash
from dash.development.base_component import Component

WILD = ("data-", "aria-")


class Library(Protocol):
    """A library of components, each made by calling its name."""

    def __getattr__(self, name: str, /) -> Callable[..., Component]: ...


class _Html:
    """Dash's elements of HTML, made without its checks of every value: a page has hundreds, and they took longest."""

    def __getattr__(self, name: str) -> Callable[..., Component]:
        made = _maker(name)
        setattr(self, name, made)
        return made


def _maker(name: str) -> Callable[..., Component]:
    kind = getattr(dash.html, name)
    common = vars(kind())
    known = frozenset(common["_prop_names"])

    def make(children: object = None, **props: object) -> Component:
        if not all(prop in known or prop.startswith(WILD) for prop in props):
            return cast("Component", kind(children, **props))  # which says what is wrong
        component: Component = kind.__new__(kind)
        vars(component).update(common, children=children, **props)
        return component

    return make


def plain(node: object) -> object:
    """Write elements as Dash sends them, all that they hold included; what is not an element stays as it is."""
    if isinstance(node, (list, tuple)):
        return [plain(child) for child in node]
    if getattr(node, "_namespace", "") != HTML:
        return node
    component = cast("Component", node)
    held = {name: value for name, value in vars(component).items() if name not in OWN}
    return {"props": {**held, "children": plain(held.get("children"))}, "type": component._type, "namespace": HTML}  # noqa: SLF001


html = cast("Library", _Html())
dcc = cast("Library", dash.dcc)
HTML = "dash_html_components"
OWN = frozenset(vars(dash.html.Div())) - {"children"}
"""What an element knows of itself beside its properties."""
