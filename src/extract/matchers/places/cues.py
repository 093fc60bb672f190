"""The words around a name that make it a place.

In:  a name in its text      "in the [Lorn], Kelbin and Vest directions" | "[Lorn], Norland"
Out: the cue                 (other, "directions", "place-list")         | a container follows
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from extract.knowledge.countries import Countries
from extract.knowledge.places import PlaceKnowledge
from extract.matchers.places.runs import ARTICLES, PARTICLES, is_name

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

_JOINTS: Final = frozenset({",", "and", "or", "the", "&", "-"})
#: Tokens of the longest list that is looked through: five names of four words.
_LONGEST_LIST: Final = 20


@dataclass(frozen=True, slots=True)
class Cue:
    """What makes a name a place.

    Args:
        rule: Identifier of the rule.
        word: The word seen.
        feature: What kind of place it makes; None if it says nothing of that.
    """

    rule: str
    word: str
    feature: str | None


@dataclass(frozen=True, slots=True)
class Cues:
    """Looks for cues around names.

    Args:
        places: Vocabulary, and the index for units that contain a name.
        countries: Countries that contain a name.
    """

    places: PlaceKnowledge
    countries: Countries

    def after(self, doc: Doc, span: Span) -> Cue | None:
        """The noun that makes a name a place: at once, or at the end of a list of names."""
        heads = self.places.words.heads_after
        at, listed = span.end, False
        while at < len(doc) and at - span.end <= _LONGEST_LIST:
            word = doc[at].text.lower()
            if word in heads:
                if doc[at].text[0].isupper() and listed:
                    return None
                return Cue("place-list" if listed else "place-head", word, heads[word])
            if word in _JOINTS or (listed and is_name(doc[at])):
                listed = True
            elif not (listed and word in PARTICLES):
                return None
            at += 1
        return None

    def before(self, doc: Doc, span: Span) -> Cue | None:
        """A noun ("city of") or preposition ("in") before a name, compass words passed over."""
        words = self.places.words
        at = span.start - 1
        while at >= 0 and doc[at].text.lower() in words.compass:
            at -= 1
        if at >= 0 and doc[at].text.lower() in ARTICLES:
            at -= 1
        if at < 0:
            return None
        two = f"{doc[at - 1].text} {doc[at].text}".lower() if at else ""
        one = doc[at].text.lower()
        for noun in (two, one):
            if noun in words.heads_before:
                return Cue("place-head", noun, words.heads_before[noun])
        if one in words.prepositions and one not in words.weak_prepositions:
            return Cue("gazetteer-preposition", one, None)
        return None

    def contained(self, doc: Doc, span: Span) -> bool:
        """Whether a comma or bracket and a country or state follow: "Lorn, Norland"."""
        if span.end + 1 >= len(doc) or doc[span.end].text not in {",", "("}:
            return False
        names = (
            doc[span.end + 1 : span.end + 1 + size].text
            for size in (3, 2, 1)
            if span.end + 1 + size <= len(doc)
        )
        return any(self._contains(name) for name in names)

    def _contains(self, name: str) -> bool:
        short = name in self.places.abbreviations or name in self.places.postal
        return short or self.countries.named(name) is not None


def shouts(doc: Doc, span: Span) -> bool:
    """Whether a name stands in a line of capitals, where any word looks like one."""
    around = doc[max(0, span.start - 2) : span.end + 2]
    return around.text.isupper() and len(around) > len(span)
