"""Propose organisations we know, and bodies by the words they are built of.

In:  "Norland's armed forces, the Ministry of Defence of Norland and the UN Security Council"
Out: Norland's armed forces (military) | Ministry of Defence of Norland (government)
     | UN Security Council (igo)
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from extract.knowledge.actors import ActorKnowledge
from extract.matchers.names import page as kinds
from extract.matchers.names.page import ARTICLES, HYPHENS, LONGEST_NAME, POSSESSIVES, Find, Page
from extract.matchers.names.persons import without_possessive
from extract.records import NO_CUES, Proposal

#: Words that lead from a head to what it is the head of: "Ministry of", "Agency for".
_OF: Final = frozenset({"of", "for"})
#: With these only before countries: "Embassy in Norland", "Mission to Norland".
_TO: Final = frozenset({"in", "to"})
_AND: Final = frozenset({"and", "&", ","})
#: Longest run of capitalised words before a head: "Joint Ceasefire Monitoring" Commission.
_LONGEST_RUN: Final = 4
_OWNERS: Final = frozenset({kinds.COUNTRY, kinds.DEMONYM})
#: Known phrases that a run of capitalised words must not take in.
_BARRIERS: Final = frozenset(
    {kinds.TITLE, kinds.HONORIFIC, kinds.BODY, kinds.PERSON, kinds.EVENT, kinds.COUNTRY}
    | {kinds.DEMONYM, kinds.CAPITAL, kinds.OPENER}
)
#: What stands before a name: "the Brisk administration", the so-called "Lorn government".
_INTRODUCE: Final = frozenset({"the", "“", '"', "‘", "'"})
RULES: Final = {"military": "forces-phrase"}


@dataclass(frozen=True, slots=True)
class KnownBodies:
    """Organisations of our list."""

    actors: ActorKnowledge

    def __call__(self, page: Page) -> Iterator[Proposal]:
        """Yield one proposal per known organisation."""
        for find in page.finds:
            if find.word.kind == kinds.BODY:
                body = self.actors.by_id[find.word.value]
                if self._goes_on(page, find):
                    continue
                yield page.propose(
                    "actors",
                    find.start,
                    find.end,
                    rule="known-organization",
                    label=body.actor_type,
                    cues={"organization": body.org_id},
                )
                if find.end < len(page.words) and page.words[find.end] == "Headquarters":
                    yield page.propose(
                        "places", find.start, find.end + 1, rule="place-head", label="building"
                    )

    def _goes_on(self, page: Page, find: Find) -> bool:
        """Whether the name of another body goes on: "Democratic Party" of Norland."""
        if page.words[find.end - 1] not in self.actors.words.extended:
            return False
        at = find.end + 1
        if at >= len(page.words) or page.words[find.end] != "of":
            return False
        at += page.words[at] in ARTICLES
        return page.is_capitalised(at) and page.doc[find.end].ent_type_ == "ORG"


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose government or force it is: tokens `start` to the noun, and the country.

    Args:
        start: First token of the owner.
        country: ISO alpha-3; empty if a person or region owns it.
        pair: Whether two nationalities share it: "Norlandic-Sudrian".
        possessive: Whether the owner is a possessor: "Norland's".
    """

    start: int
    country: str
    pair: bool = False
    possessive: bool = False


@dataclass(frozen=True, slots=True)
class BuiltBodies:
    """Bodies built of an owner, a noun and what follows: "Norlandic Ministry of Trade".

    Args:
        actors: Gives nouns, heads and the words between.
    """

    actors: ActorKnowledge

    def __call__(self, page: Page) -> Iterator[Proposal]:
        """Yield one proposal per noun or head that makes an actor where it stands."""
        for find in page.finds:
            if find.word.kind in {kinds.NOUN, kinds.HEAD}:
                yield from self._built(page, find)

    def _built(self, page: Page, find: Find) -> Iterator[Proposal]:
        words = self.actors.words
        head = page.words[find.end - 1]
        capitalised = head in words.heads or head in words.mixed
        if find.word.kind == kinds.HEAD and not capitalised:
            return
        run = self._run_before(page, find.start) if capitalised else find.start
        owner = self._owner(page, run)
        if owner is None and run < find.start:
            owner = self._owner(page, find.start)
        if owner is not None and self._is_shared(page, owner, find):
            return
        end, ruled = self._end(page, find, capitalised=capitalised)
        if owner is None and ruled is None:
            owner = self._named_owner(page, find)
        if owner is None and ruled is None and not self._stands_alone(page, find, run, end):
            return
        start = run if owner is None else owner.start
        if owner is not None and owner.possessive and capitalised and end > find.end:
            start = run  # "Norland's Department of Trade" is complete without its owner
        country = ruled or ("" if owner is None else owner.country)
        label = self._label(find, head, pair=owner is not None and owner.pair)
        yield page.propose(
            "actors",
            start,
            end,
            rule=RULES.get(label, "government-phrase"),
            label=label,
            cues={"country": country} if country else NO_CUES,
        )

    def _run_before(self, page: Page, start: int) -> int:
        """The first of the capitalised words right before a head that belong to its name."""
        at = start
        for _ in range(_LONGEST_RUN):
            before = page.before(at)
            if before < 0:
                break
            word = page.words[before]
            if word in POSSESSIVES and page.is_capitalised(before - 1):
                if page.kind_at(before - 1) in _OWNERS:
                    break
                at = before
                continue
            if (
                not word[:1].isupper()
                or word.lower() in self.actors.words.outside
                or page.kind_at(before) in _BARRIERS
            ):
                break
            at = before
        return at + (page.words[at] in POSSESSIVES)

    def _owner(self, page: Page, start: int) -> Owner | None:
        """The country or nationality right before a token, adjectives between left out."""
        at = page.before(start)
        while at >= 0 and page.words[at].lower() in self.actors.words.between:
            at = page.before(at)
        possessive = at >= 0 and page.words[at] in POSSESSIVES
        if possessive:
            at = page.before(at)
        find = page.cover.get(at)
        if find is None or find.word.kind not in _OWNERS or find.end != at + 1:
            return None
        first, pair = find.start, False
        if first >= 2 and page.words[first - 1] in HYPHENS:  # noqa: PLR2004  # "Norlandic-"
            other = page.ending.get(first - 1)
            if other is None or other.word.kind not in _OWNERS:
                return None
            first, pair = other.start, True
        if first > 0 and page.words[first - 1].lower() in self.actors.words.before:
            first -= 1
        return Owner(first, "" if pair else find.word.value, pair, possessive)

    @staticmethod
    def _is_shared(page: Page, owner: Owner, find: Find) -> bool:
        """Whether nationalities share a plural: "British, French and Dutch troops"."""
        if owner.pair and find.word.kind == kinds.NOUN:
            return True
        joint = page.before(owner.start)
        if joint < 1 or page.words[joint] not in {"and", "or", ","}:
            return False
        other = page.ending.get(joint)
        mine = page.beginning.get(owner.start)
        return (
            other is not None
            and mine is not None
            and other.word.kind == mine.word.kind == kinds.DEMONYM
            and page.words[find.end - 1].lower().endswith(("s", "military", "police"))
        )

    def _end(self, page: Page, find: Find, *, capitalised: bool) -> tuple[int, str | None]:
        """Where a name goes on to after its head, and the country named there.

        "government" of "government of Norland" ends with the country; "Ministry" takes in
        "of Labour and Social Affairs of the Republic of Norland".
        """
        end, country = find.end, None
        while country is None and end - find.end < LONGEST_NAME:
            link = page.after(end)
            if link + 1 >= len(page.words) or page.words[link] not in _OF | _TO:
                break
            begin = page.after(link + 1)
            begin = page.after(begin + (page.words[begin] in ARTICLES))
            owner = page.beginning.get(begin)
            if owner is not None and owner.word.kind == kinds.COUNTRY:
                if page.words[link] in _OF:
                    end, country = owner.end, owner.word.value
                break
            if not capitalised or page.words[link] in _TO:
                break
            run = self._run_after(page, begin, title=page.words[find.end - 1] == "Office")
            if run == begin:
                break
            end = run
        return end, country

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
            if not self._goes_on(page, following, title=False):
                break
            if page.words[at] == "," and not self._is_list(page, following):
                break
            at = following
        return end

    def _goes_on(self, page: Page, at: int, *, title: bool) -> bool:
        """Whether a token belongs to the run of capitalised words after a head."""
        if not page.is_capitalised(at) or page.words[at].lower() in self.actors.words.outside:
            return False
        kind = page.kind_at(at)
        if title and kind == kinds.TITLE:  # "Office of the Spokesperson"
            return True
        return kind not in _BARRIERS or kind == kinds.DEMONYM

    @staticmethod
    def _is_list(page: Page, at: int) -> bool:
        """Whether a comma before this token belongs to a list that ends in "and Trade"."""
        last = at
        while page.is_capitalised(last) and last < at + LONGEST_NAME:
            last += 1
        return last < len(page.words) and page.words[last] in {"and", "&"}

    def _named_owner(self, page: Page, find: Find) -> Owner | None:
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
        named = start < find.start and any(
            token.ent_type_ for token in page.doc[start : find.start]
        )
        before = page.before(start)
        introduced = start < find.start and before >= 0 and page.words[before] in _INTRODUCE
        return Owner(start, "") if named or introduced else None

    def _stands_alone(self, page: Page, find: Find, run: int, end: int) -> bool:
        """Whether a name without owner is one: "Department of Trade", not "Council", "Office"."""
        head = page.words[find.end - 1]
        if page.words[find.start].isupper() or not page.is_capitalised(find.start):
            return False
        if find.word.kind == kinds.NOUN and find.end - find.start > 1:
            return find.word.value == "government"
        if head not in self.actors.words.heads:
            return False
        if head in self.actors.words.dependent:
            return end > find.end and self.actors.words.heads[head] == "government"
        if self.actors.words.heads[head] != "government":
            return False
        return run < find.start or end > find.end or find.end - find.start > 1

    def _label(self, find: Find, head: str, *, pair: bool) -> str:
        if pair and head in self.actors.words.mixed:
            return "group"
        if find.word.kind == kinds.NOUN:
            return find.word.value
        if head in self.actors.words.mixed:
            return "government"
        return find.word.value


def trim(page: Page, start: int, end: int) -> tuple[int, int]:
    """Cut articles, quotation marks, possessives and line breaks off a span of tokens."""
    end = without_possessive(page, start, end)
    while start < end and (page.words[start] in ARTICLES or not page.words[start][:1].isalnum()):
        start += 1
    while start < end and not page.words[end - 1][-1:].isalnum() and page.words[end - 1] != "Jr.":
        if page.words[end - 1].endswith(".") and len(page.words[end - 1]) > 1:
            break
        end -= 1
    return start, end
