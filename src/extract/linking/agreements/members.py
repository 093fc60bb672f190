"""Read the members of a list of parties from its words alone.

In:  "the Government of Norland, Sudria and the UNHCR"; "Norland-Sudria border treaty"
Out: NOR, SUD, UNHCR; NOR, SUD
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from extract.linking.agreements.signers import signs_for_itself
from extract.text.patterns import any_of

if TYPE_CHECKING:
    from extract.knowledge.agreement_words import AgreementWords
    from extract.knowledge.countries import Countries
    from extract.records import ActorMention

_JOINTS: Final = re.compile(r"\s*,\s*(?:and\s+|or\s+)?|\s+and\s+|\s+or\s+|\s*&\s*")
#: "(UNHCR)"
_ACRONYM: Final = re.compile(r"\(\s*([A-Z][A-Za-z/-]{0,10}[A-Z][A-Za-z/-]{0,10})\s*\)")
#: "the Governments of", "the leaders of", "President of the"
_OFFICE: Final = re.compile(r"^(?:[\w-]+\s+){0,9}?(?:of|from)\s+(?:the\s+)?(?=[A-Z])")
_ARTICLE: Final = re.compile(r"^(?:the|both|a|an|all|its|their)\s+", re.IGNORECASE)
#: "Norland-Sudria", with the word behind it: "Indo-Sri Lanka"
_HYPHENED: Final = re.compile(
    r"(?:(?P<less>[A-Z]\w+)\s+)?(?P<pair>[A-Z][\w.]+(?:[-–/][A-Z][\w.]+)+)(?:\s+(?P<more>[A-Z]\w+))?"
)
_HYPHEN: Final = re.compile(r"[-–/]")
#: titles of those who sign: "President Bo of Norland"
_LOWER_LEAD: Final = re.compile(r"^(?:[a-z][\w-]*\s+)+")
#: "the Norlandic rebel group Red Front": a movement, not the state of the adjective
_MOVEMENT: Final = re.compile(
    r"\b(?:group|movement|militia|rebels|faction|front|organi[sz]ation|party)\s+(?P<name>[A-Z].*)$"
)
#: "the Ministry of Roads", of whatever state
_MINISTRY: Final = re.compile(r"\b(?:Ministr(?:y|ies)|Departments?|Bureau|Directorate)\b")
_LONGEST: Final = 8
#: "PUK" is a party of its own, "UK" is not.
_SHORT: Final = 2
#: Actors whose state signs when they do.
_OF_STATES: Final = frozenset({"person", "country", "government", "military"})


@dataclass(frozen=True, slots=True)
class MemberReader:
    """Reads who stands in a list.

    Args:
        countries: For names, demonyms, capitals.
        words: For the bodies.
    """

    countries: Countries
    words: AgreementWords
    _joined: re.Pattern[str] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Index the names that hold an "and": "Bosnia and Herzegovina" is one party."""
        names = [name for country in self.countries for name in country.names if " and " in name]
        pattern = any_of(names)
        object.__setattr__(self, "_joined", re.compile(pattern or r"(?!)"))

    def listed(
        self, text: str, actors: Sequence[ActorMention], issuer: str | None = None
    ) -> Iterator[str]:
        """Each member of a list of names as a party.

        Args:
            text: The list.
            actors: The linked actors in it.
            issuer: Whose a ministry is that no country is said of.
        """
        held = self._joined.sub(lambda found: _held(found[0]), " ".join(text.split()))
        for actor in actors:  # "Ministry of Roads, Woods and Mines" is one party
            name = " ".join(actor.text.split())
            if _JOINTS.search(name) is not None:
                held = held.replace(name, _held(name))
        for part in _JOINTS.split(held):
            party = self._party(_freed(part).strip(), actors, issuer)
            if party is not None:
                yield party

    def _party(self, text: str, actors: Sequence[ActorMention], issuer: str | None) -> str | None:
        """One party: a country, a body, or the capitalised rest of the words."""
        acronym = _ACRONYM.search(text)
        name = _ACRONYM.sub("", text).strip(" .,()'\"“”")
        movement = _MOVEMENT.search(name)
        if movement is not None:
            return self._of_actors(movement["name"], actors) or movement["name"]
        for cut in (name, _ARTICLE.sub("", name), _OFFICE.sub("", _ARTICLE.sub("", name))):
            country = self._country(cut)
            if country is not None:
                return country
        bare = _OFFICE.sub("", _ARTICLE.sub("", name))
        body = self.words.bodies.get(bare) or (acronym[1] if acronym is not None else None)
        body = body or self._of_actors(text, actors)
        if body is not None:
            return body
        bare = _ARTICLE.sub("", _LOWER_LEAD.sub("", bare))
        if self._country(bare) is not None:
            return self._country(bare)
        if _MINISTRY.search(name) is not None:
            return issuer  # no party called "Roads"
        of_person = any(a.actor_type == "person" and a.text in text for a in actors)
        known = (
            not of_person and bool(bare) and bare[0].isupper() and len(bare.split()) <= _LONGEST
        )
        return bare if known and bare.lower() not in self.words.sides else None

    def _of_actors(self, text: str, actors: Sequence[ActorMention]) -> str | None:
        """The party that a linked actor inside some words is."""
        for actor in actors:
            if " ".join(actor.text.split()) not in text:
                continue
            own = signs_for_itself(actor)
            if actor.actor_type in _OF_STATES and actor.country_code is not None and not own:
                return actor.country_code
            if actor.actor_type in {"person", "country", "government"} and not own:
                continue
            return self.words.bodies.get(actor.name) or " ".join(actor.text.split())
        return None

    def _country(self, name: str) -> str | None:
        first = name.split(" ", maxsplit=1)[0]
        found = (
            self.countries.named(name)
            or self.countries.of_demonym(first)
            or self.countries.of_capital(name)
        )
        return found.code if found is not None else None

    def hyphened(self, text: str) -> list[str]:
        """Two names in one word: "Norland-Sudria treaty", "Anglo-Irish", "KDP-PUK"."""
        if text.isupper():
            return []  # "FIVE-POINT CONSENSUS"
        for word in _HYPHENED.finditer(text):
            first, *parts, last = _HYPHEN.split(word["pair"])
            codes = [
                self._code(f"{word['less']} {first}") or self._code(first),
                *(self._code(part) for part in parts),
                self._code(f"{last} {word['more']}") or self._code(last),
            ]
            if all(codes):
                return [code for code in codes if code]
        return []

    def _code(self, part: str) -> str | None:
        country = self.countries.meant_by(part)
        if country is not None:
            return country.code
        if part in self.words.combining:
            return self.words.combining[part]
        return part if part.isupper() and part.isalpha() and len(part) > _SHORT else None


def _held(name: str) -> str:
    """A name with its joints hidden, so that no list is cut there."""
    return name.replace(" and ", " \0 ").replace(",", "\1")


def _freed(part: str) -> str:
    """The same with its joints as they were."""
    return part.replace("\0", "and").replace("\1", ",")
