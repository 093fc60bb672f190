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
_SEEN_PLACES: Final = frozenset({"GPE", "LOC"})
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
        if end - start > _LONGEST_PLACE:
            return False
        if label == "PERSON" and _is_among_places(page, start, end):
            return self._is_unknown(page, start, end)
        return self._may_be(page, label, start, end) and self._is_led(page, label, start, end)

    def _is_led(self, page: Page, label: str, start: int, end: int) -> bool:
        """Whether a noun behind a name, or the words before its list, make it a place."""
        if end < len(page.words) and page.words[end] in self.cues.nouns:
            return True
        before = page.before(self._list_head(page, start))
        if before >= 0 and page.words[before] in ARTICLES:
            if label == "ORG":
                return False
            before = page.before(before)
        return before >= 0 and self._leads(page, label, before, single=end - start == 1)

    def _may_be(self, page: Page, label: str, start: int, end: int) -> bool:
        """Whether a name's own words allow it: no acronym, no known surname, no listed person."""
        head = self._list_head(page, start)
        if label == "PERSON" and head < start and not _is_alike(page, head, start, end):
            return False
        return self._is_unknown(page, start, end)

    def _is_unknown(self, page: Page, start: int, end: int) -> bool:
        """Whether no word of a name is known to be another thing."""
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


def _is_among_places(page: Page, start: int, end: int) -> bool:
    """Whether places stand on both sides in a list, or two before "and".

    "Goma", Kelbin Olt "and Lorn"; "Goma, Lorn and" Kelbin Olt.
    """
    joint, right = page.before(start), page.after(end)
    if page.word(joint) not in _JOINTS:
        return False
    left = page.before(joint)
    if page.word(left) == ",":  # the comma of ", and"
        left = page.before(left)
    if not _is_town(page, left):
        return False
    if page.word(right) in _JOINTS:
        right = page.after(right + 1)
        return _is_town(page, page.after(right + 1) if page.word(right) in _JOINTS else right)
    while left >= 0 and _is_town(page, left):
        left = page.before(left)
    return page.word(joint) == "and" and page.word(left) == "," and _is_town(page, left - 1)


def _is_town(page: Page, at: int) -> bool:
    """Whether the model sees a place at a token, and no country."""
    known = page.kind_at(at) in {None, kinds.CAPITAL}
    return known and 0 <= at < len(page.words) and page.doc[at].ent_type_ in _SEEN_PLACES


def _is_alike(page: Page, head: int, start: int, end: int) -> bool:
    """Whether a list may make a place of what the model calls a person.

    A full name only if the list begins with what is a person to the model too: the places of
    "in Goma and Kelbin Olt", but the person of "the mayor of Goma, Ana Brisk".
    """
    return end - start == 1 or page.doc[head].ent_type_ == "PERSON"
