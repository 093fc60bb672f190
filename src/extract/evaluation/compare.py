"""What moved between two runs, seen from gold: rows gained and rows lost.

In:  gold, and the mentions of an earlier and a later run, of the same documents
Out: Change a row: a right row that is new or gone, a wrong row that is new or gone
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extract.evaluation.counts import is_scored
from extract.evaluation.scores import KINDS
from extract.records import Mention, Mentions


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One row that only one of two runs has.

    Args:
        kind: Table.
        is_gain: Whether the change is for the better.
        word: "found", "lost" (right rows), "invented" or "dropped" (wrong rows).
        mention: The row.
    """

    kind: str
    is_gain: bool
    word: str
    mention: Mention


def changes(
    gold: Sequence[Mentions], before: Sequence[Mentions], after: Sequence[Mentions]
) -> Iterator[Change]:
    """Rows that differ, exact spans compared, by kind and in text order."""
    for kind in KINDS:
        for right, old, new in zip(gold, before, after, strict=True):
            yield from _document(kind, right, old, new)


def _document(kind: str, right: Mentions, old: Mentions, new: Mentions) -> Iterator[Change]:
    true, was, now = (_by_span(kind, mentions) for mentions in (right, old, new))
    for span in sorted(now.keys() - was.keys()):
        is_true = span in true
        word = "found" if is_true else "invented"
        yield Change(kind=kind, is_gain=is_true, word=word, mention=now[span])
    for span in sorted(was.keys() - now.keys()):
        is_true = span in true
        word = "lost" if is_true else "dropped"
        yield Change(kind=kind, is_gain=not is_true, word=word, mention=was[span])


def _by_span(kind: str, mentions: Mentions) -> dict[tuple[int, int], Mention]:
    rows: Sequence[Mention] = getattr(mentions, kind)
    return {(m.start, m.end): m for m in rows if is_scored(m)}
