"""Shows how far the pipeline is: a bar on a terminal, one plain line per step elsewhere."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn


class Advance(Protocol):
    """Report that some units of a step are done."""

    def __call__(self, done: int = 1) -> None:
        """Count ``done`` more units."""


class Display:
    """The progress of one run, written to a console."""

    def __init__(self, console: Console) -> None:
        self._console = console

    @contextmanager
    def step(self, title: str, *, total: int) -> Iterator[Advance]:
        """Show one step while it lasts; ``total`` is the number of units it has."""
        if not self._console.is_terminal:
            self._console.print(title)
            yield _silent
            return
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        with Progress(*columns, console=self._console) as progress:
            task = progress.add_task(title, total=total)
            yield lambda done=1: progress.advance(task, done)


def _silent(done: int = 1) -> None:
    del done
