"""Builds HTML as escaped text, so that no value can break out of it."""

from markupsafe import Markup, escape

NAMES = {"class_": "class", "for_": "for"}
VOID = {"base", "input", "link", "meta"}
Child = str | Markup | None


def el(tag: str, *children: Child, **attributes: str | int | bool | None) -> Markup:
    """Build an element; an attribute that is False or None is left out, underscores in names become hyphens."""
    written = Markup("").join(_attribute(name, value) for name, value in attributes.items())
    start = Markup("<{}{}>").format(Markup(tag), written)  # noqa: S704
    if tag in VOID:
        return start
    return Markup("{}{}</{}>").format(start, join(*children), Markup(tag))  # noqa: S704


def join(*children: Child) -> Markup:
    """Put pieces one after the other."""
    return Markup("").join(escape(child) for child in children if child is not None)


def _attribute(name: str, value: str | int | bool | None) -> Markup:
    if value is None or value is False:
        return Markup("")
    written = NAMES.get(name, name.replace("_", "-"))
    return Markup(' {}="{}"').format(written, "" if value is True else value)
