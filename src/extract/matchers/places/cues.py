"""The words around a name that make it a place.

In:  a name in its text      "in the [Lorn], Kelbin and Vest directions" | "[Lorn], Norland"
Out: the cue                 (other, "directions", "place-list")         | a container follows
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from extract.knowledge.countries import Countries
from extract.knowledge.places import PlaceKnowledge
from extract.matchers.places.page import Page, Words
from extract.matchers.places.runs import ARTICLES, PARTICLES

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

    def after(self, page: Page, name: Words) -> Cue | None:
        """The noun that makes a name a place: at once, or at the end of a list of names."""
        heads = self.places.words.heads_after
        at, listed = name.end, False
        while at < len(page.words) and at - name.end <= _LONGEST_LIST:
            word = page.lower[at]
            if word in heads:
                if listed and page.words[at][0].isupper():
                    return None
                return Cue("place-list" if listed else "place-head", word, heads[word])
            if word in _JOINTS or (listed and page.names[at]):
                listed = True
            elif not (listed and word in PARTICLES):
                return None
            at += 1
        return None

    def before(self, page: Page, name: Words) -> Cue | None:
        """A noun ("city of") or preposition ("in") before a name, compass words passed over."""
        words = self.places.words
        at = name.start - 1
        while at >= 0 and page.lower[at] in words.compass:
            at -= 1
        if at >= 0 and page.lower[at] in ARTICLES:
            at -= 1
        if at < 0:
            return None
        one = page.lower[at]
        two = f"{page.lower[at - 1]} {one}" if at else ""
        for noun in (two, one):
            if noun in words.heads_before:
                return Cue("place-head", noun, words.heads_before[noun])
        if one in words.prepositions and one not in words.weak_prepositions:
            return Cue("gazetteer-preposition", one, None)
        return None

    def listed_before(self, page: Page, name: Words) -> Cue | None:
        """The noun before a list that a name belongs to: "provinces of Ulva, Kelbin and [Vest]".

        "roads between Ulva and [Vest]" is no such list: what is between may be persons.
        """
        heads, at, listed = self.places.words.heads_before, name.start - 1, False
        while at > 0 and name.start - at <= _LONGEST_LIST:
            two = f"{page.lower[at - 1]} {page.lower[at]}"
            if two in heads:
                return Cue("place-list", two, heads[two]) if listed else None
            if page.lower[at] in _JOINTS:
                listed = True
            elif not (listed and (page.names[at] or page.lower[at] in PARTICLES)):
                return None
            at -= 1
        return None

    def contained(self, page: Page, name: Words) -> bool:
        """Whether a comma or bracket and a country or state follow: "Lorn, Norland"."""
        at = name.end + 1
        if at >= len(page.words) or page.words[name.end] not in {",", "("}:
            return False
        sizes = (size for size in (3, 2, 1) if at + size <= len(page.words))
        return any(self._contains(page.written(Words(at, at + size))) for size in sizes)

    def _contains(self, name: str) -> bool:
        short = name in self.places.abbreviations or name in self.places.postal
        return short or self.countries.named(name) is not None


def shouts(page: Page, name: Words) -> bool:
    """Whether a name stands in a line of capitals, where any word looks like one."""
    around = Words(max(0, name.start - 2), min(len(page.words), name.end + 2))
    longer = around.end - around.start > name.end - name.start
    return longer and page.written(around).isupper()
