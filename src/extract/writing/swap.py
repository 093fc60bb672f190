"""Replace a set of files as one: all new, or all old, whenever the process dies.

In:  a function that fills an empty folder
Out: its files in the output folder; what they replaced in `.previous`

Three folders stand beside the tables while that happens: `.writing` is filled and may be thrown
away, its rename to `.ready` is the moment of commitment, and what lies in `.ready` is moved into
place, by the next start if this one was killed.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Final

from extract.errors import OutputError

WRITING: Final = ".writing"
READY: Final = ".ready"
PREVIOUS: Final = ".previous"


def replace_files(out_dir: Path, fill: Callable[[Path], None]) -> None:
    """Fill a fresh folder, then move its files into `out_dir`, all or none.

    Args:
        out_dir: Where the files go; made if it does not exist.
        fill: Writes every file into the folder it is given.

    Raises:
        OutputError: The system refused; the files in `out_dir` are the old ones.
    """
    try:
        finish(out_dir)
        writing = out_dir / WRITING
        shutil.rmtree(writing, ignore_errors=True)
        writing.mkdir(parents=True)
        fill(writing)
        _to_disk(writing)
        shutil.rmtree(out_dir / PREVIOUS, ignore_errors=True)
        writing.rename(out_dir / READY)
        finish(out_dir)
    except OSError as error:
        raise OutputError.unwritable(out_dir, error.strerror or str(error)) from error


def finish(out_dir: Path) -> None:
    """Complete a replacement that was committed but not carried out; else do nothing."""
    ready = out_dir / READY
    if not ready.is_dir():
        return
    previous = out_dir / PREVIOUS
    previous.mkdir(exist_ok=True)
    for path in sorted(ready.iterdir()):
        current = out_dir / path.name
        if current.exists():
            current.replace(previous / path.name)
        path.replace(current)
    ready.rmdir()


def _to_disk(folder: Path) -> None:
    """Force the files of a folder to the disk before the rename that commits them."""
    for path in folder.iterdir():
        with path.open("r+b") as stream:
            os.fsync(stream.fileno())
