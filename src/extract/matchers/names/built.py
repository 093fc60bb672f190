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
from extract.matchers.names.modifiers import is_modifier, is_turn
from extract.matchers.names.owners import Owner, OwnerFinder, is_shared
from extract.matchers.names.page import POSSESSIVES, Find, Page
from extract.matchers.names.reach import BARRIERS, ON, Head, ReachFinder
from extract.matchers.names.types import body_type
from extract.records import NO_CUES, Proposal

#: Longest run of capitalised words before a head: "Joint Ceasefire Monitoring" Commission.
_LONGEST_RUN: Final = 4
#: What the model sees in the line above that is no part of a body's name.
_ABOVE: Final = frozenset({"PERSON", "GPE", "LOC", "FAC"})
_FORCES_RULE: Final = {"military": "forces-phrase"}


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
        if (find.word.kind == kinds.HEAD and not capitalised) or is_turn(page, find):
            return None
        run = self._run_before(page, find.start) if capitalised else find.start
        organs = self.actors.words.organs  # of "Council of Ministers" the first word is one
        organ = self._head(page, find) in organs or page.words[find.start] in organs
        owner = owners(page, run, organ=organ)
        if organ and is_modifier(page, find):
            return None
        if owner is None and run < find.start:
            owner = owners(page, find.start, organ=organ)
        if owner is not None and (is_shared(page, owner, find) or is_modifier(page, find)):
            return None
        head = Head(find, self._head(page, find), capitalised=capitalised, organ=organ)
        end, ruled = ReachFinder(self.actors)(page, head)
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
        words, head = self.actors.words, self._head(page, find)
        known = words.type_of(head) is not None or head in words.mixed or head in words.organs
        return page.is_capitalised(find.start) and (known or find.end - find.start > 1)

    @staticmethod
    def _head(page: Page, find: Find) -> str:
        head = page.words[find.end - 1]
        return head.capitalize() if head.isupper() else head

    def _run_before(self, page: Page, start: int) -> int:
        """The first of the capitalised words right before a head that belong to its name."""
        at = start
        for _ in range(_LONGEST_RUN):
            before = page.before(at)
            if before < 0 or (at - before > 1 and self._ends_above(page, before)):
                break
            word = page.words[before]
            if word in POSSESSIVES and page.is_capitalised(before - 1):
                if page.kind_at(before - 1) in BARRIERS:
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
                or page.kind_at(before) in BARRIERS
            ):
                break
            at = before
        while at < start and (page.words[at] in POSSESSIVES or page.words[at].isspace()):
            at += 1
        return at

    def _ends_above(self, page: Page, last: int) -> bool:
        """Whether a line ends in a name of its own: a person or "Lorn Village" above "Cabinet"."""
        place = page.words[last].lower() in self.actors.words.located.nouns
        return place or page.doc[last].ent_type_ in _ABOVE

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
            return any(word in ON for word in names) or not words.joint.isdisjoint(names)
        led = run < find.start and head.capitalize() not in words.dependent
        return words.type_of(head) == "government" and (led or end > find.end)

    def _label(self, page: Page, find: Find, owner: Owner | None, reach: Reach) -> str:
        words, head = self.actors.words, self._head(page, find)
        last = page.ending.get(reach.end)
        if (owner is not None and owner.body == "igo") or ReachFinder(self.actors).is_body(last):
            return "igo"
        if owner is not None and owner.pair and head in words.mixed:
            return "group"
        if find.word.kind == kinds.NOUN:
            return find.word.value
        told = body_type(page.words[reach.start : find.end], words)
        if told is not None and (head in words.heads or told != "government"):
            return told
        if head in words.mixed and head not in words.heads:
            on = any(word in ON for word in page.words[find.end : reach.end])
            return "group" if on else "government"
        return find.word.value


@dataclass(frozen=True, slots=True)
class Reach:
    """Tokens of a body's own name, and the country named in it; empty if none is."""

    start: int
    end: int
    country: str


def _is_line(page: Page, start: int, end: int) -> bool:
    """Whether a name is a whole line, as in a letterhead: "MINISTRY OF TRADE"."""
    begins = start == 0 or "\n" in page.words[start - 1]
    return begins and (end == len(page.words) or "\n" in page.words[end])
