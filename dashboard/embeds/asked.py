"""Reads how a chart is to be set into another page: its colours, with or without title, still or alive."""

from collections.abc import Mapping
from dataclasses import dataclass

from dashboard.opendata.asked import RELEASE
from dashboard.palette import THEMES
from dashboard.state import checked

THEME, TITLE, ALIVE = "tema", "judul", "interaktif"
OF_THE_READER = ""
"""Colours as the reader's own device asks for them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Framing:
    """How a chart is set into a page.

    Attributes:
        theme: one of ``palette.THEMES``, or ``OF_THE_READER``.
        titled: whether its title is shown.
        alive: whether it is drawn in the browser, where there is such a drawing.
        release: the release that it keeps to; empty for the current one.
    """

    theme: str = OF_THE_READER
    titled: bool = True
    alive: bool = False
    release: str = ""

    @property
    def query(self) -> dict[str, str]:
        """Write it as the shortest query that means it."""
        full = {
            THEME: self.theme,
            TITLE: "" if self.titled else "0",
            ALIVE: "1" if self.alive else "",
            RELEASE: self.release,
        }
        return {name: value for name, value in full.items() if value}


def framing(query: Mapping[str, str]) -> Framing:
    """Read a query; whether its release exists is for others to say.

    Raises:
        ParameterError: a parameter has a value that it cannot have.
    """
    return Framing(
        theme=checked(THEME, query.get(THEME) or OF_THE_READER, (OF_THE_READER, *THEMES)),
        titled=checked(TITLE, query.get(TITLE) or "1", ("1", "0")) == "1",
        alive=checked(ALIVE, query.get(ALIVE) or "0", ("0", "1")) == "1",
        release=query.get(RELEASE, ""),
    )
