"""The commands, each in a file of its own.

In:  the words after `extract`
Out: text on the terminal and an exit code: 0 done, 1 could not run, 2 wrong usage, 3 some
     documents failed
"""

from __future__ import annotations

from typing import Annotated

import typer

from extract.cli.corrections import app as corrections
from extract.cli.diff import diff
from extract.cli.doctor import doctor
from extract.cli.evaluate import evaluate
from extract.cli.export import export
from extract.cli.gazetteer import app as gazetteer
from extract.cli.init import init
from extract.cli.knowledge import knowledge
from extract.cli.models import app as models
from extract.cli.report import report
from extract.cli.review import review
from extract.cli.run import run
from extract.cli.show import show
from extract.cli.train import train

app = typer.Typer(
    name="extract",
    no_args_is_help=True,
    add_completion=True,
    pretty_exceptions_enable=False,
)


def _show_version(is_wanted: bool) -> None:  # typer hands it on
    if is_wanted:
        from importlib.metadata import version  # for this option only

        typer.echo(f"press-extract {version('press-extract')}")
        raise typer.Exit


@app.callback()
def main(
    *,
    _version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_show_version, is_eager=True, help="Print the version and stop."
        ),
    ] = False,
) -> None:
    """Actors, places, dates and cited agreements out of press texts, as tables, offline."""


app.command()(init)
app.command()(run)
app.command()(show)
app.command()(evaluate)
app.command()(export)
app.command()(report)
app.command()(review)
app.command()(train)
app.command()(diff)
app.command()(doctor)
app.add_typer(gazetteer, name="gazetteer")
app.add_typer(knowledge, name="knowledge")
app.add_typer(corrections, name="corrections")
app.add_typer(models, name="models")
