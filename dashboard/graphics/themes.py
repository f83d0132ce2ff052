"""Knows how images are coloured: the two themes of the site, and one for print in grey that needs no colour at all."""

import re
from functools import lru_cache
from pathlib import Path

import yaml
from markupsafe import Markup

from dashboard.charts.drawing import SHEET, with_colours
from dashboard.palette import DARK, FILE, LIGHT, Palette, palette

PRINT = "cetak"
THEMES = (LIGHT, DARK, PRINT)
OWN_SHEET = Path(__file__).with_name("gambar.css")
PLAIN_RULE = re.compile(r"^\.(?:grafik|gambar)\b[^{]*\{[^}]*\}", re.MULTILINE)


def colours_of(theme: str) -> Palette:
    """Return the colours of a theme."""
    return _print_palette() if theme == PRINT else palette(theme)


@lru_cache(maxsize=1)
def _print_palette() -> Palette:
    return Palette(**yaml.safe_load(FILE.read_text(encoding="utf-8"))["print"])


@lru_cache(maxsize=len(THEMES))
def style(theme: str) -> Markup:
    """Write the rules of a theme with plain values: programs that open images know neither variables nor media."""
    rules = [*PLAIN_RULE.findall(SHEET.read_text(encoding="utf-8")), *_own_rules(theme)]
    plain = with_colours("".join(rules), colours_of(theme))
    return Markup(plain.replace(" { ", "{").replace("; }", "}").replace(": ", ":").replace("; ", ";"))  # noqa: S704 (our file)


def _own_rules(theme: str) -> list[str]:
    """Return the rules of images alone, and of them those of the theme."""
    found = PLAIN_RULE.findall(OWN_SHEET.read_text(encoding="utf-8"))
    return [rule for rule in found if not rule.startswith(".gambar-") or rule.startswith(f".gambar-{theme} ")]
