"""The words of a text, read once from spaCy's tokens, and stretches of them.

In:  a Doc        "talks in The Hague"
Out: a Page       words talks | in | The | Hague; Words(2, 4) is "The Hague"
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from extract.matchers.base import entities, propose_slice, written
from extract.records import NO_CUES, Proposal
from extract.text.names import fold

if TYPE_CHECKING:
    from spacy.tokens import Doc


class Words(NamedTuple):
    """Tokens `start` to `end` of a page."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Page:
    """A text as lists, which are read many times faster than spaCy's tokens.

    Args:
        text: The whole text.
        words: Its tokens as written.
        lower: The same in lower case.
        starts: First character of each token.
        names: Whether each token looks like a word of a name: capitalised, of letters alone.
        labels: The model's label of each of its entities.
        surnames: Folded last words of persons with two names or more.
    """

    text: str
    words: Sequence[str]
    lower: Sequence[str]
    starts: Sequence[int]
    names: Sequence[bool]
    labels: Mapping[Words, str]
    surnames: frozenset[str]

    @classmethod
    def of(cls, doc: Doc) -> Page:
        """Read a Doc."""
        read = written(doc)
        words = read.words
        labels = {Words(start, end): label for start, end, label in entities(doc)}
        persons = (at for at, label in labels.items() if label == "PERSON")
        return cls(
            text=read.text,
            words=words,
            lower=[word.lower() for word in words],
            starts=read.starts,
            names=[word[0].isupper() and word.isalpha() for word in words],
            labels=labels,
            surnames=frozenset(fold(words[e - 1]) for s, e in persons if e - s > 1),
        )

    def written(self, at: Words) -> str:
        """The characters of a stretch, blanks between its words included."""
        if at.end - at.start == 1:
            return self.words[at.start]
        return self.text[self.starts[at.start] : self._end(at)]

    def propose(
        self, at: Words, *, rule: str, label: str, cues: Mapping[str, str] = NO_CUES
    ) -> Proposal:
        """Propose a stretch as a place."""
        start, end = self.starts[at.start], self._end(at)
        return propose_slice("places", self.text, start, end, rule=rule, label=label, cues=cues)

    def _end(self, at: Words) -> int:
        return self.starts[at.end - 1] + len(self.words[at.end - 1])
