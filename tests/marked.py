"""Test sentences that carry their expectations: "in the [Lachin|places] district".

In:  "signed on [10 November 2020|dates] in [Moscow|places]"
Out: the plain text, and (start, end, label) of every bracket

Brackets may nest: "[[trilateral statement|agreements] ...]" is not needed and not supported;
write two sentences instead. A literal bracket is written as it is when it holds no "|".
"""

from __future__ import annotations

import re

_MARK = re.compile(r"\[([^\[\]|]*)\|([^\[\]|]*)\]")


def unmark(marked: str) -> tuple[str, list[tuple[int, int, str]]]:
    """Take the marks out of a sentence.

    Args:
        marked: Text with marks `[span|label]`.

    Returns:
        The text without marks, and each span as (start, end, label), in text order.
    """
    parts: list[str] = []
    spans: list[tuple[int, int, str]] = []
    length = at = 0
    for mark in _MARK.finditer(marked):
        parts.append(marked[at : mark.start()])
        length += mark.start() - at
        spans.append((length, length + len(mark[1]), mark[2]))
        parts.append(mark[1])
        length += len(mark[1])
        at = mark.end()
    parts.append(marked[at:])
    return "".join(parts), spans
