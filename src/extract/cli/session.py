"""What every command begins and ends with: settings, and errors as text with an exit code.

In:  --model, and the extract.toml of the folder the command runs in
Out: Settings; an ExtractError leaves as one message and its exit code, a bug keeps its traceback
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from extract.errors import ExtractError

if TYPE_CHECKING:
    from extract.api.run import Decided
    from extract.cli.journal import Journal
    from extract.settings import Settings

#: Of every command that takes long.
LogJson = Annotated[
    bool, typer.Option("--log-json", help="All messages as JSON lines on stderr (docs/log.md).")
]


def journal_for(*, log_json: bool) -> Journal | None:
    """Where messages for a program go; None where a person reads them."""
    if not log_json:
        return None
    from extract.cli.journal import Journal

    return Journal()


def print_decided(decided: Decided) -> None:
    """How many decisions of the project's log apply, and each that does not."""
    if decided.applied or decided.unplaced:
        total = decided.applied + len(decided.unplaced)
        typer.echo(f"{decided.applied:,} of {total:,} corrections apply")
    for words in decided.unplaced:
        typer.secho(f"  correction fits nowhere any more: {words}", fg="yellow", err=True)
    for reason in decided.refused:
        typer.secho(f"  correction refused: {reason}", fg="yellow", err=True)


@contextmanager
def errors_as_text() -> Iterator[None]:
    """Print an error of the user's world and leave with its exit code."""
    try:
        yield
    except ExtractError as error:
        typer.secho(f"error: {error}", fg="red", err=True)
        raise typer.Exit(error.exit_code) from error


def read_settings(model: Path | None = None) -> Settings:
    """Settings of this folder, with another model if one was named.

    Raises:
        SettingsError: extract.toml cannot be used.
    """
    from extract.settings import load_settings

    settings = load_settings(Path())
    return settings if model is None else replace(settings, model=model)
