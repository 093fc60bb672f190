r"""Make a text storable without moving a character.

In:  "Baku\ud83d said"      half of a surrogate pair, as broken JSON escapes leave it
Out: "Baku\ufffd said"      same length, so that offsets hold; and how many were replaced
"""

from __future__ import annotations

import re
from typing import Final

REPLACEMENT: Final = "\ufffd"
#: Code points that no UTF-8 file and no Parquet column can hold: "\ud83d" without its other half.
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
#: Runs of letters or digits: "48th", "session"; the unit of `documents.n_words`.
_WORD = re.compile(r"[^\W_]+")


def storable(text: str) -> tuple[str, int]:
    """Replace what cannot be written as UTF-8.

    Args:
        text: Any text.

    Returns:
        The text with U+FFFD for each lone surrogate, and how many there were.
    """
    if text.isascii():
        return text, 0
    return _LONE_SURROGATE.subn(REPLACEMENT, text)


def count_words(text: str) -> int:
    """How many runs of letters or digits a text has."""
    return sum(1 for _ in _WORD.finditer(text))
