"""What a run says to a person: how far it is, and a summary.

In:  how far the run is, and its RunSummary
Out: "21 documents (21 ok): 21 new", rows per table, failures by reason
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

import typer

from extract.cli.session import print_decided
from extract.cli.steps import OnProgress, Steps
from extract.spelling import counted

if TYPE_CHECKING:
    from extract.api.preview import Preview
    from extract.api.run import RunSummary
    from extract.engine.batch import Progress

#: Failures named one by one in the summary; the table `documents` names them all.
FAILURES_SHOWN: Final = 10
#: Words from which on a rate says something: to load the model takes as long as some thousands.
RATE_WORDS: Final = 5_000
#: Seconds within which a model is loaded, on a slow machine too. Origin: reasoned; mostly 2 to 6.
LOADING: Final = 15.0
#: Without a terminal, a line is printed after every so many documents.
PLAIN_STEP: Final = 100


class Terminal(Steps):
    """Messages for a person, errors included."""

    @contextmanager
    def lines(self) -> Iterator[OnProgress]:
        """A line after every hundredth document, for logs."""

        def step(now: Progress) -> None:
            is_due = now.done % PLAIN_STEP == 0 or now.done == now.total
            if now.stage == "extracting" and is_due:
                typer.echo(f"{now.done} of {now.total} documents", err=True)

        yield step

    def planned(self, preview: Preview, out_dir: str) -> None:
        """Say what a run would do."""
        typer.echo(
            f"{counted(preview.files, 'file')}: {preview.new_files:,} new or changed, to be read "
            "again with their neighbours"
        )
        typer.echo(
            f"documents in the others: {preview.unchanged:,} unchanged, {preview.to_extract:,} "
            f"to be extracted"
        )
        typer.echo(f"nothing was written to {out_dir}")

    def finished(self, summary: RunSummary, out_dir: str) -> None:
        """What is there, what of it is new, rows per table, failures by reason."""
        by_status = sorted(summary.statuses.items())
        statuses = ", ".join(f"{count} {status}" for status, count in by_status)
        typer.echo(f"{counted(summary.documents, 'document')} ({statuses}): {_changed(summary)}")
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
        _print_place(summary, out_dir)

    def applied(self, summary: RunSummary) -> None:
        """What became of the corrections, and which documents are other than before."""
        print_decided(summary.decided)
        changes = summary.changes
        typer.echo(f"{counted(changes.new + changes.changed, 'document')} extracted again")
        _print_failures(summary)
        _print_place(summary, str(summary.out_dir))


def _print_place(summary: RunSummary, out_dir: str) -> None:
    state = "" if summary.is_replaced else " (as they were)"
    typer.echo(f"-> {out_dir}{state}")


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
        spent = f"{summary.seconds:.1f} s"
        if summary.seconds < LOADING:  # else a document that was given up took most of them
            spent += ", most of them to load the model"
        return f"{counted(summary.new_words, 'word')} in {spent}"
    documents = summary.changes.new + summary.changes.changed
    return (
        f"{summary.new_words:,} words in {summary.seconds:.1f} s: "
        f"{summary.new_words / summary.seconds:,.0f} words/s, "
        f"{documents / summary.seconds:,.1f} documents/s"
    )
