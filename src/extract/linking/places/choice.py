"""Choose what a name means: a weighted sum of what speaks for each entry.

In:  a Name with its entries, the Surroundings of the document
Out: a Choice         the likeliest entry and its probability; none if the name is unknown
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from extract.knowledge.countries import Countries
from extract.knowledge.gazetteer import Entry
from extract.linking.places.candidates import Name
from extract.linking.places.surroundings import Meanings, Surroundings, cell

#: Entries within this many degrees are one thing for a reader: a city and its district.
_ONE_THING: Final = 1.0
#: Steepness, floor (a wrong one may lie near the right one) and ceiling of the probability. With
#: them stated and found shares agree within four points in ten bins of 272 names of the dev halves
#: of LGL, TR-News and GeoWebNews.
_COOLING, _LEAST, _MOST = 0.9, 0.15, 0.95
_UNITS: Final = frozenset({"district", "region"})
#: Weight of the answer that a name means none of its entries; without one it is never given.
NONE: Final = "none"
_NEVER: Final = -100.0
_BY_THEMSELVES: Final = "alone:"


@dataclass(frozen=True, slots=True)
class Choice:
    """What a name means.

    Args:
        entry: The likeliest entry.
        sure: Probability that it is the one, or near it.
    """

    entry: Entry
    sure: float


@dataclass(frozen=True, slots=True)
class Ranker:
    """Weighs the entries of a name.

    Args:
        weights: By feature; those of the first pass begin with "alone:".
        countries: Tells capitals from other towns.
    """

    weights: Mapping[str, float]
    countries: Countries

    def alone(self, name: Name) -> Meanings:
        """Probability of each entry by the name itself, the likeliest first."""
        scores = [
            sum(
                self.weights.get(_BY_THEMSELVES + key, 0.0) * x
                for key, x in self._by_itself(name, entry)
            )
            for entry in name.entries
        ]
        return sorted(zip(name.entries, _softmax(scores), strict=True), key=lambda pair: -pair[1])

    def shares(self, name: Name, around: Surroundings) -> Sequence[float]:
        """Probability of each entry in the light of the document, and last of none of them."""
        scores = [self._score(self.features(name, entry, around)) for entry in name.entries]
        return _softmax([*scores, self.weights.get(NONE, _NEVER) / _COOLING])

    def choose(self, name: Name, around: Surroundings) -> Choice | None:
        """The likeliest entry in the light of the document; None if none of them is likely."""
        *shares, none = self.shares(name, around)
        best = max(range(len(shares)), key=lambda at: (shares[at], -at), default=None)
        if best is None or shares[best] < none:
            return None
        entry = name.entries[best]
        near = (s for e, s in zip(name.entries, shares, strict=True) if _are_one(e, entry))
        return Choice(entry, round(min(_MOST, _LEAST + (1 - _LEAST) * sum(near)), 4))

    def _score(self, features: Iterable[tuple[str, float]]) -> float:
        return sum(self.weights.get(key, 0.0) * value for key, value in features) / _COOLING

    def features(
        self, name: Name, entry: Entry, around: Surroundings
    ) -> Iterator[tuple[str, float]]:
        """What speaks for an entry, by name and strength."""
        yield from self._by_itself(name, entry)
        yield from _container(name, entry)
        yield from _country(name, entry, around)
        yield from _neighbours(name, entry, around)

    def _by_itself(self, name: Name, entry: Entry) -> Iterator[tuple[str, float]]:
        yield "population", math.log10(entry.population + 10)
        yield "primary", float(entry.primary)
        yield "curated", float(bool(entry.slug))
        yield "famous", float(entry.is_famous)
        yield f"is-{entry.feature}", 1.0
        if name.feature and entry.feature == name.feature:
            yield f"said-{name.feature}", 1.0
        elif name.feature in _UNITS and entry.feature in _UNITS:
            # Azerbaijan's districts are its first-level units
            yield "said-unit", 1.0
        elif name.feature:
            yield "said-other", 1.0
        capital = self.countries.of_capital(name.key)
        if capital is not None and capital.code == entry.country_code:
            yield "capital", float(entry.feature == "city")


def _container(name: Name, entry: Entry) -> Iterator[tuple[str, float]]:
    if name.container:
        inside = {entry.country_code, entry.admin1, entry.admin} & set(name.container.split("|"))
        yield ("contained" if inside else "not-contained"), 1.0


def _country(name: Name, entry: Entry, around: Surroundings) -> Iterator[tuple[str, float]]:
    # "Georgia" does not speak for itself
    own = around.own.get(name.key, 0)
    is_own = name.entries[0].feature == "country" and name.entries[0].country_code
    times = around.countries.get(entry.country_code, 0) - own * (is_own == entry.country_code)
    total = sum(around.countries.values()) - own
    yield "country-times", math.log1p(times)
    if total > 0:
        yield "country-share", times / total
        yield "country-unnamed", float(not times)
    if around.source is not None:
        yield "source-country", float(entry.country_code == around.source)


def _neighbours(name: Name, entry: Entry, around: Surroundings) -> Iterator[tuple[str, float]]:
    key = name.key
    if entry.feature != "country":
        mass, names = around.country_votes.of(key, entry.country_code)
        yield "country-mass", math.log1p(mass)
        yield "country-names", math.log1p(names)
    if entry.admin:
        mass, names = around.unit_votes.of(key, entry.admin1)
        yield "unit-mass", math.log1p(mass)
        yield "unit-names", math.log1p(names)
        if entry.feature != "region":
            yield "unit-named", math.log1p(around.units.get(entry.admin1, 0.0))
    if entry.admin.count(".") > 1:
        mass, names = around.district_votes.of(key, entry.admin)
        yield "district-mass", math.log1p(mass)
        yield "district-names", math.log1p(names)
    if entry.feature not in {"country", "region"}:
        mass, names = around.cell_votes.of(key, cell(entry))
        yield "near-mass", math.log1p(mass)
        yield "near-names", math.log1p(names)


def _softmax(scores: Sequence[float]) -> list[float]:
    if not scores:
        return []
    top = max(scores)
    grown = [math.exp(score - top) for score in scores]
    total = sum(grown)
    return [one / total for one in grown]


def _are_one(one: Entry, other: Entry) -> bool:
    degrees = abs(one.latitude - other.latitude) + abs(one.longitude - other.longitude)
    return one.country_code == other.country_code and degrees < _ONE_THING
