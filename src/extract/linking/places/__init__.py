"""Say which place a place mention is: GeoNames id, point and country.

In:  place mentions with nothing but their words      "Tripoli", in a text on Lebanon
Out: the same, linked                                 Tripoli, LBN, gn:266826, 34.44 35.85

Two passes: each name by itself first; then all of them in the light of the others. One name is
one place in a document, unless it says otherwise itself ("Paris, Texas"). A country or capital
that was taken for an actor and here is the name of a town comes back as a place: Lebanon, Ohio.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from extract.knowledge.countries import Countries
from extract.knowledge.gazetteer import Entry
from extract.knowledge.places import PlaceKnowledge
from extract.linking.places.candidates import Candidates, Name
from extract.linking.places.choice import Choice, Ranker
from extract.linking.places.features import is_capital
from extract.linking.places.home import Home, home_of
from extract.linking.places.kin import with_countries
from extract.linking.places.rows import as_country, as_place, from_actor
from extract.linking.places.surroundings import HOME, Surroundings, at_home, look_around
from extract.linking.places.within import placed_within
from extract.linking.places.wording import by_head
from extract.records import ActorMention, Document, PlaceMention

#: Nationalities stand in a list of ours and mean one country each.
_DEMONYM_SURE: Final = 0.98
#: A country that acts is taken for a town of its name only above this probability. Origin: dev
#: halves of LGL, TR-News, GeoWebNews; on data/gold, train and dev, 0.4 and 0.6 are one.
_LIKELY_TOWN: Final = 0.4
#: A place whose country is less probable than this gives way to that of those around it. Origin:
#: dev halves of LGL, TR-News, GeoWebNews, data/gold train and dev; above 0.5 towns are lost.
_DOUBTED: Final = 0.4
#: Rules of bodies whose country was taken from the places and countries of the text: what a name
#: was taken for would speak for itself.
_GUESSED: Final = ("home:main", "home:dateline")
#: Issuers whose homes are remembered.
_MOST_HOMES: Final = 500


@dataclass(frozen=True, slots=True)
class PlaceLinker:
    """Links places.

    Args:
        places: The index, curated places, weights of the choice.
        countries: For countries, demonyms and capitals.
    """

    places: PlaceKnowledge
    countries: Countries
    candidates: Candidates = field(init=False, repr=False, compare=False)
    ranker: Ranker = field(init=False, repr=False, compare=False)
    _homes: dict[str | None, Home] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def __post_init__(self) -> None:
        """Build what remembers names from document to document."""
        object.__setattr__(self, "candidates", Candidates(self.places, self.countries))
        object.__setattr__(self, "ranker", Ranker(self.places.weights, self.countries))

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

        Returns:
            The places in text order; among them actors that are towns of a country's name, which
            then have to leave the actors.
        """
        places = [by_head(place, self.places) for place in places]
        actors = witnesses(actors)
        named, acting = self.names(places, document, actors)
        senses = self._senses(named, acting, document, actors)
        alone = [self._linked(one, name, senses) for one, name in zip(places, named, strict=True)]
        linked = list(placed_within(alone, document.text))
        towns = list(self._towns(acting, senses))
        whole = sorted([*linked, *towns], key=_order) if towns else linked
        doubted = {
            place.start
            for place, name in zip(places, named, strict=True)
            if name in senses and senses[name].country < _DOUBTED
        }
        return tuple(with_countries(whole, actors, document.text, doubted))

    def names(
        self, places: Sequence[PlaceMention], document: Document, actors: Sequence[ActorMention]
    ) -> tuple[list[Name], dict[ActorMention, Name]]:
        """The names of the places, and of countries that act under a name that towns have too."""
        candidates = self.candidates
        named = [candidates.name_of(place, document.text) for place in places]
        acting: dict[ActorMention, Name] = {}
        for actor in actors:
            if actor.actor_type == "country":
                name = candidates.name_of_actor(actor, document.text)
                if name is not None:
                    acting[actor] = name
        return named, acting

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
        actors = witnesses(actors)
        named, acting = self.names(places, document, actors)
        mine = next(n for p, n in zip(places, named, strict=True) if p.start == start)
        if mine.known is not None or not mine.entries:
            return []
        every = sorted([*named, *acting.values()], key=lambda name: name.start)
        around = self.around(every, document, [one for one in actors if one not in acting])
        mine = _asked(every).get(mine, mine)
        shares = self.ranker.shares(mine, around)
        return sorted(zip((*mine.entries, None), shares, strict=True), key=lambda pair: -pair[1])

    def _senses(
        self,
        named: Sequence[Name],
        acting: Mapping[ActorMention, Name],
        document: Document,
        actors: Sequence[ActorMention],
    ) -> Mapping[Name, Choice]:
        """What each name means; one that stands alone means what it means beside its container."""
        every = sorted([*named, *acting.values()], key=lambda name: name.start)
        asked = _asked(every)
        around = self.around(every, document, [one for one in actors if one not in acting])
        chosen = {name: self.ranker.choose(name, around) for name in dict.fromkeys(asked.values())}
        found = {name: chosen[contained] for name, contained in asked.items()}
        return {name: choice for name, choice in found.items() if choice is not None}

    def around(
        self, every: Sequence[Name], document: Document, actors: Sequence[ActorMention]
    ) -> Surroundings:
        """What a document tells about its places.

        Args:
            every: All names in text order.
            document: Its issuer's name and country help.
            actors: Those that do not stand among the names.
        """
        asked = dict.fromkeys(_asked(every).values())
        alone = {name: self.ranker.alone(name) for name in asked}
        around = look_around(every, alone, document, actors, self._home(document.source))
        return self._at_home(around, document) if around.home.entries else around

    def _at_home(self, around: Surroundings, document: Document) -> Surroundings:
        """The same, the issuer's own place chosen like those of its text, in their light."""
        name = Name(HOME, "", "", around.home.entries)
        light = replace(around, home=replace(around.home, letters=""))
        *shares, _ = self.ranker.shares(name, light)
        return at_home(around, shares, document)

    def _home(self, source: str | None) -> Home:
        """Where an issuer is at home, read once."""
        found = self._homes.get(source)
        if found is None:
            if len(self._homes) >= _MOST_HOMES:
                self._homes.clear()
            found = self._homes[source] = home_of(source, self.places)
        return found

    def _linked(
        self, place: PlaceMention, name: Name, senses: Mapping[Name, Choice]
    ) -> PlaceMention:
        if name.known is not None:
            return as_country(place, name.known, _DEMONYM_SURE)
        choice = _people(name) or senses.get(name)
        if choice is None or (name.is_namesake and self._is_road(place)):
            return place
        sure = self.places.sureness(choice.share)
        country = self.countries.by_code.get(choice.entry.country_code)
        if choice.entry.feature == "country" and country is not None:
            return as_country(place, country, sure)
        return as_place(place, name, choice.entry, sure)

    def _is_road(self, place: PlaceMention) -> bool:
        """Whether it is a road: the town it is named for speaks for its country, no more."""
        return not self.places.words.roads.isdisjoint(place.text.split()[1:])

    def _towns(
        self, acting: Mapping[ActorMention, Name], senses: Mapping[Name, Choice]
    ) -> Iterator[PlaceMention]:
        """Actors that are no country here: "Lebanon's mayor", in a paper of Lebanon, Ohio."""
        for actor, name in acting.items():
            choice = senses.get(name)
            if choice is None or choice.share < _LIKELY_TOWN:
                continue
            entry = choice.entry
            if entry.feature == "country" or is_capital(name, entry, self.countries):
                continue
            place = from_actor(actor, entry.feature)
            yield as_place(place, name, entry, self.places.sureness(choice.share))


def witnesses(actors: Iterable[ActorMention]) -> list[ActorMention]:
    """The actors that tell where places lie, those whose country was read off places left out."""
    return [actor for actor in actors if not any(rule in actor.method for rule in _GUESSED)]


def _asked(every: Sequence[Name]) -> dict[Name, Name]:
    """Each name with the one that is asked for it: itself, or the same beside its container."""
    contained = {name.alone: name for name in reversed(every) if name.container}
    return {name: contained.get(name, name) for name in every if name.known is None}


def _people(name: Name) -> Choice | None:
    """The region of an adjective or people: "Sicilian"; our list says which it is."""
    if name.feature != "demonym" or not name.entries:
        return None
    return Choice(name.entries[0], _DEMONYM_SURE)


def _order(place: PlaceMention) -> tuple[int, int]:
    return place.start, place.end
