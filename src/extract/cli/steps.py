"""What a long command says to a person on its way: a bar on a terminal, a line a step elsewhere.

In:  how far it is
Out: "measuring  12/27" as a bar; without a terminal "measuring", once
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import TYPE_CHECKING

import typer

from extract.cli.session import errors_as_text

if TYPE_CHECKING:
    from extract.engine.batch import Progress

#: Told how far a command is.
OnProgress = Callable[["Progress"], None]


class Steps:
    """Messages for a person, errors included."""

    @contextmanager
    def begin(
        self, _command: str, _source: str | None, _target: str | None
    ) -> Iterator[OnProgress]:
        """Show how far a command is, and its error if it ends with one."""
        with self.errors(), self.shown() as on_progress:
            yield on_progress

    def errors(self) -> AbstractContextManager[None]:
        """Print the error that ends the block, and leave with its exit code."""
        return errors_as_text()

    def shown(self) -> AbstractContextManager[OnProgress]:
        """What is told how far the command is."""
        return _bar() if sys.stderr.isatty() else self.lines()

    @contextmanager
    def lines(self) -> Iterator[OnProgress]:
        """A line at the beginning of each step, for logs."""
        told: set[str] = set()

        def step(now: Progress) -> None:
            if now.stage not in told:
                told.add(now.stage)
                typer.echo(now.stage, err=True)

        yield step


@contextmanager
def _bar() -> Iterator[OnProgress]:
    """A bar with the number of things a second and the time left; gone when the work is done."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
    from rich.progress import Progress as Bar
    from rich.progress import TimeRemainingColumn as TimeLeft

    rate = TextColumn("{task.fields[rate]:.1f}/s")
    text = TextColumn("{task.description}")
    columns = (text, BarColumn(), MofNCompleteColumn(), rate, TimeLeft())
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None, rate=0.0)

        def step(now: Progress) -> None:
            total = now.total or None  # how much there is may be unknown
            if bar.tasks[0].description != now.stage:
                bar.reset(task, description=now.stage, total=total, rate=0.0)
            speed = bar.tasks[0].speed or 0.0
            bar.update(task, completed=now.done, total=total, rate=speed)

        yield step
