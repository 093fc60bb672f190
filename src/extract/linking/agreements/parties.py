"""Read the parties of an instrument from its words.

In:  "memorandum between the Government of Norland, Sudria and the UNHCR on fisheries"
Out: NOR, SUD, UNHCR        (ISO alpha-3 for states, short names for others)

The span comes first, then the clauses beside it, then those whose it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from extract.linking.agreements.company import company
from extract.linking.agreements.members import MemberReader
from extract.linking.agreements.signers import SignerReader
from extract.linking.agreements.spans import between

if TYPE_CHECKING:
    from extract.knowledge.agreement_words import AgreementWords
    from extract.knowledge.countries import Countries
    from extract.linking.agreements.clause import Clause
    from extract.linking.agreements.spans import Page
    from extract.records import ActorMention, AgreementMention

#: "between", "concluded with", "signed ... by": those who follow are parties
_ZONE: Final = re.compile(
    r"\b(?:between|among|amongst|(?P<partner>with)(?!\s+(?:regards?|respect)\b)"
    r"|(?:signed|agreed|concluded|adopted|issued|reached|initialled|initialed|made|announced|declared|proclaimed)"
    r"\b[^;]{0,80}?\bby)\s+",
    re.IGNORECASE,
)
#: what ends their list: " on fisheries", " in Lorn", ", signed"
_END: Final = re.compile(
    r"\s+(?:on|regarding|concerning|relating|to|in|at|dated|signed|concluded|following|under|over|which|that|during|within|establishing|for)\b"
    r"|,\s+(?:signed|concluded|adopted|which|dated|on|in|of)\b|;"
    r"|,?\s+of\s+(?=(?:[A-Z][a-z]+\s+)?\d)",
)
#: "memorandum on communications | between"
_ABOUT: Final = re.compile(r"\b(?:on|concerning|regarding|about)\s+[a-z]")
#: "that Haiti and Kenya concluded": a clause of the span with its signers
_SIGN_WITHIN: Final = re.compile(
    r"\b(?:that|which)\s+([^;]{2,120}?)\s+(?:have\s+|had\s+)?(?:\w+ly\s+)?"
    r"(?:signed|concluded|reached|adopted|agreed|initiall?ed|issued|made|announced)\b"
)
#: "by which Norland and Sudria take up ties"
_LED_WITHIN: Final = re.compile(r"\b(?:to|in|by|under|through)\s+which\s+")
#: "joint statement of the leaders of Norland and Sudria", "accord of Norland, Sudria and Vest"
_OF_SEVERAL: Final = re.compile(
    r"\b(?:statements?|declarations?|communiqu[eé]s?|accords?|agreements?|treaty|pact|truce|memorandum)"
    r"\s+of\s+",
    re.IGNORECASE,
)
#: "declarations of December 2013 by the Hills Front and the Government of Norland"
_BY: Final = re.compile(
    r"(?<!brokered)(?<!mediated)(?<!proposed)(?<!sponsored)(?<!hosted)(?<!drafted)(?<!tabled)"
    r"(?<!witnessed)(?<!negotiated)(?<!facilitated)\s+by\s+"
)
#: "'s and President ", "’s ": what joins owners to each other and to what they own
_OWNED: Final = re.compile(
    r"['’]s?\s+(?:and\s+)?(?:[A-Z]\w+\s+){0,3}|\s+and\s+(?:[A-Z]\w+\s+){0,3}"
)
#: "Association Agreement | with Sudria"
_PARTNER: Final = re.compile(r"\bwith\b")
#: "Norland's new | agreement with"
_OWNER: Final = re.compile(r"['’]s?\s+(?:[a-z-]+\s+){0,2}$")
#: "its | agreement with", "agreement which it initialled with"
_PRONOUN: Final = re.compile(r"\b(?:its|their)\s+(?:[a-z-]+\s+){0,2}$|\b(?:it|they)\s+\w+ed\b")
#: What one side alone can do: "a truce declared by the Hills Front".
_OF_ONE: Final = frozenset({"proclaimed", "declared", "announced"})
#: What one body alone can do, but no state.
_ADOPTED: Final = frozenset({"adopted", "issued", "approved", "passed", "published"})
#: Types that one body alone adopts.
_OF_BODIES: Final = frozenset({"statement", "declaration", "communique", "resolution"})
#: "communiqué of the | Alliance"
_OF: Final = re.compile(r"\bof\s+(?:the\s+)?$")
_REACH: Final = 160
_LEAST: Final = 2
#: More than these in the subject of "signed ... with" are not all on one side.
_MOST_OWNERS: Final = 2


@dataclass(frozen=True, slots=True)
class PartyReader:
    """Reads who an instrument binds.

    Args:
        countries: For names, demonyms, capitals.
        words: For the bodies.
    """

    countries: Countries
    words: AgreementWords
    _signers: SignerReader = field(init=False, repr=False)
    _members: MemberReader = field(init=False, repr=False)
    _bodies: re.Pattern[str] = field(init=False, repr=False)
    _whose: re.Pattern[str] = field(init=False, repr=False)
    _codes: frozenset[str] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Build the readers, once for all documents."""
        object.__setattr__(self, "_members", MemberReader(self.countries, self.words))
        object.__setattr__(self, "_signers", SignerReader(self.words))
        bodies = "|".join(re.escape(name) for name in self.words.bodies)
        object.__setattr__(self, "_bodies", re.compile(rf"(?P<body>{bodies})\s"))
        whose = re.compile(rf"\bof\s+(?:the\s+)?(?P<body>{bodies})$")
        object.__setattr__(self, "_whose", whose)
        object.__setattr__(self, "_codes", frozenset(self.countries.by_code))

    def __call__(
        self, mention: AgreementMention, page: Page, clauses: Sequence[Clause]
    ) -> tuple[str, ...]:
        """Parties that the text names, in the span or in the clauses around it.

        Args:
            mention: An agreement mention.
            page: The document, which may explain acronyms, and its linked actors.
            clauses: The clauses of signing beside the mention.
        """
        zone = _ZONE.search(mention.text)
        told = self._of_span(mention, page, zone)
        if told and zone is not None and zone["partner"] is not None:
            return self._completed(told, mention, page, clauses)
        if told:
            return told
        told = self._of_clauses(mention, page, clauses) or _of_owners(mention, page)
        return told or self._of_body(mention, page)

    def _of_span(
        self, mention: AgreementMention, page: Page, zone: re.Match[str] | None
    ) -> tuple[str, ...]:
        """Parties that stand in the words of the mention."""
        text, start = mention.text, mention.start
        found: list[str] = []
        if zone is not None:
            end = _END.search(text, zone.end())
            stop = end.start() if end is not None else len(text)
            inside = between(page.actors, start + zone.end(), start + stop)
            found = list(self._members.listed(text[zone.end() : stop], inside, page.issuer))
            about = _ABOUT.search(text, 0, zone.start()) is not None
            if about and not any(party.isupper() for party in found):
                found = []  # "on traffic between two towns"
            found = found or list(company(page, start + zone.end(), start + stop))
        found = found or self._members.hyphened(text) or list(self._within(mention, page))
        return tuple(dict.fromkeys(self._signers.shortened(party, page) for party in found))

    def _within(self, mention: AgreementMention, page: Page) -> tuple[str, ...]:
        """Those who sign in a clause of the span: "memorandum that Norland and Sudria signed"."""
        clause = _SIGN_WITHIN.search(mention.text)
        if clause is not None:
            first, last = (mention.start + at for at in clause.span(1))
            return self._signers.within(page, first, last)
        for pattern in (_LED_WITHIN, _OF_SEVERAL, _BY):
            led = pattern.search(mention.text)
            if led is not None:
                found = self._signers.listed(page, mention.start + led.end(), mention.end)
                if len(found) >= _LEAST:
                    return found
        return self._of_capitals(mention.text)

    def _of_capitals(self, text: str) -> tuple[str, ...]:
        """States in a list of their capitals: "joint declaration of | London and Beijing"."""
        led = _OF_SEVERAL.search(text)
        if led is None:
            return ()
        end = _END.search(text, led.end())
        rest = text[led.end() : end.start() if end is not None else len(text)]
        codes = [party for party in self._members.listed(rest, ()) if party in self._codes]
        return tuple(dict.fromkeys(codes)) if len(set(codes)) >= _LEAST else ()

    def _of_clauses(
        self, mention: AgreementMention, page: Page, clauses: Sequence[Clause]
    ) -> tuple[str, ...]:
        """Those who sign it beside the span: "A and B signed an accord", "which A signed"."""
        for clause in clauses:
            found = self._of_clause(page, clause)
            if found and clause.subject is None and clause.partner is not None:
                return self._completed(found, mention, page, clauses)
            alone = clause.verb in _OF_ONE or mention.agreement_type in _OF_BODIES
            alone = alone or (clause.own and clause.subject is not None)  # "which Norland signed"
            alone = alone and clause.agents is None
            if len(found) >= _LEAST or (found and (alone or self._by_one(clause, found[0]))):
                return found
        return ()

    def _by_one(self, clause: Clause, party: str) -> bool:
        """Whether one alone brings it about: "declared by the Hills Front", "adopted by NATO"."""
        if clause.agents is None:
            return False
        of_body = clause.verb in _ADOPTED and party not in self._codes
        return clause.verb in _OF_ONE or of_body

    def _of_clause(self, page: Page, clause: Clause) -> tuple[str, ...]:
        if clause.agents is not None:
            return self._signers.listed(page, clause.agents, clause.agents + _REACH)
        found = self._signers.among(page, *clause.subject) if clause.subject is not None else ()
        if clause.partner is None or (clause.subject is not None and not found):
            return found
        partners = self._signers.listed(page, clause.partner, clause.partner + _REACH)
        return tuple(dict.fromkeys((*found, *partners)))

    def _of_body(self, mention: AgreementMention, page: Page) -> tuple[str, ...]:
        """The body whose it is: "ASEAN | Protocol on", "Charter of the | AU".

        Of the UN, which is behind every other convention, only its charter.
        """
        everywhere = mention.agreement_type != "charter"
        title = " ".join(mention.text.split())
        named = self._bodies.match(title) or self._whose.search(title)
        if named is not None:
            short = self.words.bodies[named["body"]]
            return () if everywhere and short == "UN" else (short,)
        first = title.partition(" ")[0]
        if first in page.bare_acronyms and first not in {"UN", title} and mention.named:
            return (first,)
        owner = self._owning(mention, page)
        body = self._signers.party(owner, page) if owner is not None else None
        return () if body is None or (everywhere and body == "UN") else (body,)

    def _owning(self, mention: AgreementMention, page: Page) -> ActorMention | None:
        """The body right before a mention or its head, or after "of" at its end."""
        for actor in between(page.actors, mention.start - _REACH, mention.end):
            if actor.actor_type != "igo":
                continue
            if actor.end == mention.end and _OF.search(page.flat[mention.start : actor.start]):
                return actor
            beside = (
                actor.end <= mention.start and not page.flat[actor.end : mention.start].strip()
            )
            if not (beside or actor.start == mention.start):
                continue
            following = page.flat[actor.end : mention.end].split(maxsplit=1)
            if following and re.fullmatch(self.words.brokered, following[0]):
                continue  # "UN brokered ceasefire"
            return actor
        return None

    def _completed(
        self,
        told: tuple[str, ...],
        mention: AgreementMention,
        page: Page,
        clauses: Sequence[Clause],
    ) -> tuple[str, ...]:
        """Add who concluded it "with" those of the span: its owner, the subject of "signed"."""
        owners = _owner(mention, page)
        for clause in clauses:
            if not owners and clause.subject is not None:
                owners = self._signers.among(page, *clause.subject)
        if not owners and page.issuer is not None:
            owners = (page.issuer,)  # "our treaty with Norland", in a note of a ministry
        if not owners or len(owners) > _MOST_OWNERS:
            return told
        return tuple(dict.fromkeys((*owners, *told)))


def _owner(mention: AgreementMention, page: Page) -> tuple[str, ...]:
    """Whose an agreement "with" somebody is: "Norland's | agreement with", "its | pact with"."""
    before = page.flat[max(mention.sentence_start, mention.start - _REACH) : mention.start]
    earlier: list[ActorMention] = [
        actor
        for actor in between(page.actors, mention.sentence_start, mention.end)
        if actor.country_code is not None
    ]
    inside = [a for a in earlier if a.start >= mention.start]
    if inside and _PARTNER.search(mention.text, inside[0].end - mention.start):
        return (inside[0].country_code or "",)
    outside = [a for a in earlier if a.end <= mention.start]
    if outside and _OWNER.fullmatch(page.flat, outside[-1].end, mention.start):
        return (outside[-1].country_code or "",)
    if outside and (_PRONOUN.search(before) or _PRONOUN.search(mention.text)):
        return (outside[0].country_code or "",)
    states = {actor.country_code for actor in outside}
    partner = bool(outside) and page.flat.endswith(("with ", "with the "), 0, outside[0].start)
    return (outside[0].country_code or "",) if len(states) == 1 and not partner else ()


def _of_owners(mention: AgreementMention, page: Page) -> tuple[str, ...]:
    """Those whose it is: "President Bo's and President Dia's | agreement to spare harbours"."""
    codes: list[str] = []
    at = mention.start
    for actor in reversed(between(page.actors, mention.start - _REACH, mention.start)):
        if (
            _OWNED.fullmatch(page.document.text, actor.end, at) is None
            or actor.country_code is None
        ):
            break
        codes.append(actor.country_code)
        at = actor.start
    return tuple(dict.fromkeys(reversed(codes))) if len(set(codes)) >= _LEAST else ()
