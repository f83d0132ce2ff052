"""Reads what an image is asked for: its width, its theme, whether it has a title, and how finely it is drawn."""

from collections.abc import Mapping

from dashboard.formats import TO
from dashboard.graphics.picture import Setting
from dashboard.graphics.words import release_line
from dashboard.languages import language
from dashboard.release import Snapshot
from dashboard.state import ParameterError, checked
from etl.catalogue import load_catalogue

DECLARED = load_catalogue().images
WIDTH, THEME, TITLE, SCALE = DECLARED
"""Public names, in the order in which they are declared."""
WITH_TITLE = DECLARED[TITLE].default
LONGEST = 9
"""Digits of a number that are read at all."""


def names_of(kind: str) -> tuple[str, ...]:
    """Return what images of a kind, such as ``png``, may be asked."""
    return tuple(name for name, parameter in DECLARED.items() if kind in parameter.kinds)


def setting(query: Mapping[str, str], snapshot: Snapshot, *, root: str) -> Setting:
    """Read how a picture is to be set.

    Raises:
        ParameterError: a parameter has a value that it cannot have.
    """
    return Setting(
        width=_number(WIDTH, query),
        theme=_choice(THEME, query),
        titled=_choice(TITLE, query) == WITH_TITLE,
        root=root,
        release=release_line(snapshot, language(query.get("lang") or "id")),
    )


def scale(query: Mapping[str, str]) -> int:
    """Read how many points a pixel has at each side.

    Raises:
        ParameterError: it is no whole number, or not within its limits.
    """
    return _number(SCALE, query)


def _choice(name: str, query: Mapping[str, str]) -> str:
    declared = DECLARED[name]
    return checked(name, query.get(name) or declared.default, declared.values)


def _number(name: str, query: Mapping[str, str]) -> int:
    declared = DECLARED[name]
    said, least, most = query.get(name) or declared.default, declared.least or 0, declared.most or 0
    if said.isascii() and said.isdigit() and least <= int(said[:LONGEST]) <= most:
        return int(said)
    raise ParameterError(parameter=name, value=said, allowed=(f"{least}{TO}{most}",))
