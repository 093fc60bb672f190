"""Run where the input, the output or both are URLs.

In:  run_places("s3://bucket/raw", "s3://bucket/processed", "work")
Out: the tables at the URL, the same bytes as from folders; a RunSummary

Copies of the input and what is done are kept in the work folder: the next run fetches and extracts
only what is new. With Ray on several machines, the work folder lies where all of them see it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from extract.api.folders import CSV_FILES, PARQUET_FILES
from extract.api.run import run_folder
from extract.engine.remote import fetch, is_url, place_of, publish
from extract.writing.lock import only_run
from extract.writing.manifest import MANIFEST

if TYPE_CHECKING:
    from extract.api.run import RunSummary

#: Where copies are kept unless the user says otherwise.
WORK_DIR: Final = Path("data/work")


def run_places(
    source: str, target: str, work: Path = WORK_DIR, *, options: Mapping[str, Any]
) -> RunSummary:
    """Extract every text at one place into five tables at another.

    Args:
        source: A folder, a file, or a URL of either.
        target: A folder, or the URL of one.
        work: Folder for copies and for what is done.
        options: Of `run_folder`.

    Returns:
        What `run_folder` says; its `out_dir` is in the work folder if the target is a URL.

    Raises:
        RemoteError: A URL cannot be read or written.
        ExtractError: As `run_folder`.
    """
    if not is_url(source) and not is_url(target):
        return run_folder(Path(source), Path(target), **options)
    home = work / hashlib.sha256(f"{source}\n{target}".encode()).hexdigest()[:12]
    in_dir, out_dir = Path(source), Path(target)
    with only_run(home):
        if is_url(source):
            in_dir = home / "raw"
            fetch(place_of(source), in_dir)
        if not is_url(target):
            return run_folder(in_dir, out_dir, **options)
        place, out_dir = place_of(target), home / "processed"  # a bad URL is told before the work
        summary = run_folder(in_dir, out_dir, **options)
        publish(out_dir, place, (*PARQUET_FILES, *CSV_FILES, MANIFEST))
    return summary
