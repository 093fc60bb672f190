"""Say which place a place mention is: GeoNames id, point and country.

In:  place mentions with nothing but their words      "Tripoli", in a text on Lebanon
Out: the same, linked                                 Tripoli, LBN, gn:266826, 34.44 35.85

Two passes: countries, demonyms and names with one meaning first; then the rest in their light. One
name is one place in a document, unless it says otherwise itself ("Paris, Texas").
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from extract.knowledge.countries import Countries, Country
from extract.knowledge.gazetteer import Entry
from extract.knowledge.places import PlaceKnowledge
from extract.records import ActorMention, Document, PlaceMention
from extract.text.names import fold

#: Weights of the choice, by hand, tuned on the dev halves of LGL, TR-News and GeoWebNews.
#: A step of ten times the population counts 1.
_PRIMARY: Final = 1.2
_CURATED: Final = 1.5
_CAPITAL: Final = 2.0
_CONTAINER: Final = 8.0
_SAME_FEATURE: Final = 0.8
_SAME_ADMIN: Final = 1.5
#: A country that the document names once; each further time adds less (logarithm).
_COUNTRY: Final = 2.2
_SOURCE_COUNTRY: Final = 1.5
#: Steepness of the confidence: the lead over the second, through the logistic function.
_STEEPNESS: Final = 1.1
#: What a name with a single meaning starts with.
_ONLY: Final = 2.0
_POSSESSIVE: Final = re.compile(r"['’]s?$")
#: "Lorn, Norland" or "Lorn (Norland)": what may contain the place before it.
_CONTAINER_AFTER: Final = re.compile(r"\s*[,(]\s*(?:in )?([A-Z][\w.]*(?: [A-Z][\w.]*){0,3})")


@dataclass(frozen=True, slots=True)
class _Light:
    """What the document tells about its places.

    Args:
        countries: How often each country is named, or a place that surely lies there.
        admins: How often each first-level unit.
        source: Country of the issuer, if known.
    """

    countries: Mapping[str, int]
    admins: Mapping[str, int]
    source: str | None


@dataclass(frozen=True, slots=True)
class PlaceLinker:
    """Links places.

    Args:
        places: The index and curated places.
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
        candidates = {key: self._candidates(key) for key in {_key(p) for p in places}}
        light = self._light(places, document, actors, candidates)
        senses: dict[str, tuple[Entry, float]] = {}
        linked = []
        for place in places:
            country = self._country_of(place)
            if country is not None:
                linked.append(_as_country(place, country))
                continue
            container = self._container(place, document)
            key = _key(place)
            if container or key not in senses:
                chosen = self._choose(place, candidates[key], light, container)
                if chosen is not None:
                    senses[key] = chosen
            sense = senses.get(key)
            linked.append(place if sense is None else _as_place(place, *sense))
        return tuple(linked)

    def _candidates(self, key: str) -> tuple[Entry, ...]:
        return self.places.find(key)

    def _country_of(self, place: PlaceMention) -> Country | None:
        """The country of a country mention or a demonym."""
        if place.feature == "demonym":
            return self.countries.of_demonym(place.text) or self.countries.named(place.text)
        words = _POSSESSIVE.sub("", place.text)
        found = self.countries.named(words)
        return found if place.feature == "country" or found is not None else None

    def _light(
        self,
        places: Sequence[PlaceMention],
        document: Document,
        actors: Sequence[ActorMention],
        candidates: Mapping[str, Sequence[Entry]],
    ) -> _Light:
        countries: Counter[str] = Counter(a.country_code for a in actors if a.country_code)
        admins: Counter[str] = Counter()
        for place in places:
            country = self._country_of(place)
            entries = candidates[_key(place)]
            if country is not None:
                countries[country.code] += 1
            elif len({entry.country_code for entry in entries}) == 1:
                countries[entries[0].country_code] += 1
                admins[entries[0].admin1] += 1
        countries.pop("", None)
        admins.pop("", None)
        return _Light(countries, admins, document.source_country)

    def _container(self, place: PlaceMention, document: Document) -> str:
        """Country or unit that the text names right after a place, folded; empty if none."""
        found = _CONTAINER_AFTER.match(document.text, place.end)
        if found is None:
            return ""
        words = found[1].split()
        for size in range(len(words), 0, -1):
            name = " ".join(words[:size]).rstrip(".,")
            country = self.countries.named(name)
            if country is not None:
                return country.code
            units = [e for e in self.places.find(name) if e.feature == "region"]
            if units:
                return units[0].admin1 or units[0].country_code
        return ""

    def _choose(
        self, place: PlaceMention, entries: Sequence[Entry], light: _Light, container: str
    ) -> tuple[Entry, float] | None:
        """The likeliest entry and how sure it is; None if the name is unknown."""
        scored = sorted(
            ((self._score(place, e, light, container), -i, e) for i, e in enumerate(entries)),
            key=lambda s: (s[0], s[1]),
            reverse=True,
        )
        if not scored:
            return None
        best = scored[0]
        rivals = [s for s in scored[1:] if not _are_near(s[2], best[2])]
        lead = best[0] - rivals[0][0] if rivals else _ONLY
        return best[2], round(1 / (1 + math.exp(-_STEEPNESS * lead)), 4)

    def _score(self, place: PlaceMention, entry: Entry, light: _Light, container: str) -> float:
        score = math.log10(entry.population + 10)
        score += _PRIMARY * entry.primary + _CURATED * bool(entry.slug)
        score += _SAME_FEATURE * (entry.feature == place.feature)
        if container:
            score += _CONTAINER * (container in {entry.country_code, entry.admin1})
        capital = self.countries.of_capital(place.text)
        score += _CAPITAL * (capital is not None and capital.code == entry.country_code)
        named = light.countries.get(entry.country_code, 0)
        score += _COUNTRY * (named > 0) * (1 + math.log(max(1, named))) / 2
        score += _SOURCE_COUNTRY * (entry.country_code == light.source)
        return score + _SAME_ADMIN * (light.admins.get(entry.admin1, 0) > 0)


def _key(place: PlaceMention) -> str:
    return fold(_POSSESSIVE.sub("", place.text))


def _are_near(one: Entry, other: Entry) -> bool:
    """Whether two entries are one thing for a reader: a city and its district."""
    degrees = abs(one.latitude - other.latitude) + abs(one.longitude - other.longitude)
    return one.country_code == other.country_code and degrees < 1.0


def _as_country(place: PlaceMention, country: Country) -> PlaceMention:
    identifier = country.geonames_id
    return replace(
        place,
        place_id=f"country:{country.code}",
        name=country.name,
        geonames_id=identifier,
        latitude=country.latitude,
        longitude=country.longitude,
        country_code=country.code,
        feature="demonym" if place.feature == "demonym" else "country",
        link_confidence=0.98,
    )


def _as_place(place: PlaceMention, entry: Entry, sure: float) -> PlaceMention:
    identifier = entry.geonames_id
    return replace(
        place,
        place_id=f"place:{entry.slug}" if identifier is None else f"gn:{identifier}",
        name=entry.name,
        geonames_id=identifier,
        latitude=entry.latitude,
        longitude=entry.longitude,
        country_code=entry.country_code or None,
        feature=place.feature if place.feature == "building" else entry.feature,
        link_confidence=sure,
    )
