"""Find names that the index knows, and names that say themselves what they are.

In:  a run of capitalised words     "Santa Lorn Sea" | "Lorn Airport" | "Umm al-Vest"
Out: the longest name in it, with its entries, or with the feature its generic part makes
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from extract.knowledge.countries import Countries
from extract.knowledge.gazetteer import Entry
from extract.knowledge.places import PlaceKnowledge
from extract.matchers.places.cues import Cues
from extract.matchers.places.page import Page, Words
from extract.matchers.places.runs import PARTICLES
from extract.text.names import fold

#: Tokens of the longest name that is looked up: "San José de las Lajas" has five.
LONGEST: Final = 5
#: A name with an article is proposed only for a place of this size: "The Hague", no "The Mission".
FAMOUS: Final = 100_000


@dataclass(frozen=True, slots=True)
class KnownNames:
    """Looks names up.

    Args:
        places: The index, curated places, generic parts of names.
        countries: Their names are left to the matcher of names.
    """

    places: PlaceKnowledge
    countries: Countries

    def longest(self, page: Page, start: int, end: int) -> tuple[Words | None, Sequence[Entry]]:
        """The longest name from a token on that the index knows."""
        if not page.names[start]:
            return None, ()
        for stop in range(min(end, start + LONGEST), start, -1):
            if stop - start == 1 and not self._may_be_name(page, start):
                continue
            if page.lower[stop - 1] in PARTICLES:
                continue
            name = Words(start, stop)
            written = page.written(name)
            entries = self.places.find(written)
            if entries and self._is_free(written):
                return name, entries
        return None, ()

    def _is_free(self, name: str) -> bool:
        """Whether a name is left to no other matcher: no country, no nationality ("Canadian")."""
        return self.countries.meant_by(name) is None

    def with_article(self, page: Page, name: Words) -> Words | None:
        """A name with the article that belongs to it: "The Hague"."""
        if not name.start or page.words[name.start - 1] != "The":
            return None
        longer = Words(name.start - 1, name.end)
        known = self.places.find(page.written(longer))
        is_famous = known and known[0].primary and known[0].population >= FAMOUS
        return longer if is_famous else None

    def with_tail(self, page: Page, name: Words) -> Words | None:
        """A name of ours that goes on after a comma: "Washington, D.C."."""
        if name.end >= len(page.words) or page.words[name.end] != ",":
            return None
        longer = Words(name.start, min(len(page.words), name.end + 2))
        return longer if fold(page.written(longer)) in self.places.curated else None

    def generic(self, page: Page, start: int, end: int) -> Words | None:
        """A name that says itself what it is: "Amber Sea", "Gulf of Lorn"."""
        words = self.places.words
        for stop in range(min(end, start + LONGEST), start + 1, -1):
            last = page.words[stop - 1]
            if last not in words.generic_last and last not in words.buildings:
                continue
            name = Words(start, stop)
            if self._may_be_name(page, start) and (
                last in words.generic_last or self._is_venue(page, name)
            ):
                return name
        for first in words.generic_first.get(page.words[start], ()):
            count = len(first.split())
            if start + count < end and page.written(Words(start, start + count)) == first:
                return Words(start, end)
        return None

    def feature(self, page: Page, name: Words) -> str:
        """What kind of place a generic part makes."""
        words = self.places.words
        first, last = page.words[name.start], page.words[name.end - 1]
        if last.lower() == "corridor":
            return "corridor"
        if last in words.buildings:
            return "building"
        return "water" if {first, last} & words.waters else "terrain"

    def _may_be_name(self, page: Page, at: int) -> bool:
        words, word = self.places.words, page.words[at]
        return (
            len(word) > 2  # noqa: PLR2004  # "Of" is a town, but not in a text
            and fold(word) not in words.never
            and page.lower[at] not in words.compass
        )

    def _is_venue(self, page: Page, name: Words) -> bool:
        return Cues(self.places, self.countries).before(page, name) is not None
