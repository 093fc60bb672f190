"""Let the tables follow what people decided, at once.

In:  the folder of a run        apply_corrections("data/processed")
Out: its tables made again: only documents that a new decision touches are extracted
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from extract.api.folders import CSV_FILES
from extract.api.run import RunSummary, quiet, run_folder
from extract.api.show import OUT_DIR
from extract.engine.batch import Progress
from extract.engine.last import last_run
from extract.engine.store import STORE
from extract.errors import CorrectionError, OutputError
from extract.settings import Settings
from extract.writing.manifest import read_manifest


def apply_corrections(
    folder: Path | str = OUT_DIR,
    *,
    settings: Settings | None = None,
    workers: int | None = None,
    on_progress: Callable[[Progress], None] = quiet,
) -> RunSummary:
    """Repeat the last run with the decisions of the log as it is now.

    The input is the one that the manifest names; `--metadata`, `--limit` and `--no-csv` of the
    last run hold.

    Args:
        folder: What `extract run` wrote.
        settings: Model, limits and the folder of the log.
        workers: As in `run_folder`.
        on_progress: Told how far the run is.

    Returns:
        The summary of the run; its `decided` says which decisions apply.

    Raises:
        OutputError: The folder holds no tables.
        CorrectionError: What the last run was told is not known any more.
    """
    out_dir = Path(folder)
    manifest = read_manifest(out_dir)
    if manifest is None:
        raise OutputError.no_tables(out_dir, "manifest.json")
    last = last_run(out_dir / STORE / "last.sqlite")
    if last is None:
        raise CorrectionError.no_last_run(out_dir)
    return run_folder(
        out_dir / str(manifest["input"]),
        out_dir,
        settings=settings,
        metadata=last.metadata,
        limit=last.limit,
        workers=workers,
        with_csv=(out_dir / CSV_FILES[0]).exists(),
        on_progress=on_progress,
    )
