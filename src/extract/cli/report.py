"""`extract report`: the tables as one HTML file for people.

In:  extract report data/processed
Out: the file that was written, named on the terminal
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from extract.cli.session import errors_as_text

TABLES_DIR = Path("data/processed")


def report(
    tables_dir: Annotated[Path, typer.Argument(help="What `extract run` wrote.")] = TABLES_DIR,
    out: Annotated[
        Path | None,
        typer.Option("--out", help="HTML file; by default exports/report.html beside the tables."),
    ] = None,
    title: Annotated[str, typer.Option("--title", help="Shown at the top.")] = "Press report",
    without_text: Annotated[
        bool, typer.Option("--without-text", help="Leave out texts and sentences, for sharing.")
    ] = False,
) -> None:
    """Write one offline HTML file: texts with highlights, map, timeline, agreements."""
    from extract.api.report import write_report  # heavy imports wait until work begins

    with errors_as_text():
        written = write_report(tables_dir, out, title=title, with_text=not without_text)
    typer.echo(f"-> {written}")
