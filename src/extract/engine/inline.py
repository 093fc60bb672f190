"""Run jobs in this process, one after another: for a few small documents, and for tests.

In:  jobs
Out: their results; a document that hangs in Python is interrupted, one that ends the process is
     not survived (worker processes are for that)
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from extract.engine.base import Done, Job, Workshop
from extract.engine.watch import InlineWatch


class InlineEngine:
    """Does all the work itself.

    Args:
        workshop: What jobs need.
    """

    def __init__(self, workshop: Workshop) -> None:
        self._workshop = workshop

    def run(self, jobs: Iterable[Job], on_step: Callable[[], None]) -> Iterator[Done]:
        """Run each job when its result is asked for."""
        watch = InlineWatch(self._workshop.limits.seconds, on_step)
        for job in jobs:
            yield job.run(self._workshop, watch)

    def close(self) -> None:
        """There is nothing to end."""
