"""Link countries, governments, forces and organisations.

In:  "Norland's foreign ministry", "Norlandic troops", "OSCE", "Vessel City" as an actor
Out: Ministry of Foreign Affairs of Norland (gov:NOR:...) | Armed Forces of Norland (mil:NOR)
     | Organization for Security and Co-operation in Europe (org:osce) | Norland (country:NOR)
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

from extract.knowledge.actors import ActorKnowledge
from extract.knowledge.countries import Countries, Country
from extract.knowledge.organizations import Organization
from extract.linking.actors import words
from extract.records import ActorMention, Document
from extract.text.names import fold, slug

#: How sure a link is by where it comes from. Guesses, to be calibrated on annotated releases.
LISTED: Final = 0.95
BUILT: Final = 0.9
ECHOED: Final = 0.85
MINTED: Final = 0.6

_GOVERNMENT: Final = "government"
_FORCES: Final = "forces"
#: The possessor before a name that is complete without it: "Norland's" Department of Trade.
_POSSESSOR: Final = re.compile(r"([^\W\d_][\w.'-]*(?: [^\W\d_][\w.-]*)?)['’]s?$")
#: Offices whose holder's name stands for a government.
_LEADERS: Final = frozenset({"president", "prime-minister", "chancellor", "premier", "leader"})
#: Letters of the shortest word that is no acronym in capitals.
_WORD: Final = 7
#: Before a country that a name is about: "Contact Group on Norland".
_LINKS: Final = frozenset({"for", "of", "on", "in", "to"})
#: Types of bodies that a nationality in their name makes a country's.
_NATIONAL: Final = frozenset({"government", "military", "organization", "group"})
_IN: Final = re.compile(r"in ([A-Z][\w'’-]*(?: [A-Z][\w'’-]*)?)")
#: First words of bodies that any state has: "Norlandic Ministry of Trade".
_TITLED: Final = frozenset({"Ministry", "Department", "Embassy", "Government", "Parliament"})
#: What a nationality makes a name of, where it is written as one: "Norlandic National Police".
_PROPER: Final = frozenset({"police", "police force", "national police"})
#: A body that sits in the capital of another country, or of none.
_ABROAD: Final = re.compile(r"Embassy|Consulate|Delegation|Regional|International|Joint")
_ETHNIC: Final = "ethnic "


@dataclass(frozen=True, slots=True)
class Owned:
    """A body as its owner and what it is: "Norlandic foreign ministry".

    Args:
        noun: What it is, in the text's words: "foreign ministry".
        country: Whose it is.
    """

    noun: str
    country: Country


@dataclass(frozen=True, slots=True)
class BodyLinker:
    """Links mentions of everything but persons, each by its own words.

    Args:
        actors: Organisations and the full names of ministries.
        countries: Names, nationalities, capitals.
    """

    actors: ActorKnowledge
    countries: Countries

    def __call__(self, mention: ActorMention, document: Document) -> ActorMention:
        """The mention with name, id, type and country as far as its words tell."""
        name = self._called(words.squeeze(mention.text))
        if mention.actor_type == "country":
            return self._country(mention, name)
        known = self.actors.organization(name)
        if known is not None:
            return listed(mention, known)
        owned = self._owned(name)
        if mention.actor_type == "government" and owned is None:
            country = self._possessor(document.text, mention.start)
            if country is None and _ABROAD.search(name) is None:
                country = self._seat(document.text, mention.end)
            owned = None if country is None else Owned(name, country)
        if owned is not None and mention.actor_type in {"government", "military"}:
            return self._owned_body(mention, owned, name)
        return self._unlisted(mention, name, owned, document)

    def _called(self, text: str) -> str:
        """A name in usual case, acronyms as they are: "OSCE MISSION" is "OSCE Mission"."""
        name = words.usual_case(text)
        if name == text:
            return name
        pairs = zip(text.split(), name.split(), strict=True)
        return " ".join(
            shouted if len(shouted) < _WORD and self.actors.organization(shouted) else usual
            for shouted, usual in pairs
        )

    def _unlisted(
        self, mention: ActorMention, name: str, owned: Owned | None, document: Document
    ) -> ActorMention:
        """A body that no list and no country's name tells."""
        code = None if owned is None else owned.country.code
        if code is None and mention.actor_type in _NATIONAL:
            code = self._inside(name)
        if code is None and mention.actor_type == "government":
            code = self._leaders(name, document)
        return replace(
            mention,
            name=name,
            actor_id=f"org:{slug(name)}",
            country_code=code,
            link_confidence=MINTED,
        )

    def _country(self, mention: ActorMention, name: str) -> ActorMention:
        country = self.countries.named(name) or self.countries.of_capital(name)
        if country is None:
            return replace(mention, name=name, link_confidence=None)
        return replace(
            mention,
            name=country.name,
            actor_id=f"country:{country.code}",
            country_code=country.code,
            link_confidence=LISTED,
        )

    def _owned_body(self, mention: ActorMention, owned: Owned, name: str) -> ActorMention:
        """A ministry, government or force of a country, called by its full name."""
        noun, country = owned.noun, owned.country
        full = self.actors.words.canonical.get(fold(noun))
        if mention.actor_type == "military":
            return self._force(mention, owned, name, full=full)
        if full == _GOVERNMENT:
            called, actor_id = words.of_country("Government", country.name), f"gov:{country.code}"
        else:
            title = full or capitalised(noun)
            called = words.of_country(title, country.name)
            if full is None and self._is_own_name(name, noun):
                called = name
            actor_id = f"gov:{country.code}:{slug(title)}"
        return replace(
            mention,
            name=called,
            actor_id=actor_id,
            country_code=country.code,
            link_confidence=BUILT,
        )

    def _is_own_name(self, name: str, noun: str) -> bool:
        """Whether a country opens a name of its own: "Norland Roads Authority".

        Not "Norland's Roads Authority", "Norlandic Ministry of Roads", "Norlandic embassy".
        """
        owner = name.removesuffix(noun).rstrip()
        first, known = noun.split(maxsplit=1)[0], self.actors.words
        common = noun.islower() or fold(noun) in known.after_owner.keys() - _PROPER
        return bool(owner) and not (
            common or owner.endswith(("'s", "’s", "'")) or first in _TITLED
        )

    @staticmethod
    def _force(
        mention: ActorMention, owned: Owned, name: str, *, full: str | None
    ) -> ActorMention:
        """The armed forces of a country; a branch keeps its own words: "Norlandic Air Force"."""
        if name.lower().startswith(_ETHNIC):  # an ethnic force is no state's
            name = name[len(_ETHNIC) :]
            actor_id: str = f"mil:ethnic:{slug(name)}"
            return replace(mention, name=name, actor_id=actor_id, link_confidence=MINTED)
        code = owned.country.code
        if full == _FORCES and not (owned.noun.istitle() and name.endswith(owned.noun)):
            called = words.of_country("Armed Forces", owned.country.name)
            actor_id = f"mil:{code}"
        else:
            # "Norlandic Army", "Norlandic Air Force" are names of their own
            called = name
            branch = "" if full == _FORCES else slug(owned.noun)
            actor_id = f"mil:{code}:{branch}".rstrip(":")
        return replace(
            mention, name=called, actor_id=actor_id, country_code=code, link_confidence=BUILT
        )

    def _owned(self, name: str) -> Owned | None:
        """Split "Norlandic foreign ministry" and "Ministry of Trade of Norland"."""
        plain = name.removeprefix(_ETHNIC).replace("’", "'")
        parts = plain.split(" ")
        for cut in range(len(parts) - 1, 0, -1):
            owner = " ".join(parts[:cut]).removesuffix("'s").removesuffix("'")
            country = self.countries.meant_by(owner)
            if country is not None:
                return Owned(" ".join(parts[cut:]), country)
        for cut in range(1, len(parts)):
            if parts[cut] == "of":
                rest = parts[cut + 1 :]
                country = self.countries.named(" ".join(rest[rest[:1] == ["the"] :]))
                if country is not None:
                    return Owned(" ".join(parts[:cut]), country)
        return None

    def _inside(self, name: str) -> str | None:
        """The one country in a name: "Royal Norlandic Navy", "Border Guard Norland"."""
        parts = name.split()
        known = [self.countries.of_demonym(part) for part in parts]
        if len(parts) > 1 and parts[-2] not in _LINKS:
            known.append(self.countries.named(parts[-1]))
        codes = {country.code for country in known if country is not None}
        return codes.pop() if len(codes) == 1 else None

    def _seat(self, text: str, end: int) -> Country | None:
        """The country in whose capital a body sits: the Supreme Court "in Oslo"."""
        match = _IN.match(words.after(text, end))
        return None if match is None else self.countries.of_capital(match[1])

    def _leaders(self, name: str, document: Document) -> str | None:
        """The country of "the Brisk administration", if a Brisk led one government then."""
        leader, _, noun = name.partition(" ")
        if self.actors.words.canonical.get(fold(noun)) != _GOVERNMENT:
            return None
        day = document.published
        holders = self.actors.by_surname.get(fold(leader), ())
        polities = {
            holder.polity
            for holder in holders
            if holder.office in _LEADERS and (day is None or holder.held_on(day))
        }
        return polities.pop() if len(polities) == 1 else None

    def _possessor(self, text: str, start: int) -> Country | None:
        """The country whose possessive stands right before a mention."""
        match = _POSSESSOR.search(words.before(text, start))
        if match is None:
            return None
        last = match[1].split()[-1]
        return self.countries.named(match[1]) or self.countries.named(last)


def listed(mention: ActorMention, body: Organization) -> ActorMention:
    """A mention of an organisation that we list."""
    return replace(
        mention,
        name=body.name,
        actor_id=f"org:{body.org_id}",
        actor_type=body.actor_type,
        country_code=body.country,
        link_confidence=LISTED,
    )


def capitalised(noun: str) -> str:
    """A common noun as part of a name: "central bank" -> "Central Bank"."""
    if not noun.islower():
        return noun
    return " ".join(part if part in {"of", "and"} else part.capitalize() for part in noun.split())
