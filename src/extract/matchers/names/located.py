"""Tell places from persons by the words before them, where the model mistakes one for the other.

In:  "fighting in Goma and Kelbin", both PERSON to the model; "the road from Lorn"
Out: they are places, and so they are wherever the text repeats them
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from extract.matchers.names import page as kinds
from extract.matchers.names.acronyms import is_acronym
from extract.matchers.names.page import ARTICLES, Page
from extract.text.names import fold

#: After these a name is where something is. Organisations are "at" too, and one is "in" none.
_WHERE: Final = frozenset(
    {"in", "near", "around", "throughout", "across", "towards", "toward", "outside", "inside"}
    | {"through", "into", "within", "beyond"}
)
_AT: Final = frozenset({"at"})
#: After these it may be a person, but hardly one whom the text never names in full.
_WHENCE: Final = frozenset({"from", "to"})
#: Before "from" and "to" these mean speech and gifts, not ways: "according to", "a letter from".
_ADDRESS: Final = frozenset(
    {"according", "thanks", "letter", "letters", "message", "messages", "spoke", "speaking"}
    | {"said", "told", "listened", "listening", "belongs", "belonged", "call", "answer", "due"}
    | {"wrote", "writing", "statement", "statements", "comment", "quote", "calls", "loyal"}
    | {"similar", "close", "gave", "given", "handed", "support", "question", "questions"}
)
#: After these "of" leads to a place: "east of", "the town of".
_OF: Final = frozenset(
    {"east", "west", "north", "south", "town", "city", "village", "villages", "district"}
    | {"suburb", "outskirts", "hills", "capital", "port", "settlement", "direction", "mayor"}
)
_JOINTS: Final = frozenset({",", "and", "or", "/"})
#: Tokens of the lists that are looked through: "Tessalit, Aguelhok and Ber".
_LONGEST_LIST: Final = 16
#: Longest such name in tokens: "Jubata al-Khashab".
_LONGEST_PLACE: Final = 4


@dataclass(frozen=True, slots=True)
class Locator:
    """Decides whether what the model calls a person or body is a place.

    Args:
        surnames: Folds of last words of office-holders' names, who are persons after all.
    """

    surnames: Mapping[str, object]

    def is_place(self, page: Page, label: str, start: int, end: int) -> bool:
        """Whether the words before a name make it a place.

        Args:
            page: The text.
            label: The model's: PERSON or ORG.
            start: First token of the name.
            end: The token after it.
        """
        if end - start > _LONGEST_PLACE or not self._may_be(page, start, end):
            return False
        at = self._list_head(page, start)
        before = page.before(at)
        if before >= 0 and page.words[before] in ARTICLES:
            if label == "ORG":
                return False
            before = page.before(before)
        if before < 0:
            return False
        return self._leads(page, label, before, single=end - start == 1)

    def _may_be(self, page: Page, start: int, end: int) -> bool:
        """Whether a name's own words allow it: no acronym, no known surname."""
        if any(page.kind_at(at) not in {None, kinds.CAPITAL} for at in range(start, end)):
            return False
        last = page.words[end - 1]
        return not (is_acronym(last) or fold(last) in self.surnames)

    @staticmethod
    def _leads(page: Page, label: str, before: int, *, single: bool) -> bool:
        """Whether the word at a token leads to a place."""
        word = page.words[before].lower()
        if word in _WHERE or (word in _AT and label == "PERSON"):
            return True
        above = page.words[before - 1].lower() if before else ""
        if word == "of":
            return above in _OF
        return word in _WHENCE and single and label == "PERSON" and above not in _ADDRESS

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
