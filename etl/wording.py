"""Gives the pipeline's sentences, which also the web app quotes where it tells what changed."""

from functools import cache
from pathlib import Path

from geo.wording import Wording

TEXTS = tuple(sorted((Path(__file__).parent / "texts").glob("*.yml")))


@cache
def load_wording() -> Wording:
    """Read the catalogues of sentences once."""
    return Wording.load(*TEXTS)
