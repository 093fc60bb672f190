"""A worker process as its parent sees it.

In:  the ends of its two pipes, and a way to wait for its end
Out: what became of a job: its result, or word of how the process ended

`Spawner` starts each worker as a command of its own; `forks` has the quicker way. Neither is that
of `multiprocessing`, which would import the user's script or notebook again in each of them.
"""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Protocol, cast
from uuid import uuid4

from extract.engine.base import Done, Job, Workshop
from extract.engine.messages import Failed, Step, WarmUp, receive, send
from extract.engine.watch import position_in, was_over_time


@dataclass(frozen=True, slots=True)
class Died:
    """A process ended in the middle of its work.

    Args:
        position: The document it was at; None if it was at none.
        is_over_time: Whether its timer ended it.
        ending: How it ended, in words.
    """

    position: int | None
    is_over_time: bool
    ending: str


class Reaper(Protocol):
    """Waits for the end of a process."""

    def __call__(self, *, is_unwanted: bool) -> int:
        """Wait, or end it first; returns its exit code, or minus the signal that ended it."""
        ...


class Worker:
    """A worker process.

    Args:
        jobs: Where it takes jobs from.
        results: Where it puts results.
        note: File that says which document it is at.
        reap: Waits for its end.
        is_warm: Whether it has model and rules; None if it loads them itself when it needs them.
    """

    def __init__(
        self,
        jobs: IO[bytes],
        results: IO[bytes],
        note: Path,
        reap: Reaper,
        *,
        is_warm: bool | None,
    ) -> None:
        self.count = 0
        self._jobs = jobs
        self._results = results
        self._note = note
        self._reap = reap
        self._is_warm = is_warm
        self._is_told = False

    def suits(self, job: Job) -> bool:
        """Whether it has what a job needs, or will get it."""
        return self._is_warm is not False or not job.needs_pipeline

    def do(self, job: Job, on_step: Callable[[Step], None]) -> Done | Failed | Died:
        """Do one job."""
        self.count += 1
        self.tell(job)
        try:
            while True:
                message = receive(self._results)
                if not isinstance(message, Step):
                    return cast("Done | Failed", message)
                on_step(message)
        except EOFError:
            code = self._reap(is_unwanted=False)
            self._close()
            return Died(position_in(self._note), was_over_time(self._note), ending(code))

    def warm_up(self) -> None:
        """Let it load model and rules, once, while there is no job."""
        if not self._is_told:
            self.tell(WarmUp())
            self._is_told = True

    def end(self) -> None:
        """End it, if it has not ended; it keeps nothing that is not committed."""
        if not self._jobs.closed:
            self._reap(is_unwanted=True)
            self._close()

    def tell(self, message: object) -> None:
        """Send it something."""
        with suppress(OSError):  # it is dead, as the next receive finds out
            send(self._jobs, message)

    def _close(self) -> None:
        for pipe in (self._jobs, self._results):
            with suppress(OSError):  # what was not sent to a dead process
                pipe.close()


class Starter(Protocol):
    """Starts workers."""

    def start(self, job: Job | None) -> Worker | Failed | Died:
        """Start a worker that suits a job; Failed or Died if none can be started."""
        ...

    def warm_up(self, worker: Worker) -> None:
        """Get a worker ready, or whoever starts those that follow, while there is no job."""
        ...

    def close(self) -> None:
        """Start no more."""
        ...


class Spawner:
    """Starts workers as commands.

    Args:
        workshop: What jobs need.
    """

    def __init__(self, workshop: Workshop) -> None:
        self._workshop = workshop

    def start(self, job: Job | None) -> Worker:  # noqa: ARG002  # it will suit any
        """Start a worker."""
        # -P: a file csv.py in the user's folder must not stand in for the library's
        command = [sys.executable, "-P", "-m", "extract.engine.worker"]
        process = subprocess.Popen(  # noqa: S603  # our own module, no shell
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )

        def reap(*, is_unwanted: bool) -> int:
            if is_unwanted:
                process.kill()
            return process.wait()

        note = note_for(self._workshop)
        jobs, results = cast("IO[bytes]", process.stdin), cast("IO[bytes]", process.stdout)
        worker = Worker(jobs, results, note, reap, is_warm=None)
        worker.tell((note, self._workshop))
        return worker

    def warm_up(self, worker: Worker) -> None:
        """Let it load model and rules."""
        worker.warm_up()

    def close(self) -> None:
        """There is nothing to close."""


def note_for(workshop: Workshop) -> Path:
    """A file for the note of a new worker."""
    return workshop.store.notes / uuid4().hex


def ending(code: int) -> str:
    """How a process ended: "signal 9 (Killed)", "exit code 1"."""
    if code >= 0:
        return f"exit code {code}"
    return f"signal {-code} ({signal.strsignal(-code) or 'unknown'})"
