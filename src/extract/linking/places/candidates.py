"""What a place mention may mean: entries of the index, curated places, the country of the name.

In:  a mention        "Clay", feature district, before ", Becker and Grant counties"
Out: a Name           key "clay", district, entries of "Clay County" and "Clay"
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, NamedTuple

from extract.knowledge.countries import Countries, Country
from extract.knowledge.gazetteer import Entry
from extract.knowledge.places import PlaceKnowledge
from extract.linking.places.beside import Beside
from extract.linking.places.wording import by_head, other_words
from extract.records import ActorMention, Mention, PlaceMention
from extract.text.names import fold

_POSSESSIVE: Final = re.compile(r"['’]s?$")
#: Rules that see a place in a name, whatever it is.
_PLACELIKE: Final = ("ner:GPE", "ner:LOC", "place-", "dateline", "capital-name", "country-name")
#: Features whose unit's generic word the press leaves out: "Clay" among "counties".
_UNIT_WORDS: Final = {"district": ("county", "district", "parish"), "region": ("province",)}
#: Features that leave open what a place is: none, or "the Lorn border".
_VAGUE: Final = frozenset({"", "other"})
#: A country weighs like a place of this many people beside towns of its name.
_COUNTRY_POPULATION: Final = 20_000_000
#: People of the smallest town that may be meant by a country's name; units may be of any size:
#: Georgia in the United States.
_NAMESAKE: Final = 1_000
_UNCOUNTED: Final = -1
#: Names whose entries are remembered.
_MOST_KNOWN: Final = 3_000


class _Meant(NamedTuple):
    """What words may mean wherever they stand.

    Args:
        entries: Places.
        is_namesake: Whether they are those of the town that a building is named for.
        most_people: Inhabitants of the largest of them.
        units: Codes of first-level units that share the name with a town.
    """

    entries: tuple[Entry, ...]
    is_namesake: bool
    most_people: int
    units: frozenset[str]


@dataclass(frozen=True, slots=True)
class Name:
    """A name as a document uses it; equal ones mean the same.

    Args:
        key: Folded name.
        feature: What the words around say it is; "" if they say nothing.
        container: Code of the country or unit that the text names beside it, or "".
        entries: What it may mean.
        known: The country of a nationality, or a former one, which have no other meaning.
        is_namesake: Whether the entries are those of the town a building is named for.
        start: First character of the mention.
        is_placelike: Whether the model or the words beside it say that it is a place.
        most_people: Inhabitants of the largest place of the name.
        acts_for: Code of the country that the name was taken for as an actor; "" for places.
    """

    key: str
    feature: str
    container: str
    entries: tuple[Entry, ...]
    known: Country | None = None
    is_namesake: bool = False
    start: int = field(default=0, compare=False)
    is_placelike: bool = field(default=False, compare=False)
    acts_for: str = ""

    most_people: int = field(default=_UNCOUNTED, compare=False)

    def __post_init__(self) -> None:
        """Count the inhabitants of its largest place once: every entry is compared with it."""
        if self.most_people == _UNCOUNTED:
            object.__setattr__(self, "most_people", _most(self.entries))

    def most_people_in(self, code: str) -> int:
        """Inhabitants of the largest place of the name in a country."""
        return max((e.population for e in self.entries if e.country_code == code), default=0)

    @property
    def alone(self) -> Name:
        """The same name without its container."""
        return replace(self, container="")

    def __hash__(self) -> int:
        """Entries follow from the rest."""
        return hash((self.key, self.feature, self.container))


@dataclass(frozen=True, slots=True)
class Candidates:
    """Finds what names may mean.

    Args:
        places: The index and curated places.
        countries: Names, nationalities.
    """

    places: PlaceKnowledge
    countries: Countries
    _beside: Beside = field(init=False, repr=False, compare=False)
    _known: dict[tuple[str, str, bool], _Meant] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def __post_init__(self) -> None:
        """Build what reads the words beside names."""
        object.__setattr__(self, "_beside", Beside(self.places, self.countries))

    def name_of(self, place: PlaceMention, text: str) -> Name:
        """The name of a mention with everything it may mean."""
        place = by_head(place, self.places)
        words = _POSSESSIVE.sub("", " ".join(place.text.split()))
        if place.feature == "demonym":
            country = self.countries.of_demonym(words) or self.countries.named(words)
            region = self.places.demonyms.get(fold(words))
            return Name(fold(words), "demonym", "", () if region is None else (region,), country)
        former = self.countries.named(words)
        if former is not None and former.geonames_id is None:
            return Name(fold(words), "country", "", (), former)
        is_cued = "place-" in place.method or place.feature == "water"
        feature = place.feature if is_cued else ""
        meant = self._meant(words, feature, place.feature in {"building", "terrain"})
        if (
            meant.units
            and feature in _VAGUE
            and self._beside.says_unit(place.start, place.end, text, meant.units)
        ):
            meant = _meant([entry for entry in meant.entries if entry.feature != "city"])
        return Name(
            fold(words),
            feature,
            self._contained(words, place, text, meant.entries),
            meant.entries,
            is_namesake=meant.is_namesake,
            start=place.start,
            is_placelike=any(rule in place.method for rule in _PLACELIKE),
            most_people=meant.most_people,
        )

    def name_of_actor(self, actor: ActorMention, text: str) -> Name | None:
        """The name of a country that acts, if it may also mean a town; None if it may not."""
        words = _POSSESSIVE.sub("", " ".join(actor.text.split()))
        entries = self._entries(words, "")
        if len(entries) < 2:  # noqa: PLR2004  # nothing but the country
            return None
        container = self._contained(words, actor, text, entries)
        return Name(
            fold(words),
            "",
            container,
            entries,
            acts_for=actor.country_code or "",
            start=actor.start,
        )

    def _contained(self, words: str, mention: Mention, text: str, entries: Iterable[Entry]) -> str:
        """Code of what the text names right beside a place as its container; empty if none."""
        code = self._beside.container(mention.start, mention.end, text)
        if self.countries.named(words) is None or code not in self.countries.by_code:
            return code
        # "China, Japan and Norland" are a list; "Georgia, U.S.A." is not
        is_unit = any(e.feature == "region" and e.country_code == code for e in entries)
        return code if is_unit else ""

    def _meant(self, words: str, feature: str, is_built: bool) -> _Meant:
        """The entries of some words, looked up once."""
        key = (words, feature, is_built)
        found = self._known.get(key)
        if found is None:
            if len(self._known) >= _MOST_KNOWN:  # new words of a long run must not fill memory
                self._known.clear()
            own = self._entries(words, feature) or self._rest(words)
            entries = own or (self._namesakes(words) if is_built else ())
            found = self._known[key] = _meant(entries, is_namesake=is_built and not own)
        return found

    def _entries(self, words: str, feature: str) -> tuple[Entry, ...]:
        found = list(self.places.find(words))
        short = self.places.abbreviations.get(words)
        if short is not None:
            found.insert(0, short)
        country = self.countries.named(words)
        if country is not None:
            return (*_country_entries(country), *filter(_may_share_name, found))
        for unit in _UNIT_WORDS.get(feature, ()):
            if unit not in fold(words):
                found.extend(self.places.find(f"{words} {unit}"))
        return tuple(dict.fromkeys(found))

    def _rest(self, words: str) -> tuple[Entry, ...]:
        """By other words: without what says what it is, "City of Lorn", or with an article."""
        for other in other_words(words, self.places.words):
            found = self._entries(other, "")
            if found:
                return found
        return ()

    def _namesakes(self, words: str) -> tuple[Entry, ...]:
        """The town a building is named for: "Lorn General Hospital"."""
        parts = words.split()
        for size in range(len(parts) - 1, 0, -1):
            if parts[size] in {"of", "to"}:  # "Temple of Lorn" is named for no town called Temple
                continue
            found = self.places.find(" ".join(parts[:size]))
            if found:
                return found
        return ()


def _meant(entries: Sequence[Entry], *, is_namesake: bool = False) -> _Meant:
    units = frozenset(e.admin for e in entries if e.feature == "region" and e.admin)
    has_town = any(entry.feature == "city" for entry in entries)
    most = _most(entries)
    return _Meant(tuple(entries), is_namesake, most, units if has_town else frozenset())


def _most(entries: Iterable[Entry]) -> int:
    """Inhabitants of the largest of some places."""
    return max((entry.population for entry in entries), default=0)


def _may_share_name(entry: Entry) -> bool:
    return entry.primary and (entry.feature == "region" or entry.population >= _NAMESAKE)


def _country_entries(country: Country) -> Iterable[Entry]:
    if country.latitude is None or country.longitude is None:
        return
    yield Entry(
        geonames_id=country.geonames_id,
        name=country.name,
        latitude=country.latitude,
        longitude=country.longitude,
        country_code=country.code,
        admin="",
        feature="country",
        population=_COUNTRY_POPULATION,
        primary=True,
    )
