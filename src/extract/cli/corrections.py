"""`extract corrections`: rows out to annotation tools, decisions back, and the tables follow.

In:  extract corrections apply --out data/processed
     extract corrections export prodigy todo.jsonl;  extract corrections import prodigy done.jsonl
Out: how many decisions of the log apply, and each that fits nowhere any more; files; new decisions
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from extract.cli.choices import one_of
from extract.cli.session import LogJson, errors_as_text, journal_for, read_settings
from extract.cli.terminal import Terminal
from extract.errors import EXIT_SOME_DOCUMENTS_FAILED
from extract.spelling import counted

OUT_DIR = Path("data/processed")

#: As `api.exchange` has them, which is not loaded for a mere `--help`.
TOOLS = ("prodigy", "doccano", "label-studio", "docbin", "conll")

app = typer.Typer(
    help="Let rows follow what people decided: the log under data/corrections.",
    no_args_is_help=True,
)


@app.command()
def apply(
    out_dir: Annotated[Path, typer.Option("--out", help="What `extract run` wrote.")] = OUT_DIR,
    model: Annotated[
        Path | None, typer.Option("--model", help="The pipeline that made the tables.")
    ] = None,
    workers: Annotated[
        int | None, typer.Option("--workers", min=1, help="Worker processes; one a core.")
    ] = None,
    log_json: LogJson = False,
) -> None:
    """Make the tables follow the log: only documents that a new decision touches are done."""
    from extract.api.corrections import apply_corrections  # heavy imports wait until work begins

    said = journal_for(log_json=log_json) or Terminal()
    with said.begin("corrections apply", str(out_dir), str(out_dir)) as on_progress:
        summary = apply_corrections(
            out_dir, settings=read_settings(model), workers=workers, on_progress=on_progress
        )
    said.applied(summary)
    if summary.failures:
        raise typer.Exit(EXIT_SOME_DOCUMENTS_FAILED)


@app.command("export")
def export_(
    tool: Annotated[str, typer.Argument(metavar="FORMAT", help=", ".join(TOOLS), **one_of(TOOLS))],
    out: Annotated[Path, typer.Argument(help="The file to write.")],
    tables_dir: Annotated[
        Path, typer.Option("--tables", help="What `extract run` wrote.")
    ] = OUT_DIR,
) -> None:
    """Write documents and rows for prodigy, doccano, label-studio, docbin (spaCy) or conll."""
    from extract.api.exchange import export_corrections

    with errors_as_text():
        documents = export_corrections(tool, out, tables_dir)
    typer.echo(f"{counted(documents, 'document')} -> {out}")


@app.command("import")
def import_(
    tool: Annotated[
        str, typer.Argument(metavar="FORMAT", help="What it was exported as.", **one_of(TOOLS))
    ],
    file: Annotated[Path, typer.Argument(help="The edited file.")],
    tables_dir: Annotated[
        Path, typer.Option("--tables", help="The tables it was made of.")
    ] = OUT_DIR,
    author: Annotated[str, typer.Option("--author", help="Who decided.")] = "import",
) -> None:
    """Add to the log what was changed in an exported file."""
    from extract.api.exchange import import_corrections

    with errors_as_text():
        imported = import_corrections(
            tool, file, tables_dir, settings=read_settings(), author=author
        )
    for refusal in imported.refused:
        typer.secho(f"  refused: {refusal}", fg="yellow", err=True)
    for decision in imported.decisions:
        typer.echo(f"  {decision}")
    made, read = len(imported.decisions), imported.documents
    typer.echo(f"{counted(made, 'decision')} in {counted(read, 'document')}")
    if imported.decisions:
        typer.echo("`extract corrections apply` makes the tables follow")
    if imported.refused:
        raise typer.Exit(EXIT_SOME_DOCUMENTS_FAILED)
