"""Pictures as they were looked at and found good; ``python -m tests.graphics.golden`` draws them anew.

Each is kept at half its size: enough to see whatever moves or changes colour, and small in the repository.
"""

import io
import tempfile
from collections.abc import Iterator
from pathlib import Path

from PIL import Image

from dashboard.conversion import PNG, Converter
from dashboard.database import Database
from dashboard.graphics.registry import CHARTS
from dashboard.graphics.themes import THEMES
from dashboard.release import Snapshot
from dashboard.snapshot import ReleaseReader
from etl.engine import open_engine
from tests.dashboard.invented import publish
from tests.graphics.drawing import drawn

FOLDER = Path(__file__).with_name("golden")
LANGS = ("id", "en")
WIDTH, SMALLER = 720, 2


def cases() -> Iterator[tuple[str, str, str]]:
    """Yield chart, language and theme of every golden picture."""
    yield from ((chart, lang, theme) for chart in CHARTS for lang in LANGS for theme in THEMES)


def path_of(chart: str, lang: str, theme: str) -> Path:
    """Return where a golden picture is kept."""
    return FOLDER / f"{chart}.{lang}.{theme}.png"


def drawn_small(chart: str, lang: str, theme: str, snapshot: Snapshot, converter: Converter) -> Image.Image:
    """Draw a picture as golden ones are kept."""
    svg = drawn(chart, {"lang": lang, "tema": theme, "lebar": str(WIDTH)}, snapshot)
    image = Image.open(io.BytesIO(converter.convert(svg, PNG))).convert("RGB")
    return image.resize((image.width // SMALLER, image.height // SMALLER), Image.Resampling.BOX)


def main() -> None:
    """Draw all of them anew, after somebody has looked at what changed."""
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        engine = open_engine(address=f"sqlite:///{name}/rekaan.sqlite3")
        publish(engine)
        snapshot = ReleaseReader(Database(engine)).current()
        engine.dispose()
    converter = Converter()
    for case in cases():
        drawn_small(*case, snapshot, converter).save(path_of(*case), optimize=True)
    converter.close()


if __name__ == "__main__":
    main()
