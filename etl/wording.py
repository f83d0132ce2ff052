"""Gives the pipeline's sentences, which also the web app quotes where it tells what changed."""

from functools import cache
from pathlib import Path

from geo.wording import Wording

TEXTS = Path(__file__).with_name("texts.yml")


@cache
def load_wording() -> Wording:
    """Read the catalogue of sentences once."""
    return Wording.load(TEXTS)
