"""Settle a document: all proposals in, frozen mentions with empty link columns out.

In:  the document, its sentences, the proposals of every matcher
Out: Mentions, each row with the rules that made it and how sure we are
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from extract.deciding.breaks import cut
from extract.deciding.overlaps import enclosing, is_cited, settle
from extract.deciding.votes import Reading, gather
from extract.knowledge.trust import Trust
from extract.records import (
    ActorMention,
    AgreementMention,
    DateMention,
    Document,
    Mentions,
    PlaceMention,
    Proposal,
)
from extract.text.offsets import Span, containing

#: No row claims to be certain: rules err together more often than `votes.combined` assumes.
MOST_CONFIDENT: Final = 0.99


@dataclass(frozen=True, slots=True)
class Decider:
    """Everything that is settled about the spans of one document.

    Args:
        trust: How far each rule is to be trusted.
        recast: Last word on the kind of a settled name, given the text: country as actor or
            place (`countries.py`).
    """

    trust: Trust
    recast: Callable[[Reading, str], Reading]

    def __call__(
        self, document: Document, sentences: Sequence[Span], proposals: Iterable[Proposal]
    ) -> Mentions:
        """Settle all proposals of a document.

        Args:
            document: The document; its `text` is what offsets refer to.
            sentences: Its sentences, sorted.
            proposals: What the matchers found, in any order.

        Returns:
            Mentions of each table in text order; link columns are empty.
        """
        whole = cut(proposals, sentences, document.text)
        settled = settle(gather(whole, self.trust), document.text)
        readings = [self.recast(reading, document.text) for reading in settled]
        agreements = [reading for reading in readings if reading.kind == "agreements"]
        common = _Common(document, sentences, self.trust)
        return Mentions(
            actors=tuple(
                ActorMention(**common.of(r), name=common.words(r), actor_type=r.label)
                for r in _of(readings, "actors")
            ),
            places=tuple(
                PlaceMention(**common.of(r), name=common.words(r), feature=r.label)
                for r in _of(readings, "places")
            ),
            dates=tuple(
                DateMention(
                    **common.of(r),
                    timex_type=r.label,
                    in_agreement=common.mention_id(enclosing(r.span, agreements)),
                )
                for r in _of(readings, "dates")
            ),
            agreements=tuple(
                AgreementMention(
                    **common.of(r),
                    title=common.words(r),
                    agreement_type=r.label,
                    named=is_cited(r),
                )
                for r in _of(readings, "agreements")
            ),
        )


def _of(readings: Iterable[Reading], kind: str) -> Iterator[Reading]:
    return (reading for reading in readings if reading.kind == kind)


@dataclass(frozen=True, slots=True)
class _Common:
    """The columns that all mention tables share, for one document."""

    document: Document
    sentences: Sequence[Span]
    trust: Trust
    _quoted: dict[Span, str] = field(default_factory=dict)

    def of(self, reading: Reading) -> dict[str, Any]:
        start, end = reading.span
        sentence = self._sentence(reading.span)
        text = self.document.text
        return {
            "mention_id": self.mention_id(reading),
            "doc_id": self.document.doc_id,
            "text": text[start:end],
            "start": start,
            "end": end,
            "sentence": self._quote(sentence),
            "sentence_start": sentence.start,
            "sentence_end": sentence.end,
            "method": "+".join(reading.rules),
            "confidence": round(min(self._claim(reading), MOST_CONFIDENT), 4),
        }

    def _claim(self, reading: Reading) -> float:
        return self.trust.confidence(reading.rules, reading.support)

    def _quote(self, sentence: Span) -> str:
        """The words of a sentence, line breaks as blanks; the rows of one sentence share them."""
        quoted = self._quoted.get(sentence)
        if quoted is None:
            words = self.document.text[sentence.start : sentence.end]
            quoted = self._quoted[sentence] = words.replace("\n", " ")
        return quoted

    def mention_id(self, reading: Reading | None) -> str | None:
        if reading is None:
            return None
        return f"{self.document.doc_id}:{reading.kind}:{reading.span.start}-{reading.span.end}"

    def words(self, reading: Reading) -> str:
        """The characters of a span with its line breaks as blanks."""
        return " ".join(self.document.text[reading.span.start : reading.span.end].split())

    def _sentence(self, span: Span) -> Span:
        """The sentence a span begins in, stretched where the span runs on into the next."""
        found = containing(self.sentences, span.start) or span
        return Span(found.start, max(found.end, span.end))
