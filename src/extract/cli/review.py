"""`extract review`: a local page to correct rows by keyboard.

In:  extract review --tables data/processed
Out: an address of 127.0.0.1, opened in the browser; decisions go into the project's log
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from extract.cli.session import errors_as_text, read_settings

OUT_DIR = Path("data/processed")


def review(
    tables_dir: Annotated[
        Path, typer.Option("--tables", "--out", help="What `extract run` wrote.")
    ] = OUT_DIR,
    port: Annotated[
        int, typer.Option("--port", min=0, max=65535, help="Of 127.0.0.1; 0 for a free one.")
    ] = 0,
    author: Annotated[
        str | None, typer.Option("--author", help="Who decides; by default your user name.")
    ] = None,
    no_browser: Annotated[
        bool, typer.Option("--no-browser", help="Print the address, open nothing.")
    ] = False,
) -> None:
    """Open a local page to correct actors, places, dates and agreements by keyboard."""
    import webbrowser
    from contextlib import suppress

    from extract.api.review import open_review  # heavy imports wait until work begins

    with errors_as_text():
        opened = open_review(tables_dir, settings=read_settings(), author=author, port=port)
    typer.echo(f"{opened.url}\nCtrl-C ends it; every decision is saved when it is made.")
    if not no_browser:
        webbrowser.open(opened.url)
    with suppress(KeyboardInterrupt):
        opened.serve()
    typer.echo("\n`extract corrections apply` makes the tables follow")
