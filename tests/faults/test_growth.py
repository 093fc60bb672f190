"""Memory does not grow with the number of documents, even if every one has words of its own."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from extract.engine.base import Workshop
from extract.engine.plan import Plan
from extract.engine.shards import ShardJob
from extract.engine.store import Store
from extract.engine.units import ReadJob, headings, mark_of
from extract.engine.watch import InlineWatch
from extract.nlp.model import packaged_model
from extract.reading.folder import InputFile
from extract.settings import Limits
from runs import release

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="memory is read from /proc"),
]
#: Documents until all caches are full, then documents that must not cost memory.
WARM_UP, MEASURED = 4_000, 5_000
#: Documents at the end of each part whose peaks are compared: memories fill and are given up, and
#: what the process holds swings by some 5 MB.
WINDOW = 2_000
#: Megabytes by which the peak may rise. Measured: 1 (November 2026); up to 11 while memories of
#: names went on filling. If each of the 300,000 unseen words were kept, it would be 30 at least.
MOST = 8.0


def resident() -> float:
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * 4096 / 1e6


def fresh(number: int) -> str:
    """A release with sixty words that no other has."""
    words = " ".join(f"Nor{number}land{at} envoy{number}x{at}" for at in range(30))
    return f"{release(number)} {words}."


def test_words_that_nobody_has_seen(tmp_path: Path) -> None:
    path = tmp_path / "many.jsonl"
    with path.open("w", encoding="utf-8") as stream:
        for number in range(WARM_UP + MEASURED):
            record = {"id": str(number), "text": fresh(number)}
            stream.write(json.dumps(record) + "\n")
    store = Store(tmp_path / "store")
    store.begin(anew=False)
    workshop = Workshop(store=store, model=packaged_model(), limits=Limits())
    watch = InlineWatch(30, lambda: None)
    file = InputFile(path, path.name)
    ReadJob(key="unit", files=(file,), marks=(mark_of(file, 10**9),)).run(workshop, watch)
    with Plan(store.plan, "stamp", {}) as plan:
        for row, heading in enumerate(headings(store.unit("unit"))):
            plan.add("unit", row, heading)
        plan.cut()
        done = 0
        seen: list[tuple[int, float]] = []
        for number, key in plan.shards():
            job: ShardJob = plan.job(number, key)
            done += job.run(workshop, watch).documents
            seen.append((done, resident()))
    assert done == WARM_UP + MEASURED
    assert peak_until(done, seen) - peak_until(WARM_UP, seen) < MOST


def peak_until(done: int, seen: list[tuple[int, float]]) -> float:
    """Most memory in the window that ends with so many documents."""
    return max(held for at, held in seen if done - WINDOW < at <= done)
