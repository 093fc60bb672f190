"""Invented releases in any number, each with words that no other has.

In:  the sample of data/raw, a number
Out: a .jsonl file; the same number gives the same bytes
"""

from __future__ import annotations

import json
import random
import sys
from pathlib import Path

from extract.reading.folder import read_folder

SAMPLE = Path(__file__).parents[1] / "data" / "raw"
#: One word in so many is replaced by one that nobody has seen.
FRESH = 15


def write_corpus(path: Path, documents: int) -> None:
    """Write a corpus: the sample again and again, with fresh words."""
    releases = [one for one in read_folder(SAMPLE) if one.status == "ok"]
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
