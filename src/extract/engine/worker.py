"""What a worker process does: takes jobs from its input, sends results to its output.

In:  (note, workshop) once, then jobs, on standard input; from our own parent alone
Out: messages on standard output: Step while at work, then Done, or Failed with the reason

Run as `python -m extract.engine.worker`. Whatever else prints goes to standard error.
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
#: Workers share the processor as processes; threads of theirs would only stand in line.
_ONE_THREAD: Final = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


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


def main() -> None:
    """Work until the input ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group; we are told
    os.environ.update(dict.fromkeys(_ONE_THREAD, "1"))  # before numpy is imported
    make_first_array()
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    jobs = sys.stdin.buffer
    try:
        note, workshop = cast("tuple[Path, Workshop]", receive(jobs))
        _work(jobs, out, note, workshop)
    except (EOFError, BrokenPipeError):  # no more jobs, or nobody who wants the results
        os._exit(0)  # nothing is open; taking the model apart would only cost time


def _work(jobs: IO[bytes], out: IO[bytes], note: Path, workshop: Workshop) -> None:
    """Do one job after another; ends with EOFError."""
    from extract.engine.watch import ProcessWatch, limit_memory  # noqa: PLC0415  # after _ONE_THREAD

    steps = _Steps(out)
    watch = ProcessWatch(note, workshop.limits.seconds, steps)
    limit_memory(workshop.limits.megabytes)
    is_warm = False
    while True:
        job = cast("Job | WarmUp", receive(jobs))
        try:
            if not is_warm and (isinstance(job, WarmUp) or job.needs_pipeline):
                limit_memory(None)
                workshop.warm_up()
                gc.freeze()  # model and rules live as long as we do: nobody need look them over
                limit_memory(workshop.limits.megabytes)
                is_warm = True
            if isinstance(job, WarmUp):
                continue
            result: object = job.run(workshop, watch)
        except OSError as error:
            result = Failed(error.errno, error.strerror or str(error))
        except Exception:  # noqa: BLE001  # a bug of ours: the parent raises it
            result = Failed(None, traceback.format_exc())
        steps.flush()
        send(out, result)


if __name__ == "__main__":
    main()
