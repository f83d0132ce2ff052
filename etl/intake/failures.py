"""Makes the error that says why a whole file cannot be used."""

from etl.intake.headings import HeadingsError
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
