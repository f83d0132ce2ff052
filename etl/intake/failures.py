"""Makes the error that says why a whole file cannot be used."""

from collections.abc import Sequence

from etl.intake.csv_records import MAX_COLUMNS
from etl.intake.headings import HeadingsError, HeadRow, check_doubled, find_header
from etl.problems import Expected, Problem, expected
from etl.reading import UnreadableFileError

MAX_HEADINGS = 12


def unreadable(
    name: str, code: str, *, value: object = "", row: int = 0, right: Expected | str = ""
) -> UnreadableFileError:
    """Return the error for a file; neither value nor what would be right may come from a cell."""
    wanted = expected(right) if isinstance(right, str) else right
    return UnreadableFileError(Problem(name, row, "", code, value=str(value), expected=wanted))


def bad_headings(name: str, error: HeadingsError, known: frozenset[str]) -> UnreadableFileError:
    """Return the error for headings that are missing, doubled or found twice, with those that would be right."""
    return unreadable(name, error.code, value=error.value, row=error.row, right=headings_text(known))


def headings_text(known: frozenset[str]) -> str:
    """List known headings for people, not too many."""
    listed = sorted(known)
    return ", ".join([*listed[:MAX_HEADINGS], *(["…"] if len(listed) > MAX_HEADINGS else [])])


def check_headings(headings: Sequence[str], *, name: str, known: frozenset[str]) -> None:
    """Refuse the headings of a source that has no rows above them, such as a table of a database.

    Raises:
        UnreadableFileError: there are too many, none is known, or two are the same.
    """
    if len(headings) > MAX_COLUMNS:
        raise unreadable(name, "many_columns", value=len(headings), right=str(MAX_COLUMNS))
    try:
        find_header([HeadRow(0, tuple(headings))], known)
        check_doubled(headings, row=0)
    except HeadingsError as error:
        raise bad_headings(name, error, known) from None
