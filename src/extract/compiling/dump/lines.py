"""Read the tables of a GeoNames dump line by line, out of its zip or beside it.

In:  a folder with allCountries.zip or allCountries.txt
Out: Rows: number of the line and its cells; memory holds one line

A line that cannot be used is an error that names the file and the line.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Final

from extract.compiling.gathering import Progress
from extract.errors import GazetteerError

#: Bytes read at once, and bytes after which progress is told.
_BLOCK: Final = 1 << 20


def find_table(folder: Path, name: str) -> Path | None:
    """The file that holds a table, packed or not; None if there is none."""
    candidates = (folder / f"{name}.zip", folder / f"{name}.txt")
    return next((path for path in candidates if path.is_file()), None)


def read_rows(path: Path, cells: int, progress: Progress) -> Iterator[tuple[int, list[str]]]:
    """Number and cells of each line; empty lines and comments are left out.

    Args:
        path: A .txt with tabs between cells, or a .zip that holds one of the same name.
        cells: How many a line has at least.
        progress: Told of bytes read and bytes there are.

    Raises:
        GazetteerError: The file cannot be opened, or a line is too short or no UTF-8.
    """
    done = told = 0
    with _opened(path) as (stream, total):
        for number, raw in enumerate(stream, start=1):
            done += len(raw)
            if done - told >= _BLOCK or done == total:
                told = done
                progress(f"reading {path.stem}", done, total)
            if raw.startswith(b"#") or not raw.strip():
                continue
            try:
                row = raw.decode("utf-8").rstrip("\r\n").split("\t")
            except UnicodeDecodeError as error:
                raise GazetteerError.bad_line(path, number, "is no UTF-8") from error
            if len(row) < cells:
                reason = f"has {len(row)} cells, not {cells}"
                raise GazetteerError.bad_line(path, number, reason)
            yield number, row


@contextmanager
def _opened(path: Path) -> Iterator[tuple[IO[bytes], int]]:
    """The lines of a table, and how many bytes they are."""
    try:
        stream = path.open("rb", buffering=_BLOCK)
    except OSError as error:
        raise GazetteerError.bad_file(path, error.strerror or str(error)) from error
    with stream:
        if path.suffix != ".zip":
            yield stream, path.stat().st_size
            return
        try:
            with zipfile.ZipFile(stream) as archive:
                member = _member(archive, f"{path.stem}.txt")
                with archive.open(member) as lines:
                    yield lines, member.file_size
        except (zipfile.BadZipFile, zlib.error, EOFError) as error:
            raise GazetteerError.bad_file(path, f"is no whole zip with {path.stem}.txt") from error


def _member(archive: zipfile.ZipFile, name: str) -> zipfile.ZipInfo:
    try:
        return archive.getinfo(name)
    except KeyError as error:
        raise zipfile.BadZipFile(name) from error
