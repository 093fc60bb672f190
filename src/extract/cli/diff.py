"""`extract diff`: rows gained, lost and changed between two runs.

In:  extract diff;  extract diff before after --out changes.csv
Out: a line a row that differs, and counts by table
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from extract.cli.session import errors_as_text

if TYPE_CHECKING:
    from extract.tables.difference import Difference

_SIGNS: Final = {"gained": ("+", "green"), "lost": ("-", "red"), "changed": ("~", "yellow")}


def diff(
    first: Annotated[
        Path | None,
        typer.Argument(help="Tables of the earlier run; alone: of a run and its predecessor."),
    ] = None,
    second: Annotated[Path | None, typer.Argument(help="Tables of the later run.")] = None,
    out: Annotated[
        Path | None, typer.Option("--out", help="Write every difference to this CSV file.")
    ] = None,
) -> None:
    """List rows gained, lost and changed; by default since the run before the last."""
    from extract.api.diff import diff_runs, write_diff  # heavy imports wait until work begins

    with errors_as_text():
        found = diff_runs(first, second)
        if out is not None:
            write_diff(found, out)
    for one in found:
        sign, colour = _SIGNS[one.change]
        typer.secho(f"{sign} {one.table} {_told(one)}", fg=colour)
    counts = Counter((one.table, one.change) for one in found)
    for (table, change), count in counts.items():
        typer.echo(f"{table}: {count:,} {change}")
    if not found:
        typer.echo("no row differs")


def _told(one: Difference) -> str:
    moved = ", ".join(f"{name} {old!r} -> {new!r}" for name, (old, new) in one.columns.items())
    return f"{one.row_id} {one.text!r}" + (f": {moved}" if moved else "")
