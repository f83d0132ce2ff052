"""Hands out Dash's component libraries; their generated signatures do not know ``data-*`` and ``aria-*``."""

from collections.abc import Callable
from typing import Protocol, cast

import dash
from dash.development.base_component import Component


class Library(Protocol):
    """A library of components, each made by calling its name."""

    def __getattr__(self, name: str, /) -> Callable[..., Component]: ...


html = cast("Library", dash.html)
dcc = cast("Library", dash.dcc)
