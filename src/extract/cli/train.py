"""`extract train`: learn from corrections; promoted only if nothing got worse.

In:  extract train --tables data/processed
Out: what was learned, a table of gains and losses, and whether the version is in use now
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from extract.cli.session import errors_as_text, read_settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager

    from extract.api.train import Trained
    from extract.engine.batch import Progress

OUT_DIR = Path("data/processed")


def train(
    tables_dir: Annotated[
        Path, typer.Option("--tables", help="What `extract run` wrote: the corrected texts.")
    ] = OUT_DIR,
    guard: Annotated[
        Path | None,
        typer.Option("--guard", help="Annotated releases that must not get worse."),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Learn and measure, but keep nothing.")
    ] = False,
) -> None:
    """Learn from corrections; what is better is used from the next run on."""
    from extract.api.train import train as learn  # heavy imports wait until work begins

    with errors_as_text(), _progress() as on_progress:
        trained = learn(
            tables_dir,
            settings=read_settings(),
            guard=guard,
            dry_run=dry_run,
            on_progress=on_progress,
        )
    _print_made(trained)
    _print_lines(trained)
    _print_moved(trained)
    _print_verdict(trained, dry_run=dry_run)


def _progress() -> AbstractContextManager[Callable[[Progress], None]]:
    """A bar on a terminal; a line a stage elsewhere."""
    from contextlib import contextmanager

    from rich.console import Console
    from rich.progress import Progress as Bar

    @contextmanager
    def bar() -> Iterator[Callable[[Progress], None]]:
        with Bar(console=Console(stderr=True), transient=True) as progress:
            task = progress.add_task("", total=None)
            yield lambda now: progress.update(
                task, description=now.stage, completed=now.done, total=now.total
            )

    @contextmanager
    def lines() -> Iterator[Callable[[Progress], None]]:
        told: set[str] = set()

        def tell(now: Progress) -> None:
            if now.stage not in told:
                told.add(now.stage)
                typer.echo(now.stage, err=True)

        yield tell

    return bar() if sys.stderr.isatty() else lines()


def _print_made(trained: Trained) -> None:
    learned, made_of = trained.candidate.learned, trained.made_of
    weights = "weights trained further" if trained.candidate.weights else "weights as they were"
    typer.echo(
        f"{made_of['decisions']:,} decisions in {made_of['documents']:,} documents: "
        f"{len(learned.names):,} names, {len(learned.stops):,} stops, {len(learned.heads):,} "
        f"heads, {len(learned.holders):,} office-holders; {weights}"
    )
    typer.echo(f"guard: {trained.guard}")


def _print_lines(trained: Trained) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table(box=None, pad_edge=False)
    for name in ("set", "", "measure"):
        table.add_column(name)
    for name in ("rows", "before", "after", "gain"):
        table.add_column(name, justify="right")
    table.add_column("95 %")
    for where, line in trained.candidate.lines:
        if not line.gain and not line.is_whole:
            continue  # the card of the version has them all
        table.add_row(
            where,
            f"{line.kind} {line.label}".strip(),
            line.measure,
            str(line.rows),
            f"{100 * line.before:.1f}",
            f"{100 * line.after:.1f}",
            f"{line.gain:+.1f}",
            f"{100 * line.low:+.1f} to {100 * line.high:+.1f}",
        )
    Console(soft_wrap=True).print(table)


def _print_moved(trained: Trained) -> None:
    """Every row that changes on the guard."""
    for change in trained.candidate.moved:
        sign, colour = ("+", "green") if change.is_gain else ("-", "red")
        row = change.mention
        typer.secho(f"{sign} {change.word} {change.kind} {row.doc_id}: {row.text!r}", fg=colour)


def _print_verdict(trained: Trained, *, dry_run: bool) -> None:
    verdict = trained.candidate.verdict
    for reason in verdict.reasons:
        typer.secho(f"  {reason}", fg="green" if verdict.promoted else "yellow")
    if dry_run:
        would = "would be promoted" if verdict.promoted else "would stay a candidate"
        typer.echo(f"nothing was written: it {would}")
    elif not trained.name:
        typer.echo(f"nothing new was learned; {trained.parent} stays in use")
    elif verdict.promoted:
        typer.echo(f"{trained.name} is in use from the next run on")
        typer.echo(f"`extract models use {trained.parent}` goes back")
    else:
        typer.echo(f"{trained.name} is kept as a candidate; {trained.parent} stays in use")
