"""The files in `data/` are what the declarations say: headings, types, codes, keys."""

import csv
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from etl.catalogue import Field, Source, load_catalogue

CATALOGUE = load_catalogue()
SOURCES = CATALOGUE.sources
DATA = CATALOGUE.root.parent
each_source = pytest.mark.parametrize("source", SOURCES.values(), ids=SOURCES)

FORMS = {
    "integer": r"-?\d+",
    "number": r"-?\d+(\.\d+)?",
    "date": r"\d{4}-\d{2}-\d{2}",
    "url": r"https?://\S+",
    "string": r"\S(.*\S)?",
    "text": r"\S(.*\S)?",
}


def read(path: Path) -> tuple[list[str], list[list[str]]]:
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file, strict=True))
    return rows[0], rows[1:]


def column(name: str, field: str) -> list[str]:
    _, rows = read(CATALOGUE.path_of(SOURCES[name]))
    position = CATALOGUE.tables[SOURCES[name].table].names.index(field)
    return [row[position] for row in rows]


def wrong_values(field: Field, cells: list[str]) -> list[str]:
    return [cell for cell in cells if cell and not fits(field, cell)]


def fits(field: Field, cell: str) -> bool:
    if field.type == "code":
        return cell in field.codes
    limits = field.constraints
    right_form = re.fullmatch(FORMS[field.type], cell) and re.fullmatch(limits.pattern or ".*", cell)
    return bool(right_form) and len(cell) <= (limits.max_length or 500) and within(field, cell)


def within(field: Field, cell: str) -> bool:
    low, high = field.constraints.minimum, field.constraints.maximum
    value: Any = date.fromisoformat(cell) if field.type == "date" else cell
    value = float(cell) if field.type in {"integer", "number"} else value
    return (low is None or value >= low) and (high is None or value <= high)


@each_source
def test_headings_are_the_declared_columns_in_order(source: Source) -> None:
    header, _ = read(CATALOGUE.path_of(source))
    assert tuple(header) == CATALOGUE.tables[source.table].headers


@each_source
def test_every_value_fits_its_declaration(source: Source) -> None:
    table = CATALOGUE.tables[source.table]
    wrong = {field.name: wrong_values(field, column(source.name, field.name)) for field in table.columns}
    assert {name: cells for name, cells in wrong.items() if cells} == {}


@each_source
def test_no_required_cell_is_empty(source: Source) -> None:
    required = CATALOGUE.tables[source.table].required
    assert [name for name in sorted(required) if "" in column(source.name, name)] == []


@each_source
def test_keys_are_unique(source: Source) -> None:
    keys = list(zip(*(column(source.name, name) for name in CATALOGUE.tables[source.table].primary_key), strict=True))
    assert len(keys) == len(set(keys)) > 0


@each_source
def test_foreign_keys_find_their_row(source: Source) -> None:
    for key in CATALOGUE.tables[source.table].foreign_keys:
        target = CATALOGUE.sources_of(key.table)[0]
        assert set(column(source.name, key.field)) - {""} <= set(column(target.name, key.target))


def test_the_files_still_hold_what_was_compiled_first() -> None:
    counts = {name: len(read(CATALOGUE.path_of(SOURCES[name]))[1]) for name in ("violations", "declarations")}
    assert counts["violations"] >= 452
    assert counts["declarations"] >= 417


def test_every_csv_file_is_a_source() -> None:
    assert {CATALOGUE.path_of(source) for source in SOURCES.values()} == set(DATA.rglob("*.csv"))


def test_the_guide_for_data_editors_names_every_file() -> None:
    guide = (DATA / "README.md").read_text("utf-8")
    files = [path for path in DATA.rglob("*") if path.is_file() and path.name != "README.md"]
    files = [path for path in files if path.parent.name != "corrections"]
    assert len(files) > 14
    assert "`corrections/*.yml`" in guide
    assert [path.name for path in files if f"`{path.relative_to(DATA).as_posix()}`" not in guide] == []


def test_the_letter_of_a_record_number_tells_its_kind() -> None:
    assert {number[0] for number in column("violations", "record_id")} == {"V"}
    assert {number[0] for number in column("declarations", "record_id")} == {"D"}


def test_the_guide_for_editors_counts_the_rows_of_every_file() -> None:
    guide = (DATA / "README.md").read_text(encoding="utf-8")
    told = {name: int(count) for name, count in re.findall(r"^\| `(\S+\.csv)` \|.*\| (\d+) \|$", guide, re.MULTILINE)}
    paths = {path.relative_to(DATA).as_posix(): path for path in [*DATA.glob("*.csv"), *DATA.glob("reference/*.csv")]}
    assert told == {name: len(read(path)[1]) for name, path in paths.items()}
