"""Run jobs in worker processes on this machine.

In:  jobs; how many workers
Out: their results. A document that hangs, takes too much memory or ends its process is quarantined
     alone: its job is done again without it.

Workers are started as commands of their own, not forked and not by `multiprocessing`, which would
import the user's script or notebook again in each of them.
"""

from __future__ import annotations

import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import islice
from queue import Empty, Queue
from threading import Thread
from typing import IO, Final, cast
from uuid import uuid4

from extract.engine.base import Done, Job, Workshop
from extract.engine.messages import Failed, Step, WarmUp, receive, send
from extract.engine.watch import deadly, position_in, too_slow, was_over_time
from extract.errors import EngineError

#: Jobs after which a worker makes room for a fresh one: no leak of a library lives on.
JOBS_OF_A_WORKER: Final = 500
#: Jobs that wait, for each worker: none stands idle while the next is planned.
WAITING: Final = 2
#: Times that a document may end its process before it is blamed: the system may have ended it.
STRIKES: Final = 2
#: How long a wait cannot be interrupted where Ctrl-C does not reach it (Windows), in seconds.
_WAIT: Final = 0.5


@dataclass(frozen=True, slots=True)
class _Died:
    """A worker ended in the middle of a job.

    Args:
        position: The document it was at; None if it was at none.
        is_over_time: Whether its timer ended it.
        ending: How it ended, in words.
    """

    position: int | None
    is_over_time: bool
    ending: str


#: What a hand tells the thread that runs the jobs.
_Told = Step | Done | BaseException


class LocalEngine:
    """Runs jobs in worker processes.

    Args:
        workshop: What jobs need.
        workers: Most processes at a time.
    """

    def __init__(self, workshop: Workshop, workers: int) -> None:
        self._hands = [_Hand(workshop) for _ in range(workers)]

    def close(self) -> None:
        """End the processes."""
        for hand in self._hands:
            hand.stop()

    def run(self, jobs: Iterable[Job], on_step: Callable[[], None]) -> Iterator[Done]:
        """Run jobs; the iterable is read in this thread, a few jobs ahead."""
        waiting: Queue[Job | None] = Queue()
        told: Queue[_Told] = Queue()
        rest, most = iter(jobs), WAITING * len(self._hands)
        pending = _put(waiting, islice(rest, most))
        if not pending:
            return
        with self._serving(waiting, told):
            while pending:
                message = _next(told)
                if isinstance(message, Step):
                    for _ in range(message.documents):
                        on_step()
                elif isinstance(message, Done):
                    yield message
                    pending += _put(waiting, islice(rest, most - pending + 1)) - 1
                else:
                    raise message

    @contextmanager
    def _serving(self, waiting: Queue[Job | None], told: Queue[_Told]) -> Iterator[None]:
        """Let all hands take jobs in the block."""
        threads = [
            Thread(target=hand.serve, args=(waiting, told), daemon=True) for hand in self._hands
        ]
        for thread in threads:
            thread.start()
        try:
            yield
        finally:
            for _ in threads:
                waiting.put(None)
        for thread in threads:  # all idle: the next jobs must find their processes free
            thread.join()


def _put(waiting: Queue[Job | None], jobs: Iterable[Job]) -> int:
    """Let jobs wait for a hand; returns how many there were."""
    count = 0
    for job in jobs:
        waiting.put(job)
        count += 1
    return count


def _next(told: Queue[_Told]) -> _Told:
    while True:
        try:
            return told.get(timeout=_WAIT)
        except Empty:
            continue


class _Hand:
    """One worker process at a time, and the thread that talks to it."""

    def __init__(self, workshop: Workshop) -> None:
        self._workshop = workshop
        self._process: _Process | None = None
        self._is_stopped = False

    def serve(self, waiting: Queue[Job | None], told: Queue[_Told]) -> None:
        """Do jobs until there is a None; with nothing to do, get ready."""
        try:
            while True:
                job = self._next(waiting)
                if job is None:
                    return
                told.put(self._do(job, told.put))
        except BaseException as error:  # noqa: BLE001  # the other thread raises it
            told.put(error)

    def _next(self, waiting: Queue[Job | None]) -> Job | None:
        try:
            return waiting.get_nowait()
        except Empty:
            self._worker().warm_up()
            return waiting.get()

    def stop(self) -> None:
        """End the process, whatever it is at."""
        self._is_stopped = True
        if self._process is not None:
            self._process.end()
            self._process = None

    def _do(self, job: Job, tell: Callable[[Step], None]) -> Done:
        """Do a job, again and again without the documents that do not let it end."""
        strikes: Counter[int | None] = Counter()
        steps = _OnlyNews(tell)
        while True:
            result = self._attempt(job, steps)
            if isinstance(result, Done):
                return result
            if isinstance(result, Failed):
                raise _error(result)
            if self._is_stopped:
                raise EngineError.worker(result.ending)
            strikes[result.position] += 1
            if result.position is None:
                if strikes[None] >= STRIKES:
                    raise EngineError.worker(result.ending)
            elif result.is_over_time:
                job = job.without(result.position, too_slow(self._workshop.limits.seconds))
            elif strikes[result.position] >= STRIKES:
                job = job.without(result.position, deadly(result.ending))

    def _attempt(self, job: Job, steps: _OnlyNews) -> Done | Failed | _Died:
        worker = self._worker()
        steps.again()
        result = worker.do(job, steps)
        if isinstance(result, _Died):
            self._process = None
        return result

    def _worker(self) -> _Process:
        """The process at hand; a fresh one after many jobs."""
        if self._process is not None and self._process.jobs >= JOBS_OF_A_WORKER:
            self._process.end()
            self._process = None
        if self._process is None:
            self._process = _Process(self._workshop)
        return self._process


class _OnlyNews:
    """Tells of documents, but not again of those of an attempt before."""

    def __init__(self, tell: Callable[[Step], None]) -> None:
        self._tell = tell
        self._told = self._now = 0

    def again(self) -> None:
        """A new attempt begins at the first document."""
        self._now = 0

    def __call__(self, step: Step) -> None:
        self._now += step.documents
        if self._now > self._told:
            self._tell(Step(self._now - self._told))
            self._told = self._now


class _Process:
    """A worker process."""

    def __init__(self, workshop: Workshop) -> None:
        self.jobs = 0
        self._is_warm = False
        self._note = workshop.store.notes / uuid4().hex
        # -P: a file csv.py in the user's folder must not stand in for the library's
        command = [sys.executable, "-P", "-m", "extract.engine.worker"]
        self._process = subprocess.Popen(  # noqa: S603  # our own module, no shell
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        self._send((self._note, workshop))

    def do(self, job: Job, on_step: Callable[[Step], None]) -> Done | Failed | _Died:
        """Do one job."""
        self.jobs += 1
        self._send(job)
        try:
            while True:
                message = receive(cast("IO[bytes]", self._process.stdout))
                if not isinstance(message, Step):
                    return cast("Done | Failed", message)
                on_step(message)
        except EOFError:
            code = self._process.wait()
            self._close()
            return _Died(position_in(self._note), was_over_time(self._note), _ending(code))

    def warm_up(self) -> None:
        """Let it load model and rules, once, while there is no job."""
        if not self._is_warm:
            self._send(WarmUp())
            self._is_warm = True

    def end(self) -> None:
        """End it; it keeps nothing that is not committed."""
        self._process.kill()
        self._process.wait()
        self._close()

    def _send(self, message: object) -> None:
        with suppress(OSError):  # it is dead, as the next receive finds out
            send(cast("IO[bytes]", self._process.stdin), message)

    def _close(self) -> None:
        for pipe in (self._process.stdin, self._process.stdout):
            with suppress(OSError):  # what was not sent to a dead process
                cast("IO[bytes]", pipe).close()


def _ending(code: int) -> str:
    """How a process ended: "signal 9 (Killed)", "exit code 1"."""
    if code >= 0:
        return f"exit code {code}"
    return f"signal {-code} ({signal.strsignal(-code) or 'unknown'})"


def _error(failed: Failed) -> BaseException:
    if failed.errno is not None:
        return OSError(failed.errno, failed.reason)
    return RuntimeError(f"in a worker process:\n{failed.reason}")
