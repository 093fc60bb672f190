"""Replace a set of files as one: all new, or all old, whenever the process dies.

In:  a function that fills an empty folder
Out: its files in the output folder; what they replaced in `.previous`

Three folders stand beside the tables while that happens: `.writing` is filled and may be thrown
away, its rename to `.ready` is the moment of commitment, and what lies in `.ready` is moved into
place, by the next start if this one was killed.
"""

from __future__ import annotations

import filecmp
import os
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from extract.errors import OutputError

WRITING: Final = ".writing"
READY: Final = ".ready"
PREVIOUS: Final = ".previous"
#: Names, one a line, of files that go to `.previous` without a new one in their place.
RETIRED: Final = ".retired"


def replace_files(out_dir: Path, fill: Callable[[Path], None], owned: Sequence[str] = ()) -> bool:
    """Fill a fresh folder, then move its files into `out_dir`, all or none.

    Args:
        out_dir: Where the files go; made if it does not exist.
        fill: Writes every file into the folder it is given.
        owned: Names of files that go to `.previous` if `fill` writes none of that name.

    Returns:
        Whether anything was replaced; files that are all as they were stay, and so does
        `.previous`.

    Raises:
        OutputError: The system refused; the files in `out_dir` are the old ones.
    """
    try:
        finish(out_dir)
        writing = out_dir / WRITING
        shutil.rmtree(writing, ignore_errors=True)
        writing.mkdir(parents=True)
        fill(writing)
        retired = _retired(out_dir, writing, owned)
        if not retired and _are_equal(out_dir, writing):
            shutil.rmtree(writing)
            return False
        if retired:
            (writing / RETIRED).write_text("\n".join(retired), encoding="utf-8")
        _to_disk(writing)
        shutil.rmtree(out_dir / PREVIOUS, ignore_errors=True)
        writing.rename(out_dir / READY)
        finish(out_dir)
    except OSError as error:
        shutil.rmtree(out_dir / WRITING, ignore_errors=True)  # a full disk needs the room
        raise OutputError.unwritable(out_dir, error.strerror or str(error)) from error
    return True


def is_unfinished(out_dir: Path) -> bool:
    """Whether a replacement was committed but not carried out."""
    return (out_dir / READY).is_dir()


def finish(out_dir: Path) -> None:
    """Complete a replacement that was committed but not carried out; else do nothing."""
    if not is_unfinished(out_dir):
        return
    ready, previous = out_dir / READY, out_dir / PREVIOUS
    previous.mkdir(exist_ok=True)
    retired = ready / RETIRED
    if retired.exists():
        for name in retired.read_text(encoding="utf-8").split("\n"):
            if (out_dir / name).exists():
                (out_dir / name).replace(previous / name)
        retired.unlink()
    for path in sorted(ready.iterdir()):
        current = out_dir / path.name
        if current.exists():
            current.replace(previous / path.name)
        path.replace(current)
    ready.rmdir()


def _retired(out_dir: Path, writing: Path, owned: Sequence[str]) -> list[str]:
    return [name for name in owned if (out_dir / name).exists() and not (writing / name).exists()]


def _are_equal(out_dir: Path, writing: Path) -> bool:
    """Whether every new file is there already, byte for byte."""
    return all(
        (out_dir / path.name).is_file() and filecmp.cmp(path, out_dir / path.name, shallow=False)
        for path in writing.iterdir()
    )


def _to_disk(folder: Path) -> None:
    """Force the files of a folder to the disk before the rename that commits them."""
    for path in folder.iterdir():
        with path.open("r+b") as stream:
            os.fsync(stream.fileno())
