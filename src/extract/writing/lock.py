"""One run at a time writes a folder.

In:  the folder
Out: a lock that the system gives back when the process ends, however it ends
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from extract.errors import OutputError

#: In the folder of what is kept between runs; it stays there when the lock is given back.
LOCK: Final = ".shards/lock"


@contextmanager
def only_run(out_dir: Path) -> Iterator[None]:
    """Hold the folder as long as the block runs.

    Raises:
        OutputError: Another process has it, or the folder cannot be written.
    """
    try:
        (out_dir / LOCK).parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(out_dir / LOCK, os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        raise OutputError.unwritable(out_dir, error.strerror or str(error)) from error
    try:
        if not _take(handle):
            raise OutputError.busy(out_dir)
        yield
    finally:
        os.close(handle)  # gives the lock back


def _take(handle: int) -> bool:
    """Whether the lock could be had."""
    try:
        if os.name == "nt":
            import msvcrt  # noqa: PLC0415  # Windows only

            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
        else:
            import fcntl  # noqa: PLC0415  # not on Windows

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except PermissionError:  # what Windows says of a lock that is taken
        return False
    return True
