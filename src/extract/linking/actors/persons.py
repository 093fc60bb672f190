"""Link persons: surnames to full names, office-holders to who they are on the day of publication.

In:  "President Aliyev" of a release of 2022; "Brisk" after "Ana Brisk"
Out: Ilham Aliyev (person:ilham-aliyev, AZE) | Ana Brisk
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from extract.knowledge.actors import ActorKnowledge
from extract.knowledge.countries import Countries
from extract.knowledge.offices import OfficeHolder
from extract.linking.actors import words
from extract.linking.actors.home import Home
from extract.linking.actors.roles import Role, RoleReader, is_same_name
from extract.linking.actors.surroundings import Surroundings
from extract.records import ActorMention, Document
from extract.text.names import fold, slug

#: How sure a link is by where it comes from. Guesses, to be calibrated on annotated releases.
HELD: Final = 0.95
HELD_BY_SURNAME: Final = 0.9
UNTITLED: Final = 0.7
IN_TEXT: Final = 0.85
MINTED: Final = 0.6

_SPEAKER: Final = "speaker"
#: Initials before a surname: "N.A. Olt", "J. K. Olt".
_INITIALS: Final = re.compile(r"^(?:[A-Z]\.\s?)+")
#: An office that goes by several keys in the table of office-holders.
_ALSO: Final = {
    "prime-minister": {"prime-minister", "premier", "chancellor"},
    "premier": {"premier", "prime-minister"},
    "defence-secretary": {"defence-secretary", "defence-minister"},
    "crown-prince": {"crown-prince", "foreign-minister", "monarch"},
    "minister": {"foreign-minister", "defence-minister"},
}


@dataclass(frozen=True, slots=True)
class _Named:
    """A person of the text, as far as known; `at_home` if only the issuer told the country."""

    name: str
    country: str | None
    confidence: float
    at_home: bool = False


@dataclass(frozen=True, slots=True)
class _Text:
    """A document, the home of its issuer, and its full names with who they are."""

    document: Document
    home: Home | None
    fulls: dict[str, _Named]


@dataclass(frozen=True, slots=True)
class PersonLinker:
    """Links mentions of persons.

    Args:
        actors: Office-holders.
        countries: For the polity of an office.
    """

    actors: ActorKnowledge
    countries: Countries

    def __call__(
        self, mentions: Sequence[ActorMention], document: Document, home: Home | None
    ) -> tuple[ActorMention, ...]:
        """All mentions, those of persons completed.

        Args:
            mentions: Bodies linked already.
            document: The document they stand in.
            home: Whose the offices are that no country is said of.
        """
        issuers = home if home is not None and home.is_issuers else None
        around = Surroundings(
            self.countries, self.actors.words.honorifics, document, mentions, home
        )
        roles = {m.start: self._role(m, document, around) for m in mentions if _is_person(m)}
        text = _Text(document, issuers, self._full_names(mentions, roles, document, issuers))
        known_roles = _roles_by_name(mentions, roles)
        return tuple(
            self._link(m, roles[m.start], text, known_roles) if _is_person(m) else m
            for m in mentions
        )

    def _role(
        self, mention: ActorMention, document: Document, around: Surroundings
    ) -> Role | None:
        """The office of a person, whose polity what stands around the name may tell."""
        reader = RoleReader(self.actors, self.countries)
        role = reader(document, mention.start, mention.end)
        role = role or reader.origin(document, mention.end)
        if role is not None and role.polity is not None:
            return role
        country = around(mention)
        if country is None:
            return role
        return Role("", None, country) if role is None else replace(role, polity=country)

    def _full_names(
        self,
        mentions: Sequence[ActorMention],
        roles: dict[int, Role | None],
        document: Document,
        home: Home | None,
    ) -> dict[str, _Named]:
        """Every full name of the text by its own words, with what is known of the person."""
        found: dict[str, _Named] = {}
        for mention in mentions:
            name = words.squeeze(mention.text)
            if not _is_person(mention) or " " not in _INITIALS.sub("", name):
                continue
            if _is_part(name, found):
                continue
            role = roles[mention.start]
            named = self._known(name, document) or found.get(name)
            if named is None or named.country is None:
                named = self._minted(name if named is None else named.name, role, home)
            found[name] = named
        return found

    def _known(self, name: str, document: Document) -> _Named | None:
        """The office-holder of a full name; among namesakes the one in office then."""
        holders = self.actors.by_person.get(fold(name), ())
        if not holders:
            return None
        day = document.published
        now = [h for h in holders if day is not None and h.held_on(day)] or list(holders)
        return _Named(now[0].person, self._holders_country(now[0]), HELD)

    def _link(
        self,
        mention: ActorMention,
        role: Role | None,
        text: _Text,
        known_roles: dict[str, str],
    ) -> ActorMention:
        name = words.squeeze(mention.text)
        if _SPEAKER in mention.method.split("+"):  # "BRISK:"
            name = name.title()
        named = text.fulls.get(name)
        full = name
        if named is None:
            full = next((other for other in text.fulls if is_same_name(name, other)), name)
            named = text.fulls.get(full)
            if named is not None:
                named = replace(named, confidence=min(named.confidence, IN_TEXT))
        if named is None:
            named = self._holder(name, role, text.document)
        if named is None:
            named = self._minted(words.usual_case(name), role, text.home)
        title = role.title if role is not None and role.title else known_roles.get(full)
        home = text.home if named.at_home else None
        return replace(
            mention,
            name=words.usual_case(named.name),
            actor_id=f"person:{slug(named.name)}",
            country_code=named.country,
            role=title,
            link_confidence=named.confidence,
            method=mention.method if home is None else home.added_to(mention.method),
        )

    def _holder(self, name: str, role: Role | None, document: Document) -> _Named | None:
        """The office-holder with this surname; None if there is none or more than one."""
        name = _INITIALS.sub("", name) or name
        day = document.published
        holders = self.actors.by_surname.get(fold(name.rsplit(maxsplit=1)[-1]), ())
        holders = tuple(h for h in holders if day is None or h.held_on(day))
        fitting = [h for h in holders if role is not None and _fits(h, role)]
        chosen = fitting or holders
        if len({holder.person for holder in chosen}) != 1 or (" " in name and not fitting):
            return None
        confidence = HELD_BY_SURNAME if fitting else UNTITLED
        return _Named(chosen[0].person, self._holders_country(chosen[0]), confidence)

    def _holders_country(self, holder: OfficeHolder) -> str | None:
        return holder.nationality or self._polity_country(holder.polity)

    def _minted(self, name: str, role: Role | None, home: Home | None) -> _Named:
        """A person that no list knows: of the polity of the office, else of the issuer's."""
        if role is None:
            return _Named(name, None, MINTED)
        if role.polity is not None:
            return _Named(name, self._polity_country(role.polity), MINTED)
        if home is None or not role.is_own:
            return _Named(name, None, MINTED)
        return _Named(name, home.code, MINTED, at_home=True)

    def _polity_country(self, polity: str) -> str | None:
        if polity in self.countries.by_code:
            return polity
        body = self.actors.by_id.get(polity)
        return None if body is None else body.country


def _is_person(mention: ActorMention) -> bool:
    return mention.actor_type == "person"


def _is_part(name: str, fulls: Iterable[str]) -> bool:
    """Whether a name of several words ends a fuller one: "van Olt" of "Ana van Olt"."""
    return any(full.endswith(f" {name}") for full in fulls)


def _fits(holder: OfficeHolder, role: Role) -> bool:
    """Whether a term of office agrees with the office and the polity that a text gives."""
    if role.polity is not None and role.polity != holder.polity:
        return False
    return role.office is None or holder.office in _ALSO.get(role.office, {role.office})


def _roles_by_name(
    mentions: Sequence[ActorMention], roles: dict[int, Role | None]
) -> dict[str, str]:
    """The first office that the text gives each full name."""
    found: dict[str, str] = {}
    for mention in mentions:
        role = roles.get(mention.start)
        if role is not None and role.title:
            found.setdefault(words.squeeze(mention.text), role.title)
    return found
