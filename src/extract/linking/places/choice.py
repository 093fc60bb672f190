"""Choose what a name means: a weighted sum of what speaks for each entry.

In:  a Name with its entries, the Surroundings of the document
Out: a Choice         the likeliest entry and its probability; none if the name is unknown
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from extract.knowledge.countries import Countries
from extract.knowledge.gazetteer import Entry
from extract.linking.places.candidates import Name
from extract.linking.places.features import (
    ALONE,
    Feature,
    by_itself,
    in_document,
    is_known,
    of_country,
    of_none,
    of_place,
    of_unit,
)
from extract.linking.places.profile import Profile, profile_of
from extract.linking.places.surroundings import Surroundings

#: Entries within this many degrees are one thing for a reader: a city and its district.
_ONE_THING: Final = 1.0
#: Places of one kind and name that lie closer are one place: some five kilometres.
_TWINS: Final = 0.05
#: The answer that a name means none of its entries is given above this probability; the second is
#: for names that look like places by themselves. Origin: dev halves of LGL, TR-News, GeoWebNews;
#: below it the likeliest entry is right often enough to pay.
_NONE_OF_THEM, _NONE_AFTER_ALL = 0.65, 0.9
#: Names whose profiles are remembered; some 15 MB.
_MOST_KNOWN: Final = 2_000


@dataclass(frozen=True, slots=True)
class Choice:
    """What a name means.

    Args:
        entry: The likeliest entry.
        share: Probability that it is the one, or near it, as the softmax has it.
        country: Probability that it is any in the same country.
    """

    entry: Entry
    share: float
    country: float = 1.0


@dataclass(frozen=True, slots=True)
class Ranker:
    """Weighs the entries of a name.

    Args:
        weights: By feature; those of the first pass begin with "alone:".
        countries: Tells capitals from other towns.
    """

    weights: Mapping[str, float]
    countries: Countries
    _profiles: dict[Name, Profile] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def alone(self, name: Name) -> Profile:
        """What a name says by itself."""
        found = self._profiles.get(name)
        if found is None:
            if len(self._profiles) >= _MOST_KNOWN:  # new names of a long run must not fill memory
                self._profiles.clear()
            found = self._profiles[name] = self._profile(name)
        return found

    def shares(self, name: Name, around: Surroundings) -> Sequence[float]:
        """Probability of each entry in the light of the document, and last of none of them."""
        scores = self._in_document(name, around)
        return _softmax([*scores, self._score(of_none(name, around))])

    def choose(self, name: Name, around: Surroundings) -> Choice | None:
        """The likeliest entry in the light of the document; None if none of them is likely."""
        *shares, none = self.shares(name, around)
        most = _NONE_AFTER_ALL if name.key in around.placelike else _NONE_OF_THEM
        if not shares or none > most:
            return None
        best = name.entries[shares.index(max(shares))]
        code = best.country_code
        inside = (s for e, s in zip(name.entries, shares, strict=True) if e.country_code == code)
        near = (s for e, s in zip(name.entries, shares, strict=True) if are_one(e, best))
        twins = (entry for entry in name.entries if _are_twins(entry, best))
        return Choice(max(twins, key=lambda e: (e.population, e is best)), sum(near), sum(inside))

    def features(self, name: Name, entry: Entry, around: Surroundings) -> Iterable[Feature]:
        """What speaks for an entry, by name and strength."""
        yield from by_itself(name, entry, self.countries)
        yield from in_document(name, entry, around, self.countries)

    def _profile(self, name: Name) -> Profile:
        first, second = [], []
        for entry in name.entries:
            own = list(by_itself(name, entry, self.countries))
            first.append(self._score((ALONE + key, x) for key, x in own))
            second.append(self._score(own))
        pairs = zip(name.entries, _softmax(first), strict=True)
        known = [is_known(name, entry, self.countries) for entry in name.entries]
        meanings = sorted(pairs, key=lambda pair: -pair[1])
        return profile_of(meanings, second, known, is_district=name.feature == "district")

    def _in_document(self, name: Name, around: Surroundings) -> Iterator[float]:
        """What each entry weighs; what is said of a country or unit is weighed once for all."""
        profile = self.alone(name)
        areas: dict[tuple[str, bool], float] = {}
        for entry, own, known in zip(name.entries, profile.scores, profile.known, strict=True):
            code = (entry.country_code, entry.feature == "country")
            country = areas.get(code)
            if country is None:
                country = areas[code] = self._score(of_country(name, entry, around))
            code = (f"{entry.admin1}.", entry.feature == "region")
            unit = areas.get(code)
            if unit is None:
                unit = areas[code] = self._score(of_unit(name, entry, around))
            here = self._score(of_place(name, entry, around, is_known=known))
            yield own + country + unit + here

    def _score(self, features: Iterable[Feature]) -> float:
        weights, total = self.weights, 0.0
        for key, value in features:
            total += weights.get(key, 0.0) * value
        return total


def _softmax(scores: Sequence[float]) -> list[float]:
    if not scores:
        return []
    top = max(scores)
    grown = [math.exp(score - top) for score in scores]
    total = sum(grown)
    return [one / total for one in grown]


def are_one(one: Entry, other: Entry) -> bool:
    """Whether two entries lie so close that they are one thing for a reader."""
    return one.country_code == other.country_code and _apart(one, other) < _ONE_THING


def _are_twins(one: Entry, other: Entry) -> bool:
    """Whether two entries of one kind bear a name alike: a town, and the fort beside it.

    Delhi, for which "New Delhi" is one name of many, is no twin of New Delhi.
    """
    kinds = [(e.feature, e.country_code, e.primary) for e in (one, other)]
    return kinds[0] == kinds[1] and _apart(one, other) < _TWINS


def _apart(one: Entry, other: Entry) -> float:
    """Degrees of latitude and longitude between two places."""
    return abs(one.latitude - other.latitude) + abs(one.longitude - other.longitude)
