"""What worker processes and libraries write on standard error, line by line.

In:  whatever is written to file descriptor 2 inside the block, by whomever
Out: each line handed on; afterwards the descriptor leads where it did before

Workers inherit the descriptor, and so do libraries in C: nothing in Python could catch them.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Thread
from typing import Final, TextIO

_STDERR: Final = 2
#: Seconds to wait for the last words of a process that outlives the block.
_LAST_WORDS: Final = 2.0


def is_stderr(stream: TextIO) -> bool:
    """Whether a stream writes to the descriptor of standard error itself."""
    try:
        return stream.fileno() == _STDERR
    except (OSError, ValueError):  # it has none, or is closed
        return False


@contextmanager
def strays(tell: Callable[[str], None]) -> Iterator[None]:
    """Hand on what is written to standard error.

    Args:
        tell: Called with each line that is not blank, from another thread. What it writes to
            standard error itself would come back to it.
    """
    before = os.dup(_STDERR)
    reader, writer = os.pipe()
    os.dup2(writer, _STDERR)
    os.close(writer)
    listener = Thread(target=_listen, args=(reader, tell), daemon=True)
    listener.start()
    try:
        yield
    finally:
        os.dup2(before, _STDERR)  # the listener ends with the last process that holds the pipe
        listener.join(_LAST_WORDS)
        os.close(before)


def _listen(reader: int, tell: Callable[[str], None]) -> None:
    with os.fdopen(reader, encoding="utf-8", errors="replace") as lines:
        for line in lines:
            if line.strip():
                tell(line.rstrip())
