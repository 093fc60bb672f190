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
        self._local: LocalEngine | None = None
        self._ray: RayEngine | None = None
        self._actors = 0

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
        most = self._workers or cores()
        hands = 1 if is_small else most
        return self._on_ray(hands) if self._kind == "ray" else self._on_this_machine(hands, most)

    def _on_this_machine(self, hands: int, most: int) -> LocalEngine:
        if self._local is None:
            self._local = LocalEngine(self._workshop, hands, most)
            self._open.callback(self._local.close)
        self._local.grow(hands)
        return self._local

    def _on_ray(self, actors: int) -> RayEngine:
        if self._ray is None or self._actors < actors:
            self._ray, self._actors = RayEngine(self._workshop, actors, self._address), actors
            self._open.callback(self._ray.close)
        return self._ray


def cores() -> int:
    """Processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
