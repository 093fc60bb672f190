"""`extract run`: press texts in, five tables out.

In:  extract run data/raw --out data/processed
Out: a progress bar on a terminal, plain lines elsewhere, and a closing summary
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from extract.cli.session import errors_as_text, print_decided, read_settings
from extract.errors import EXIT_SOME_DOCUMENTS_FAILED

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager

    from extract.api.run import RunSummary
    from extract.engine.batch import Progress

OUT_DIR = "data/processed"
WORK_DIR = Path("data/work")
#: Failures named one by one in the summary; the table `documents` names them all.
FAILURES_SHOWN: Final = 10
#: Without a terminal, a line is printed after every so many documents.
PLAIN_STEP: Final = 100


def run(
    in_dir: Annotated[
        str, typer.Argument(help="Raw press texts: a folder, a file, or the URL of one.")
    ],
    out_dir: Annotated[
        str, typer.Option("--out", help="Where the tables go: a folder or its URL.")
    ] = OUT_DIR,
    force: Annotated[
        bool, typer.Option("--force", help="Replace tables of another input; do all anew.")
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
    workers: Annotated[
        int | None, typer.Option("--workers", min=1, help="Worker processes; one a core.")
    ] = None,
    engine: Annotated[
        str, typer.Option("--engine", help="local: worker processes; ray: Ray Data.")
    ] = "local",
    address: Annotated[
        str | None, typer.Option("--address", help="Of a Ray cluster; a local one without.")
    ] = None,
    work: Annotated[
        Path, typer.Option("--work", help="With URLs: the folder for copies and what is done.")
    ] = WORK_DIR,
    no_csv: Annotated[bool, typer.Option("--no-csv", help="Write Parquet files alone.")] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would be done, and do nothing.")
    ] = False,
) -> None:
    """Extract every text under IN_DIR into five tables."""
    if dry_run:
        _preview(Path(in_dir), Path(out_dir), metadata, model)
        return
    from extract.api.remote import run_places  # heavy imports wait until work begins
    from extract.engine.staff import cores

    with errors_as_text(), _progress() as on_progress:
        summary = run_places(
            in_dir,
            out_dir,
            work,
            options={
                "settings": read_settings(model),
                "metadata": metadata,
                "limit": limit,
                "force": force,
                "workers": workers or cores(),
                "with_csv": not no_csv,
                "engine": engine,
                "address": address,
                "on_progress": on_progress,
            },
        )
    _print_summary(summary, out_dir)
    if summary.failures:
        raise typer.Exit(EXIT_SOME_DOCUMENTS_FAILED)


def _preview(in_dir: Path, out_dir: Path, metadata: Path | None, model: Path | None) -> None:
    """Say what a run would do."""
    from extract.api.preview import preview_folder

    with errors_as_text():
        preview = preview_folder(in_dir, out_dir, settings=read_settings(model), metadata=metadata)
    typer.echo(
        f"{preview.files:,} files: {preview.new_files:,} new or changed, to be read again with "
        f"their neighbours"
    )
    typer.echo(
        f"documents in the others: {preview.unchanged:,} unchanged, {preview.to_extract:,} to be "
        f"extracted"
    )
    typer.echo(f"nothing was written to {out_dir}")


def _progress() -> AbstractContextManager[Callable[[Progress], None]]:
    return _bar() if sys.stderr.isatty() else _plain_lines()


def _bar() -> AbstractContextManager[Callable[[Progress], None]]:
    """A bar with documents a second and the time left."""
    from contextlib import contextmanager

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
    from contextlib import nullcontext

    def step(now: Progress) -> None:
        if now.stage == "extracting" and (now.done % PLAIN_STEP == 0 or now.done == now.total):
            typer.echo(f"{now.done} of {now.total} documents", err=True)

    return nullcontext(step)


def _print_summary(summary: RunSummary, out_dir: str) -> None:
    """What is there, what of it is new, rows per table, failures by reason."""
    counted = ", ".join(f"{count} {status}" for status, count in sorted(summary.statuses.items()))
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
    for doc_id, error in summary.failures[:FAILURES_SHOWN]:
        typer.secho(f"  failed: {doc_id}: {error}", fg="yellow", err=True)
    hidden = len(summary.failures) - FAILURES_SHOWN
    if hidden > 0:
        typer.secho(f"  and {hidden} more, see the table documents", fg="yellow", err=True)
    state = "" if summary.is_replaced else " (as they were)"
    typer.echo(f"-> {out_dir}{state}")


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
    """Words and documents a second; a run with nothing new has no rate."""
    if not summary.new_words:
        return f"nothing to extract, {summary.seconds:.1f} s"
    documents = summary.changes.new + summary.changes.changed
    return (
        f"{summary.new_words:,} words in {summary.seconds:.1f} s: "
        f"{summary.new_words / summary.seconds:,.0f} words/s, "
        f"{documents / summary.seconds:,.1f} documents/s"
    )
