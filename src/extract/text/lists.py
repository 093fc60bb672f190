r"""Put a list of texts into one cell and take it out again.

In:  ["AZE", "a|b"]
Out: r"AZE|a\|b"
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

LIST_MARK: Final = "|"
_ESCAPED_MARK: Final = "\\" + LIST_MARK


def join_list(members: Iterable[str]) -> str:
    r"""Join members by `|`; a `|` inside one is written `\|`, a backslash `\\`."""
    return LIST_MARK.join(
        member.replace("\\", "\\\\").replace(LIST_MARK, _ESCAPED_MARK) for member in members
    )


def split_list(cell: str) -> list[str]:
    """Undo `join_list`; an empty cell is an empty list."""
    if not cell:
        return []
    members, current, escaped = [], "", False
    for character in cell:
        if escaped:
            current, escaped = current + character, False
        elif character == "\\":
            escaped = True
        elif character == LIST_MARK:
            members.append(current)
            current = ""
        else:
            current += character
    return [*members, current]
