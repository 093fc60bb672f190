"""Fold names, so that spellings of one name meet under one key.

In:  "Şuşa", "ŞUŞA", "Kəlbəcər", "Côte d’Ivoire", "Ağdam-Füzuli"
Out: "susa", "susa", "kelbecer", "cote d'ivoire", "agdam fuzuli"
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

#: Letters that Unicode does not decompose, and marks that the press writes in several ways.
_LETTERS = str.maketrans(
    {
        "ə": "e", "Ə": "e", "ı": "i", "İ": "i", "ø": "o", "Ø": "o", "đ": "d", "Đ": "d",
        "ł": "l", "Ł": "l", "ß": "ss", "æ": "ae", "Æ": "ae", "œ": "oe", "Œ": "oe", "þ": "th",
        "Þ": "th", "ð": "d", "Ð": "d", "’": "'", "‘": "'", "ʼ": "'", "ʻ": "'", "`": "'", "´": "'",
        "‐": " ", "‑": " ", "–": " ", "—": " ", "-": " ", "\xad": "",
    }
)  # fmt: skip
#: Words that stand small in a title.
_JOINTS = frozenset({"of", "on", "the", "and", "for", "in", "to"})
_NOT_SLUG = re.compile(r"[^a-z0-9]+")


@lru_cache(maxsize=30_000)  # 6 MB when full; new words of a long run must not fill memory
def fold(name: str) -> str:
    """Reduce a name to the key under which all its spellings meet.

    Args:
        name: Any spelling, e.g. "Guantánamo", "GUANTANAMO", "Guanta\u0301namo".

    Returns:
        Lower case without diacritics, apostrophes straight, hyphens and any white space as one
        blank: "guantanamo".
    """
    if name.isascii():  # of `_LETTERS` two are ASCII; a table would take five times as long
        plain = name.replace("-", " ").replace("`", "'")
    else:
        decomposed = unicodedata.normalize("NFKD", name.translate(_LETTERS))
        plain = "".join(c for c in decomposed if not unicodedata.combining(c))
    return " ".join(plain.split()).casefold()


def slug(name: str) -> str:
    """A name as part of an identifier: "Ministry of Défence" -> "ministry-of-defence"."""
    return _NOT_SLUG.sub("-", fold(name)).strip("-")


def is_title(words: str) -> bool:
    """Whether words are written as a title: "Three Fords Protocol", not "pact of 4 May"."""
    first, *others = words.split() or [""]
    small = {word for word in others if not word[0].isupper()}
    return bool(others) and first[0].isupper() and small <= _JOINTS
