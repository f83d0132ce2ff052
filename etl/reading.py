"""Reads a CSV file into a frame of texts, row numbers as a spreadsheet shows them; nothing is converted or guessed."""

import csv
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from etl.problems import Problem, expected, shown

HEADER_ROW = 1


class UnreadableFileError(Exception):
    """Carry the problem that makes a whole file unusable."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


@dataclass(frozen=True, slots=True)
class RawTable:
    """A file as it was read.

    ``frame`` has one column of texts per header (missing values are None) and the spreadsheet's row numbers as index.
    ``broken`` holds rows that have not as many cells as the header.
    """

    file: str
    frame: pd.DataFrame
    broken: dict[int, list[str]]
    problems: tuple[Problem, ...]

    @property
    def row_count(self) -> int:
        """Return how many rows of data the file holds."""
        return len(self.frame) + len(self.broken)


def read_csv(*, path: Path, name: str, columns: tuple[str, ...]) -> RawTable:
    """Read a CSV file that must have exactly these columns, in any order.

    Args:
        path: the file.
        name: what messages call it.
        columns: the declared columns.

    Raises:
        UnreadableFileError: the file is missing, no UTF-8, no CSV, empty, or has other columns.
    """
    rows = _rows(path=path, name=name)
    if not rows:
        raise UnreadableFileError(Problem(name, 0, "", "empty_file", expected=expected(", ".join(columns))))
    header = [cell.strip() for cell in rows[0]]
    _check_header(name=name, header=header, columns=columns)
    numbered = {number: row for number, row in enumerate(rows[1:], start=HEADER_ROW + 1) if any(row)}
    broken = {number: row for number, row in numbered.items() if len(row) != len(header)}
    whole = {number: row for number, row in numbered.items() if number not in broken}
    cells = [[cell.strip() or None for cell in row] for row in whole.values()]
    frame = pd.DataFrame(cells, columns=header, index=list(whole), dtype=object)
    return RawTable(
        file=name,
        frame=frame[list(columns)],
        broken=broken,
        problems=tuple(
            Problem(name, number, "", "cell_count", value=str(len(row)), expected=expected(str(len(header))))
            for number, row in broken.items()
        ),
    )


def _rows(*, path: Path, name: str) -> list[list[str]]:
    line = 0
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.reader(file, strict=True)
            rows = []
            for row in reader:
                rows.append(row)
                line = reader.line_num
            return rows
    except FileNotFoundError:
        raise UnreadableFileError(Problem(name, 0, "", "missing_file")) from None
    except (IsADirectoryError, PermissionError, OSError) as error:
        raise UnreadableFileError(Problem(name, 0, "", "unreadable_file", value=error.strerror or "")) from None
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        raise UnreadableFileError(Problem(name, line, "", "not_utf8")) from None
    except csv.Error as error:
        raise UnreadableFileError(Problem(name, line + 1, "", "not_csv", value=shown(error))) from None


def _check_header(*, name: str, header: list[str], columns: tuple[str, ...]) -> None:
    for code, wrong in (
        ("double_column", [column for column in header if header.count(column) > 1]),
        ("missing_column", [column for column in columns if column not in header]),
        ("unknown_column", [column for column in header if column not in columns]),
    ):
        if wrong:
            raise UnreadableFileError(
                Problem(name, HEADER_ROW, shown(wrong[0]), code, expected=expected(", ".join(columns)))
            )
