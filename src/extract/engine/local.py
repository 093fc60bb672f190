"""Run jobs in worker processes on this machine.

In:  jobs; how many workers
Out: their results. A document that hangs, takes too much memory or ends its process is quarantined
     alone: its job is done again without it.

Several workers are forked from one process that has loaded model and rules, where the system can
(`forks`), and so is one that may not stay alone; else each loads them itself (`process`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from queue import Empty, Queue
from threading import Thread
from typing import Final

from extract.engine.base import Done, Job, Workshop
from extract.engine.early import is_possible
from extract.engine.forks import ForkServer
from extract.engine.messages import Failed, Step
from extract.engine.process import Died, Spawner, Starter, Worker
from extract.engine.watch import deadly, too_slow
from extract.errors import EngineError

#: Jobs after which a worker makes room for a fresh one: no leak of a library lives on.
JOBS_OF_A_WORKER: Final = 500
#: Jobs that wait, for each worker: none stands idle while the next is planned.
WAITING: Final = 2
#: Times that a document may end its process before it is blamed: the system may have ended it.
STRIKES: Final = 2
#: How long a wait cannot be interrupted where Ctrl-C does not reach it (Windows), in seconds.
_WAIT: Final = 0.5


#: What a hand tells the thread that runs the jobs.
_Told = Step | Done | BaseException


class LocalEngine:
    """Runs jobs in worker processes.

    Args:
        workshop: What jobs need.
        workers: Most processes at a time.
        most: What they may `grow` to; None for no more.
    """

    def __init__(self, workshop: Workshop, workers: int, most: int | None = None) -> None:
        is_shared = max(workers, most or 0) > 1 and is_possible()
        self._starter: Starter = ForkServer(workshop) if is_shared else Spawner(workshop)
        self._seconds = workshop.limits.seconds
        self._hands: list[_Hand] = []
        self.grow(workers)

    def grow(self, workers: int) -> None:
        """Let there be so many processes for the next jobs, unless there are more."""
        for _ in range(workers - len(self._hands)):
            self._hands.append(_Hand(self._starter, self._seconds))

    def close(self) -> None:
        """End the processes."""
        for hand in self._hands:
            hand.is_stopped = True
        self._starter.close()
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
    """One worker process at a time, and the thread that talks to it.

    Args:
        starter: Starts workers.
        seconds: Time for one document.
    """

    def __init__(self, starter: Starter, seconds: int) -> None:
        self.is_stopped = False
        self._starter = starter
        self._seconds = seconds
        self._worker: Worker | None = None

    def serve(self, waiting: Queue[Job | None], told: Queue[_Told]) -> None:
        """Do jobs until there is a None; with nothing to do, get ready."""
        try:
            while True:
                job = self._next(waiting)
                if job is None or self.is_stopped:
                    return
                told.put(self._do(job, told.put))
        except BaseException as error:  # noqa: BLE001  # the other thread raises it
            told.put(error)

    def stop(self) -> None:
        """End the process, whatever it is at."""
        self.is_stopped = True
        self._dismiss()

    def _next(self, waiting: Queue[Job | None]) -> Job | None:
        try:
            return waiting.get_nowait()
        except Empty:
            worker = self._hired(None)
            if isinstance(worker, Worker):
                self._starter.warm_up(worker)
            return waiting.get()

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
            if self.is_stopped:
                raise EngineError.worker(result.ending)
            strikes[result.position] += 1
            if result.position is None:
                if strikes[None] >= STRIKES:
                    raise EngineError.worker(result.ending)
            elif result.is_over_time:
                job = job.without(result.position, too_slow(self._seconds))
            elif strikes[result.position] >= STRIKES:
                job = job.without(result.position, deadly(result.ending))

    def _attempt(self, job: Job, steps: _OnlyNews) -> Done | Failed | Died:
        worker = self._hired(job)
        if not isinstance(worker, Worker):
            return worker
        steps.again()
        result = worker.do(job, steps)
        if isinstance(result, Died):
            self._worker = None
        return result

    def _hired(self, job: Job | None) -> Worker | Failed | Died:
        """The worker at hand; a fresh one after many jobs, or if it does not suit the next."""
        worker = self._worker
        if worker is not None and (
            worker.count >= JOBS_OF_A_WORKER or (job is not None and not worker.suits(job))
        ):
            self._dismiss()
        if self._worker is None:
            started = self._starter.start(job)
            if not isinstance(started, Worker):
                return started
            self._worker = started
        if self.is_stopped:  # in the meantime, by the other thread
            self._dismiss()
            raise EngineError.worker("stopped")
        return self._worker

    def _dismiss(self) -> None:
        if self._worker is not None:
            self._worker.end()
            self._worker = None


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


def _error(failed: Failed) -> BaseException:
    if failed.errno is not None:
        return OSError(failed.errno, failed.reason)
    return RuntimeError(f"in a worker process:\n{failed.reason}")
