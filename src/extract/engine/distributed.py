"""Run jobs on Ray Data actors: on this machine, or on a cluster that shares the folders.

In:  jobs; the address of a Ray cluster, or none for a local one
Out: their results; the same bytes as with local workers, since the jobs are the same

An actor only passes jobs to a worker process of its own (local.py), so that a document that ends
its process is quarantined on a cluster just as on one machine. Input, output and model must lie at
the same paths on every node.
"""

from __future__ import annotations

import logging
import pickle
from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from itertools import islice
from typing import TYPE_CHECKING, Any, Final, cast

from extract.engine.base import Done, Job, Workshop
from extract.engine.local import LocalEngine
from extract.errors import EngineError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

#: Jobs that are handed to Ray at a time: 50 MB of shards at most, and hours of work.
ROUND: Final = 1_000


class RayEngine:
    """Runs jobs on Ray.

    Args:
        workshop: What jobs need.
        workers: Most actors at a time.
        address: Of a cluster ("ray://head:10001", "auto"); None for a local one.

    Raises:
        EngineError: Ray is not installed, or there is no cluster at the address.
    """

    def __init__(self, workshop: Workshop, workers: int, address: str | None = None) -> None:
        ray = _ray()
        self._workshop = workshop
        self._workers = workers
        local = {} if address else {"num_cpus": workers, "include_dashboard": False}
        self._is_ours = not ray.is_initialized()
        try:
            if self._is_ours:
                ray.init(address, log_to_driver=False, logging_level=logging.ERROR, **local)
        except (ConnectionError, ValueError, RuntimeError) as error:
            raise EngineError.no_cluster(address, str(error)) from error
        ray.data.DataContext.get_current().enable_progress_bars = False
        logging.getLogger("ray.data").setLevel(logging.ERROR)

    def run(self, jobs: Iterable[Job], on_step: Callable[[], None]) -> Iterator[Done]:
        """Run jobs in rounds."""
        rest = iter(jobs)
        while jobs_now := list(islice(rest, ROUND)):
            for done in self._round(jobs_now):
                for _ in range(done.documents):
                    on_step()
                yield done

    def close(self) -> None:
        """Leave the cluster; a local one ends."""
        if self._is_ours:
            _ray().shutdown()

    def _round(self, jobs: list[Job]) -> Iterator[Done]:
        ray = _ray()
        items = [{"job": pickle.dumps(job)} for job in jobs]
        dataset = ray.data.from_items(items, override_num_blocks=len(items)).map_batches(
            _Actor,
            batch_size=1,
            batch_format="numpy",
            compute=ray.data.ActorPoolStrategy(min_size=1, max_size=min(self._workers, len(jobs))),
            fn_constructor_args=(self._workshop,),
        )
        for row in dataset.iter_rows():
            result = pickle.loads(row["result"])  # noqa: S301  # our own actors wrote it
            if isinstance(result, BaseException):
                raise result
            yield cast("Done", result)


def _ray() -> Any:  # noqa: ANN401  # an extra, with types only where it is installed
    try:
        ray = import_module("ray")
        import_module("ray.data")
    except ImportError as error:
        raise EngineError.no_ray() from error
    return ray


class _Actor:
    """One worker process on a node."""

    def __init__(self, workshop: Workshop) -> None:
        workshop.store.notes.mkdir(parents=True, exist_ok=True)
        self._engine = LocalEngine(workshop, 1)

    def __call__(self, batch: dict[str, NDArray[np.object_]]) -> dict[str, list[bytes]]:
        return {"result": [pickle.dumps(self._do(job)) for job in batch["job"]]}

    def _do(self, job: Any) -> Done | BaseException:  # noqa: ANN401  # bytes, as numpy has them
        try:
            (done,) = self._engine.run([pickle.loads(job)], lambda: None)  # noqa: S301  # ours
        except Exception as error:  # noqa: BLE001  # raised where the jobs come from
            return error
        return done
