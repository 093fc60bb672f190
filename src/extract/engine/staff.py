"""Decide who does the work: this process for a few small documents, else worker processes.

In:  how many documents, how large
Out: an engine; workers that were started go on with the next work if they are enough
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import ExitStack
from types import TracebackType
from typing import Final, Self

from extract.engine.base import Engine, Workshop
from extract.engine.distributed import RayEngine
from extract.engine.inline import InlineEngine
from extract.engine.local import LocalEngine
from extract.engine.watch import can_alarm
from extract.errors import EngineError

#: Kinds of engines.
ENGINES: Final = ("local", "ray")
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
        engine: "local" for worker processes, "ray" for Ray.
        address: Of a Ray cluster; None for a local one.

    Raises:
        EngineError: There is no such engine.
    """

    def __init__(
        self,
        workshop: Workshop,
        workers: int | None,
        engine: str = "local",
        address: str | None = None,
    ) -> None:
        self._workshop = workshop
        self._workers = workers
        self._kind = engine
        self._address = address
        if engine not in ENGINES:
            raise EngineError.unknown(engine, ENGINES)
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
        is_here = self._workers == 0 or (self._workers is None and is_small and can_alarm())
        if is_here and self._kind == "local":
            return InlineEngine(self._workshop)
        hands = 1 if is_small else self._workers or cores()
        if self._engine is None or self._hands < hands:
            self._engine, self._hands = self._hired(hands), hands
            self._open.callback(self._engine.close)
        return self._engine

    def _hired(self, hands: int) -> Engine:
        if self._kind == "ray":
            return RayEngine(self._workshop, hands, self._address)
        return LocalEngine(self._workshop, hands)


def cores() -> int:
    """Processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
