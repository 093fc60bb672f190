"""Where shards end, and what is called what."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from extract.engine.plan import FEW_PER_SHARD, SHARD_CHARS, Plan, hash_of
from extract.engine.units import Heading
from extract.reading.entry import Entry


def plan(folder: Path, names: Iterable[str], size: int = 100) -> Plan:
    made = Plan(folder / "plan.sqlite", "stamp", {})
    for row, name in enumerate(names):
        made.add("unit", row, Heading(Entry(path=name), hash_of(name), size))
    made.cut()
    return made


def shards(made: Plan) -> dict[str, list[str]]:
    """Documents by shard."""
    with made:
        return {
            key: [planned.doc_id for planned in made.job(number, key).documents]
            for number, key in made.shards()
        }


NAMES = [f"{number:04}.txt" for number in range(1_000)]


def test_every_document_is_in_one_shard_and_in_order(tmp_path: Path) -> None:
    found = shards(plan(tmp_path, NAMES))
    assert [name for names in found.values() for name in names] == NAMES
    assert all(len(names) <= 2 * FEW_PER_SHARD for names in found.values())


def test_a_document_more_moves_few_borders(tmp_path: Path) -> None:
    before = shards(plan(tmp_path, NAMES))
    for added in ("0000a.txt", "0500a.txt", "0999a.txt"):
        after = shards(plan(tmp_path, sorted([*NAMES, added])))
        assert len(set(after) - set(before)) <= 3, added


def test_long_texts_end_a_shard(tmp_path: Path) -> None:
    found = shards(plan(tmp_path, NAMES[:20], size=SHARD_CHARS // 4))
    assert [len(names) for names in found.values()] == [4, 4, 4, 4, 4]


def test_what_another_run_has_is_kept(tmp_path: Path) -> None:
    with plan(tmp_path, NAMES[:100]) as made:
        (first, key), *_ = made.shards()
        documents = made.job(first, key).documents
        made.keep([(documents[3].key, "old")])
        made.mark_fresh([first])
        job = made.job(first, key)
        assert job.kept == {"old": frozenset([documents[3].doc_id])}
        assert made.fresh()[0] == len(documents) - 1


def test_the_largest_shards_come_first(tmp_path: Path) -> None:
    with plan(tmp_path, NAMES) as made:
        numbers = [number for number, _ in made.shards()][:-1]
        ordered = list(made.largest_first(numbers))
        sizes = [len(made.job(number, key).documents) for number, key in ordered]
    assert sorted(number for number, _ in ordered) == numbers
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[0] > sizes[-1]
