"""Take the marks out of an annotated text.

In:  "⟦Norland¦a.nor⟧ signed."
Out: "Norland signed.", and a Mark: 0-7, a.nor
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from extract.errors import GoldError

OPEN, MIDDLE, CLOSE = "⟦", "¦", "⟧"
#: "⟦", or "¦a.nor⟧"
_MARKS: Final = re.compile(f"{OPEN}|{MIDDLE}[^{OPEN}{MIDDLE}{CLOSE}]*{CLOSE}")


@dataclass(frozen=True, slots=True)
class Mark:
    """A marked stretch of a text.

    Args:
        start: First code point of the text without marks.
        end: One past the last.
        reference: What it says it is: "a.nor", "d 2031-05-04".
    """

    start: int
    end: int
    reference: str


def unmark(marked: str, name: str) -> tuple[str, list[Mark]]:
    """Take the marks out of a text.

    Args:
        marked: The text; marks may lie inside one another.
        name: Of its file, for messages.

    Returns:
        The text without marks, and the marks sorted by span, outer before inner.

    Raises:
        GoldError: A mark is not closed, or was never opened.
    """
    parts: list[str] = []
    marks: list[Mark] = []
    opened: list[int] = []
    length = at = 0
    for found in _MARKS.finditer(marked):
        parts.append(marked[at : found.start()])
        length += found.start() - at
        at = found.end()
        if found[0] == OPEN:
            opened.append(length)
        elif not opened:
            raise GoldError.bad_file(name, f"{found[0]} closes a mark that was never opened")
        else:
            marks.append(Mark(opened.pop(), length, found[0][1:-1].strip()))
    parts.append(marked[at:])
    text = "".join(parts)
    if opened or any(sign in text for sign in (OPEN, MIDDLE, CLOSE)):
        where = text[opened[-1] :][:40] if opened else "a sign outside a mark"
        raise GoldError.bad_file(name, f"a mark is not closed: {where!r}")
    return text, sorted(marks, key=lambda mark: (mark.start, -mark.end))
