"""Share annotated releases out among train, dev and guard, balanced by region, issuer and length.

    python tools/split_gold.py data/gold/documents [NEW ...]

In:  releases; only those named (by file stem) are assigned, all if none is named
Out: their `split:` lines, 70 % train, 15 % dev, 15 % guard

Within a region, releases are dealt from the shortest to the longest, issuers of the same kind in
turn, so that every split gets every sort. Once dealt a release stays where it is: a guard that
moves guards nothing. The Middle East releases of 2026-11-24 were read while rules were written,
before there was a guard; they are never dealt to it. Batch e was not dealt: numbers 49 to 72,
which nobody who works on rules has read, are all guard, the others train.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path

from extract.evaluation.gold import GoldDocument, read_gold

#: Fourteen of twenty train, three dev, three guard, spread evenly.
DEAL = (
    "train", "train", "guard", "train", "train", "dev", "train", "train", "train", "guard",
    "train", "train", "dev", "train", "train", "train", "guard", "train", "dev", "train",
)  # fmt: skip
#: Read before the guard existed: batch b, numbers 1 to 27.
SEEN = re.compile(r"-b(?:0[1-9]|1\d|2[0-7])$")


def deal(documents: list[GoldDocument]) -> Iterator[tuple[str, str]]:
    """Yield the id and the split of every document."""
    regions: defaultdict[str, list[GoldDocument]] = defaultdict(list)
    for document in documents:
        regions[document.facets["region"]].append(document)
    cards = cycle(DEAL)
    for region in sorted(regions):
        for one in sorted(regions[region], key=order):
            split = next(cards)
            while split == "guard" and SEEN.search(one.document.doc_id):
                split = next(cards)
            yield one.document.doc_id, split


def order(one: GoldDocument) -> tuple[str, int, str]:
    """Kinds of issuers together, the shortest release of each first."""
    return one.facets["issuer_kind"], one.document.n_words, one.document.doc_id


def main(folder: Path, named: set[str]) -> None:
    """Rewrite the split lines of the releases to be dealt."""
    paths = {path.stem: path for path in folder.glob("*.txt")}
    chosen = [read_gold(paths[stem]) for stem in sorted(named or paths)]
    for doc_id, split in deal(chosen):
        text = paths[doc_id].read_text(encoding="utf-8")
        dealt = re.sub(r"^split: \w+$", f"split: {split}", text, count=1, flags=re.MULTILINE)
        paths[doc_id].write_text(dealt, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), set(sys.argv[2:]))
