"""Finds the sheet of a workbook that holds the records: the one that is named, else the one with their headings."""

import io
from collections.abc import Iterator

from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from etl.intake.headings import HeadingsError, best_match, check_doubled, find_header
from etl.intake.sheet_rows import Choice, head_of
from etl.intake.workbook_guard import RefusedWorkbookError

SIMILAR = 2 / 3
"""Share of the best sheet's known headings from which another may be more of the same table."""


def choose_sheet(*, data: bytes, known: frozenset[str], sheet: str | None) -> Choice:
    """Return the sheet with its row of headings.

    A second visible sheet with nearly the same headings may hold more records under a heading that was changed: it is
    not passed over, so one must be named.

    Hidden sheets are looked at only where no visible one has the headings.

    Raises:
        HeadingsError: no sheet has the headings.
        RefusedWorkbookError: the named sheet is missing, or several sheets have the headings, or nearly all of them.
        CalamineError: the workbook is damaged.
    """
    workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
    ordinal = _named(workbook, sheet) if sheet is not None else _best(workbook, known)
    chosen = workbook.get_sheet_by_index(ordinal - 1)
    head = head_of(chosen)
    if not head:
        raise RefusedWorkbookError("empty_file")
    header = find_header(head, known)
    check_doubled(header.cells, row=header.number)
    return Choice(sheet=chosen, ordinal=ordinal, header=header)


def _named(workbook: CalamineWorkbook, name: str) -> int:
    names = [found.strip().casefold() for found in workbook.sheet_names]
    if name.strip().casefold() not in names:
        raise RefusedWorkbookError("missing_sheet", str(len(names)))
    return names.index(name.strip().casefold()) + 1


def _best(workbook: CalamineWorkbook, known: frozenset[str]) -> int:
    visible, hidden = _worksheets(workbook)
    for ordinals in (visible, hidden):
        found = dict(_matches(workbook, ordinals, known))
        best = max(found.values(), default=0)
        if best:
            return _only([ordinal for ordinal, count in found.items() if count >= best * SIMILAR])
    if not any(head_of(workbook.get_sheet_by_index(ordinal - 1)) for ordinal in (*visible, *hidden)):
        raise RefusedWorkbookError("empty_file")
    raise HeadingsError("header_missing")


def _worksheets(workbook: CalamineWorkbook) -> tuple[list[int], list[int]]:
    sheets = [
        (ordinal, sheet.visible == SheetVisibleEnum.Visible)
        for ordinal, sheet in enumerate(workbook.sheets_metadata, start=1)
        if sheet.typ == SheetTypeEnum.WorkSheet
    ]
    return [ordinal for ordinal, shown in sheets if shown], [ordinal for ordinal, shown in sheets if not shown]


def _matches(workbook: CalamineWorkbook, ordinals: list[int], known: frozenset[str]) -> Iterator[tuple[int, int]]:
    for ordinal in ordinals:
        yield ordinal, best_match(head_of(workbook.get_sheet_by_index(ordinal - 1)), known)


def _only(ordinals: list[int]) -> int:
    if len(ordinals) > 1:
        raise RefusedWorkbookError("equal_sheets", ", ".join(map(str, ordinals)))
    return ordinals[0]
