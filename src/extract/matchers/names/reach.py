"""Find where the name of a body ends: what follows its head, and the country named there.

In:  "Ministry" in "Ministry of Labour and Social Affairs of the Republic of Norland said"
Out: the token after "Norland", and its code; of "Contact Group on Lorn 2" the token after "2"
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from extract.knowledge.actors import ActorKnowledge
from extract.matchers.names import page as kinds
from extract.matchers.names.modifiers import further
from extract.matchers.names.page import ARTICLES, LONGEST_NAME, OF, Find, Page

#: Only before a country, and only of an organ: "Mission to Norland".
_TO: Final = frozenset({"in", "to", "IN", "TO"})
#: After a committee or a group: "Working Group on Detainees".
ON: Final = frozenset({"on", "ON"})
_AND: Final = frozenset({"and", "&", ",", "AND"})
#: Heads that a country after "on" belongs to: "Contact Group on Norland".
_GROUPS: Final = frozenset({"Group"})
#: Known phrases that a run of capitalised words must not take in.
BARRIERS: Final = frozenset(
    {kinds.TITLE, kinds.HONORIFIC, kinds.BODY, kinds.PERSON, kinds.EVENT, kinds.COUNTRY}
    | {kinds.DEMONYM, kinds.CAPITAL, kinds.OPENER}
)
#: Common nouns that leave the country after "of" alone.
_NOT_OF: Final = frozenset({"forces", "troops", "police"})
#: Heads whose titles belong to the name: "Office of the Spokesperson", "Council of Ministers".
_TITLED: Final = frozenset(
    {"Office", "Council", "Assembly", "Presidency", "Service", "Secretariat"}
)


@dataclass(frozen=True, slots=True)
class Head:
    """The noun or head that a body's name is built of.

    Args:
        find: Where it stands.
        word: Its last word in usual case.
        capitalised: Whether it is written as a name.
        organ: Whether it may be a part of an organisation.
    """

    find: Find
    word: str
    capitalised: bool
    organ: bool


@dataclass(frozen=True, slots=True)
class ReachFinder:
    """Finds how far names go on behind their heads.

    Args:
        actors: Types of organisations, and the words that end names.
    """

    actors: ActorKnowledge

    def __call__(self, page: Page, head: Head) -> tuple[int, str | None]:
        """Where a name ends, and the country it ends with.

        Returns:
            The token after the name; the country's code, empty if an organisation ends the name,
            None if neither does.
        """
        end = head.find.end
        if head.capitalised and end - head.find.start > 2:  # noqa: PLR2004  # "Ministry of Trade"
            end = self._coordinated(page, end)
        while end - head.find.end < LONGEST_NAME:
            link = page.after(end)
            if not self._leads_on(page, head, link):
                break
            begin = page.after(link + 1)
            begin = page.after(begin + (page.word(begin) in ARTICLES))
            owner = page.beginning.get(begin)
            if owner is not None and owner.word.kind == kinds.COUNTRY:
                return self._to_country(page, head, (end, link), owner)
            if self._is_whole(page, head, link, owner):
                return page.beginning[begin].end, ""  # "Secretariat of the League"
            if not head.capitalised or page.words[link] in _TO:
                break
            run = self._run_after(page, begin, title=head.word in _TITLED)
            if run == begin:
                break
            end = run
        grouped = head.capitalised and head.word in _GROUPS
        return (further(page, end) if grouped else end), None

    @staticmethod
    def _leads_on(page: Page, head: Head, link: int) -> bool:
        """Whether a token leads on: "of", not the "FOR IMMEDIATE RELEASE" below "Office"."""
        links = OF | _TO | ON if head.organ else OF
        if link + 1 >= len(page.words) or page.words[link] not in links:
            return False
        return page.words[head.find.start].isupper() or not page.words[link].isupper()

    @staticmethod
    def _to_country(
        page: Page, head: Head, joint: tuple[int, int], owner: Find
    ) -> tuple[int, str | None]:
        """The end of a name whose next word is a country, behind the link of a joint."""
        end, link = joint
        find = head.find
        if find.end - find.start == 1 and page.words[find.start] in _NOT_OF:
            return end, None  # "troops of Norland", but "armed forces of Norland"
        if page.words[link] not in ON:
            return owner.end, owner.word.value
        return (owner.end if head.word in _GROUPS else end), None

    def _is_whole(self, page: Page, head: Head, link: int, owner: Find | None) -> bool:
        """Whether an organ's body follows: "Secretariat of the League of Arab States"."""
        return head.organ and self.is_body(owner) and page.words[link] in OF

    def is_body(self, find: Find | None) -> bool:
        """Whether a known phrase is an intergovernmental body, which has organs of its own."""
        return (
            find is not None
            and find.word.kind == kinds.BODY
            and self.actors.by_id[find.word.value].actor_type == "igo"
        )

    def _coordinated(self, page: Page, end: int) -> int:
        """The end of a second field: "Ministry of Foreign Affairs" and Trade."""
        at = page.after(end)
        if at + 1 >= len(page.words) or page.words[at] not in _AND:
            return end
        begin = page.after(at + 1)
        begin = page.after(begin + (page.word(begin) in ARTICLES))
        if page.words[at] == "," and not self._is_list(page, begin):
            return end
        run = self._run_after(page, begin, title=False)
        return run if run > begin else end

    def _run_after(self, page: Page, start: int, *, title: bool) -> int:
        """The end of the capitalised words from a token on: "Labour, Migration and Trade"."""
        end = at = start
        while at < min(len(page.words), start + LONGEST_NAME):
            if self._goes_on(page, at, title=title):
                end = at = at + 1
                continue
            if end == start or page.words[at] not in _AND:
                break
            following = page.after(at + 1)
            following += following < len(page.words) and page.words[following] in ARTICLES
            if not self._goes_on(page, following, title=False) or self._heads(page, following):
                break
            if page.words[at] == "," and not self._is_list(page, following):
                break
            at = following
        return end

    def _heads(self, page: Page, at: int) -> bool:
        """Whether a token heads another body: "Ministry of Trade and the" Chamber of Fish."""
        if page.kind_at(at) in {kinds.HEAD, kinds.NOUN}:
            return True
        return page.words[at] in self.actors.words.extended and page.word(at + 1) in OF

    def _goes_on(self, page: Page, at: int, *, title: bool) -> bool:
        """Whether a token belongs to the run of capitalised words after a head."""
        if not page.is_capitalised(at) or page.words[at].lower() in self.actors.words.outside:
            return False
        kind = page.kind_at(at)
        if title and kind == kinds.TITLE:  # "Office of the Spokesperson"
            return True
        return kind not in BARRIERS or kind == kinds.DEMONYM

    @staticmethod
    def _is_list(page: Page, at: int) -> bool:
        """Whether a comma before this token belongs to a list that ends in "and Trade"."""
        last = at
        while page.is_capitalised(last) and last < at + LONGEST_NAME:
            last += 1
        return last < len(page.words) and page.words[last] in {"and", "&"}
