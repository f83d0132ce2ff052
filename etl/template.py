"""Writes empty files for agencies to fill in: headings, drop-down lists, and a sheet that explains every column."""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import xlsxwriter

from etl.catalogue import MICRODATA, Column, Field, Language, Table
from etl.validation import EXAMPLES
from etl.values.places import full_name
from etl.wording import load_wording
from geo.regions import RegionTree

FORMATS = ("xlsx", "csv")
FILLABLE = frozenset({"input", MICRODATA})
ROWS_WITH_LISTS = 5000
"""Rows that offer drop-down lists; more rows may be filled in without."""
WIDTHS = (26, 70, 10, 20, 60)
COLUMN_WIDTH = 24
DATE_FORMAT = "yyyy-mm-dd"
TEXT_FORMAT = "@"


@dataclass(frozen=True, slots=True)
class Template:
    """What an empty file is made from."""

    table: Table
    tree: RegionTree
    lang: Language

    def text(self, key: str, **values: object) -> str:
        """Return one text of the catalogue."""
        return load_wording().text(key, self.lang, **values)

    @property
    def has_key(self) -> bool:
        """Tell whether a column of its own tells rows apart."""
        return self.table.holds_records

    def headings(self) -> list[str]:
        """List the headings: the public names, and the key first where the table has one."""
        own = [column.field.public for column in self.table.layout]
        return [self.text("template_key"), *own] if self.has_key else own


def write_template(*, template: Template, target: Path, suffix: str) -> None:
    """Write an empty file; one that is there is never overwritten.

    Args:
        template: the table, the regions and the language.
        target: the file.
        suffix: one of ``FORMATS``.

    Raises:
        OSError: the file is there, or cannot be written.
    """
    if suffix == "csv":
        with target.open("x", encoding="utf-8-sig", newline="") as text_file:
            csv.writer(text_file).writerow(template.headings())
        return
    with target.open("xb") as file, xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        data = book.add_worksheet(template.text("template_sheet_data"))
        _write_explanation(book, template)
        lists = _write_codes(book, template) | _write_regions(book, template)
        _write_data(book, data, template, lists)


def default_target(*, table: str, suffix: str) -> Path:
    """Name the file where nobody chose a name."""
    return Path(f"templat-{table}.{suffix}")


def _write_data(book: Any, sheet: Any, template: Template, lists: dict[str, str]) -> None:  # noqa: ANN401 (untyped library)
    heading = book.add_format({"bold": True, "bg_color": "#E8EDF2", "bottom": 1})
    formats = {name: book.add_format({"num_format": name}) for name in (TEXT_FORMAT, DATE_FORMAT)}
    fields: list[Field | None] = [column.field for column in template.table.layout]
    fields = [None, *fields] if template.has_key else fields
    for place, (field, title) in enumerate(zip(fields, template.headings(), strict=True)):
        kind = DATE_FORMAT if field is not None and field.type == "date" else TEXT_FORMAT
        # Text cells keep the zeros of codes, which a spreadsheet would otherwise drop.
        sheet.set_column(place, place, COLUMN_WIDTH, formats[kind])
        sheet.write_string(0, place, title, heading)
        if field is not None and field.name in lists:
            sheet.data_validation(1, place, ROWS_WITH_LISTS, place, _choice(template, lists[field.name]))
    sheet.freeze_panes(1, 0)


def _choice(template: Template, source: str) -> dict[str, str]:
    # A warning only: a code is as right as the label in the list.
    return {
        "validate": "list",
        "source": source,
        "error_type": "warning",
        "error_message": template.text("template_choose"),
    }


def _write_explanation(book: Any, template: Template) -> None:  # noqa: ANN401
    sheet = book.add_worksheet(template.text("template_sheet_explanation"))
    wrap = book.add_format({"text_wrap": True, "valign": "top"})
    bold = book.add_format({"bold": True, "bottom": 1})
    for place, width in enumerate(WIDTHS):
        sheet.set_column(place, place, width, wrap)
    advice = list(_advice(template))
    for number, sentence in enumerate(advice):
        sheet.merge_range(number, 0, number, len(WIDTHS) - 1, sentence, wrap)
        sheet.set_row(number, 32)
    rows = [_explanation_heading(template), *_explanations(template)]
    for number, row in enumerate(rows, start=len(advice) + 1):
        for place, cell in enumerate(row):
            sheet.write_string(number, place, cell, bold if number == len(advice) + 1 else wrap)


def _advice(template: Template) -> Iterator[str]:
    yield template.text("template_advice")
    if template.has_key:
        yield template.text("template_advice_microdata")
    yield template.text("template_advice_check", table=template.table.name)


def _explanation_heading(template: Template) -> list[str]:
    names = ("column", "meaning", "required", "example", "codes")
    return [template.text(f"template_{name}") for name in names]


def _explanations(template: Template) -> Iterator[Sequence[str]]:
    if template.has_key:
        yield (
            template.text("template_key"),
            template.text("template_key_meaning"),
            template.text("template_yes"),
            "",
            "",
        )
    for column in template.table.layout:
        yield _explanation(template, column)


def _explanation(template: Template, column: Column) -> Sequence[str]:
    field, lang = column.field, template.lang
    codes = "; ".join(f"{code} = {field.value_label(code, lang)}" for code in field.codes)
    meaning = f"{field.title.text(lang)}. {field.description.text(lang)}"
    required = template.text("template_yes" if column.required else "template_no")
    return field.public, meaning, required, _example(template, field), codes


def _example(template: Template, field: Field) -> str:
    if field.name == "region_code":
        return template.tree.get("3402").name
    if field.codes:
        return field.codes[0]
    return EXAMPLES.get(field.type, "")


def _write_codes(book: Any, template: Template) -> dict[str, str]:  # noqa: ANN401
    """Write the labels of every code field in a column of its own; return where each list stands."""
    fields = [column.field for column in template.table.layout if column.field.codes]
    title = template.text("template_sheet_codes")
    sheet = book.add_worksheet(title)
    found = {}
    for place, field in enumerate(fields):
        labels = [field.value_label(code, template.lang) for code in field.codes]
        sheet.set_column(place, place, COLUMN_WIDTH)
        sheet.write_column(0, place, [field.public, *labels])
        found[field.name] = _range(title, place, len(labels))
    return found


def _write_regions(book: Any, template: Template) -> dict[str, str]:  # noqa: ANN401
    title = template.text("template_sheet_regions")
    sheet = book.add_worksheet(title)
    sheet.set_column(0, 1, COLUMN_WIDTH + 8)
    regions = list(template.tree)
    sheet.write_row(0, 0, [template.text("template_region"), template.text("template_code")])
    for number, region in enumerate(regions, start=1):
        sheet.write_string(number, 0, full_name(region))
        sheet.write_string(number, 1, region.code)
    return {"region_code": _range(title, 0, len(regions))}


def _range(sheet: str, place: int, length: int) -> str:
    column = xlsxwriter.utility.xl_col_to_name(place)
    return f"={sheet}!${column}$2:${column}${length + 1}"
