"""Hold the confidence of rows against gold: how many of the rows of a confidence are right.

In:  gold and found mentions of some releases
Out: bins of equally many rows, and the share right of each combination of proposers

A row is right if gold has the same span in the same table: that is what `confidence` claims.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from extract.records import MENTION_TABLES, Mention, Mentions


@dataclass(frozen=True, slots=True)
class Verdict:
    """One row: its table, the rules that made it, what it claims and whether it is right."""

    table: str
    method: str
    confidence: float
    right: bool


@dataclass(frozen=True, slots=True)
class Bin:
    """Rows of similar confidence, or of the same proposers.

    Args:
        name: Lowest and highest confidence, or the proposers.
        rows: How many there are.
        claimed: Mean of their confidence.
        right: Share that is right.
    """

    name: str
    rows: int
    claimed: float
    right: float


def verdicts(gold: Iterable[Mentions], found: Iterable[Mentions]) -> Iterator[Verdict]:
    """Judge every row found, release by release."""
    for true, claimed in zip(gold, found, strict=True):
        for record in MENTION_TABLES:
            marked: tuple[Mention, ...] = getattr(true, record.table)
            rows: tuple[Mention, ...] = getattr(claimed, record.table)
            spans = {(row.start, row.end) for row in marked}
            for row in rows:
                if getattr(row, "feature", None) == "demonym":
                    continue  # rows on request only, which gold does not mark
                right = (row.start, row.end) in spans
                yield Verdict(record.table, row.method, row.confidence, right)


def equal_bins(judged: Iterable[Verdict], count: int) -> list[Bin]:
    """Cut rows, sorted by confidence, into bins of equally many.

    Rows of the same confidence are not torn apart, so there may be fewer bins.
    """
    ordered = sorted(judged, key=lambda verdict: verdict.confidence)
    bins: list[Bin] = []
    start = 0
    for number in range(1, count + 1):
        end = max(start, number * len(ordered) // count)
        while 0 < end < len(ordered) and ordered[end].confidence == ordered[end - 1].confidence:
            end += 1
        if end > start:
            part = ordered[start:end]
            name = f"{part[0].confidence:.2f} to {part[-1].confidence:.2f}"
            bins.append(_bin(name, part))
        start = end
    return bins


def by_proposers(judged: Iterable[Verdict], least: int) -> list[Bin]:
    """Rows by the rules that agreed on them, most rows first; only those with enough rows.

    Rules of one family count as one: "date:weekday" and "date:calendar" are "date".
    """
    groups: defaultdict[str, list[Verdict]] = defaultdict(list)
    for verdict in judged:
        rules = (
            rule if rule.startswith("ner:") else rule.partition(":")[0]
            for rule in verdict.method.split("+")
        )
        groups[" + ".join(sorted({*rules}))].append(verdict)
    enough = [_bin(name, group) for name, group in groups.items() if len(group) >= least]
    return sorted(enough, key=lambda group: (-group.rows, group.name))


def calibration_error(bins: Sequence[Bin]) -> float:
    """Mean distance of what is claimed from what is right, over rows; 0 to 1."""
    rows = sum(one.rows for one in bins)
    return sum(one.rows * abs(one.claimed - one.right) for one in bins) / rows if rows else 0.0


def _bin(name: str, part: Sequence[Verdict]) -> Bin:
    claimed = sum(verdict.confidence for verdict in part) / len(part)
    return Bin(name, len(part), claimed, sum(verdict.right for verdict in part) / len(part))
