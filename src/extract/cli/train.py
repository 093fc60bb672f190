"""`extract train`: learn from corrections; promoted only if nothing got worse.

In:  extract train --tables data/processed
Out: what was learned, a table of gains and losses, and whether the version is in use now
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from extract.cli.session import LogJson, journal_for, read_settings
from extract.cli.steps import Steps
from extract.spelling import counted

if TYPE_CHECKING:
    from extract.api.train import Trained

OUT_DIR = Path("data/processed")
#: Where versions lie.
VERSIONS: Final = "models"


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
    log_json: LogJson = False,
) -> None:
    """Learn from corrections; what is better is used from the next run on."""
    from extract.api.train import train as learn  # heavy imports wait until work begins

    journal = journal_for(log_json=log_json)
    said = journal or Steps()
    with said.begin("train", str(tables_dir), VERSIONS) as on_progress:
        trained = learn(
            tables_dir,
            settings=read_settings(),
            guard=guard,
            dry_run=dry_run,
            on_progress=on_progress,
        )
    if journal is not None:
        journal.tell("trained", **_told(trained), exit_code=0)
        return
    _print_made(trained)
    _print_lines(trained)
    _print_moved(trained)
    _print_verdict(trained, dry_run=dry_run)


def _told(trained: Trained) -> dict[str, object]:
    """What a program is told."""
    candidate = trained.candidate
    learned = candidate.learned
    return {
        "version": trained.name or None,
        "parent": trained.parent,
        "promoted": candidate.verdict.promoted,
        "reasons": candidate.verdict.reasons,
        "decisions": trained.made_of["decisions"],
        "documents": trained.made_of["documents"],
        "learned": {
            "names": len(learned.names),
            "stops": len(learned.stops),
            "heads": len(learned.heads),
            "holders": len(learned.holders),
        },
        "weights": candidate.weights is not None,
        "guard": trained.guard,
    }


def _print_made(trained: Trained) -> None:
    learned, made_of = trained.candidate.learned, trained.made_of
    weights = "weights trained further" if trained.candidate.weights else "weights as they were"
    typer.echo(
        f"{counted(made_of['decisions'], 'decision')} in "
        f"{counted(made_of['documents'], 'document')}: {counted(len(learned.names), 'name')}, "
        f"{counted(len(learned.stops), 'stop')}, {counted(len(learned.heads), 'head')}, "
        f"{counted(len(learned.holders), 'office-holder')}; {weights}"
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
