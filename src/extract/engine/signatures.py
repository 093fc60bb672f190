"""A short signature of a text, so that texts that nearly repeat each other can be found.

In:  a text of any length
Out: 128 numbers (MinHash over runs of three words) as bytes; None for a text too short to tell

The share of equal numbers estimates the share of equal runs of words (Jaccard).
"""

from __future__ import annotations

import re
from typing import Final

NUMBERS: Final = 128
_SEED: Final = 1
#: Words of a run.
RUN: Final = 3
#: Fewest words of a text that is compared; datelines and headings alone repeat by chance.
FEWEST_WORDS: Final = 20
_WORD = re.compile(r"[^\W_]+")  # "48th", "session", as `documents.n_words` counts


def signature(text: str) -> bytes | None:
    """The signature of a text."""
    from rensa import RMinHash  # noqa: PLC0415  # a run with nothing new does without it

    words = _WORD.findall(text.casefold())
    if len(words) < FEWEST_WORDS:
        return None
    minhash = RMinHash(NUMBERS, _SEED)
    minhash.update([" ".join(words[at : at + RUN]) for at in range(len(words) - RUN + 1)])
    return b"".join(number.to_bytes(4, "little") for number in minhash.digest())


def likeness(one: bytes, other: bytes) -> float:
    """The estimated share of equal runs of words, 0 to 1."""
    equal = sum(
        one[start : start + 4] == other[start : start + 4] for start in range(0, len(one), 4)
    )
    return equal / NUMBERS
