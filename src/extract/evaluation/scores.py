"""Score found mentions against gold: per kind and type, with intervals and counts.

In:  gold and found Mentions of the same documents
Out: a Score a measure: precision, recall, F1, interval and counts; fields of matched mentions

Everything is counted by document first and added up, so that an interval is a matter of drawing
documents again (bootstrap).
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from extract.evaluation.counts import MEASURES, Counts, count_document, is_scored, label_of
from extract.records import Mention, Mentions

KINDS: Final = ("actors", "places", "dates", "agreements")
#: Documents are drawn this often; intervals of this share; a fixed seed, so that they repeat.
DRAWS, SHARE, SEED = 1000, 0.95, 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """Figures of one measure of one kind.

    Args:
        precision, recall, f1: 0 to 1.
        low, high: Bootstrap interval of F1 over documents.
        gold, found, right: What they rest on.
    """

    precision: float
    recall: float
    f1: float
    low: float
    high: float
    gold: int
    found: int
    right: int


def score_kind(
    kind: str, gold: Sequence[Mentions], found: Sequence[Mentions], label: str | None = None
) -> tuple[dict[str, Score], Mapping[str, tuple[int, int]]]:
    """Score one kind over documents.

    Args:
        kind: Table, e.g. "actors".
        gold: Of each document.
        found: Of the same documents in the same order.
        label: Only mentions of this type on both sides, e.g. "person"; None for all.

    Returns:
        A Score by measure, and (right, compared) by field.
    """
    each = [
        count_document(kind, scored_rows(kind, one, label), scored_rows(kind, other, label))
        for one, other in zip(gold, found, strict=True)
    ]
    total = Counts()
    for counts in each:
        total.add(counts)
    return {measure: _score(measure, total, each) for measure in MEASURES}, total.fields


def scored_rows(kind: str, mentions: Mentions, label: str | None = None) -> list[Mention]:
    """Rows of one kind that guidelines mark; only those of one type if it is named."""
    rows: Iterable[Mention] = getattr(mentions, kind)
    return [m for m in rows if is_scored(m) and (label is None or label_of(m) == label)]


def _score(measure: str, total: Counts, each: Sequence[Counts]) -> Score:
    gold, found, right = total.gold[measure], total.found[measure], total.right[measure]
    low, high = _interval([(c.gold[measure] + c.found[measure], c.right[measure]) for c in each])
    return Score(
        precision=right / found if found else 0.0,
        recall=right / gold if gold else 0.0,
        f1=total.f1(measure),
        low=low,
        high=high,
        gold=gold,
        found=found,
        right=right,
    )


def _interval(each: Sequence[tuple[int, int]]) -> tuple[float, float]:
    """Bootstrap interval of F1, from (gold + found, right) of each document."""
    draw = random.Random(SEED)  # noqa: S311  # statistics, not secrets
    figures = []
    for _ in range(DRAWS):
        drawn = draw.choices(each, k=len(each))
        total, right = sum(t for t, _ in drawn), sum(r for _, r in drawn)
        figures.append(2 * right / total if total else 1.0)
    figures.sort()
    edge = int(DRAWS * (1 - SHARE) / 2)
    return figures[edge], figures[-1 - edge]
