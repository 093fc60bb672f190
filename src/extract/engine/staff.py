"""Decide who does the work: this process for a few small documents, else worker processes.

In:  how many documents, how large
Out: an engine; workers that were started go on with the next work if they are enough
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from types import TracebackType
from typing import Final, Self

from extract.engine.base import Engine, Workshop
from extract.engine.inline import InlineEngine
from extract.engine.local import LocalEngine
from extract.engine.watch import can_alarm

#: Up to so much a worker's start (some two seconds) costs more than its help.
FEW: Final = 50
SMALL: Final = 300_000
#: Formats that pure Python reads, so that an alarm can interrupt it.
PLAIN: Final = frozenset({".txt", ".text", ".html", ".htm", ".jsonl", ".csv", ".md"})


class Staff:
    """Who works in one run; as a context it sends the workers home.

    Args:
        workshop: What jobs need.
        workers: Worker processes; 0 for none, None to let the size of the work decide.
        hire: Makes the engine of many hands; worker processes by default.
    """

    def __init__(
        self,
        workshop: Workshop,
        workers: int | None,
        hire: Callable[[Workshop, int], Engine] = LocalEngine,
    ) -> None:
        self._workshop = workshop
        self._workers = workers
        self._hire = hire
        self._open = ExitStack()
        self._engine: Engine | None = None
        self._hands = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._open.close()

    def engine(self, documents: int, size: int, suffixes: Iterable[str] = ()) -> Engine:
        """An engine for so many documents of so many bytes or characters in all."""
        is_small = documents <= FEW and size <= SMALL and PLAIN.issuperset(suffixes)
        if self._workers == 0 or (self._workers is None and is_small and can_alarm()):
            return InlineEngine(self._workshop)
        hands = 1 if is_small else self._workers or cores()
        if self._engine is None or self._hands < hands:
            self._engine, self._hands = self._hire(self._workshop, hands), hands
            self._open.callback(self._engine.close)
        return self._engine


def cores() -> int:
    """Processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
