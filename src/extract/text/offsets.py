"""Spans as pairs of code-point offsets: cut, trim, compare.

In:  a text and a span      "the Republic of Armenia's" 0-25
Out: another span           "Republic of Armenia"  4-23
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple


class Span(NamedTuple):
    """A stretch of a text: `text[start:end]`, in code points."""

    start: int
    end: int


def overlaps(a: tuple[int, int], b: tuple[int, int]) -> bool:
    """Whether two spans share a character."""
    return a[0] < b[1] and b[0] < a[1]


def within(inner: tuple[int, int], outer: tuple[int, int]) -> bool:
    """Whether the first span lies inside the second or equals it."""
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def strip(text: str, start: int, end: int, marks: str = " \t\r\n") -> Span:
    """Cut the given marks off both edges of a span; an empty rest stays empty at `start`."""
    while start < end and text[end - 1] in marks:
        end -= 1
    while start < end and text[start] in marks:
        start += 1
    return Span(start, end)


def containing(spans: Sequence[Span], at: int) -> Span | None:
    """The span of a sorted, non-overlapping sequence that holds the character at `at`."""
    position = bisect_right(spans, (at, len(spans) and spans[-1].end + at + 1)) - 1
    if position < 0 or not spans[position].start <= at < spans[position].end:
        return None
    return spans[position]
