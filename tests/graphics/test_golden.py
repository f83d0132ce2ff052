"""Every chart looks as it did when somebody looked at it, in both languages and all themes."""

from collections.abc import Iterator

import pytest
from PIL import Image, ImageChops

from dashboard.conversion import Converter
from dashboard.release import Snapshot
from tests.graphics.golden import FOLDER, cases, drawn_small, path_of

NOTICED, SHARE = 40, 0.002
"""A point that differs by more than this of 255 is noticed; this share of noticed points is still the same picture."""
LARGEST_FOLDER = 1_500_000


@pytest.fixture(scope="module")
def converter() -> Iterator[Converter]:
    made = Converter()
    yield made
    made.close()


@pytest.mark.parametrize(("chart", "lang", "theme"), list(cases()))
def test_a_chart_looks_as_it_did(chart: str, lang: str, theme: str, snapshot: Snapshot, converter: Converter) -> None:
    golden = Image.open(path_of(chart, lang, theme)).convert("RGB")
    now = drawn_small(chart, lang, theme, snapshot, converter)
    assert now.size == golden.size
    histogram = ImageChops.difference(now, golden).convert("L").histogram()
    assert sum(histogram[NOTICED:]) <= SHARE * now.width * now.height


def test_golden_pictures_are_those_of_the_charts_and_small() -> None:
    kept = set(FOLDER.glob("*.png"))
    assert kept == {path_of(*case) for case in cases()}
    assert sum(path.stat().st_size for path in kept) < LARGEST_FOLDER
