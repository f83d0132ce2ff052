"""What a file says of itself: title, licence, release, citation, and which rows it holds."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from etl.catalogue import Bilingual, Table
from etl.export.filters import ALL, Filters
from geo.wording import Wording

TEXTS = Path(__file__).with_name("texts.yml")
LICENCE = "CC-BY-4.0"


@dataclass(frozen=True)
class Notes:
    """What stands beside the rows; ``count`` is the number of rows that the filter leaves."""

    release_id: str
    title: Bilingual
    citation: Bilingual
    count: int
    licence: str = LICENCE
    filters: Mapping[str, str] = field(default_factory=dict)


def notes_for(*, table: Table, release_id: str, count: int, filters: Filters = ALL) -> Notes:
    """Describe a file of a table.

    The text does not say when the release was made or where it is served, so that every copy of it is the same.
    """
    return Notes(
        release_id=release_id,
        title=table.title,
        citation=both("citation", id=table.title.id, en=table.title.en, release=release_id),
        count=count,
        filters=filters.public(),
    )


@lru_cache(maxsize=1)
def wording() -> Wording:
    """Return the texts of the files."""
    return Wording.load(TEXTS)


def both(key: str, **values: object) -> Bilingual:
    """Return one text in both languages; ``{title}`` stands for the value of that language."""
    texts = {lang: wording().text(key, lang, title=values.get(lang, ""), **_shared(values)) for lang in ("id", "en")}
    return Bilingual(**texts)


def _shared(values: Mapping[str, object]) -> dict[str, object]:
    return {name: value for name, value in values.items() if name not in {"id", "en"}}
