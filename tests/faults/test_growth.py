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
WARM_UP, MEASURED = 4_000, 4_000
#: Megabytes for MEASURED documents, sixty unseen words each. Measured: 1.2 over 8,000 and 2.3 over
#: 16,000 (November 2026), in steps between which nothing grows; the budget is 1 MB for 10,000.
MOST = 4.0


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
        done, before = 0, 0.0
        for number, key in plan.shards():
            job: ShardJob = plan.job(number, key)
            done += job.run(workshop, watch).documents
            if not before and done >= WARM_UP:
                before = resident()
    assert done == WARM_UP + MEASURED
    assert resident() - before < MOST
