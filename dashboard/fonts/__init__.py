"""The font of all images, shipped so that every machine draws the same, with the width of each of its signs.

It is a subset of Noto Sans (SIL Open Font License, ``OFL.txt``) under a name of its own: a machine that has some
version of Noto Sans must not draw with that one. ``python -m dashboard.fonts FOLDER`` makes it anew.
"""

import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

FOLDER = Path(__file__).parent
FAMILY = "Pantau Sans"
WIDTHS = FOLDER / "lebar.json"
WEIGHTS = ("Regular", "Bold")
UNKNOWN_EM = 0.6
"""Width of a sign that the font does not have, in parts of its size."""


@lru_cache(maxsize=1)
def widths() -> Mapping[str, Mapping[str, float]]:
    """Return the width of each sign in parts of the font size: weight -> sign -> width."""
    return json.loads(WIDTHS.read_text(encoding="utf-8"))  # type: ignore[no-any-return]
