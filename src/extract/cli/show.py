"""`extract show`: one document with its mentions, or one row with all that made it.

In:  extract show igo-border, extract show igo-border:places:412-421
Out: text with marked mentions and rows by table; or rules, meanings and sources of one row

On a terminal mentions have colours; without one, or with NO_COLOR, brackets.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from extract.cli.completion import complete_target
from extract.cli.session import errors_as_text, read_settings

if TYPE_CHECKING:
    from rich.console import Console

OUT_DIR = Path("data/processed")


def show(
    target: Annotated[
        str,
        typer.Argument(
            metavar="DOC|MENTION_ID",
            help="A doc_id, a part of one, or a row's id.",
            autocompletion=complete_target,
        ),
    ],
    tables_dir: Annotated[
        Path, typer.Option("--tables", "--out", help="What `extract run` wrote.")
    ] = OUT_DIR,
) -> None:
    """Show one document with its mentions, or explain one row."""
    from extract.api.show import is_mention_id, show_document  # heavy imports wait until work
    from extract.cli.pages.document import document_page

    console = _console()
    with errors_as_text():
        if is_mention_id(target):
            from extract.api.explain import explain
            from extract.cli.pages.row import row_page

            page = row_page(explain(target, tables_dir, settings=read_settings()), console)
        else:
            page = document_page(show_document(target, tables_dir), console)
    for part in page:
        console.print(part)


def _console() -> Console:
    """A console that invents nothing: no emoji, no markup out of the texts."""
    from rich.console import Console

    return Console(markup=False, emoji=False, highlight=False, soft_wrap=False)
