"""What a worker process does: takes jobs from its input, sends results to its output.

In:  (note, workshop) once, then jobs, on standard input; from our own parent alone
Out: messages on standard output: Step while at work, then Done, or Failed with the reason

Run as `python -m extract.engine.worker`, or forked by `forkserver`, with pipes of its own and all
that is loaded there. Whatever else prints goes to standard error.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
import time
import traceback
from pathlib import Path
from typing import IO, TYPE_CHECKING, Final, cast

from extract.engine.messages import Failed, Step, WarmUp, receive, send

if TYPE_CHECKING:
    from extract.engine.base import Job, Workshop

#: Most often that a worker says how far it is, in seconds.
STEP_SECONDS: Final = 0.1
#: Workers share the processor as processes; threads of theirs would only stand in line, and a
#: process with threads cannot be forked.
_ONE_THREAD: Final = {
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "JE_ARROW_MALLOC_CONF": "background_thread:false",
}


class _Steps:
    """Gathers finished documents and tells of them now and then."""

    def __init__(self, out: IO[bytes]) -> None:
        self._out = out
        self._gathered = 0
        self._told = time.monotonic()

    def __call__(self) -> None:
        self._gathered += 1
        if time.monotonic() - self._told >= STEP_SECONDS:
            self.flush()

    def flush(self) -> None:
        """Tell of all that is done."""
        if self._gathered:
            send(self._out, Step(self._gathered))
            self._gathered, self._told = 0, time.monotonic()


class _NoPandas:
    """Finds no pandas."""

    def find_spec(self, name: str, _path: object = None, _target: object = None) -> None:
        if name == "pandas":
            raise ModuleNotFoundError(name, name=name)


def make_first_array() -> None:
    """Make pyarrow's first array, with which it asks for pandas, once: 45 MB that no job uses.

    Whoever else wants pandas, a user's component of spaCy say, gets it afterwards.
    """
    import pyarrow as pa  # noqa: PLC0415  # after _ONE_THREAD

    hidden = _NoPandas()
    sys.meta_path.insert(0, hidden)
    try:
        pa.array([0])
    finally:
        sys.meta_path.remove(hidden)


def settle_in() -> IO[bytes]:
    """Prepare a process of ours, before numpy is imported; returns where results go."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group; we are told
    os.environ.update(_ONE_THREAD)
    make_first_array()
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return out


def warm_up(workshop: Workshop) -> None:
    """Load model and rules for as long as the process lives."""
    workshop.warm_up()
    gc.freeze()  # nobody need look them over; and what nobody touches, forks share


def failed(error: Exception) -> Failed:
    """What the parent is told of an error that is no document's, in its handler."""
    if isinstance(error, OSError):
        return Failed(error.errno, error.strerror or str(error))
    return Failed(None, traceback.format_exc())  # a bug of ours: the parent raises it


def work(
    jobs: IO[bytes], out: IO[bytes], note: Path, workshop: Workshop, *, is_warm: bool
) -> None:
    """Do one job after another; ends the process when there are no more.

    Args:
        jobs: Where jobs come from.
        out: Where results go.
        note: File that is to say which document is at work.
        workshop: What jobs need.
        is_warm: Whether model and rules are loaded.
    """
    try:
        _work(jobs, out, note, workshop, is_warm=is_warm)
    except (EOFError, BrokenPipeError):  # no more jobs, or nobody who wants the results
        os._exit(0)  # nothing is open; taking the model apart would only cost time


def _work(
    jobs: IO[bytes], out: IO[bytes], note: Path, workshop: Workshop, *, is_warm: bool
) -> None:
    """Do one job after another; ends with EOFError."""
    from extract.engine.watch import ProcessWatch, limit_memory  # noqa: PLC0415  # after _ONE_THREAD

    steps = _Steps(out)
    watch = ProcessWatch(note, workshop.limits.seconds, steps)
    limit_memory(workshop.limits.megabytes)
    while True:
        job = cast("Job | WarmUp", receive(jobs))
        try:
            if not is_warm and (isinstance(job, WarmUp) or job.needs_pipeline):
                limit_memory(None)
                warm_up(workshop)
                limit_memory(workshop.limits.megabytes)
                is_warm = True
            if isinstance(job, WarmUp):
                continue
            result: object = job.run(workshop, watch)
        except Exception as error:  # noqa: BLE001  # the parent raises it
            result = failed(error)
        steps.flush()
        send(out, result)


def main() -> None:
    """Work until the input ends."""
    out = settle_in()
    jobs = sys.stdin.buffer
    try:
        note, workshop = cast("tuple[Path, Workshop]", receive(jobs))
    except EOFError:
        return
    work(jobs, out, note, workshop, is_warm=False)


if __name__ == "__main__":
    main()
