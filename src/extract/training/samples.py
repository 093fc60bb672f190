"""Corrected documents as training and its gate need them.

In:  a document, the pipeline in use, what people decided about it
Out: a Sample: the rows as rules find them alone, and as they are right
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from extract.correcting.anchor import find_span
from extract.records import Document, Mention, Mentions

if TYPE_CHECKING:
    from extract.correcting.decision import Decision
    from extract.pipeline import Pipeline

#: One document in so many is never learnt from by what is measured on it.
FOLDS: Final = 5


class Target(NamedTuple):
    """The row that a decision leads to: its table and span."""

    table: str
    start: int
    end: int

    @property
    def span(self) -> tuple[int, int]:
        """Its offsets."""
        return self.start, self.end


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """A corrected document.

    Args:
        document: Its fields corrected.
        found: What the pipeline finds by itself.
        right: The same after all decisions; what nobody touched counts as right.
        decisions: Those about rows of this document, the oldest first.
    """

    document: Document
    found: Mentions
    right: Mentions
    decisions: Sequence[Decision]

    def targets(self) -> Iterator[tuple[Target, Decision]]:
        """Where each decision leads, in this text; those that fit nowhere are left out."""
        for decision in self.decisions:
            span = find_span(decision, self.document)
            if span is None:
                continue
            start, end, table = span.start, span.end, decision.table
            if decision.action == "edges":
                start += int(str(decision.fields.get("start", 0)))
                end += int(str(decision.fields.get("end", 0)))
            if decision.action == "relabel":
                table = str(decision.fields.get("table", table))
            yield Target(table, start, end), decision


def sample_of(pipeline: Pipeline, document: Document, decisions: Sequence[Decision]) -> Sample:
    """Let the pipeline read a document, and correct what it found.

    Args:
        pipeline: The one whose rows were corrected.
        document: Its fields corrected.
        decisions: Those about it, and merges.
    """
    seen = pipeline.see(document)
    settled = pipeline.settle(seen, pipeline.propose(seen))
    found = pipeline.complete(seen, settled, document, ()).mentions
    right = pipeline.complete(seen, settled, document, decisions).mentions
    own = [d for d in decisions if d.action not in {"merge", "document"}]
    return Sample(document=document, found=found, right=right, decisions=own)


def folds(samples: Iterable[Sample]) -> list[list[Sample]]:
    """Part documents by the hash of their text, the same way every time; at most FOLDS parts."""
    ordered = sorted(samples, key=lambda one: one.document.text_sha256 or one.document.doc_id)
    return [ordered[at::FOLDS] for at in range(min(FOLDS, len(ordered)))]


def rows_of(mentions: Mentions) -> Iterator[Mention]:
    """All rows of a document, table by table."""
    yield from (*mentions.actors, *mentions.places, *mentions.dates, *mentions.agreements)


def by_target(mentions: Mentions) -> Mapping[Target, Mention]:
    """Rows by table and span."""
    return {Target(row.table, row.start, row.end): row for row in rows_of(mentions)}
