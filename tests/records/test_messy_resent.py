"""What a run refused can be mended in the file it gave back, and sent again."""

from pathlib import Path

import openpyxl
import pytest

from etl.catalogue import Source
from etl.inputs import check_source
from etl.microdata.source import tally_source
from etl.values.places import load_region_names
from tests.records.conftest import MessyRun
from tests.records.invented_project import Wanted
from tests.records.wanted import WANTED

ADDED = 2
"""Columns that a quarantine file has before those of the owner: row and reason."""


def mend(kept: Path, target: Path, wanted: Wanted) -> None:
    """Do what the owner does: correct the cells, drop the two columns, and leave out rows that hold no record."""
    book = openpyxl.load_workbook(kept)
    sheet = book.active
    assert sheet is not None
    columns = {str(cell.value).replace("\n", " "): cell.column for cell in sheet[1]}
    for row in range(sheet.max_row, 1, -1):
        number = int(str(sheet.cell(row, 1).value))
        if number not in wanted.mended:
            sheet.delete_rows(row)
            continue
        for heading, text in wanted.mended[number].items():
            sheet.cell(row, columns[heading]).value = text
    for row in range(1, sheet.max_row + 1):
        for column in range(len(columns), sheet.max_column + 1):
            if not sheet.cell(1, column).value:
                sheet.cell(row, column).value = None
    sheet.delete_cols(1, ADDED)
    book.save(target)


def read_and_refused(run: MessyRun, source: Source) -> tuple[int, int]:
    """Look through a file by the declaration of its source."""
    place = run.place
    if source.disclosure == "published":
        checked = check_source(catalogue=place.catalogue, source=source, name=source.name, today=place.today)
        return checked.raw.row_count, checked.refused
    counted = tally_source(
        catalogue=place.catalogue,
        source=source,
        names=load_region_names(place.tree),
        today=place.today,
        quarantine_folder=None,
        wording=place.wording,
        lang="id",
    )
    return counted.read, counted.refused


@pytest.mark.parametrize("messy_run", ["sqlite"], indirect=True)
@pytest.mark.parametrize(("name", "wanted"), WANTED.items(), ids=WANTED)
def test_mended_rows_are_accepted(messy_run: MessyRun, tmp_path: Path, name: str, wanted: Wanted) -> None:
    kept, target = messy_run.quarantined(name), tmp_path / "diperbaiki.xlsx"
    assert kept is not None
    mend(kept, target, wanted)
    changes = {"location": str(target), "sheet": None, "query": None}
    source = messy_run.place.catalogue.sources[name].model_copy(update=changes)
    assert read_and_refused(messy_run, source) == (len(wanted.mended), 0)
    assert wanted.mended


@pytest.mark.parametrize("messy_run", ["sqlite"], indirect=True)
def test_a_file_that_is_not_mended_is_refused_again(messy_run: MessyRun, tmp_path: Path) -> None:
    kept, target = messy_run.quarantined("west"), tmp_path / "sama.xlsx"
    assert kept is not None
    mend(kept, target, Wanted(read=0, mended={row: {} for row in WANTED["west"].mended}))
    source = messy_run.place.catalogue.sources["west"].model_copy(update={"location": str(target)})
    assert read_and_refused(messy_run, source) == (10, 10)
