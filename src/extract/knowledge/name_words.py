"""Words that make names: titles before persons, heads of bodies, names of events.

In:  data/titles.toml, data/actors.toml
Out: NameWords
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from extract.knowledge.load import tables
from extract.text.names import fold

TITLES: Final = "titles.toml"
ACTORS: Final = "actors.toml"


@dataclass(frozen=True, slots=True)
class PlaceCues:
    """Words that make a name a place; what each set means is said in actors.toml."""

    where: frozenset[str]
    reached: frozenset[str]
    whence: frozenset[str]
    address: frozenset[str]
    nouns: frozenset[str]
    ways: frozenset[str]
    ends: frozenset[str]


@dataclass(frozen=True, slots=True)
class TypeWords:
    """Words beside a head that tell what a body is; what each set means is in actors.toml."""

    official: frozenset[str]
    unofficial: frozenset[str]
    deciding: frozenset[str]
    shared: frozenset[str]
    world: frozenset[str]
    worldly: frozenset[str]
    armed: frozenset[str]
    lawful: frozenset[str]
    units: frozenset[str]


@dataclass(frozen=True, slots=True)
class ToldWords:
    """Common nouns that say what the name beside them is.

    Args:
        before: Type of actor by the noun before a name: "company" -> "organization".
        after: The same by the noun behind it: "rebels" -> "group".
        bodies: Nouns that make a group if one of `armed` stands before: "group".
        armed: "rebel", "armed".
        legal: What a company is by law, behind its name and part of it: "Ltd".
    """

    before: Mapping[str, str]
    after: Mapping[str, str]
    bodies: frozenset[str]
    armed: frozenset[str]
    legal: frozenset[str]


@dataclass(frozen=True, slots=True)
class NameWords:
    """Vocabulary around names; what the tables mean is said in the two files.

    Args:
        honorifics: "Dr.", "Sheikh"; no offices.
        ranks: "General", "Lt. Col.".
        modifiers: Before an office, lower case: "deputy", "acting".
        titles: Office key by title as the press writes it, e.g. "PM" -> "prime-minister".
        offices: The same by the fold of the title: "pm" -> "prime-minister".
        untitled: Offices whose holders are found by their names alone.
        after_owner: Lower-case nouns with the type of actor they make after a nationality.
        between: Adjectives between a nationality and such a noun.
        before: Words that go with the nationality: "ethnic Armenian forces".
        owned_by_names: Nouns of `after_owner` that a person or region may own as well.
        heads: Capitalised heads of names with the type they make.
        mixed: Heads that make a mixed body with two nationalities.
        organs: Heads that an organisation before them makes its own: "OSCE Mission".
        parties: Heads that such words make bodies of the parties.
        joint: Words that make a committee one of the parties: "Monitoring".
        news: Words of a news agency's name: "Press".
        seats: Organisations (ids) whose names are venues after "at".
        extended: Heads that "of Norland" goes on with: "Labour Party".
        wings: In brackets after the name of a party: "(Maoist)".
        dependent: Heads that need a country or an organisation beside them.
        event_heads: Last words of names of events: "Forum".
        event_openers: First words of names of events and operations: "Operation".
        elections: "election", lower case.
        election_adjectives: Between a name and "election".
        processes: Lower-case words that make the name before them one of a process.
        common: Capitalised common nouns that are no actors: "Allies", "States Parties".
        instruments: Heads of names of agreements: "Treaty".
        located: Words that make a name a place.
        types: Words that tell what a body is.
        told: Common nouns beside a name that tell the same.
        canonical: Full name of a ministry by the fold of what the press calls it; "government"
            and "forces" for the nouns that mean these.
        outside: Lower-case forms of words that belong to no name though they may be capitalised.
    """

    honorifics: frozenset[str]
    ranks: frozenset[str]
    modifiers: frozenset[str]
    titles: Mapping[str, str]
    offices: Mapping[str, str]
    untitled: frozenset[str]
    after_owner: Mapping[str, str]
    between: frozenset[str]
    before: frozenset[str]
    owned_by_names: frozenset[str]
    heads: Mapping[str, str]
    mixed: frozenset[str]
    organs: frozenset[str]
    joint: frozenset[str]
    parties: frozenset[str]
    news: frozenset[str]
    seats: frozenset[str]
    extended: frozenset[str]
    wings: frozenset[str]
    dependent: frozenset[str]
    event_heads: frozenset[str]
    event_openers: frozenset[str]
    elections: frozenset[str]
    election_adjectives: frozenset[str]
    processes: frozenset[str]
    common: frozenset[str]
    instruments: frozenset[str]
    located: PlaceCues
    types: TypeWords
    told: ToldWords
    canonical: Mapping[str, str]
    outside: frozenset[str]

    def type_of(self, head: str) -> str | None:
        """Type of actor that a head makes, in capitals too: "MINISTRY" -> "government"."""
        return self.heads.get(head) or (
            self.heads.get(head.capitalize()) if head.isupper() else None
        )

    def office_of(self, title: str) -> str | None:
        """Key of the office that a title names, modifiers left out; None if it names none."""
        return self.offices.get(fold(title))


def read_name_words() -> NameWords:
    """The packaged vocabulary."""
    titles, actors = tables(TITLES), tables(ACTORS)
    nouns, heads, events = actors["after_owner"], actors["heads"], actors["events"]
    return NameWords(
        honorifics=frozenset(titles["honorifics"]),
        ranks=frozenset(titles["ranks"]),
        modifiers=frozenset(titles["modifiers"]),
        titles={name: office["id"] for office in titles["office"] for name in office["names"]},
        offices={fold(n): office["id"] for office in titles["office"] for n in office["names"]},
        untitled=frozenset(titles["untitled"]),
        after_owner={noun: kind for kind in ("military", "government") for noun in nouns[kind]},
        between=frozenset(nouns["between"]),
        before=frozenset(nouns["before"]),
        owned_by_names=frozenset(nouns["owned_by_names"]),
        heads={
            head: kind
            for kind in ("organization", "igo", "group", "military", "government")
            for head in heads[kind]
        },
        mixed=frozenset(heads["mixed"]),
        organs=frozenset(heads["organs"]),
        joint=frozenset(heads["joint"]),
        parties=frozenset(heads["parties"]),
        news=frozenset(heads["news"]),
        seats=frozenset(heads["seats"]),
        extended=frozenset(heads["extended"]),
        wings=frozenset(heads["wings"]),
        dependent=frozenset(heads["dependent"]),
        event_heads=frozenset(events["heads"]),
        event_openers=frozenset(events["before_names"]),
        elections=frozenset(events["elections"]),
        election_adjectives=frozenset(events["election_adjectives"]),
        processes=frozenset(events["processes"]),
        common=frozenset(actors["never"]["nouns"]),
        instruments=frozenset(actors["never"]["instruments"]),
        located=PlaceCues(**{key: frozenset(found) for key, found in actors["located"].items()}),
        types=TypeWords(**{key: frozenset(found) for key, found in actors["types"].items()}),
        told=_read_told(actors["told"]),
        canonical={
            fold(noun): full for full, called in actors["canonical"].items() for noun in called
        },
        outside=frozenset(actors["outside"]["words"]),
    )


def _read_told(table: Mapping[str, list[str]]) -> ToldWords:
    return ToldWords(
        before={
            noun: kind for kind in ("organization", "group") for noun in table[f"{kind}_before"]
        },
        after={
            noun: kind for kind in ("organization", "group") for noun in table[f"{kind}_after"]
        },
        bodies=frozenset(table["bodies"]),
        armed=frozenset(table["armed"]),
        legal=frozenset(table["legal"]),
    )
