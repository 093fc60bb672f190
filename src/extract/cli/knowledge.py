"""`extract knowledge check`: every entry of every data file against its own examples.

In:  extract knowledge check [DIR]
Out: `file:line: record: problem. fix` for each problem, or a line for each file; exit code 1 with
     problems
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from extract.cli.session import errors_as_text, read_settings
from extract.errors import EXIT_FAILED
from extract.spelling import counted

if TYPE_CHECKING:
    from extract.settings import Settings

knowledge = typer.Typer(
    help="The data files that rules are made of, and a project's own.", no_args_is_help=True
)


@knowledge.callback()
def _group() -> None:
    """Keep `check` a command of its own."""


@knowledge.command()
def check(
    folder: Annotated[
        Path | None,
        typer.Argument(
            metavar="DIR",
            exists=True,
            file_okay=False,
            help="A project, or a folder of own CSV files; here by default.",
        ),
    ] = None,
) -> None:
    """Check every data file, packaged and your own, against its rules and examples."""
    from extract.api.knowledge import check_knowledge  # heavy imports wait until work begins

    with errors_as_text():
        settings = _settings(folder)
        found = list(check_knowledge(settings))
    for one in found:
        for problem in one.problems:
            typer.secho(str(problem), fg="red")
    width = max(len(one.file) for one in found)
    for one in found:
        if not one.problems:
            tried = f"{one.examples:>7,} examples" if one.examples else ""
            typer.echo(f"{one.file:<{width}}  {one.entries:>8,} entries {tried}".rstrip())
    count = sum(len(one.problems) for one in found)
    total = f"{len(found)} files, {sum(one.entries for one in found):,} entries"
    tried = f"{sum(one.examples for one in found):,} examples"
    said = counted(count, "problem") if count else "no problems"
    typer.secho(f"{total}, {tried}: {said}", fg="red" if count else "green")
    if count:
        raise typer.Exit(EXIT_FAILED)


def _settings(folder: Path | None) -> Settings:
    """Settings of the project that is meant; a folder of CSV files is none, but has its own."""
    from extract.settings import KNOWLEDGE, SETTINGS_FILE, load_settings

    if folder is None:
        return read_settings()
    if (folder / SETTINGS_FILE).is_file() or (folder / KNOWLEDGE).is_dir():
        return load_settings(folder)
    return replace(read_settings(), knowledge=folder)
