"""`extract corrections`: let the tables follow what people decided.

In:  extract corrections apply --out data/processed
Out: how many decisions of the log apply, and each that fits nowhere any more
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from extract.cli.session import errors_as_text, print_decided, read_settings

OUT_DIR = Path("data/processed")

app = typer.Typer(
    help="Apply what people decided about rows: the log under data/corrections.",
    no_args_is_help=True,
)


@app.command()
def apply(
    out_dir: Annotated[Path, typer.Option("--out", help="What `extract run` wrote.")] = OUT_DIR,
    model: Annotated[
        Path | None, typer.Option("--model", help="The pipeline that made the tables.")
    ] = None,
    workers: Annotated[
        int | None, typer.Option("--workers", min=1, help="Worker processes; one a core.")
    ] = None,
) -> None:
    """Make the tables follow the log: only documents that a new decision touches are done."""
    from extract.api.corrections import apply_corrections  # heavy imports wait until work begins

    with errors_as_text():
        summary = apply_corrections(out_dir, settings=read_settings(model), workers=workers)
    print_decided(summary.decided)
    changes = summary.changes
    typer.echo(f"{changes.new + changes.changed:,} documents extracted again")
    state = "" if summary.is_replaced else " (as they were)"
    typer.echo(f"-> {summary.out_dir}{state}")
