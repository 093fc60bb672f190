"""What processes of one run tell each other, besides jobs and `base.Done`.

In:  nothing; these are the shapes
Out: WarmUp, Step and Failed between a worker and its parent; Fork, WarmUp and Reap to a fork
     server, and Forked, Ready, Reaped and Failed from it; and how they are sent
"""

from __future__ import annotations

import pickle
from dataclasses import dataclass
from pathlib import Path
from typing import IO


@dataclass(frozen=True, slots=True)
class WarmUp:
    """Load model and rules while there is no job; a worker gives no answer, a server Ready."""


@dataclass(frozen=True, slots=True)
class Step:
    """So many documents more are done."""

    documents: int


@dataclass(frozen=True, slots=True)
class Failed:
    """A job could not be done, whatever its documents are.

    Args:
        errno: Number of the system's error; None if it was another.
        reason: What the system said, or the trace of our bug.
    """

    errno: int | None
    reason: str


@dataclass(frozen=True, slots=True)
class Fork:
    """Start a worker; the ends of its two pipes, for jobs and for results, come with this.

    Args:
        note: File in which the worker is to say which document it is at.
    """

    note: Path


@dataclass(frozen=True, slots=True)
class Forked:
    """A worker was started."""

    pid: int


@dataclass(frozen=True, slots=True)
class Ready:
    """Model and rules are loaded.

    Args:
        can_fork: Whether no other thread runs in the fork server, which a fork would leave behind
            with all the locks it holds. A user's own component of spaCy may start some.
    """

    can_fork: bool


@dataclass(frozen=True, slots=True)
class Reap:
    """Wait until a worker has ended.

    Args:
        pid: Which.
        is_unwanted: End it first.
    """

    pid: int
    is_unwanted: bool = False


@dataclass(frozen=True, slots=True)
class Reaped:
    """How a worker ended: its exit code, or minus the signal that ended it."""

    code: int


def send(out: IO[bytes], message: object) -> None:
    """Write one message and let it go."""
    pickle.dump(message, out)
    out.flush()


def receive(source: IO[bytes]) -> object:
    """Read one message; only from a process of our own, since pickles can run code.

    Raises:
        EOFError: The other side is gone.
    """
    try:
        return pickle.load(source)  # noqa: S301  # both ends of the pipe are ours
    except pickle.UnpicklingError as error:  # it went in the middle of a message
        raise EOFError from error
