"""`extract run`: press texts in, five tables out.

In:  extract run data/raw --out data/processed
Out: a progress bar on a terminal, plain lines elsewhere, and a closing summary
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from extract.cli.session import errors_as_text, read_settings
from extract.errors import EXIT_SOME_DOCUMENTS_FAILED

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager

    from extract.api.run import RunSummary
    from extract.records import Document

OUT_DIR = Path("data/processed")
#: Failures named one by one in the summary; the table `documents` names them all.
FAILURES_SHOWN: Final = 10
#: Without a terminal, a line is printed after every so many documents.
PLAIN_STEP: Final = 100


def run(
    in_dir: Annotated[Path, typer.Argument(help="Raw press texts: a folder or a file.")],
    out_dir: Annotated[Path, typer.Option("--out", help="Where the tables go.")] = OUT_DIR,
    force: Annotated[
        bool, typer.Option("--force", help="Replace tables made from another input.")
    ] = False,
    metadata: Annotated[
        Path | None,
        typer.Option("--metadata", help="CSV (path or doc_id, published, title, source, url)."),
    ] = None,
    limit: Annotated[
        int | None, typer.Option("--limit", min=1, help="Read only so many documents.")
    ] = None,
    model: Annotated[
        Path | None, typer.Option("--model", help="Another spaCy pipeline with an `ner`.")
    ] = None,
) -> None:
    """Extract every text under IN_DIR into five tables."""
    from extract.api.run import run_folder  # heavy imports wait until work begins

    with errors_as_text(), _progress() as on_document:
        summary = run_folder(
            in_dir,
            out_dir,
            settings=read_settings(model),
            metadata=metadata,
            limit=limit,
            force=force,
            on_document=on_document,
        )
    _print_summary(summary)
    if summary.failures:
        raise typer.Exit(EXIT_SOME_DOCUMENTS_FAILED)


def _progress() -> AbstractContextManager[Callable[[Document, int, int], None]]:
    return _bar() if sys.stderr.isatty() else _plain_lines()


def _bar() -> AbstractContextManager[Callable[[Document, int, int], None]]:
    """A bar with documents a second and the time left."""
    from contextlib import contextmanager

    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
    from rich.progress import TimeRemainingColumn as TimeLeft

    @contextmanager
    def bar() -> Iterator[Callable[[Document, int, int], None]]:
        rate = TextColumn("{task.fields[rate]:.1f} documents/s")
        columns = (TextColumn("extracting"), BarColumn(), MofNCompleteColumn(), rate, TimeLeft())
        with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
            task = progress.add_task("", total=None, rate=0.0)

            def step(_document: Document, done: int, total: int) -> None:
                progress.update(task, completed=done, total=total)
                progress.update(task, rate=progress.tasks[0].speed or 0.0)

            yield step

    return bar()


def _plain_lines() -> AbstractContextManager[Callable[[Document, int, int], None]]:
    """A line after every hundredth document, for logs."""
    from contextlib import nullcontext

    def step(_document: Document, done: int, total: int) -> None:
        if done % PLAIN_STEP == 0 or done == total:
            typer.echo(f"{done} of {total} documents", err=True)

    return nullcontext(step)


def _print_summary(summary: RunSummary) -> None:
    """Rows per table, failures by reason, words a second."""
    rate = summary.words / summary.seconds if summary.seconds else 0.0
    counted = ", ".join(f"{count} {status}" for status, count in sorted(summary.statuses.items()))
    typer.echo(
        f"{summary.documents} documents ({counted}), {summary.words:,} words "
        f"in {summary.seconds:.1f} s: {rate:,.0f} words/s"
    )
    if summary.ignored:
        typer.echo(f"{summary.ignored} hidden or temporary files ignored")
    for name in summary.unmatched:
        typer.secho(f"  metadata for {name!r}: no such document", fg="yellow", err=True)
    width = max(len(table) for table in summary.rows)
    for table, rows in summary.rows.items():
        typer.echo(f"  {table:<{width}}  {rows:>7,} rows")
    for doc_id, error in summary.failures[:FAILURES_SHOWN]:
        typer.secho(f"  failed: {doc_id}: {error}", fg="yellow", err=True)
    hidden = len(summary.failures) - FAILURES_SHOWN
    if hidden > 0:
        typer.secho(f"  and {hidden} more, see documents.csv", fg="yellow", err=True)
    typer.echo(f"-> {summary.out_dir}")
