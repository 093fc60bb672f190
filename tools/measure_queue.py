"""Measure the order of documents under review: how many wrong and missing rows stand early in it.

    python tools/measure_queue.py

In:  annotated releases (the guard is never looked at): data/gold, and data/learning, of a region
     that the model has not learnt from
Out: for each set and for all as one collection, the share of wrong and missing rows in the first
     quarter of the words: in the order of the page, and in the best there is (chance: 25)
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

import pandas as pd

from extract.api.text import pipeline_for
from extract.evaluation.counts import label_of
from extract.evaluation.gold import GoldDocument, read_corpus
from extract.evaluation.scores import KINDS, scored_rows
from extract.records import Mentions
from extract.review.queue import queue
from extract.settings import Settings

ROOT: Final = Path(__file__).parents[1]
SETS: Final = {"train": ("gold", "train"), "dev": ("gold", "dev"), "learning": ("learning", None)}
#: Share of the words that is looked at.
EARLY: Final = 0.25


class Read(NamedTuple):
    """A release and what the rules found in it."""

    gold: GoldDocument
    found: Mentions

    @property
    def errors(self) -> int:
        """Rows that are wrong or missing: another span, table or type."""
        return len(_marks(self.gold.mentions) ^ _marks(self.found))


def main() -> None:
    """Print a line a set, and one for all."""
    pipeline = pipeline_for(Settings())
    everything: list[Read] = []
    for name, (folder, split) in SETS.items():
        corpus = read_corpus(ROOT / "data" / folder / "documents", split)
        read = [Read(one, pipeline(one.document)) for one in corpus]
        everything += read
        _print(name, read)
    _print("all", everything)


def _print(name: str, read: Sequence[Read]) -> None:
    by_id = {one.gold.document.doc_id: one for one in read}
    ordered = [by_id[waiting.doc_id] for waiting in queue(lambda *asked: _table(read, *asked), {})]
    best = sorted(read, key=lambda one: -one.errors / one.gold.document.n_words)
    shares = " ".join(f"{100 * _early(order):5.1f}" for order in (ordered, best))
    print(f"{name:10} {len(read):4} releases  {shares}")


def _table(read: Sequence[Read], table: str, names: list[str]) -> pd.DataFrame:
    """Some columns of a table over all releases, as the page reads them."""
    rows: list[Any] = [
        row
        for one in read
        for row in ([one.gold.document] if table == "documents" else getattr(one.found, table))
    ]
    return pd.DataFrame({name: [getattr(row, name) for row in rows] for name in names})


def _early(order: Sequence[Read]) -> float:
    """Share of all errors in the first documents; of the one at the border, its part."""
    left = EARLY * sum(one.gold.document.n_words for one in order)
    seen = 0.0
    for one in order:
        part = max(0.0, min(1.0, left / one.gold.document.n_words))
        seen += part * one.errors
        left -= one.gold.document.n_words
    return seen / sum(one.errors for one in order)


def _marks(mentions: Mentions) -> set[tuple[str, int, int, str]]:
    return {
        (kind, row.start, row.end, label_of(row))
        for kind in KINDS
        for row in scored_rows(kind, mentions)
    }


if __name__ == "__main__":
    main()
