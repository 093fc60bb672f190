"""`extract init`: a folder to begin with.

In:  extract init border-talks
Out: the layout that the other commands expect; the commands to type next
"""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Annotated

import typer

from extract.cli.session import errors_as_text
from extract.spelling import counted


def init(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder; made if missing.")],
) -> None:
    """Start a project: the usual folders, extract.toml with every key, one example."""
    from extract.api.start import start_project  # heavy imports wait until work begins

    with errors_as_text():
        started = start_project(folder)
    for name in started.kept:
        typer.echo(f"  left as it was: {name}")
    typer.echo(f"{counted(len(started.written), 'file')} -> {folder}")
    typer.echo("next:")
    is_here = folder.resolve() == Path.cwd()
    go_there = [] if is_here else [f"cd {shlex.quote(str(folder))}"]
    for command in (*go_there, "extract run data/raw", "extract show example", "extract report"):
        typer.echo(f"  {command}")
