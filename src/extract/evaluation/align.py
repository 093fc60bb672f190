"""Pair gold mentions with found ones, one to one.

In:  spans of one kind in one document     gold 0-5, 10-20; found 0-5, 12-20, 30-35
Out: pairs of positions                    (0, 0), (1, 1)
"""

from __future__ import annotations

from collections.abc import Sequence

from extract.text.offsets import Span, overlaps


def pair(gold: Sequence[Span], found: Sequence[Span]) -> list[tuple[int, int]]:
    """Pair spans that overlap: equal ones first, then by the share they have in common.

    Returns:
        Positions in `gold` and `found`; each position at most once.
    """
    candidates = [
        (-_shared(one, other), i, j)
        for i, one in enumerate(gold)
        for j, other in enumerate(found)
        if overlaps(one, other)
    ]
    pairs: list[tuple[int, int]] = []
    used_gold: set[int] = set()
    used_found: set[int] = set()
    for _, i, j in sorted(candidates):
        if i not in used_gold and j not in used_found:
            used_gold.add(i)
            used_found.add(j)
            pairs.append((i, j))
    return pairs


def _shared(one: Span, other: Span) -> float:
    """Common characters as a share of all: 1.0 for equal spans."""
    common = min(one.end, other.end) - max(one.start, other.start)
    return common / (max(one.end, other.end) - min(one.start, other.start))
