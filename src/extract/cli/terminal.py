"""What a run says to a person: a progress bar on a terminal, plain lines elsewhere, a summary.

In:  how far the run is, and its RunSummary
Out: "21 documents (21 ok): 21 new", rows per table, failures by reason
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import TYPE_CHECKING, Final

import typer

from extract.cli.session import errors_as_text, print_decided

if TYPE_CHECKING:
    from extract.api.preview import Preview
    from extract.api.run import RunSummary
    from extract.engine.batch import Progress

#: Failures named one by one in the summary; the table `documents` names them all.
FAILURES_SHOWN: Final = 10
#: Words from which on a rate says something: to load the model takes as long as some thousands.
RATE_WORDS: Final = 5_000
#: Without a terminal, a line is printed after every so many documents.
PLAIN_STEP: Final = 100


class Terminal:
    """Messages for a person, errors included."""

    @contextmanager
    def begin(self, _in_dir: str, _out_dir: str) -> Iterator[Callable[[Progress], None]]:
        """Show how far a run is, and its error if it ends with one."""
        with errors_as_text(), _bar() if sys.stderr.isatty() else _plain_lines() as on_progress:
            yield on_progress

    def planned(self, preview: Preview, out_dir: str) -> None:
        """Say what a run would do."""
        typer.echo(
            f"{preview.files:,} files: {preview.new_files:,} new or changed, to be read again "
            f"with their neighbours"
        )
        typer.echo(
            f"documents in the others: {preview.unchanged:,} unchanged, {preview.to_extract:,} "
            f"to be extracted"
        )
        typer.echo(f"nothing was written to {out_dir}")

    def finished(self, summary: RunSummary, out_dir: str) -> None:
        """What is there, what of it is new, rows per table, failures by reason."""
        counts = sorted(summary.statuses.items())
        counted = ", ".join(f"{count} {status}" for status, count in counts)
        typer.echo(f"{summary.documents:,} documents ({counted}): {_changed(summary)}")
        typer.echo(_rate(summary))
        if summary.ignored:
            typer.echo(f"{summary.ignored} hidden or temporary files ignored")
        if summary.duplicates:
            typer.echo(f"{summary.duplicates} nearly repeat another (near_duplicate_of)")
        for name in summary.unmatched:
            typer.secho(f"  metadata for {name!r}: no such document", fg="yellow", err=True)
        print_decided(summary.decided)
        width = max(len(table) for table in summary.rows)
        for table, rows in summary.rows.items():
            typer.echo(f"  {table:<{width}}  {rows:>7,} rows")
        _print_failures(summary)
        state = "" if summary.is_replaced else " (as they were)"
        typer.echo(f"-> {out_dir}{state}")


def _bar() -> AbstractContextManager[Callable[[Progress], None]]:
    """A bar with documents a second and the time left."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
    from rich.progress import Progress as Bar
    from rich.progress import TimeRemainingColumn as TimeLeft

    @contextmanager
    def bar() -> Iterator[Callable[[Progress], None]]:
        rate = TextColumn("{task.fields[rate]:.1f}/s")
        columns = (
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            rate,
            TimeLeft(),
        )
        with Bar(*columns, console=Console(stderr=True), transient=True) as progress:
            task = progress.add_task("", total=None, rate=0.0)

            def step(now: Progress) -> None:
                if progress.tasks[0].description != now.stage:
                    progress.reset(task, description=now.stage, total=now.total, rate=0.0)
                speed = progress.tasks[0].speed or 0.0
                progress.update(task, completed=now.done, total=now.total, rate=speed)

            yield step

    return bar()


def _plain_lines() -> AbstractContextManager[Callable[[Progress], None]]:
    """A line after every hundredth document, for logs."""

    def step(now: Progress) -> None:
        if now.stage == "extracting" and (now.done % PLAIN_STEP == 0 or now.done == now.total):
            typer.echo(f"{now.done} of {now.total} documents", err=True)

    return nullcontext(step)


def _print_failures(summary: RunSummary) -> None:
    for doc_id, error in summary.failures[:FAILURES_SHOWN]:
        typer.secho(f"  failed: {doc_id}: {error}", fg="yellow", err=True)
    hidden = len(summary.failures) - FAILURES_SHOWN
    if hidden > 0:
        typer.secho(f"  and {hidden} more, see the table documents", fg="yellow", err=True)


def _changed(summary: RunSummary) -> str:
    """As "840 unchanged, 12 new, 3 deleted"; what did not happen is left out."""
    changes = summary.changes
    parts = [
        f"{changes.unchanged:,} unchanged",
        f"{changes.new:,} new",
        f"{changes.changed:,} changed",
        f"{changes.deleted:,} deleted",
    ]
    return ", ".join(part for part in parts if not part.startswith("0 "))


def _rate(summary: RunSummary) -> str:
    """Words and documents a second, where that says something."""
    if not summary.new_words:
        return f"nothing to extract, {summary.seconds:.1f} s"
    if summary.new_words < RATE_WORDS:
        spent = f"{summary.seconds:.1f} s, most of them to load the model"
        return f"{summary.new_words:,} words in {spent}"
    documents = summary.changes.new + summary.changes.changed
    return (
        f"{summary.new_words:,} words in {summary.seconds:.1f} s: "
        f"{summary.new_words / summary.seconds:,.0f} words/s, "
        f"{documents / summary.seconds:,.1f} documents/s"
    )
