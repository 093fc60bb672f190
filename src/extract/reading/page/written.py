"""Write the text of a tree down, with the breaks that its elements make.

In:  an element of lxml, and what stands before and after the text of each name
Out: text: white space of markup is one blank, at most one empty line between paragraphs
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Final, NamedTuple

#: What parts two paragraphs.
PARAGRAPH: Final = "\n\n"
#: White space of markup, which is one blank wherever it stands; a no-break space is none of it.
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_LINE_ENDS = re.compile(r" ?\n ?")
_EMPTY_LINES = re.compile(r"\n{3,}")


class Breaks(NamedTuple):
    """What stands before the text of an element, and after all that is in it."""

    before: str
    after: str = ""


#: An element that begins and ends a paragraph, and one that stands inside a line.
OWN_PARAGRAPH: Final = Breaks(PARAGRAPH, PARAGRAPH)
INSIDE: Final = Breaks("")


def written(root: Any, breaks_of: Callable[[str], Breaks | None]) -> str:  # noqa: ANN401
    """The text below an element; its own tail is left out.

    Args:
        root: An element of lxml, which has no types.
        breaks_of: The breaks of an element by its name, without namespace; None leaves it out
            with all that is in it.
    """
    parts: list[str] = []
    waiting: list[Any] = [root]  # a stack of elements and of texts that follow them
    while waiting:
        item = waiting.pop()
        if isinstance(item, str):
            parts.append(item)
            continue
        if item is not root:
            waiting.append(_blanks_as_one(item.tail))
        # comments have no name
        breaks = breaks_of(item.tag.rpartition("}")[2]) if isinstance(item.tag, str) else None
        if breaks is not None:
            parts.append(breaks.before + _blanks_as_one(item.text))
            waiting.append(breaks.after)
            waiting.extend(reversed(item))
    text = _LINE_ENDS.sub("\n", "".join(parts))
    return _EMPTY_LINES.sub(PARAGRAPH, text).strip()


def _blanks_as_one(text: str | None) -> str:
    return "" if text is None else _BLANKS.sub(" ", text)
