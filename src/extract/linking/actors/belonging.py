"""Say whose a body is that no country is said of: the ministry or the army of the text's home.

In:  "the Ministry of Trade", "the Armed Forces", "Public Information Office"; the text's Home
Out: Ministry of Trade of Norland, Armed Forces of Norland; an office of the issuing mission
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from extract.knowledge.actors import ActorKnowledge
from extract.knowledge.countries import Countries, Country
from extract.linking.actors import words
from extract.linking.actors.bodies import listed
from extract.linking.actors.home import SURE, Home, heads
from extract.records import ActorMention, Document
from extract.text.names import fold, slug

_FORCES: Final = "military"
#: Heads of bodies that a state has one of, where they end or begin a name: "Department of Trade"
#: is the issuer's own, the "Trade Department" a part of some ministry.
_LAST: Final = frozenset({"Ministry", "Parliament", "Assembly", "Court", "Senate", "Government"})
_FIRST: Final = frozenset({"Ministry", "Department", "Presidency", "House", "Parliament", "Court"})
#: Parts of any body that speak to the press: "Public Information Office", "Division of Press".
_PRESS: Final = re.compile(
    r"\b(?:Press|Information|Media|Communications?|Public Affairs)\b.*"
    r"\b(?:Office|Service|Section|Division|Unit|Department)\b"
    r"|\b(?:Office|Service|Section|Division|Department) of (?:Public )?(?:Press|Information)"
    r"|^(?:Executive |Press )?(?:Office|Secretariat)$"
)
#: Heads of the parts of an intergovernmental body, by what such a name is taken for elsewhere.
_ORGANS: Final = {
    "organization": frozenset({"Council", "Committee", "Chamber", "Unit", "Section", "Service"}),
    "government": frozenset({"Department", "Secretariat", "Division", "Section", "Office"}),
}
_COUNCILS: Final = frozenset({"Council"})
_LINKS: Final = frozenset({"of", "for", "on"})
#: Words of names that no such part has.
_STATES: Final = frozenset({"National", "State", "Federal", "Joint", "Presidential", "Prime"})
#: In names of bodies that belong to no state, or of buildings.
_BEYOND: Final = frozenset({"International", "Arbitration", "Palace", "Nations"})


@dataclass(frozen=True, slots=True)
class Belonging:
    """Gives bare bodies of one text their country.

    Args:
        actors: Short forms of the issuer, full names of ministries.
        countries: Their names.
        document: The text.
        home: Its country, None if nothing tells.
    """

    actors: ActorKnowledge
    countries: Countries
    document: Document
    home: Home | None

    def __call__(self, mention: ActorMention) -> ActorMention:
        """The mention, with name and country if it is a bare government or force."""
        if self.actors.organization(mention.text) is not None:
            return mention
        if self.home is not None and self.home.by_body:
            told = self._among_bodies(mention, self.home)
            if told is not None:
                return replace(mention, actor_type=told)
        if mention.actor_type == _FORCES:
            return self._force(mention)
        return self._body(mention) if mention.actor_type == "government" else mention

    def _among_bodies(self, mention: ActorMention, home: Home) -> str | None:
        """What a bare name is where a body of states speaks, None if its words do not tell.

        Its own part ("Supreme Council", "Press Office"); in the text of a mission that is about
        one country, a committee is one of the parties there.
        """
        parts, kind = words.squeeze(mention.name).split(), mention.actor_type
        if kind not in _ORGANS:
            return None
        if _PRESS.search(mention.name):
            return "igo"
        if len(parts) < 2 or not _STATES.isdisjoint(parts):  # noqa: PLR2004  # "Committee"
            return None
        if kind == "organization" and home.code:
            return "group" if parts[-1] in self.actors.words.parties | _COUNCILS else None
        at = next((at for at, part in enumerate(parts) if part in _LINKS), len(parts))
        return "igo" if parts[at - 1] in _ORGANS[kind] else None

    def _body(self, mention: ActorMention) -> ActorMention:
        """A bare ministry or department: "the Department" of a release of the United States."""
        issuer = self.actors.organization(self.document.source or "")
        if issuer is not None and mention.text in issuer.shorts:
            return listed(mention, issuer)
        home, country = self.home, self._country(mention)
        if home is None or country is None:
            return mention
        full = self.actors.words.canonical.get(fold(words.squeeze(mention.text)))
        if full is None:
            parts, what = mention.name.split(), slug(mention.name)
            own = len(parts) > 1 and _is_whole(parts) and not _PRESS.search(mention.name)
            called = words.of_country(mention.name, country.name) if own else mention.name
        elif full.islower():  # "the Government"
            called, what = words.of_country("Government", country.name), ""
        else:
            called, what = words.of_country(full, country.name), slug(full)
        actor_id = f"gov:{country.code}:{what}".rstrip(":")
        return _given(mention, home, called, actor_id)

    def _force(self, mention: ActorMention) -> ActorMention:
        """Bare forces: "the Armed Forces", "the Coast Guard"."""
        home, noun = self.home, fold(words.squeeze(mention.text))
        known = self.actors.words.after_owner.get(noun) == _FORCES
        country = None if home is None else self.countries.by_code.get(home.code)
        if not known or home is None or country is None or home.by_body:
            return mention
        branch = noun not in self.actors.words.canonical
        called = words.of_country(mention.name if branch else "Armed Forces", country.name)
        what = f":{slug(mention.name)}" if branch else ""
        return _given(mention, home, called, f"mil:{country.code}{what}")

    def _country(self, mention: ActorMention) -> Country | None:
        """The country that a bare body may belong to.

        What a text is about says nothing of who issued it, nor of the organs of a body that did.
        """
        home, known, parts = self.home, self.actors.words, mention.name.split()
        if home is None or (not home.is_issuers and heads(mention, self.document.text)):
            return None
        if home.by_body and not known.organs.isdisjoint(parts):
            return None
        owned = len(parts) > 1 and parts[-1] in known.owned_by_names  # "Brisk administration"
        if owned and parts[0].lower() not in known.between:
            return None
        if not (_BEYOND | known.types.shared).isdisjoint(parts):
            return None
        return self.countries.by_code.get(home.code)


def _is_whole(parts: Sequence[str]) -> bool:
    """Whether a name is that of a body a state has one of: "Ministry of Trade"."""
    return parts[-1] in _LAST or (parts[0] in _FIRST and parts[1] == "of")


def _given(mention: ActorMention, home: Home, called: str, actor_id: str) -> ActorMention:
    """The mention as a body of the home of the text."""
    return replace(
        mention,
        name=called,
        actor_id=actor_id,
        country_code=home.code,
        method=home.added_to(mention.method),
        link_confidence=SURE[home.reason],
    )
