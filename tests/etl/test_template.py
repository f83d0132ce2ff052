import csv
from pathlib import Path

import openpyxl
import pytest

from etl.__main__ import main
from etl.catalogue import Table, load_catalogue
from etl.template import FILLABLE
from etl.values.places import load_region_names
from geo.regions import load_regions

FILLABLE_TABLES = [table for table in load_catalogue().tables.values() if table.kind in FILLABLE]


def test_the_tables_of_agencies_can_be_filled_in() -> None:
    names = {table.name for table in FILLABLE_TABLES}
    assert names == {"violations", "declarations", "violation_cases", "declaration_signatures"}


@pytest.mark.parametrize("table", FILLABLE_TABLES, ids=lambda table: table.name)
def test_headings_lists_and_explanations_come_from_the_declarations(tmp_path: Path, table: Table) -> None:
    target = tmp_path / "kosong.xlsx"
    assert main(["template", "--table", table.name, "--output", str(target)]) == 0
    book = openpyxl.load_workbook(target)
    headings = [cell.value for cell in book["Data"][1]]
    assert headings[-len(table.layout) :] == list(table.public_columns)
    assert (headings[0] == "kunci") == (table.kind == "microdata")
    explained = [row[0].value for row in book["Penjelasan"].iter_rows()]
    assert explained[-len(headings) :] == headings
    rules = book["Data"].data_validations.dataValidation
    lists = {next(iter(rule.sqref.ranges)).min_col: rule.formula1 for rule in rules}
    for place, column in enumerate(table.layout, start=len(headings) - len(table.layout) + 1):
        field = column.field
        assert (place in lists) == bool(field.codes or field.name == "region_code")
        if field.codes:
            assert cells(book, lists[place]) == [field.value_label(code, "id") for code in field.codes]
        if field.name == "region_code":
            names, regions = load_region_names(), cells(book, lists[place])
            assert [names.resolve(name) for name in regions] == [region.code for region in load_regions()]


def cells(book: openpyxl.Workbook, formula: str) -> list[str]:
    sheet, place = formula.lstrip("=").split("!")
    return [row[0].value for row in book[sheet][place.replace("$", "")]]


def test_a_csv_file_opens_in_a_spreadsheet(tmp_path: Path) -> None:
    target = tmp_path / "kosong.csv"
    assert main(["template", "--table", "declarations", "--format", "csv", "--output", str(target)]) == 0
    assert target.read_bytes().startswith(b"\xef\xbb\xbf")
    (heading,) = csv.reader(target.read_text(encoding="utf-8-sig").splitlines())
    assert heading == list(load_catalogue().tables["declarations"].public_columns)


def test_a_file_that_is_there_is_kept(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "isi.xlsx"
    target.write_bytes(b"pekerjaan orang")
    assert main(["template", "--table", "violations", "--output", str(target), "--lang", "en"]) == 1
    assert target.read_bytes() == b"pekerjaan orang"
    assert "not overwritten" in capsys.readouterr().out


def test_a_folder_that_is_missing_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["template", "--table", "violations", "--output", str(tmp_path / "x" / "y.xlsx")]) == 1
    assert "tidak dapat ditulis" in capsys.readouterr().out
