"""Say what a correction may hold, and read all of them from ``data/corrections``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from annotated_types import Len
from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints, model_validator

from etl.catalogue import Bilingual, Catalogue, CatalogueError
from etl.catalogue_files import read_declarations
from etl.catalogue_models import Declared, Name
from etl.values.personal import certain_kind

FOLDER = "corrections"
CorrectedTable = Literal["violations", "declarations"]
Action = Literal["exclude", "set"]
CorrectionStatus = Literal["applied", "proposed", "rejected"]
CorrectionId = Annotated[str, StringConstraints(pattern=r"^K[0-9]{4,}$")]
CHANGE = ("field", "from", "to")
LONGEST_WHY = 600
# The same that a note in the data may not hold: an address of mail, or digits enough for a NIP, NIK or telephone.
LONG_NUMBER = re.compile(r"@|[0-9]{9,}")


def _cell(value: Any) -> Any:  # noqa: ANN401 (what YAML makes of a cell)
    """Write a value as the cell of a file holds it; an empty cell is None."""
    if isinstance(value, bool):
        return value
    return str(value) if isinstance(value, (int, float, date)) else value


def _is_personal(words: str) -> bool:
    return LONG_NUMBER.search(words) is not None or certain_kind(words) is not None


def _public(text: Bilingual) -> Bilingual:
    for words in (text.id, text.en):
        if _is_personal(words) or len(words) > LONGEST_WHY:
            message = f"at most {LONGEST_WHY} characters, no address of mail and no long number: it is published"
            raise ValueError(message)
    return text


Cell = Annotated[Name | None, BeforeValidator(_cell)]
PublicText = Annotated[Bilingual, AfterValidator(_public)]


class Informed(Declared):
    """Say which institution was told, and when."""

    who: PublicText | Name
    on: date

    def text(self, lang: Literal["id", "en"]) -> str:
        """Write institution and day."""
        who = self.who if isinstance(self.who, str) else self.who.text(lang)
        return f"{who} ({self.on.isoformat()})"


class Correction(Declared):
    """Change or leave out one row of published figures.

    Attributes:
        name: the permanent number, such as K0001.
        record: number of the row.
        action: ``exclude`` (the row is not counted) or ``set`` (one field gets another value).
        field: the field that is set.
        present: the value that the row is expected to hold; None is an empty cell. Written ``from``.
        to: the value that it gets.
        why: the reason, in words that everybody understands.
        basis: the records that decide it.
        informed: who was told.
        status: only ``applied`` changes the data.
    """

    name: CorrectionId
    table: CorrectedTable
    record: Name
    action: Action
    field: Name | None = None
    present: Cell = Field(default=None, alias="from")
    to: Cell = None
    why: PublicText
    basis: Annotated[tuple[Name, ...], Len(min_length=1)]
    decided: date
    informed: tuple[Informed, ...] = ()
    status: CorrectionStatus

    @model_validator(mode="before")
    @classmethod
    def _complete(cls, entry: Mapping[str, Any]) -> Mapping[str, Any]:
        wanted = CHANGE if entry.get("action") == "set" else ()
        given = [key for key in CHANGE if key in entry]
        if given != list(wanted):
            message = "action set needs field, from and to; action exclude has none of them"
            raise ValueError(message)
        return entry

    @model_validator(mode="after")
    def _changes_something(self) -> Self:
        if self.action == "set" and self.present == self.to:
            message = "from and to are the same, so nothing would change"
            raise ValueError(message)
        return self


@dataclass(frozen=True, slots=True)
class FiledCorrection:
    """A correction, and the file in which it stands."""

    file: str
    correction: Correction

    def place(self, key: str) -> str:
        """Name the file and the key of the correction, as messages do."""
        return f"{self.file}: {self.correction.name}.{key}"


def correction_files(catalogue: Catalogue) -> tuple[Path, ...]:
    """List the files with corrections; a folder that is missing holds none."""
    return tuple(sorted((catalogue.root.parent / FOLDER).glob("*.yml")))


def load_corrections(catalogue: Catalogue) -> tuple[FiledCorrection, ...]:
    """Read all corrections, by number.

    Raises:
        CatalogueError: a file is broken, or two corrections have the same number.
    """
    found: dict[str, FiledCorrection] = {}
    for path in correction_files(catalogue):
        for name, correction in read_declarations(path, Correction).items():
            if name in found:
                raise CatalogueError(f"{path.name}: {name}: this number stands in {found[name].file} already")
            found[name] = FiledCorrection(file=f"{FOLDER}/{path.name}", correction=correction)
    return tuple(found[name] for name in sorted(found))
