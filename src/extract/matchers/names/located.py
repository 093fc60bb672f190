"""Tell places from persons by the words before them, where the model mistakes one for the other.

In:  "fighting in Goma and Kelbin", both PERSON to the model; "the road from Lorn"
Out: they are places, and so they are wherever the text repeats them
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from extract.knowledge.name_words import PlaceCues
from extract.matchers.names import page as kinds
from extract.matchers.names.acronyms import is_acronym
from extract.matchers.names.page import ARTICLES, Page
from extract.text.names import fold

#: Organisations are "at" too, persons are not.
_AT: Final = "at"
_JOINTS: Final = frozenset({",", "and", "or", "/"})
#: Tokens of the lists that are looked through: "Tessalit, Aguelhok and Ber".
_LONGEST_LIST: Final = 16
#: Longest such name in tokens: "Jubata al-Khashab".
_LONGEST_PLACE: Final = 4
#: Tokens before "between" in which a way is looked for: "the road that winds between".
_NEAR: Final = 6


@dataclass(frozen=True, slots=True)
class Locator:
    """Decides whether what the model calls a person or body is a place.

    Args:
        cues: The words.
        surnames: Folds of last words of office-holders' names, who are persons after all.
    """

    cues: PlaceCues
    surnames: Mapping[str, object]

    def is_place(self, page: Page, label: str, start: int, end: int) -> bool:
        """Whether the words before a name make it a place.

        Args:
            page: The text.
            label: The model's: PERSON or ORG.
            start: First token of the name.
            end: The token after it.
        """
        if page.words[end - 1] in self.cues.ends and end - start > 1:
            return True
        if end - start > _LONGEST_PLACE or not self._may_be(page, label, start, end):
            return False
        if end < len(page.words) and page.words[end] in self.cues.nouns:
            return True
        at = self._list_head(page, start)
        before = page.before(at)
        if before >= 0 and page.words[before] in ARTICLES:
            if label == "ORG":
                return False
            before = page.before(before)
        if before < 0:
            return False
        return self._leads(page, label, before, single=end - start == 1)

    def _may_be(self, page: Page, label: str, start: int, end: int) -> bool:
        """Whether a name's own words allow it: no acronym, no known surname, no listed person."""
        head = self._list_head(page, start)
        if label == "PERSON" and head < start and not _is_alike(page, head, start, end):
            return False
        if any(page.kind_at(at) not in {None, kinds.CAPITAL} for at in range(start, end)):
            return False
        last = page.words[end - 1]
        return not (is_acronym(last) or fold(last) in self.surnames)

    def _leads(self, page: Page, label: str, before: int, *, single: bool) -> bool:
        """Whether the word at a token leads to a place."""
        cues, person = self.cues, label == "PERSON"
        word = page.words[before].lower()
        above = page.words[before - 1].lower() if before else ""
        if word in cues.where or (word == _AT and person) or (word in cues.reached and single):
            return True
        if word == "of":
            return above in cues.nouns
        if word == "between":
            ways = page.words[max(0, before - _NEAR) : before]
            return not cues.ways.isdisjoint(ways)
        return word in cues.whence and single and person and above not in cues.address

    @staticmethod
    def _list_head(page: Page, start: int) -> int:
        """The first token of the list of names that a name belongs to."""
        head = at = start
        while at > max(0, start - _LONGEST_LIST):
            before = at - 1
            if page.words[before] in _JOINTS:
                if not page.is_capitalised(before - 1):
                    break
            elif page.is_capitalised(before):
                head = before
            elif page.words[before] != "-":
                break
            at = before
        return head


def _is_alike(page: Page, head: int, start: int, end: int) -> bool:
    """Whether a list may make a place of what the model calls a person.

    A full name only if the list begins with what is a person to the model too: the places of
    "in Goma and Kelbin Olt", but the person of "the mayor of Goma, Ana Brisk".
    """
    return end - start == 1 or page.doc[head].ent_type_ == "PERSON"
