"""What speaks for each entry of a name: by the name alone, and in the light of the document.

In:  a Name, one of its entries, the Surroundings
Out: features by name and strength      ("population", 5.2), ("contained", 1.0), ("unit-part", 0.7)

The weights of the features stand in data/place_weights.csv; extract.training.places fits them.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from extract.knowledge.countries import Countries
from extract.knowledge.gazetteer import Entry
from extract.linking.places.candidates import Name
from extract.linking.places.surroundings import Surroundings, cell

Feature = tuple[str, float]

#: Features of the first pass, which sees the name alone, have weights of their own.
ALONE: Final = "alone:"
_UNITS: Final = frozenset({"district", "region"})


def by_itself(name: Name, entry: Entry, countries: Countries) -> Iterator[Feature]:
    """What the name and the entry say without any document."""
    yield "population", _size(entry.population)
    yield "largest", float(entry.population == name.most_people)
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
    if is_capital(name, entry, countries):
        yield "capital", 1.0


def in_document(
    name: Name, entry: Entry, around: Surroundings, countries: Countries
) -> Iterator[Feature]:
    """What the document adds."""
    yield from _container(name, entry)
    yield from _country(name, entry, around)
    yield from _neighbours(name, entry, around)
    yield from _home(name, entry, around)
    yield from _world(name, entry, around, countries)


def of_none(name: Name, around: Surroundings) -> Iterator[Feature]:
    """What speaks for the answer that a name means none of its entries."""
    yield "none", 1.0
    yield "none-placelike", float(name.key in around.placelike)
    yield "none-lonely", float(around.is_lonely(name.key))
    yield "none-world", math.log1p(around.others(name.key))
    yield "none-population", _size(name.most_people)
    yield "none-entries", math.log(len(name.entries) + 1)
    if name.feature:
        yield f"none-{name.feature}", 1.0
    if name.container:
        yield "none-contained", 1.0
    if name.acts_for:
        yield "none-acts", 1.0


def is_capital(name: Name, entry: Entry, countries: Countries) -> bool:
    """Whether an entry is the capital of that name."""
    capital = countries.of_capital(name.key)
    return capital is not None and entry.feature == "city" and capital.code == entry.country_code


@lru_cache(maxsize=50_000)
def _size(population: int) -> float:
    return math.log10(population + 10)


def _container(name: Name, entry: Entry) -> Iterator[Feature]:
    if name.container:
        inside = {entry.country_code, entry.admin1, entry.admin} & set(name.container.split("|"))
        yield ("contained" if inside else "not-contained"), 1.0


def _country(name: Name, entry: Entry, around: Surroundings) -> Iterator[Feature]:
    # "Georgia" does not speak for itself
    own = around.own.get((name.key, entry.country_code), 0)
    times = around.countries.get(entry.country_code, 0) - own
    total = sum(around.countries.values()) - around.own_total.get(name.key, 0)
    yield "country-times", math.log1p(times)
    if total > 0:
        yield "country-share", times / total
        yield "country-unnamed", float(not times)
    if around.source is not None and entry.country_code == around.source:
        yield "source-country", 1.0
        largest = name.most_people_in(around.source)
        yield "source-largest", float(entry.population == largest)
        yield "source-town", float(entry.feature not in {"country", "region"})


def _neighbours(name: Name, entry: Entry, around: Surroundings) -> Iterator[Feature]:
    key = name.key
    beside = around.beside.get(key)
    if entry.feature != "country":
        mass, names = around.by_country.of(key, entry.country_code)
        yield "country-mass", math.log1p(mass)
        yield "country-names", math.log1p(names)
        yield "country-part", around.by_country.part(key, mass)
        if beside:
            yield "beside-country", beside.get(entry.country_code, 0.0)
    if entry.admin:
        mass, names = around.by_unit.of(key, entry.admin1)
        yield "unit-mass", math.log1p(mass)
        yield "unit-names", math.log1p(names)
        yield "unit-part", around.by_unit.part(key, mass)
        if entry.feature != "region":
            yield "unit-named", math.log1p(around.units.get(entry.admin1, 0.0))
        if beside and entry.feature != "country":
            yield "beside-unit", beside.get(entry.admin1, 0.0)
    if entry.admin.count(".") > 1:
        mass, names = around.by_district.of(key, entry.admin)
        yield "district-mass", math.log1p(mass)
        yield "district-names", math.log1p(names)
    if entry.feature not in {"country", "region"}:
        mass, names = around.by_cell.of(key, cell(entry))
        yield "near-mass", math.log1p(mass)
        yield "near-names", math.log1p(names)


def _home(name: Name, entry: Entry, around: Surroundings) -> Iterator[Feature]:
    """What the issuer's name says: a paper means its own town by the name they share."""
    home = around.home
    if not home.letters:
        return
    is_american = float(entry.country_code == "USA")
    if home.generic:
        yield "home-american", is_american
    if home.is_named_for(name.key):
        yield f"home-{entry.feature}", 1.0
        yield "home-population", _size(entry.population)
        if home.generic:
            yield "home-name-american", is_american
            yield "home-famous", float(entry.is_famous)
    elif around.home_votes and entry.admin:
        yield "home-unit", around.home_votes.get(entry.admin1, 0.0)
        yield "home-near", around.home_votes.get(cell(entry), 0.0)
        if entry.admin.count(".") > 1:
            yield "home-district", around.home_votes.get(entry.admin, 0.0)


def _world(
    name: Name, entry: Entry, around: Surroundings, countries: Countries
) -> Iterator[Feature]:
    """Where a text names units but no other country, the world's best known places are rarer."""
    world = math.log1p(around.others(name.key))
    is_inland = float(not world and bool(around.units))
    if entry.feature == "country":
        yield "world-country", world
        yield "inland-country", is_inland
    elif entry.is_famous or is_capital(name, entry, countries):
        yield "world-famous", world
        yield "inland-famous", is_inland
    elif entry.feature == "city":
        yield "world-population", world * _size(entry.population)
