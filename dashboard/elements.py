"""Builds HTML as escaped text, so that no value can break out of it."""

import re
from functools import lru_cache

from markupsafe import Markup, escape

NAMES = {"class_": "class", "for_": "for"}
VOID = ("base", "img", "input", "link", "meta", "source")
ENDED = {**dict.fromkeys(VOID, ">"), **dict.fromkeys(("path", "rect"), "/>")}
"""How elements end that hold nothing: those of HTML that never do, and those of drawings."""
SPECIAL = re.compile("[&<>\"']")
Child = str | Markup | None


def el(tag: str, *children: Child, **attributes: str | int | bool | None) -> Markup:
    """Build an element; an attribute that is False or None is left out, underscores in names become hyphens."""
    # Written with plain strings: a page has thousands of elements, and formatting each as markup takes long.
    start = f"<{tag}{''.join([_attribute(name, value) for name, value in attributes.items()])}"
    held = _joined(children)
    if not held and tag in ENDED:
        return Markup(f"{start}{ENDED[tag]}")  # noqa: S704 (attributes are escaped)
    return Markup(f"{start}>{held}</{tag}>")  # noqa: S704 (all parts are escaped)


def join(*children: Child) -> Markup:
    """Put pieces one after the other."""
    return Markup(_joined(children))  # noqa: S704 (it escapes)


def _joined(children: tuple[Child, ...]) -> str:
    return "".join([child if type(child) is Markup else _escaped(child) for child in children if child is not None])


def _escaped(value: object) -> str:
    """Escape a text; most hold nothing to escape, and are not searched five times over."""
    if type(value) is str:
        return str(escape(value)) if SPECIAL.search(value) else value
    return str(escape(value))


def _attribute(name: str, value: str | int | bool | None) -> str:
    if value is None or value is False:
        return ""
    return f' {_name(name)}="{"" if value is True else _escaped(value)}"'


@lru_cache
def _name(name: str) -> str:
    return NAMES.get(name) or name.replace("_", "-")
