"""Keep what is done between runs: `OUT/.shards`, named by content, safe to delete.

In:  a key that is a hash of all that shapes the content
Out: a file or folder that is there whole or not at all

    units/ab/abcd....parquet     texts of a run of files, as reading found them
    shards/cd/cdef.../           five tables of a run of documents, CSV rows, and an index
    plan.sqlite, last.sqlite     the documents of this run and of the last one that was finished
    notes/                       what each worker is at, for the one who buries it
    new/                         what is being written; nothing there counts
    lock                         held by the run at work
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from uuid import uuid4

STORE: Final = ".shards"


@dataclass(frozen=True, slots=True)
class Store:
    """The folder of one output.

    Args:
        root: `OUT/.shards`.
    """

    root: Path

    def unit(self, key: str) -> Path:
        """Where the texts of a run of files are, or will be."""
        return self.root / "units" / key[:2] / f"{key}.parquet"

    def shard(self, key: str) -> Path:
        """Where the tables of a shard are, or will be."""
        return self.root / "shards" / key[:2] / key

    def shards(self) -> Iterator[str]:
        """Keys of all committed shards."""
        return (path.name for path in sorted((self.root / "shards").glob("*/*")))

    def units(self) -> Iterator[str]:
        """Keys of all committed units."""
        return (path.stem for path in sorted((self.root / "units").glob("*/*")))

    @property
    def plan(self) -> Path:
        """Documents of the run at work."""
        return self.root / "plan.sqlite"

    @property
    def last(self) -> Path:
        """Documents of the last run that was finished."""
        return self.root / "last.sqlite"

    @property
    def notes(self) -> Path:
        """Where workers write what they are at."""
        return self.root / "notes"

    def begin(self, *, anew: bool) -> None:
        """Make the folders; throw away what was half written, or with `anew` everything."""
        for name in ("units", "shards", "new", "notes") if anew else ("new", "notes"):
            shutil.rmtree(self.root / name, ignore_errors=True)
        for name in ("new", "notes", "units", "shards"):
            (self.root / name).mkdir(parents=True, exist_ok=True)

    def commit(self, target: Path, write: Callable[[Path], None]) -> None:
        """Write a file or folder, force it to the disk, and rename it to where it counts.

        Args:
            target: A path that `unit` or `shard` gave.
            write: Writes to the path it is given.
        """
        new = self.root / "new" / uuid4().hex
        try:
            write(new)
            _to_disk(new)
            target.parent.mkdir(parents=True, exist_ok=True)
            new.rename(target)
        except OSError:
            if not target.exists():  # else another worker was faster, with the same bytes
                raise
        finally:
            _remove(new)

    def sweep(self, is_used: Callable[[str], bool]) -> None:
        """Delete units and shards that the run did not use."""
        for key in self.shards():
            if not is_used(key):
                _remove(self.shard(key))
        for key in self.units():
            if not is_used(key):
                _remove(self.unit(key))


def _to_disk(path: Path) -> None:
    for file in path.iterdir() if path.is_dir() else (path,):
        with file.open("r+b") as stream:
            os.fsync(stream.fileno())


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)
