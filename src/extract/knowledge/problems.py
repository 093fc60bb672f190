"""What is wrong with a line of a data file, and what to do about it.

In:  a place in a file, the record that stands there, a reason, a fix
Out: "knowledge/places.csv:7: Sorn: latitude '95' is not between -90 and 90. Write degrees north."
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Final

#: How many near names a message suggests.
_MOST: Final = 3


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong.

    Args:
        file: The file as the user knows it.
        line: Line of the record, counted from 1; 0 for files that have none.
        record: What the line is about: an identifier or a name.
        reason: What is wrong.
        fix: What to do about it.
    """

    file: str
    line: int
    record: str
    reason: str
    fix: str

    def __str__(self) -> str:
        """One line: `file:line: record: reason. fix`."""
        where = f"{self.file}:{self.line}" if self.line else self.file
        return f"{where}: {self.record}: {self.reason}. {self.fix}".rstrip()


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
