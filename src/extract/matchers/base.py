"""Read a text's tokens and make proposals: the only place where offsets of spaCy become ours.

In:  a parsed text                                   Written: its text, words and their starts
     a pair of code-point offsets                    a Proposal
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from extract.records import NO_CUES, Proposal

if TYPE_CHECKING:
    from spacy.tokens import Doc

#: Where a Doc keeps its Written and its entities, so that all matchers share them.
_KEPT: Final = "written"
_ENTITIES: Final = "entities"
#: Where the parser leaves the text; joining it from the tokens takes as long as all this.
_TEXT: Final = "text"


@dataclass(frozen=True, slots=True)
class Written:
    """A text as it is written: spaCy makes an object of each token that is asked for its text.

    Args:
        text: The whole text.
        words: The text of each token; treat it as frozen.
        starts: First character of each token.
        ends: One past its last character.
    """

    text: str
    words: Sequence[str]
    starts: Sequence[int]
    ends: Sequence[int]

    def stretch(self, start: int, end: int) -> str:
        """The characters of tokens `start` to `end`, blanks between them included."""
        return self.text[self.starts[start] : self.ends[end - 1]]


class Entity(NamedTuple):
    """What the model saw at tokens `start` to `end` (exclusive)."""

    start: int
    end: int
    label: str


def entities(doc: Doc) -> Sequence[Entity]:
    """The entities of a Doc, read once: spaCy goes through all tokens whenever it is asked."""
    found: list[Entity] | None = doc.user_data.get(_ENTITIES)
    if found is None:
        found = [Entity(entity.start, entity.end, entity.label_) for entity in doc.ents]
        doc.user_data[_ENTITIES] = found
    return found


def written(doc: Doc) -> Written:
    """The text, words and offsets of a Doc, read once for all matchers."""
    found = doc.user_data.get(_KEPT)
    if not isinstance(found, Written):
        found = doc.user_data[_KEPT] = _read(doc)
    return found


def _read(doc: Doc) -> Written:
    """Offsets follow from the lengths of tokens and the blanks after them."""
    text = doc.user_data.get(_TEXT) or doc.text
    sizes = doc.to_array(["LENGTH", "SPACY"]).astype("int64").reshape(-1, 2)
    ends = (sizes[:, 0] + (sizes[:, 1] > 0)).cumsum() - (sizes[:, 1] > 0)
    starts, stops = (ends - sizes[:, 0]).tolist(), ends.tolist()
    words = [text[start:stop] for start, stop in zip(starts, stops, strict=True)]
    return Written(text=text, words=words, starts=starts, ends=stops)


def propose_slice(
    kind: str,
    text: str,
    start: int,
    end: int,
    *,
    rule: str,
    label: str,
    cues: Mapping[str, str] = NO_CUES,
) -> Proposal:
    """Make a proposal of `text[start:end]`."""
    return Proposal(
        kind=kind, start=start, end=end, text=text[start:end], rule=rule, label=label, cues=cues
    )
