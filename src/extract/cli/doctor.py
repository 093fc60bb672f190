"""`extract doctor`: is this installation whole?

In:  nothing but the installation and extract.toml
Out: a line for each part, with the fix where something is wrong; exit code 1 if anything is
"""

from __future__ import annotations

import typer

from extract.cli.session import errors_as_text, read_settings
from extract.errors import EXIT_FAILED


def doctor() -> None:
    """Check model, place index, data files and libraries."""
    from extract.health import examine  # heavy imports wait until work begins

    with errors_as_text():
        findings = list(examine(read_settings()))
    for finding in findings:
        mark, colour = ("ok  ", "green") if finding.is_whole else ("BAD ", "red")
        typer.secho(mark, fg=colour, nl=False)
        typer.echo(f"{finding.part}: {finding.words}")
    if not all(finding.is_whole for finding in findings):
        raise typer.Exit(EXIT_FAILED)
