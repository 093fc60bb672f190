"""Begin the process that forks workers before it is known what they will need.

In:  nothing; the command line begins it, before its own imports
Out: a process that imports what every workshop needs, for the first ForkServer that wants one

Its imports take half a second and so do those of the command: two processors do both at once. A
process that nobody took ends with the block it was begun in.
"""

from __future__ import annotations

import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO, cast

#: The process that waits, if any.
_waiting: list[Begun] = []


@dataclass(frozen=True, slots=True)
class Begun:
    """A process that has been told nothing yet.

    Args:
        process: It.
        line: Our end of the pair of sockets over which it is asked.
    """

    process: subprocess.Popen[bytes]
    line: socket.socket

    @property
    def stdin(self) -> IO[bytes]:
        """Where it waits for its workshop."""
        return cast("IO[bytes]", self.process.stdin)

    def end(self) -> int:
        """End it; returns how it ended."""
        self.process.kill()
        code = self.process.wait()
        self.line.close()
        return code


def is_possible() -> bool:
    """Whether this system has what it takes."""
    return sys.platform == "linux"


@contextmanager
def begun(*, is_wanted: bool) -> Iterator[None]:
    """Begin a process that is at hand within the block, if it is wanted and can be had."""
    if is_wanted and is_possible():
        _waiting.append(begin())
    try:
        yield
    finally:
        while _waiting:
            _end(_waiting.pop())


def taken() -> Begun:
    """The process that waits, or a new one."""
    return _waiting.pop() if _waiting else begin()


def begin() -> Begun:
    """Begin a process."""
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    # -P: a file csv.py in the user's folder must not stand in for the library's
    command = [sys.executable, "-P", "-m", "extract.engine.forkserver", str(theirs.fileno())]
    process = subprocess.Popen(  # noqa: S603  # our own module, no shell
        command, stdin=subprocess.PIPE, pass_fds=[theirs.fileno()]
    )
    theirs.close()
    return Begun(process, ours)


def _end(begun: Begun) -> None:
    begun.stdin.close()
    begun.end()
