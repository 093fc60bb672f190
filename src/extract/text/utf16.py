"""Offsets as scripts in a browser count them: in UTF-16 units.

In:  a text and offsets in code points      "🕊 Mali", 2
Out: offsets in UTF-16 units, and back                3
"""

from __future__ import annotations

from bisect import bisect_left


class Utf16:
    """Turns the offsets of one text.

    Args:
        text: The text; most have no character beyond U+FFFF, and nothing moves.
    """

    def __init__(self, text: str) -> None:
        wide = () if text.isascii() else enumerate(text)
        self._wide = [at for at, character in wide if character > "\uffff"]
        self._pairs = [at + before for before, at in enumerate(self._wide)]

    def units(self, offset: int) -> int:
        """An offset in code points, as one in UTF-16 units."""
        return offset + bisect_left(self._wide, offset)

    def points(self, units: int) -> int:
        """An offset in UTF-16 units, as one in code points; inside a pair, that of the pair."""
        return units - bisect_left(self._pairs, units)
