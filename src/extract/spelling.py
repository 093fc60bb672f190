"""How words are spelt in messages: what a misspelt one may have meant, and one or several.

In:  a word, and the words that are allowed      "citty"      region, district, city, ...
Out: the end of a message                        "Did you mean city?"
"""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches
from typing import Final

#: How many near words a message suggests.
_MOST: Final = 3


def near(word: str, known: Sequence[str]) -> str:
    """What a misspelt word may have meant, as the end of a message.

    Args:
        word: As written, e.g. "citty".
        known: The words that are allowed.

    Returns:
        "Did you mean city?", or the allowed words if none is near and they are few; else "".
    """
    found = get_close_matches(word.casefold(), known, n=_MOST, cutoff=0.6)
    if found:
        return f"Did you mean {' or '.join(found)}?"
    return f"Known are {', '.join(known)}." if len(known) <= 4 * _MOST else ""


def counted(count: int, name: str) -> str:
    """How many there are of a thing: "1 document", "1,200 documents"."""
    return f"{count:,} {name}{'' if count == 1 else 's'}"
