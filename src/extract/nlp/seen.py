r"""A document as matchers see it, and the way back to the text as it is stored.

In:  a Document         "The min\u00adisters met\r\nin Geneva."
Out: Seen               text "The ministers met in Geneva.", its sentences; what is found comes
                        back with the offsets and characters of the document
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TypeVar

from extract.nlp.sentences import SentenceSplitter
from extract.records import Document, Mention, Mentions, Proposal
from extract.text.offsets import Span, containing
from extract.text.view import View, joined_lines, view_of

M = TypeVar("M", bound=Mention)


@dataclass(frozen=True, slots=True)
class Seen:
    """A document as matchers see it.

    Args:
        document: The document with the text that they read.
        sentences: The sentences of that text.
        stored: The text as it is stored.
        view: Leads from one text to the other.
        quiet: Parts of the stored text that give no rows, sorted.
    """

    document: Document
    sentences: tuple[Span, ...]
    stored: str
    view: View
    quiet: tuple[Span, ...]

    def stored_sentences(self) -> tuple[Span, ...]:
        """The sentences as spans of the stored text."""
        return tuple(self.view.stored(start, end) for start, end in self.sentences)

    def in_text(self, proposals: Iterable[Proposal]) -> list[Proposal]:
        """Proposals that neither begin nor end in the boilerplate."""
        if not self.quiet:
            return list(proposals)
        return [proposal for proposal in proposals if not self._is_quiet(proposal)]

    def _is_quiet(self, proposal: Proposal) -> bool:
        start, end = self.view.stored(proposal.start, proposal.end)
        return (
            containing(self.quiet, start) is not None
            or containing(self.quiet, end - 1) is not None
        )

    def restored_proposals(self, proposals: Iterable[Proposal]) -> Iterator[Proposal]:
        """Proposals with the offsets and characters of the stored text."""
        for proposal in proposals:
            start, end = self.view.stored(proposal.start, proposal.end)
            yield replace(proposal, start=start, end=end, text=self.stored[start:end])

    def restored(self, mentions: Mentions) -> Mentions:
        """Mentions with the offsets and characters of the stored text."""
        if self.document.text == self.stored:  # most texts: nothing to move
            return mentions
        agreements = tuple(map(self._moved, mentions.agreements))
        pairs = zip(mentions.agreements, agreements, strict=True)
        ids = {None: None} | {old.mention_id: new.mention_id for old, new in pairs}
        dates = map(self._moved, mentions.dates)
        return Mentions(
            actors=tuple(map(self._moved, mentions.actors)),
            places=tuple(map(self._moved, mentions.places)),
            dates=tuple(replace(row, in_agreement=ids[row.in_agreement]) for row in dates),
            agreements=agreements,
        )

    def _moved(self, row: M) -> M:
        start, end = self.view.stored(row.start, row.end)
        sentence_start, sentence_end = self.view.stored(row.sentence_start, row.sentence_end)
        return replace(
            row,
            mention_id=f"{row.doc_id}:{row.table}:{start}-{end}",
            text=self.stored[start:end],
            start=start,
            end=end,
            sentence_start=sentence_start,
            sentence_end=sentence_end,
        )


def see(document: Document, splitter: SentenceSplitter) -> Seen:
    """Prepare a document for matchers."""
    view = view_of(document.text)
    sentences = splitter(view.text)
    return Seen(
        document=replace(document, text=joined_lines(view.text, sentences)),
        sentences=sentences,
        stored=document.text,
        view=view,
        quiet=tuple(Span(*map(int, part.split("-"))) for part in document.boilerplate),
    )
