"""Say which place a place mention is: GeoNames id, point and country.

In:  place mentions with nothing but their words      "Tripoli", in a text on Lebanon
Out: the same, linked                                 Tripoli, LBN, gn:266826, 34.44 35.85

Two passes: each name by itself first; then all of them in the light of the others. One name is one
place in a document, unless it says otherwise itself ("Paris, Texas").
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from extract.knowledge.countries import Countries, Country
from extract.knowledge.gazetteer import Entry
from extract.knowledge.places import PlaceKnowledge
from extract.linking.places.candidates import Candidates, Name
from extract.linking.places.choice import Choice, Ranker
from extract.linking.places.surroundings import Surroundings, look_around
from extract.records import ActorMention, Document, PlaceMention

_UNITS: Final = frozenset({"region", "district"})
#: Nationalities stand in a list of ours and mean one country each.
_DEMONYM_SURE: Final = 0.98


@dataclass(frozen=True, slots=True)
class PlaceLinker:
    """Links places.

    Args:
        places: The index, curated places, weights of the choice.
        countries: For countries, demonyms and capitals.
    """

    places: PlaceKnowledge
    countries: Countries

    def __call__(
        self,
        places: Sequence[PlaceMention],
        document: Document,
        actors: Sequence[ActorMention],
    ) -> tuple[PlaceMention, ...]:
        """Link every place of a document; what is unknown stays without a point.

        Args:
            places: In text order.
            document: Its text and its issuer's country help to choose.
            actors: Already linked; their countries help to choose.
        """
        candidates = Candidates(self.places, self.countries)
        named = [candidates.name_of(place, document.text) for place in places]
        senses = self._senses(named, document, actors)
        return tuple(
            self._linked(place, name, senses) for place, name in zip(places, named, strict=True)
        )

    def considered(
        self,
        start: int,
        places: Sequence[PlaceMention],
        document: Document,
        actors: Sequence[ActorMention],
    ) -> list[tuple[Entry | None, float]]:
        """What one place of a document may mean, each with its probability, the likeliest first.

        Args:
            start: Where the place stands.
            places: All of the document, as for linking.
            document: Their document.
            actors: Its linked actors.

        Returns:
            Entries, and None for the answer that it is none of them; nothing for a place that
            has one meaning by its name: a nationality, a former state.
        """
        candidates = Candidates(self.places, self.countries)
        named = [candidates.name_of(place, document.text) for place in places]
        mine = next(n for p, n in zip(places, named, strict=True) if p.start == start)
        if mine.known is not None or not mine.entries:
            return []
        asked, around = self._asked(named, document, actors)
        mine = next((name for name in asked if name.alone == mine.alone), mine)
        shares = Ranker(self.places.weights, self.countries).shares(mine, around)
        return sorted(zip((*mine.entries, None), shares, strict=True), key=lambda pair: -pair[1])

    def _senses(
        self, named: Sequence[Name], document: Document, actors: Sequence[ActorMention]
    ) -> Mapping[Name, Choice]:
        """What each name means; one that stands alone means what it means beside its container."""
        ranker = Ranker(self.places.weights, self.countries)
        contained = {name.alone: name for name in reversed(named) if name.container}
        asked, around = self._asked(named, document, actors)
        chosen = {name: ranker.choose(name, around) for name in asked}
        found = {name: chosen.get(contained.get(name, name)) for name in named}
        return {name: choice for name, choice in found.items() if choice is not None}

    def _asked(
        self, named: Sequence[Name], document: Document, actors: Sequence[ActorMention]
    ) -> tuple[set[Name], Surroundings]:
        """The names to choose for, and what the document tells about them."""
        ranker = Ranker(self.places.weights, self.countries)
        contained = {name.alone: name for name in reversed(named) if name.container}
        asked = {contained.get(name, name) for name in named if name.known is None}
        first = {name: ranker.alone(name) for name in asked}
        return asked, look_around(named, first, document, actors)

    def _linked(
        self, place: PlaceMention, name: Name, senses: Mapping[Name, Choice]
    ) -> PlaceMention:
        if name.known is not None:
            return _as_country(place, name.known, _DEMONYM_SURE)
        choice = senses.get(name)
        if choice is None:
            return place
        country = self.countries.by_code.get(choice.entry.country_code)
        if choice.entry.feature == "country" and country is not None:
            return _as_country(place, country, choice.sure)
        return _as_place(place, name, choice.entry, choice.sure)


def _as_country(place: PlaceMention, country: Country, sure: float) -> PlaceMention:
    return replace(
        place,
        place_id=f"country:{country.code}",
        name=country.name,
        geonames_id=country.geonames_id,
        latitude=country.latitude,
        longitude=country.longitude,
        country_code=country.code,
        feature="demonym" if place.feature == "demonym" else "country",
        link_confidence=sure,
    )


def _as_place(place: PlaceMention, name: Name, entry: Entry, sure: float) -> PlaceMention:
    """The entry's point; a building that is named for its town has no identifier of its own."""
    identifier = None if name.is_namesake else entry.geonames_id
    known = f"gn:{identifier}" if entry.geonames_id is not None else f"place:{entry.slug}"
    return replace(
        place,
        place_id=None if name.is_namesake else known,
        name=place.name if name.is_namesake else _usual(place, entry),
        geonames_id=identifier,
        latitude=entry.latitude,
        longitude=entry.longitude,
        country_code=entry.country_code or None,
        feature=place.feature if name.is_namesake or name.feature == "demonym" else entry.feature,
        link_confidence=sure,
    )


def _usual(place: PlaceMention, entry: Entry) -> str:
    """The entry's name; the text's own where GeoNames has a local one: not Naxçıvan.

    Units have local names more often than not: Donetsk, not Donetska Oblast.
    """
    is_local = not entry.name.isascii() or (not entry.primary and entry.feature in _UNITS)
    if entry.slug or not is_local:
        return entry.name
    is_english = place.name.isascii() and place.name[0].isupper() and not place.name.isupper()
    return place.name if is_english else entry.name
