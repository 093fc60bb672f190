"""Invented releases in any number, each with words that no other has.

In:  the sample of data/raw, or the releases of data/gold that rules are tuned on; a number
Out: a .jsonl file; the same number gives the same bytes
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Sequence
from pathlib import Path

from extract.evaluation.gold import read_corpus
from extract.reading.folder import read_folder
from extract.records import Document

DATA = Path(__file__).parents[1] / "data"
#: One word in so many is replaced by one that nobody has seen.
FRESH = 15


def sample() -> list[Document]:
    """The releases of data/raw: some 200 words each."""
    return [one for one in read_folder(DATA / "raw") if one.status == "ok"]


def full_length() -> list[Document]:
    """Releases of data/gold: some 340 words each, as long as real ones."""
    releases = read_corpus(DATA / "gold" / "documents")
    return [one.document for one in releases if one.facets["split"] == "train"]


def write_corpus(path: Path, documents: int, releases: Sequence[Document] = ()) -> None:
    """Write a corpus: the same releases again and again, those of data/raw, with fresh words."""
    releases = releases or sample()
    chance = random.Random(documents)  # noqa: S311  # no secret
    with path.open("w", encoding="utf-8") as stream:
        for number in range(documents):
            release = releases[number % len(releases)]
            record = {
                "id": str(number),
                "text": _freshened(release.text, chance),
                "published": str(release.published or "2020-01-01"),
                "source": release.source,
            }
            stream.write(json.dumps(record) + "\n")


def _freshened(text: str, chance: random.Random) -> str:
    words = text.split(" ")
    for _ in range(len(words) // FRESH):
        words[chance.randrange(len(words))] = _word(chance)
    return " ".join(words)


def _word(chance: random.Random) -> str:
    syllables = (
        chance.choice("bcdfghklmnprstvz") + chance.choice("aeiou")
        for _ in range(chance.randint(2, 5))
    )
    word = "".join(syllables)
    return word.title() if chance.random() < 1 / 2 else word


if __name__ == "__main__":
    write_corpus(Path(sys.argv[1]), int(sys.argv[2]))
