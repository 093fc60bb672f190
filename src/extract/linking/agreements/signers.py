"""Read who signed from a stretch of text: the linked actors in it, without those who only helped.

In:  "by the Government of Norland and the Hills Front (HF) in the presence of the UN"
Out: NOR, HF
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from extract.linking.agreements.company import company
from extract.linking.agreements.spans import between

if TYPE_CHECKING:
    from extract.knowledge.agreement_words import AgreementWords
    from extract.linking.agreements.spans import Page
    from extract.records import ActorMention

#: Actors whose state signs when they do.
_OF_STATES: Final = frozenset({"country", "government", "person", "military"})
_BODIES_OF_STATES: Final = frozenset({"government", "military"})
_ARTICLE: Final = re.compile(r"^(?:the|both|a|an|all|its|their)\s+", re.IGNORECASE)
#: "(UNHCR)" behind a name, or behind the rest of it: "Movement for Democracy | in Liberia (MODEL)"
_EXPLAINED: Final = re.compile(
    r"(?:\s(?:in|of|for|the|de|do|da|la|para|a|y|e|[A-Z]\w+)){0,7}"
    r"\s{0,3}\(\s*(?:the\s+)?[\"“]?([A-Z][A-Za-z/-]*[A-Z][A-Za-z/-]*)[\"”]?\s*\)"
)
_CAPITAL: Final = re.compile(r"\b[A-Z](?=[a-z])")
#: Initials that stand for a name: "KEDO".
_FEWEST_INITIALS: Final = 3
#: An acronym is explained at one of the first uses of a name, or never.
_MOST_LOOKS: Final = 5
#: "in Norland", "northern Norland": where something is, not who acts
_PLACED: Final = re.compile(
    r"\b(?:in|at|from|to|into|across|near|within|inside|throughout|around|through|outside|\w+ern)\s+"
    r"(?:the\s+)?$|[A-Z]\w+,\s+$"
)
#: "the chiefs of the general staffs of | Norland": nothing of it is a name
_OFFICE: Final = re.compile(r"(?:(?:the|an?)\s+)?(?:[a-z][\w-]*\s+){1,8}of\s+(?:the\s+)?")
#: Governments that sign for themselves, not for a state.
_OWN: Final = re.compile(r"\b(?:Regional|Autonomous|Provincial|Provisional)\b")
_BEFORE: Final = 60
_GAP: Final = 90
_WORD: Final = re.compile(r"[^\W_]+(?:[.'’-][^\W_]+)*|[^\w\s]")
_JOINTS: Final = frozenset(
    {",", "and", "the", "of", "by", "&", "(", ")", "as", "well", "for", "."}
)


@dataclass(frozen=True, slots=True)
class _Candidate:
    """Who may be a signer, and where: a state or short name; None for nobody's person."""

    start: int
    end: int
    party: str | None


@dataclass(frozen=True, slots=True)
class SignerReader:
    """Reads signers.

    Args:
        words: The vocabulary: bodies, words for those who sign, words for those who help.
    """

    words: AgreementWords
    _helpers: re.Pattern[str] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Compile the pattern of helpers: "in the presence of | Norland"."""
        listed = "|".join(re.escape(phrase) for phrase in sorted(self.words.helping))
        pattern = re.compile(rf"\b(?:{listed})\s+(?:the\s+)?(?:[^\s,;]+\s+){{0,5}}$")
        object.__setattr__(self, "_helpers", pattern)

    def among(self, page: Page, start: int, end: int) -> tuple[str, ...]:
        """Every signer named in a stretch, each once; else those whom "they" stands for."""
        return self._named(self._candidates(page, page.loose_actors, start, end)) or company(
            page, start, end
        )

    def within(self, page: Page, start: int, end: int) -> tuple[str, ...]:
        """The same in a stretch of the span of an agreement."""
        return self._named(self._candidates(page, page.actors, start, end)) or company(
            page, start, end
        )

    def listed(self, page: Page, start: int, end: int) -> tuple[str, ...]:
        """Signers of the list that begins at a place: names and joints, nothing between."""
        found: list[_Candidate] = []
        at = start
        for candidate in self._candidates(page, page.actors, start, end):
            if candidate.start < at:
                continue
            gap = page.flat[at : candidate.start]
            office = not found and _OFFICE.fullmatch(gap) is not None
            if len(gap) > _GAP or not (office or self._joins(gap)):
                break
            found.append(candidate)
            at = candidate.end
        return self._named(found) or company(page, start, min(end, start + _BEFORE))

    @staticmethod
    def _named(found: Iterable[_Candidate]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(one.party for one in found if one.party is not None))

    def _candidates(
        self, page: Page, actors: Sequence[ActorMention], start: int, end: int
    ) -> list[_Candidate]:
        """Actors of a stretch that did more than help, countries that no preposition places."""
        found = [
            _Candidate(actor.start, actor.end, self.party(actor, page))
            for actor in between(actors, start, end)
            if not self._helps(page, start, actor)
        ]
        for place in between(page.places, start, end):
            before = page.flat[max(start, place.start - _BEFORE) : place.start]
            if place.feature == "country" and not _PLACED.search(before):
                found.append(_Candidate(place.start, place.end, place.country_code))
        return sorted(found, key=lambda candidate: candidate.start)

    def party(self, actor: ActorMention, page: Page) -> str | None:
        """What an actor is as a party: its state, else its short name; None for nobody's."""
        if actor.actor_type in _OF_STATES:
            if actor.country_code is not None and not signs_for_itself(actor):
                return actor.country_code
            if actor.actor_type == "person":
                return None
            of_state = actor.actor_type in _BODIES_OF_STATES and not signs_for_itself(actor)
            if page.issuer is not None and of_state:
                return page.issuer  # "the Ministry of Defence", in a note of its government
        known = page.acronyms.get(actor.actor_id or "") or self.words.bodies.get(actor.name)
        return known or self.words.acronyms.get(actor.name) or self.shortened(actor.text, page)

    def shortened(self, party: str, page: Page) -> str:
        """The short name of a party: "European Union" is EU; "Norland Peace Mission (NPM)" NPM."""
        name = _ARTICLE.sub("", " ".join(party.split()))
        if name in self.words.bodies:
            return self.words.bodies[name]
        if " " not in name:
            return name
        at = page.flat.find(name)
        for _ in range(_MOST_LOOKS):
            if at < 0:
                break
            found = _EXPLAINED.match(page.flat, at + len(name))
            if found is not None:
                return found[1]
            at = page.flat.find(name, at + len(name))
        if name in self.words.acronyms:
            return self.words.acronyms[name]
        initials = "".join(_CAPITAL.findall(name))
        known = len(initials) >= _FEWEST_INITIALS and initials in page.bare_acronyms
        return initials if known else name

    def _helps(self, page: Page, start: int, actor: ActorMention) -> bool:
        """Whether an actor only brokered, hosted or witnessed."""
        before = page.flat[max(start, actor.start - _BEFORE) : actor.start]
        return self._helpers.search(before) is not None

    def _joins(self, gap: str) -> bool:
        """Whether a gap between two names keeps their list together."""
        return all(
            word in _JOINTS or word[0].isupper() or word.lower() in self.words.sides
            for word in _WORD.findall(gap)
        )


def signs_for_itself(actor: ActorMention) -> bool:
    """Whether a government is no state's: "Hills Regional Government"."""
    return actor.actor_type == "government" and _OWN.search(actor.text) is not None
