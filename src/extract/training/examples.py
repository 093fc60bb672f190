"""Turn marked texts into spaCy examples: gold for the settled labels, the base for the others.

In:  "the [Norland Times|ORG] of 5 May", and the base, which sees "5 May" as DATE
Out: an Example with Norland Times (ORG) and 5 May (DATE); all other tokens are outside

Keeping what the base says about the other labels is what stops it from forgetting them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from spacy.tokens import Span
from spacy.training import Example

from extract.training.corpus import PLACE, PLACES, SETTLED, MarkedText, Name

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

_CUT_BEFORE: Final = frozenset({"the", "a", "an"})
_CUT_AFTER: Final = frozenset({"'s", "’s", "'", "’"})
#: "Lorn Airport", "Vessel Bridge": buildings the base does not see.
_BUILDING: Final = re.compile(
    r"\b(?:Airport|Bridge|Hall|Stadium|Building|Palace|Theat(?:er|re)|Tower|Street|Avenue|Road"
    r"|Station|Cent(?:er|re)|Museum|Park|Castle|Arena|House|Church|Cathedral|Prison|Square|Base"
    r"|Hotel|Border|Crossing)\b"
)
#: "Amber Sea", "Northern Vest": what is neither town nor state.
_REGION: Final = re.compile(
    r"\b(?:River|Sea|Lake|Ocean|Mountains?|Valley|Bay|Gulf|Peninsula|Strait|Coast|Europe|Asia"
    r"|Africa|America|Balkans|Caucasus|Middle East|Islands?|Desert|Basin|Delta|Mount"
    r"|(?:North|South|East|West)ern)\b"
)


@dataclass(frozen=True, slots=True)
class ExampleMaker:
    """Makes examples with the help of the base, which must not be trained meanwhile.

    Args:
        base: The pipeline before training.
    """

    base: Language

    def __call__(self, marked: MarkedText) -> Example:
        """One example; a name that begins or ends inside a token makes its tokens unknown."""
        seen = self.base(marked.text).ents
        doc = self.base.make_doc(marked.text)
        taken: set[int] = set()
        entities: list[Span] = []
        unknown: list[Span] = []
        for name in marked.names:
            span = doc.char_span(name.start, name.end, alignment_mode="expand")
            if span is None:
                continue
            if doc.char_span(name.start, name.end) is None:
                unknown.append(span)
                taken.update(range(span.start, span.end))
                continue
            start, end = _trimmed(doc, span.start, span.end)
            if start < end and taken.isdisjoint(range(start, end)):
                entities.append(Span(doc, start, end, _label(doc, start, end, name, seen)))
                taken.update(range(start, end))
        for entity in seen:
            start, end = _trimmed(doc, entity.start, entity.end)
            free = start < end and taken.isdisjoint(range(start, end))
            if entity.label_ not in SETTLED and free:
                entities.append(Span(doc, start, end, entity.label_))
        doc.set_ents(entities, missing=_apart(unknown), default="outside")
        return Example(self.base.make_doc(marked.text), doc)


def _apart(spans: list[Span]) -> list[Span]:
    """Spans without those that share a token with an earlier one."""
    kept: list[Span] = []
    for span in sorted(spans, key=lambda s: s.start):
        if not kept or kept[-1].end <= span.start:
            kept.append(span)
    return kept


def _label(doc: Doc, start: int, end: int, name: Name, seen: Sequence[Span]) -> str:
    """The label of a name; for a place of unknown kind the base's, else its words tell."""
    if name.label != PLACE:
        return name.label
    for entity in seen:
        if entity.label_ in PLACES and entity.start < end and start < entity.end:
            return entity.label_
    words = doc[start:end].text
    if _BUILDING.search(words):
        return "FAC"
    return "LOC" if _REGION.search(words) else "GPE"


def _trimmed(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """Tokens of a name without article, possessive and white space at its edges."""
    while start < end and (doc[start].lower_ in _CUT_BEFORE or doc[start].is_space):
        start += 1
    while start < end and (doc[end - 1].text in _CUT_AFTER or doc[end - 1].is_space):
        end -= 1
    return start, end
