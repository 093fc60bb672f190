"""Propose governments, forces and bodies by the words they are built of.

In:  "Norland's armed forces, the Ministry of Defence of Norland and the OSCE Mission to Sudria"
Out: Norland's armed forces (military) | Ministry of Defence of Norland (government)
     | OSCE Mission to Sudria (igo)
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from extract.knowledge.actors import ActorKnowledge
from extract.matchers.names import page as kinds
from extract.matchers.names.owners import Owner, OwnerFinder, is_shared
from extract.matchers.names.page import ARTICLES, LONGEST_NAME, POSSESSIVES, Find, Page
from extract.records import NO_CUES, Proposal

#: Words that lead from a head to what it is the head of: "Ministry of", "Agency for".
_OF: Final = frozenset({"of", "for", "OF", "FOR"})
#: Only before a country, and only of an organ: "Mission to Norland".
_TO: Final = frozenset({"in", "to", "IN", "TO"})
#: After a committee or a group: "Working Group on Detainees".
_ON: Final = frozenset({"on", "ON"})
_AND: Final = frozenset({"and", "&", ",", "AND"})
#: Longest run of capitalised words before a head: "Joint Ceasefire Monitoring" Commission.
_LONGEST_RUN: Final = 4
#: Known phrases that a run of capitalised words must not take in.
_BARRIERS: Final = frozenset(
    {kinds.TITLE, kinds.HONORIFIC, kinds.BODY, kinds.PERSON, kinds.EVENT, kinds.COUNTRY}
    | {kinds.DEMONYM, kinds.CAPITAL, kinds.OPENER}
)
#: Common nouns that leave the country after "of" alone.
_NOT_OF: Final = frozenset({"authorities", "forces", "troops"})
_FORCES_RULE: Final = {"military": "forces-phrase"}
#: Heads whose titles belong to the name: "Office of the Spokesperson", "Council of Ministers".
_TITLED: Final = frozenset({"Office", "Council", "Assembly", "Presidency", "OFFICE", "PRESIDENCY"})


@dataclass(frozen=True, slots=True)
class BuiltBodies:
    """Bodies built of an owner, a noun and what follows: "Norlandic Ministry of Trade".

    Args:
        actors: Gives nouns, heads and the words between.
    """

    actors: ActorKnowledge

    def __call__(self, page: Page) -> Iterator[Proposal]:
        """Yield one proposal per noun or head that makes an actor where it stands."""
        owners = OwnerFinder(self.actors)
        for find in page.finds:
            if find.word.kind in {kinds.NOUN, kinds.HEAD}:
                proposal = self._built(page, find, owners)
                if proposal is not None:
                    yield proposal

    def _built(self, page: Page, find: Find, owners: OwnerFinder) -> Proposal | None:
        capitalised = self._is_name(page, find)
        if find.word.kind == kinds.HEAD and not capitalised:
            return None
        run = self._run_before(page, find.start) if capitalised else find.start
        organ = self._head(page, find) in self.actors.words.organs
        owner = owners(page, run, organ=organ)
        if organ and _is_modifier(page, find):
            return None
        if owner is None and run < find.start:
            owner = owners(page, find.start, organ=organ)
        if owner is not None and (is_shared(page, owner, find) or _is_modifier(page, find)):
            return None
        end, ruled = self._end(page, find, capitalised=capitalised, organ=organ)
        if owner is None and ruled is None:
            owner = owners.named(page, find)
            if owner is None and not self._stands_alone(page, find, run, end):
                return None
        if owner is not None and owner.possessive and capitalised:
            ruled = ruled or owner.country  # "Norland's" and "Ministry of Trade" are two
            owner = None
        if page.kind_at(end) == kinds.INSTRUMENT and page.is_capitalised(end):
            return None  # "Government of Norland Act"
        return self._proposal(page, find, owner, Reach(run, end, ruled or ""))

    def _proposal(self, page: Page, find: Find, owner: Owner | None, reach: Reach) -> Proposal:
        label = self._label(page, find, owner, reach)
        country = reach.country or ("" if owner is None else owner.country)
        return page.propose(
            "actors",
            reach.start if owner is None else owner.start,
            reach.end,
            rule=_FORCES_RULE.get(label, "government-phrase"),
            label=label,
            cues={"country": country} if country else NO_CUES,
        )

    def _is_name(self, page: Page, find: Find) -> bool:
        """Whether a noun or head is written as a name."""
        words, head = self.actors.words, page.words[find.end - 1]
        known = words.type_of(head) is not None or head in words.mixed or head in words.organs
        return page.is_capitalised(find.start) and (known or find.end - find.start > 1)

    @staticmethod
    def _head(page: Page, find: Find) -> str:
        return page.words[find.end - 1]

    def _run_before(self, page: Page, start: int) -> int:
        """The first of the capitalised words right before a head that belong to its name."""
        at = start
        for _ in range(_LONGEST_RUN):
            before = page.before(at)
            if before < 0:
                break
            word = page.words[before]
            if word in POSSESSIVES and page.is_capitalised(before - 1):
                if page.kind_at(before - 1) in _BARRIERS:
                    break
                at = before
                continue
            joint = self.actors.words.joint
            if word == "and" and {page.word(at), page.word(before - 1)} <= joint:
                at = before  # "Joint Verification and Monitoring" Mechanism
                continue
            if (
                not word[:1].isupper()
                or word.lower() in self.actors.words.outside
                or page.kind_at(before) in _BARRIERS
            ):
                break
            at = before
        while at < start and (page.words[at] in POSSESSIVES or page.words[at].isspace()):
            at += 1
        return at

    def _end(
        self, page: Page, find: Find, *, capitalised: bool, organ: bool
    ) -> tuple[int, str | None]:
        """Where a name goes on to after its head, and the country named there.

        "government" of "government of Norland" ends with the country; "Ministry" takes in
        "of Labour and Social Affairs of the Republic of Norland".
        """
        end, country = find.end, None
        links = _OF | (_TO if organ else frozenset()) | (_ON if organ else frozenset())
        if capitalised and find.end - find.start > 2:  # noqa: PLR2004  # "Ministry of Trade"
            end = self._coordinated(page, end)
        while country is None and end - find.end < LONGEST_NAME:
            link = page.after(end)
            if link + 1 >= len(page.words) or page.words[link] not in links:
                break
            begin = page.after(link + 1)
            begin = page.after(begin + (page.word(begin) in ARTICLES))
            owner = page.beginning.get(begin)
            if owner is not None and owner.word.kind == kinds.COUNTRY:
                if find.end - find.start == 1 and page.words[find.start] in _NOT_OF:
                    break  # "authorities of Norland", but "armed forces of Norland"
                if page.words[link] not in _ON:
                    end, country = owner.end, owner.word.value
                break
            if owner is not None and organ and self._is_body(owner) and page.words[link] in _OF:
                end, country = owner.end, ""  # "Secretariat of the League of Arab States"
                break
            if not capitalised or page.words[link] in _TO:
                break
            run = self._run_after(page, begin, title=self._head(page, find) in _TITLED)
            if run == begin:
                break
            end = run
        return end, country

    def _is_body(self, find: Find | None) -> bool:
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
            if not self._goes_on(page, following, title=False) or page.kind_at(following) in {
                kinds.HEAD,
                kinds.NOUN,
            }:
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

    def _stands_alone(self, page: Page, find: Find, run: int, end: int) -> bool:
        """Whether a name without owner is one: "Department of Trade", not "Council", "Office"."""
        words, head = self.actors.words, self._head(page, find)
        if not page.is_capitalised(find.start):
            return False
        if page.words[find.start].isupper() and not _is_line(page, run, end):
            return False
        if find.word.kind == kinds.NOUN and find.end - find.start > 1:
            return find.word.value == "government"
        if head in words.mixed:  # "Contact Group on Lorn", "Joint Monitoring Committee"
            names = page.words[run:end]
            return any(word in _ON for word in names) or not words.joint.isdisjoint(names)
        led = run < find.start and head.capitalize() not in words.dependent
        return words.type_of(head) == "government" and (led or end > find.end)

    def _label(self, page: Page, find: Find, owner: Owner | None, reach: Reach) -> str:
        words, head = self.actors.words, self._head(page, find)
        last = page.ending.get(reach.end)
        if (owner is not None and owner.body == "igo") or self._is_body(last):
            return "igo"
        if head in words.mixed or head in words.heads:
            parts = page.words[reach.start : reach.end]
            joint = not words.joint.isdisjoint(parts) and head in words.parties
            if (owner is not None and owner.pair and head in words.mixed) or joint:
                return "group"
        if find.word.kind == kinds.NOUN:
            return find.word.value
        if head in words.mixed and head not in words.heads:
            return (
                "group"
                if any(word in _ON for word in page.words[find.end : reach.end])
                else ("government")
            )
        return find.word.value


@dataclass(frozen=True, slots=True)
class Reach:
    """Tokens of a body's own name, and the country named in it; empty if none is."""

    start: int
    end: int
    country: str


def _is_modifier(page: Page, find: Find) -> bool:
    """Whether a noun only describes what follows: "military helicopter", "Force Commander"."""
    if find.end >= len(page.words):
        return False
    if page.words[find.end - 1] in {"Force", "Mission"}:
        return page.after(find.end) in page.beginning and (
            page.beginning[page.after(find.end)].word.kind == kinds.TITLE
        )
    if page.words[find.end - 1] != "military":
        return False
    following = page.words[find.end]
    return following.isalpha() and following.islower() and following not in _AFTER_MILITARY


#: What may follow "the Norlandic military" as an actor; a noun makes it an adjective.
_AFTER_MILITARY: Final = frozenset(
    {"and", "or", "in", "on", "at", "of", "for", "to", "from", "by", "with", "as", "is", "was"}
    | {"has", "had", "have", "will", "would", "could", "can", "may", "must", "said", "says"}
    | {"also", "who", "which", "that", "near", "along", "after", "before", "during", "since"}
    | {"pulls", "fired", "denied", "did", "does", "began", "used", "opened", "launched", "were"}
)


def _is_line(page: Page, start: int, end: int) -> bool:
    """Whether a name is a whole line, as in a letterhead: "MINISTRY OF TRADE"."""
    begins = start == 0 or "\n" in page.words[start - 1]
    return begins and (end == len(page.words) or "\n" in page.words[end])
