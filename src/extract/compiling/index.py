"""Write an index file: sorted on disk, the same input gives the same bytes, whole or not at all.

In:  a function that gathers places and names       (packages.gather, dump.gather)
Out: the index at its path, in the form that `knowledge.gazetteer` reads

A folder `.NAME.building` stands beside the index meanwhile. What a killed build leaves in it, the
next build throws away.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Final, TypeAlias

from extract.compiling.gathering import Gathering, Progress
from extract.errors import GazetteerError
from extract.knowledge.gazetteer import SCHEMA, Gazetteer, Origin, pack

#: Kibibytes of memory that SQLite may use for each file and to sort; the rest goes to the disk.
_MEMORY: Final = 16_384
#: Names after which progress is told.
_STEP: Final = 10_000
#: Where SQLite notes which version of it wrote a file; left there, the same input would give other
#: bytes on another machine. Nothing reads it (https://www.sqlite.org/fileformat.html, 1.3.14).
_SQLITE_VERSION: Final = slice(96, 100)
_SORTED: Final = """
SELECT n.key, n.id, MIN(n.rank), p.population
FROM scratch.name AS n CROSS JOIN scratch.place AS p ON p.id = n.id
GROUP BY n.key, n.id ORDER BY n.key
"""

_Row: TypeAlias = tuple[str, int, int, int]


def write_index(path: Path, gather: Callable[[Gathering], Origin], progress: Progress) -> None:
    """Gather, sort, write beside `path`, then rename.

    Args:
        path: Where the index goes.
        gather: Adds all places and names; returns where they come from.
        progress: Told how far it is.

    Raises:
        GazetteerError: The source cannot be read, the system refused to write, or something else
            stands there that would be lost.
    """
    if path.exists() and not Gazetteer.is_index(path):
        raise GazetteerError.foreign(path)
    work = path.with_name(f".{path.name}.building")
    try:
        shutil.rmtree(work, ignore_errors=True)
        work.mkdir(parents=True)
        try:
            _build(work, gather, progress)
            _publish(work / "index", path)
        finally:
            shutil.rmtree(work, ignore_errors=True)
    except (OSError, sqlite3.OperationalError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise GazetteerError.unwritable(path, reason) from error


def _build(work: Path, gather: Callable[[Gathering], Origin], progress: Progress) -> None:
    with closing(sqlite3.connect(work / "scratch")) as scratch:
        _hasten(scratch)
        gathering = Gathering(scratch)
        origin = gather(gathering)
        gathering.flush()
        (total,) = scratch.execute("SELECT COUNT(*) FROM name").fetchone()
    with closing(sqlite3.connect(work / "loose")) as base, _sorting_in(work, base):
        base.executescript(SCHEMA)
        _hasten(base)
        base.execute("ATTACH ? AS scratch", (str(work / "scratch"),))
        base.execute(
            "INSERT INTO origin VALUES (?, ?, ?, ?, ?)",
            (origin.source, origin.as_of, origin.kept, origin.licence, origin.attribution),
        )
        base.execute("INSERT INTO place SELECT * FROM scratch.place ORDER BY id")
        progress("sorting names", 0, total)
        rows = _counted(base.execute(_SORTED), total, progress)
        base.executemany("INSERT INTO name VALUES (?, ?)", _entries(rows))
        base.commit()
        base.execute("VACUUM main INTO ?", (str(work / "index"),))


def _hasten(base: sqlite3.Connection) -> None:
    """No journal and no waiting for the disk: a build that dies is thrown away."""
    for pragma in ("journal_mode = OFF", "synchronous = OFF", f"cache_size = -{_MEMORY}"):
        base.execute(f"PRAGMA {pragma}")


@contextmanager
def _sorting_in(work: Path, base: sqlite3.Connection) -> Iterator[None]:
    """Let SQLite sort in our folder: /tmp may be small, or memory."""
    folder = str(work).replace("'", "''")
    base.execute("PRAGMA temp_store = FILE")
    base.execute(f"PRAGMA temp_store_directory = '{folder}'")
    try:
        yield
    finally:
        base.execute("PRAGMA temp_store_directory = ''")


def _counted(rows: Iterable[_Row], total: int, progress: Progress) -> Iterator[_Row]:
    for done, row in enumerate(rows, start=1):
        if done % _STEP == 0:
            progress("writing names", done, total)
        yield row
    progress("writing names", total, total)


def _entries(rows: Iterable[_Row]) -> Iterator[tuple[str, bytes]]:
    """Each key with its places: primary names first, then the larger place, then the older id."""
    for key, group in groupby(rows, key=itemgetter(0)):
        places = sorted((rank, -population, number) for _, number, rank, population in group)
        yield key, pack((number, rank) for rank, _, number in places)


def _publish(built: Path, path: Path) -> None:
    with built.open("r+b") as stream:
        stream.seek(_SQLITE_VERSION.start)
        stream.write(bytes(_SQLITE_VERSION.stop - _SQLITE_VERSION.start))
        stream.flush()
        os.fsync(stream.fileno())
    built.replace(path)
