"""Look at the decisions as a whole: is this a batch that somebody meant?

In:  samples and merges
Out: faults in words; none for honest corrections, however many there are

A slip in a few decisions is outvoted while names are mined. What is looked for here is what goes
wrong for a whole batch: labels swapped, offsets shifted, all rows rejected, merges in circles.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from extract.records import TYPE_COLUMN, Mention
from extract.training.samples import Sample, by_target, rows_of

#: Part of decisions that may cut words; a language or a typo cuts some.
_CUT: Final = 0.1
#: A row this sure is right nine times in ten (docs/accuracy.md); so large a part of them is not
#: overturned by honest corrections. Origin: reasoned; a new region overturns up to a fifth.
_SURE, _OVERTURNED = 0.9, 0.4
#: Part of one type's rows that become another type, and how many there must be.
_RETYPED: Final = 0.5
_LEAST: Final = 5
_LEAST_SWAPPED: Final = 3
#: Part of merges or links that may be contradictory.
_CONTRADICTORY: Final = 0.2
_BODIES: Final = frozenset({"government", "military", "igo", "organization", "group"})
_IDENTIFIERS: Final = {"actors": "actor_id", "places": "place_id", "agreements": "agreement_id"}


def faults_of(samples: Sequence[Sample], merges: int, contradictory: Sequence[str]) -> list[str]:
    """What is wrong with a batch.

    Args:
        samples: Corrected documents.
        merges: How many merges the log holds.
        contradictory: Identities whose merges contradict one another or what is known.
    """
    faults = [*_shifted(samples), *_overturned(samples), *_retyped(samples), *_relinked(samples)]
    if contradictory and len(contradictory) >= _CONTRADICTORY * merges:
        named = ", ".join(contradictory[:_LEAST_SWAPPED])
        faults.append(f"merges contradict one another or known identities: {named}")
    return faults


def _shifted(samples: Sequence[Sample]) -> Iterator[str]:
    """Spans that begin or end inside a word, as offsets of another text do."""
    total = cut = 0
    for sample in samples:
        text = sample.document.text
        for target, decision in sample.targets():
            if decision.action == "reject":
                continue
            total += 1
            cut += _cuts(text, target.start) or _cuts(text, target.end)
    if cut > max(1, _CUT * total):
        yield f"{cut} of {total} decisions begin or end inside a word: are offsets shifted?"


def _cuts(text: str, at: int) -> bool:
    return 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum()


def _overturned(samples: Sequence[Sample]) -> Iterator[str]:
    """Rows that were sure and are gone, moved or of another type."""
    sure = gone = 0
    for sample in samples:
        right = by_target(sample.right)
        for target, row in by_target(sample.found).items():
            if row.confidence >= _SURE:
                sure += 1
                other = right.get(target)
                gone += other is None or _type(other) != _type(row)
    if gone >= _LEAST and gone > _OVERTURNED * sure:
        yield f"{gone} of {sure} rows that were surest are overturned"


def _retyped(samples: Sequence[Sample]) -> Iterator[str]:
    """Types that turn into another one wholesale, across families or both ways."""
    totals: Counter[str] = Counter()
    turned: Counter[tuple[str, str]] = Counter()
    for sample in samples:
        right = {(row.start, row.end): row for row in rows_of(sample.right) if _is_name(row)}
        for row in filter(_is_name, rows_of(sample.found)):
            other = right.get((row.start, row.end))
            totals[_type(row)] += 1
            if other is not None and _type(other) != _type(row):
                turned[_type(row), _type(other)] += 1
    for (old, new), count in sorted(turned.items()):
        if count < _RETYPED * totals[old]:
            continue
        back = turned[new, old]
        both = min(count, back) >= _LEAST_SWAPPED and back >= _RETYPED * totals[new]
        if both or (count >= _LEAST and _family(old) != _family(new)):
            yield f"{count} of {totals[old]} rows of type {old} become {new}: are labels swapped?"


def _relinked(samples: Sequence[Sample]) -> Iterator[str]:
    """Identities that were sure and are others now."""
    sure = gone = 0
    for sample in samples:
        right = by_target(sample.right)
        for target, row in by_target(sample.found).items():
            identifier = _IDENTIFIERS.get(row.table)
            other = right.get(target)
            if identifier is None or other is None or (row.link_confidence or 0) < _SURE:
                continue
            sure += 1
            gone += getattr(row, identifier) != getattr(other, identifier)
    if gone >= _LEAST and gone > _OVERTURNED * sure:
        yield f"{gone} of {sure} identities that were surest are others now"


def _is_name(row: Mention) -> bool:
    return row.table in {"actors", "places"}


def _type(row: Mention) -> str:
    kind = str(getattr(row, TYPE_COLUMN[row.table]))
    return "place" if row.table == "places" and kind != "country" else kind


def _family(kind: str) -> str:
    return "body" if kind in _BODIES else kind
