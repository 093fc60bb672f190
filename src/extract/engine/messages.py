"""What a worker process and its parent tell each other, besides jobs and `base.Done`.

In:  nothing; these are the shapes
Out: WarmUp, Step, Failed, and how they are sent
"""

from __future__ import annotations

import pickle
from dataclasses import dataclass
from typing import IO


@dataclass(frozen=True, slots=True)
class WarmUp:
    """To a worker: load model and rules while there is no job; it gives no answer."""


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
