"""Whose body it is: the country, nationality, organisation or person right before a noun.

In:  "Norland's [armed forces]", "Norlandic-Sudrian [Council]", "OSCE [Mission]"
Out: an Owner with its first token and what it tells
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from extract.knowledge.actors import ActorKnowledge
from extract.matchers.names import page as kinds
from extract.matchers.names.page import ARTICLES, HYPHENS, LONGEST_NAME, POSSESSIVES, Find, Page

#: Types of organisations that have organs, missions and offices.
_WITH_ORGANS: Final = frozenset({"igo", "government", "military"})
_STATES: Final = frozenset({kinds.COUNTRY, kinds.DEMONYM})
#: What stands before a name: "the Brisk administration", the so-called "Lorn government".
_INTRODUCE: Final = frozenset({"the", "“", '"', "‘", "'"})


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose government, force or committee it is.

    Args:
        start: First token of the owner.
        country: ISO alpha-3; empty if a person, a region, two states or an organisation owns it.
        pair: Whether several nationalities share it: "Norlandic-Sudrian".
        possessive: Whether the owner is a possessor: "Norland's".
        body: Type of the organisation that owns it, empty if none does.
    """

    start: int
    country: str = ""
    pair: bool = False
    possessive: bool = False
    body: str = ""


@dataclass(frozen=True, slots=True)
class OwnerFinder:
    """Finds owners before nouns and heads.

    Args:
        actors: Types of organisations, and the words that may stand between.
    """

    actors: ActorKnowledge

    def __call__(self, page: Page, start: int, *, organ: bool) -> Owner | None:
        """The owner right before a token, adjectives between left out.

        Args:
            page: The text.
            start: Token of the noun or head.
            organ: Whether an organisation may own it.
        """
        at = page.before(start)
        while at >= 0 and page.words[at].lower() in self.actors.words.between:
            at = page.before(at)
        possessive = at >= 0 and page.words[at] in POSSESSIVES
        if possessive:
            at = page.before(at)
        find = page.cover.get(at)
        if find is None or find.end != at + 1:
            return None
        if find.word.kind == kinds.BODY and organ and not possessive:
            owner = self._organisation(find)
            return owner if owner.body in _WITH_ORGANS else None
        if find.word.kind not in _STATES:
            return None
        above = find.end < start and page.words[find.end].isspace()
        if find.word.kind == kinds.COUNTRY and above:
            return None  # "KINGDOM OF NORLAND" stands above "MINISTRY OF TRADE"
        owner = self._state(page, find)
        if organ and owner.pair:  # "United Nations Norland-Sudria Observation Mission"
            body = page.ending.get(owner.start)
            if body is not None and body.word.kind == kinds.BODY:
                return self._organisation(body)
        return replace(owner, possessive=possessive)

    def _organisation(self, find: Find) -> Owner:
        return Owner(find.start, body=self.actors.by_id[find.word.value].actor_type)

    def _state(self, page: Page, find: Find) -> Owner:
        """A nationality with those hyphened to it and the words before it."""
        first, pair = find.start + (page.words[find.start] in ARTICLES), False
        while first > 1 and page.words[first - 1] in HYPHENS:
            other = page.ending.get(first - 1)
            if other is None or other.word.kind not in _STATES | {kinds.BODY}:
                break
            first, pair = other.start, True
        if pair and page.words[first - 1] in self.actors.words.joint:
            first -= 1
        if first > 0 and page.words[first - 1].lower() in self.actors.words.before:
            first -= 1
        return Owner(first, "" if pair else find.word.value, pair)

    def named(self, page: Page, find: Find) -> Owner | None:
        """A person or region that owns a government: "the Brisk administration"."""
        if page.words[find.end - 1] not in self.actors.words.owned_by_names:
            return None
        start = find.start
        while start > max(0, find.start - LONGEST_NAME) and (
            page.words[start - 1] in HYPHENS
            or (
                page.is_capitalised(start - 1) and page.kind_at(start - 1) in {None, kinds.CAPITAL}
            )
        ):
            start -= 1
        while start < find.start and page.words[start].lower() in self.actors.words.outside:
            start += 1
        if start == find.start:
            return None
        before = page.before(start)
        introduced = before >= 0 and page.words[before] in _INTRODUCE
        seen = any(token.ent_type_ for token in page.doc[start : find.start])
        return Owner(start) if seen or introduced else None


def is_shared(page: Page, owner: Owner, find: Find) -> bool:
    """Whether nationalities share a plural: "British, French and Dutch troops"."""
    if owner.pair and find.word.kind == kinds.NOUN:
        return True
    joint = page.before(owner.start)
    if joint < 1 or page.words[joint] not in {"and", "or", ","}:
        return False
    other, mine = page.ending.get(joint), page.beginning.get(owner.start)
    if other is None or mine is None:
        return False
    plural = page.words[find.end - 1].lower().endswith(("s", "military"))
    return plural and other.word.kind == mine.word.kind == kinds.DEMONYM
