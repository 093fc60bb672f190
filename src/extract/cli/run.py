"""`extract run`: press texts in, five tables out.

In:  extract run data/raw --out data/processed
Out: how far it is and what it did, for a person (terminal.py) or a program (journal.py)
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from extract.cli.choices import one_of
from extract.cli.session import LogJson, journal_for, read_settings
from extract.cli.terminal import Terminal
from extract.errors import EXIT_SOME_DOCUMENTS_FAILED

if TYPE_CHECKING:
    from extract.cli.journal import Journal

OUT_DIR = "data/processed"
WORK_DIR = Path("data/work")
#: Who may carry out the work.
ENGINES = ("local", "ray")


def run(
    in_dir: Annotated[
        str, typer.Argument(help="Raw press texts: a folder, a file, or the URL of one.")
    ],
    out_dir: Annotated[
        str, typer.Option("--out", help="Where the tables go: a folder or its URL.")
    ] = OUT_DIR,
    force: Annotated[
        bool, typer.Option("--force", help="Replace tables of another input; do all anew.")
    ] = False,
    metadata: Annotated[
        Path | None,
        typer.Option("--metadata", help="CSV (path or doc_id, published, title, source, url)."),
    ] = None,
    limit: Annotated[
        int | None, typer.Option("--limit", min=1, help="Read only so many documents.")
    ] = None,
    model: Annotated[
        Path | None, typer.Option("--model", help="Another spaCy pipeline with an `ner`.")
    ] = None,
    workers: Annotated[
        int | None, typer.Option("--workers", min=1, help="Worker processes; one a core.")
    ] = None,
    engine: Annotated[
        str,
        typer.Option(
            "--engine", help="local: worker processes; ray: Ray Data.", **one_of(ENGINES)
        ),
    ] = "local",
    address: Annotated[
        str | None, typer.Option("--address", help="Of a Ray cluster; a local one without.")
    ] = None,
    work: Annotated[
        Path, typer.Option("--work", help="With URLs: the folder for copies and what is done.")
    ] = WORK_DIR,
    no_csv: Annotated[bool, typer.Option("--no-csv", help="Write Parquet files alone.")] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would be done, and do nothing.")
    ] = False,
    log_json: LogJson = False,
) -> None:
    """Extract every text under IN_DIR into five tables."""
    said = journal_for(log_json=log_json) or Terminal()
    if dry_run:
        _preview(said, Path(in_dir), Path(out_dir), metadata, model)
        return
    with said.begin("run", in_dir, out_dir) as on_progress, _early(out_dir, workers, engine):
        from extract.api.remote import run_places  # heavy imports wait until work begins
        from extract.engine.staff import cores

        summary = run_places(
            in_dir,
            out_dir,
            work,
            options={
                "settings": read_settings(model),
                "metadata": metadata,
                "limit": limit,
                "force": force,
                "workers": workers or cores(),
                "with_csv": not no_csv,
                "engine": engine,
                "address": address,
                "on_progress": on_progress,
            },
        )
    said.finished(summary, out_dir)
    if summary.failures:
        raise typer.Exit(EXIT_SOME_DOCUMENTS_FAILED)


def _early(out_dir: str, workers: int | None, engine: str) -> AbstractContextManager[None]:
    """Let a process get ready meanwhile, if all signs say that one will be needed."""
    from extract.engine.early import begun

    is_first = not Path(out_dir).exists()
    return begun(is_wanted=is_first and workers != 1 and engine == "local")


def _preview(
    said: Terminal | Journal,
    in_dir: Path,
    out_dir: Path,
    metadata: Path | None,
    model: Path | None,
) -> None:
    """Say what a run would do."""
    with said.begin("run", str(in_dir), str(out_dir)):
        from extract.api.preview import preview_folder

        settings = read_settings(model)
        preview = preview_folder(in_dir, out_dir, settings=settings, metadata=metadata)
    said.planned(preview, str(out_dir))
