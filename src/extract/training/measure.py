"""Measure a candidate beside what is in use, on the same gold: per kind and type, with intervals.

In:  gold, and the rows of both, of the same documents
Out: Lines: F1 (or share of right fields) before and after, and how sure the difference is
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from extract.correcting.apply import HUMAN
from extract.evaluation.counts import MEASURES, Counts, count_document, label_of
from extract.evaluation.report import LABELS
from extract.evaluation.scores import DRAWS, KINDS, SEED, SHARE, scored_rows
from extract.records import Mention, Mentions

#: The line over all kinds.
ALL: Final = "all"
#: Its measure: exact spans with their types.
TYPED: Final = "typed"
#: Share of rows of equal span whose identity is right.
IDENTITY: Final = "identity"
_IDENTIFIERS: Final = {"actors": "actor_id", "places": "place_id", "agreements": "agreement_id"}
#: Method of rows of annotated releases.
_GOLD: Final = "gold"
#: Of each document: rows of gold and found, and those that agree twice over.
_Figures = list[tuple[float, float]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One figure before and after.

    Args:
        kind: Table, or ALL.
        label: Type within it; "" for the whole kind.
        measure: exact, overlap, document (F1), or a field (share of matched rows).
        rows: Gold rows, or rows compared.
        before, after: 0 to 1.
        low, high: 95 % interval of the difference, documents drawn again.
    """

    kind: str
    label: str
    measure: str
    rows: int
    before: float
    after: float
    low: float
    high: float

    @property
    def gain(self) -> float:
        """After less before, in points."""
        return round(100 * (self.after - self.before), 4)

    @property
    def is_whole(self) -> bool:
        """Whether it is an F1 of a whole kind, or of all."""
        return not self.label and self.measure in {*MEASURES, TYPED}


def compare(
    gold: Sequence[Mentions], before: Sequence[Mentions], after: Sequence[Mentions]
) -> tuple[Line, ...]:
    """Measure both; a line over all kinds first, then each kind, its fields and its types.

    Args:
        gold: Rows as they are right, a document each.
        before: Rows of what is in use, of the same documents in the same order.
        after: Rows of the candidate, likewise.

    Returns:
        The lines; none without gold. Shares and intervals are from 0 to 1.
    """
    return tuple(_lines(gold, before, after)) if gold else ()


def _lines(
    gold: Sequence[Mentions], before: Sequence[Mentions], after: Sequence[Mentions]
) -> Iterator[Line]:
    whole = {kind: [_counts(kind, None, gold, found) for found in (before, after)]
             for kind in KINDS}  # fmt: skip
    yield _whole(gold, before, after)
    for kind in KINDS:
        if not any(c.gold["exact"] + c.found["exact"] for each in whole[kind] for c in each):
            continue
        for measure in MEASURES:
            yield _f1(kind, "", measure, whole[kind])
        yield from _fields(kind, whole[kind])
        for label in LABELS[kind]:
            parts = [_counts(kind, label, gold, found) for found in (before, after)]
            if any(counts.gold["exact"] for counts in parts[0]):
                yield _f1(kind, label, "exact", parts)


def _counts(
    kind: str, label: str | None, gold: Sequence[Mentions], found: Sequence[Mentions]
) -> list[Counts]:
    """What each document has in common with its gold."""
    each = []
    for one, other in zip(gold, found, strict=True):
        rows = scored_rows(kind, one, label), scored_rows(kind, other, label)
        counts = count_document(kind, *rows)
        linked = [row for row in rows[0] if _is_linked(row)]
        counts.fields = count_document(kind, linked, rows[1]).fields
        _compare_identities(linked, rows[1], counts)
        each.append(counts)
    return each


def _is_linked(row: Mention) -> bool:
    """Whether somebody said who, where or which a row is; what rules said is no gold."""
    return row.method == _GOLD or (row.method == HUMAN and row.link_confidence == 1)


def _compare_identities(gold: Sequence[Mention], found: Sequence[Mention], counts: Counts) -> None:
    """Count rows of equal span with the same identity; releases have ids of their own."""
    by_span = {(row.start, row.end): row for row in found}
    for row in gold:
        other, identifier = by_span.get((row.start, row.end)), _IDENTIFIERS.get(row.table)
        if row.method != _GOLD and other is not None and identifier is not None:
            counts.compare(IDENTITY, right=getattr(row, identifier) == getattr(other, identifier))


def _whole(
    gold: Sequence[Mentions], before: Sequence[Mentions], after: Sequence[Mentions]
) -> Line:
    """F1 over all kinds, a row being right if span, table and type are."""
    marks = [_marks(one) for one in gold]
    sides: list[_Figures] = [
        [
            (len(right) + len(found), 2 * len(right & found))
            for right, found in zip(marks, map(_marks, each), strict=True)
        ]
        for each in (before, after)
    ]
    return _line((ALL, "", TYPED), sum(map(len, marks)), sides)


def _marks(mentions: Mentions) -> set[tuple[str, int, int, str]]:
    return {
        (kind, row.start, row.end, label_of(row))
        for kind in KINDS
        for row in scored_rows(kind, mentions)
    }


def _f1(kind: str, label: str, measure: str, pair: Sequence[Sequence[Counts]]) -> Line:
    sides: list[_Figures] = [
        [(c.gold[measure] + c.found[measure], 2 * c.right[measure]) for c in each] for each in pair
    ]
    rows = sum(counts.gold[measure] for counts in pair[0])
    return _line((kind, label, measure), rows, sides)


def _fields(kind: str, pair: Sequence[Sequence[Counts]]) -> Iterator[Line]:
    """Right values among the matched rows of whichever side matched more in a document.

    A row that is newly found and has no value yet takes nothing from those that had theirs.
    """
    for name in sorted({name for each in pair for counts in each for name in counts.fields}):
        values = [[c.fields.get(name, (0, 0)) for c in each] for each in pair]
        most = [max(one, other) for (_, one), (_, other) in zip(*values, strict=True)]
        sides: list[_Figures] = [
            [(total, right) for total, (right, _) in zip(most, each, strict=True)]
            for each in values
        ]
        yield _line((kind, "", name), int(sum(most)), sides)


def _line(name: tuple[str, str, str], rows: int, sides: Sequence[_Figures]) -> Line:
    arrays = [np.array(figures, dtype=np.float64) for figures in sides]
    before, after = (float(_share(array.sum(axis=0)[None, :])[0]) for array in arrays)
    drawn = _draws(len(arrays[0]))
    differences = np.sort(_share(drawn @ arrays[1]) - _share(drawn @ arrays[0]))
    edge = int(DRAWS * (1 - SHARE) / 2)
    kind, label, measure = name
    return Line(
        kind=kind, label=label, measure=measure, rows=rows,
        before=round(before, 6), after=round(after, 6),
        low=round(float(differences[edge]), 6), high=round(float(differences[-1 - edge]), 6),
    )  # fmt: skip


def _draws(documents: int) -> NDArray[np.float64]:
    """How often each document is drawn, draw by draw."""
    rng = np.random.default_rng(SEED)
    return rng.multinomial(documents, [1 / documents] * documents, size=DRAWS).astype(np.float64)


def _share(sums: NDArray[np.float64]) -> NDArray[np.float64]:
    """Right among all; 1 where there is nothing to be right about."""
    totals, right = sums[:, 0], sums[:, 1]
    return np.where(totals > 0, right / np.maximum(totals, 1), 1.0)
