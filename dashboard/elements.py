"""Builds HTML as escaped text, so that no value can break out of it."""

from markupsafe import Markup, escape

NAMES = {"class_": "class", "for_": "for"}
VOID = {"base", "img", "input", "link", "meta", "source"}
Child = str | Markup | None


def el(tag: str, *children: Child, **attributes: str | int | bool | None) -> Markup:
    """Build an element; an attribute that is False or None is left out, underscores in names become hyphens."""
    # Written with plain strings: a page has thousands of elements, and formatting each as markup takes long.
    start = f"<{tag}{''.join(_attribute(name, value) for name, value in attributes.items())}>"
    return Markup(start if tag in VOID else f"{start}{join(*children)}</{tag}>")  # noqa: S704


def join(*children: Child) -> Markup:
    """Put pieces one after the other."""
    return Markup("".join(escape(child) for child in children if child is not None))  # noqa: S704


def _attribute(name: str, value: str | int | bool | None) -> str:
    if value is None or value is False:
        return ""
    written = NAMES.get(name, name.replace("_", "-"))
    return f' {written}="{"" if value is True else escape(value)}"'
