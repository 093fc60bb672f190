"""The sha256 of files.

In:  a path
Out: 64 hexadecimal digits; a large file is read once a process, and again when it was written
"""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path
from typing import Final

#: Bytes from which on a digest is remembered: reading smaller ones costs less than a mistake where
#: a file system's clock is coarse.
_LARGE: Final = 1_000_000


def sha256_of(path: Path) -> str:
    """The digest of a file, read in pieces.

    Raises:
        OSError: It cannot be read.
    """
    now = path.stat()
    if now.st_size < _LARGE:
        return _read(path)
    return _remembered(path.absolute(), now.st_size, now.st_mtime_ns, now.st_ino)


@lru_cache(maxsize=64)
def _remembered(path: Path, _size: int, _written: int, _node: int) -> str:
    """Weights and indexes, asked for with every text that a notebook extracts."""
    return _read(path)


def _read(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
