"""`extract export`: the tables in other people's formats.

In:  extract export sqlite data/processed
Out: the file or folder that was written, named on the terminal
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from extract.cli.choices import one_of
from extract.cli.session import errors_as_text

TABLES_DIR = Path("data/processed")

#: As `api.export` has them, which is not loaded for a mere `--help`.
FORMATS = ("sqlite", "xlsx", "geojson", "ftm", "jsonl", "datapackage")


def export(
    export_format: Annotated[
        str, typer.Argument(metavar="FORMAT", help=", ".join(FORMATS), **one_of(FORMATS))
    ],
    tables_dir: Annotated[Path, typer.Argument(help="What `extract run` wrote.")] = TABLES_DIR,
    out: Annotated[
        Path | None,
        typer.Option("--out", help="File or folder; by default in exports beside the tables."),
    ] = None,
    without_text: Annotated[
        bool, typer.Option("--without-text", help="Blank texts and sentences, for sharing.")
    ] = False,
    all_rows: Annotated[
        bool, typer.Option("--all-rows", help="Keep demonyms and vague dates too.")
    ] = False,
) -> None:
    """Write the tables as sqlite, xlsx, geojson, ftm, jsonl or datapackage."""
    from extract.api.export import export_tables  # heavy imports wait until work begins

    with errors_as_text():
        written = export_tables(
            tables_dir,
            export_format,
            out,
            with_text=not without_text,
            demonyms=all_rows,
            vague=all_rows,
        )
    typer.echo(f"-> {written}")
