"""Sets sheets of paper as PDF with Typst: vector, fonts embedded, tagged, the same bytes on every machine."""

import json
from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, cast

import typst
from markupsafe import Markup

from dashboard.charts.drawing import as_print

ROOT = Path(__file__).parent.parent
"""Templates lie below it, and may take what all sheets share from ``paper/common.typ``."""
FONTS: tuple[Path, ...] = ()
"""Directories with fonts beside those that come with Typst; fonts of the machine are never used."""
FAMILY = "Libertinus Serif"
"""The family of all sheets and of the charts on them."""
STANDARD: Final = "ua-1"
"""PDF/UA: title, language, headings, tables and the words for pictures are there for those who do not see the page."""


def set_sheet(template: Path, content: Mapping[str, Any], *, created_at: str) -> bytes:
    """Set a PDF.

    Args:
        template: a Typst file below the root.
        content: all words, numbers and drawings, as the template takes them.
        created_at: the moment that the PDF names as its own: that of the release, so that its bytes stay the same.
    """
    inputs = {"data": json.dumps(content, ensure_ascii=False, sort_keys=True), "family": FAMILY}
    compiler = typst.Compiler(template, root=ROOT, font_paths=_fonts(), sys_inputs=inputs)
    pages = compiler.compile(format="pdf", pdf_standards=STANDARD, timestamp=datetime.fromisoformat(created_at))
    # One file whatever the number of pages: the library's types leave that open, since images come one a page.
    return cast("bytes", pages)


def picture(drawn: Markup, alt: str) -> dict[str, str]:
    """Prepare a drawing for a sheet; ``alt`` says it to those who do not see it."""
    return {"drawing": as_print(drawn, family=FAMILY), "alt": alt}


@lru_cache(maxsize=1)
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, font_paths=list(FONTS))
