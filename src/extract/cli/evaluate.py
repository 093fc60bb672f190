"""`extract evaluate`: scores of the installed rules and model against annotated releases.

In:  extract evaluate data/gold/documents --split dev
Out: a table on the terminal; with --json the same figures as a file
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from extract.cli.choices import one_of
from extract.cli.session import LogJson, journal_for, read_settings
from extract.cli.steps import Steps
from extract.spelling import counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extract.evaluation.compare import Change
    from extract.evaluation.report import Report

#: As `evaluation.gold` has them, which is not loaded for a mere `--help`.
SPLITS = ("train", "dev", "guard")


def evaluate(
    gold: Annotated[Path, typer.Argument(help="Folder of annotated releases.")],
    split: Annotated[
        str | None, typer.Option("--split", help=", ".join(SPLITS), **one_of(SPLITS))
    ] = None,
    out: Annotated[Path | None, typer.Option("--json", help="Write the figures here.")] = None,
    against: Annotated[
        Path | None, typer.Option("--against", help="Tables of an earlier run, to compare rows.")
    ] = None,
    model: Annotated[
        Path | None, typer.Option("--model", help="Another spaCy pipeline with an `ner`.")
    ] = None,
    log_json: LogJson = False,
) -> None:
    """Score the rules and the model against annotated releases."""
    from extract.api.gold import evaluate_gold, write_scores  # heavy imports wait until work

    journal = journal_for(log_json=log_json)
    said = journal or Steps()
    target = None if out is None else str(out)
    with said.begin("evaluate", str(gold), target) as on_progress:
        report, moved = evaluate_gold(
            gold,
            split=split,
            settings=read_settings(model),
            before=against,
            on_progress=on_progress,
        )
    if journal is None:
        _print_report(report)
        _print_changes(moved)
    if out is not None:
        with said.errors():
            write_scores(report, out)
    if journal is not None:
        gained = sum(change.is_gain for change in moved)
        journal.tell(
            "evaluated",
            documents=report.documents,
            mean=report.mean,
            gained=gained,
            lost=len(moved) - gained,
            output=target,
            exit_code=0,
        )


def _print_report(report: Report) -> None:
    from rich.console import Console
    from rich.table import Table

    from extract.evaluation.report import HEADER

    table = Table(box=None, pad_edge=False)
    for number, name in enumerate(HEADER):
        table.add_column(name, justify="left" if number in {0, len(HEADER) - 1} else "right")
    for row in report.rows():
        table.add_row(*row)
    console = Console()
    console.print(table)
    console.print(
        f"{counted(report.documents, 'document')}; mean of the twelve F1 {100 * report.mean:.1f}; "
        "in brackets 95 % intervals over documents"
    )


def _print_changes(moved: Sequence[Change]) -> None:
    for change in moved:
        sign, colour = ("+", "green") if change.is_gain else ("-", "red")
        row = change.mention
        typer.secho(f"{sign} {change.word} {change.kind} {row.doc_id}: {row.text!r}", fg=colour)
