"""Tells which columns of a file are kept: all but those that have no heading and hold nothing."""

from collections.abc import Iterable, Sequence

from etl.intake.cells import is_blank


def unnamed(headings: Sequence[str]) -> tuple[int, ...]:
    """Return the positions of columns without a heading."""
    return tuple(position for position, heading in enumerate(headings) if is_blank(heading))


def kept_columns(headings: Sequence[str], filled: Iterable[int]) -> tuple[int, ...]:
    """Return the positions of columns that have a heading, or hold something."""
    dropped = set(unnamed(headings)) - set(filled)
    return tuple(position for position in range(len(headings)) if position not in dropped)
