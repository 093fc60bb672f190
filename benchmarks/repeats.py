"""How much of a folder is paragraphs that neighbours have too: what computing once could save.

    python benchmarks/repeats.py FOLDER_OR_FILE [FOLDER_OR_FILE ...]

In:  anything that `extract run` reads
Out: share of the words in paragraphs met before in the same 64 documents, a shard's number; and in
     whole documents met before, which a run copies already
"""

from __future__ import annotations

import sys
from pathlib import Path

from extract.engine.plan import FEW_PER_SHARD
from extract.reading.folder import read_folder

#: Shorter ones are headings and datelines; looking them up costs what reading them costs.
LEAST_WORDS = 5


def count(root: Path) -> tuple[int, int, int]:
    """Words of a folder, those in repeated paragraphs, those in repeated documents."""
    total = repeated = copied = 0
    texts: set[str] = set()
    met: set[str] = set()
    documents = (one for one in read_folder(root) if one.status == "ok")
    for number, document in enumerate(documents):
        if number % FEW_PER_SHARD == 0:
            met = set()
        total += document.n_words
        if document.text in texts:
            copied += document.n_words
            continue
        texts.add(document.text)
        for paragraph in document.text.split("\n"):
            words = len(paragraph.split())
            if words >= LEAST_WORDS:
                repeated += words if paragraph in met else 0
                met.add(paragraph)
    return total, repeated, copied


def main(roots: list[str]) -> None:
    """Print one line a folder."""
    for root in roots:
        total, repeated, copied = count(Path(root))
        print(
            f"{root}: {total:,} words, {100 * repeated / total:.2f} % in repeated paragraphs, "
            f"{100 * copied / total:.2f} % in repeated documents"
        )


if __name__ == "__main__":
    main(sys.argv[1:])
