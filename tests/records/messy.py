"""Lists every messy file with its declaration."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.records import messy_figures, messy_stores, messy_texts, messy_workbooks
from tests.records.invented_project import declare


@dataclass(frozen=True)
class Messy:
    """A messy file: how it is declared, and what writes it."""

    entry: Mapping[str, Any]
    write: Callable[[Path], None]

    def write_into(self, data: Path) -> None:
        self.write(data / str(self.entry["location"]).removeprefix("sqlite:///"))


def _filled_already(_path: Path) -> None:
    """Write nothing: the database of this source is filled where it is started."""


FILES = {
    "yogya": Messy(messy_workbooks.YOGYA, messy_workbooks.yogya),
    "central": Messy(messy_workbooks.CENTRAL, messy_workbooks.central),
    "aceh": Messy(messy_workbooks.ACEH, messy_workbooks.aceh),
    "west": Messy(messy_workbooks.WEST, messy_workbooks.west),
    "banten": Messy(messy_workbooks.BANTEN, messy_workbooks.banten),
    "signers": Messy(messy_workbooks.SIGNERS, messy_workbooks.signers),
    "north": Messy(messy_texts.NORTH, messy_texts.north),
    "east": Messy(messy_texts.EAST, messy_texts.east),
    "kalteng": Messy(messy_texts.KALTENG, messy_texts.kalteng),
    "pact": Messy(messy_texts.PACT, messy_texts.pact),
    "bali": Messy(messy_stores.BALI, messy_stores.bali),
    "western": Messy(messy_stores.WESTERN, messy_stores.western),
    "lombok": Messy(messy_stores.LOMBOK, _filled_already),
    "numbers": Messy(messy_figures.NUMBERS, messy_figures.numbers),
    "activities": Messy(messy_figures.ACTIVITIES, messy_figures.activities),
}


def add_messy_files(metadata: Path) -> None:
    """Write all of them into a copied project and declare them."""
    for file in FILES.values():
        file.write_into(metadata.parent)
    declare(metadata, {name: file.entry for name, file in FILES.items()})
