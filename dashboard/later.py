"""Holds back what Dash needs: the browser fetches it once somebody begins, not while the page is still to be seen."""

from collections.abc import Iterable

from dashboard.frame import versioned

TEMPLATE = "nanti"
UNUSED = "/dash/dash_table/"
"""Dash would load its own tables, which this site does not use."""
FIRST_SCRIPTS = ("muat.js", "cari.js")


def first_scripts() -> str:
    """Write the scripts of the page as the server sends it: one that loads the rest, one that suggests regions."""
    return "".join(f'<script src="{versioned(name)}" defer></script>\n' for name in FIRST_SCRIPTS)


def later(*, files: Iterable[str], scripts: str, renderer: str) -> str:
    """Write all that follows as a template, which no browser fetches or runs by itself.

    Args:
        files: links to files that the scripts fetch.
        scripts: the scripts in their order, one a line.
        renderer: the script that starts Dash, once all others have run.
    """
    used = [line for line in scripts.splitlines() if UNUSED not in line]
    lines = "\n".join([*files, *used, renderer])
    return f'<template id="{TEMPLATE}">\n{lines}\n</template>'
