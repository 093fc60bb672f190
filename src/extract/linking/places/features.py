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
from extract.linking.places.profile import cell
from extract.linking.places.surroundings import Surroundings

Feature = tuple[str, float]

#: Features of the first pass, which sees the name alone, have weights of their own.
ALONE: Final = "alone:"
_UNITS: Final = frozenset({"district", "region"})
#: Country of most papers whose host belongs to none.
_AMERICA: Final = "USA"


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
    yield from of_country(name, entry, around)
    yield from of_unit(name, entry, around)
    yield from of_place(name, entry, around, is_known=is_known(name, entry, countries))


def of_none(name: Name, around: Surroundings) -> Iterator[Feature]:
    """What speaks for the answer that a name means none of its entries."""
    yield "none", 1.0
    yield "none-placelike", float(name.key in around.placelike)
    yield "none-lonely", float(around.is_lonely(name.key))
    yield "none-world", math.log1p(around.others[name.key])
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


def is_known(name: Name, entry: Entry, countries: Countries) -> bool:
    """Whether an entry is a place that the world knows by this name."""
    return entry.is_famous or is_capital(name, entry, countries)


def of_country(name: Name, entry: Entry, around: Surroundings) -> Iterator[Feature]:
    """What speaks for an entry's country; the same for all towns of the name there."""
    key, code, is_country = name.key, entry.country_code, entry.feature == "country"
    # "Georgia" does not speak for itself
    times = around.countries.get(code, 0) - around.own.get((key, code), 0)
    total = around.named - around.own_total.get(key, 0)
    yield "country-times", math.log1p(times)
    if total > 0:
        yield "country-share", times / total
        yield "country-unnamed", float(not times)
    rivals = around.rivals.get(key)
    if rivals and code not in rivals:
        yield "rival-named", 1.0
    if around.source is not None and code == around.source:
        yield "source-country", 1.0
    if around.home.letters and around.home.generic:
        yield "home-american", float(code == _AMERICA)
    if not is_country:
        mass, names = around.by_country.of(key, code)
        if mass or names:
            yield "country-mass", math.log1p(mass)
            yield "country-names", math.log1p(names)
            yield "country-part", around.by_country.part(key, mass)
        beside = around.beside.get(key)
        if beside:
            yield "beside-country", beside.get(code, 0.0)


def of_unit(name: Name, entry: Entry, around: Surroundings) -> Iterator[Feature]:
    """What speaks for an entry's first-level unit; the same for all its towns of the name."""
    if not entry.admin:
        return
    key, unit = name.key, entry.admin1
    mass, names = around.by_unit.of(key, unit)
    if mass or names:
        yield "unit-mass", math.log1p(mass)
        yield "unit-names", math.log1p(names)
        yield "unit-part", around.by_unit.part(key, mass)
    mass, names = around.local.of(key, unit)
    if mass or names:
        yield "local-mass", math.log1p(mass)
        yield "local-names", math.log1p(names)
    if entry.feature != "region":
        yield "unit-named", math.log1p(max(0.0, around.unit_named(key, unit)))
    beside = around.beside.get(key)
    if beside:
        yield "beside-unit", beside.get(unit, 0.0)


def of_place(
    name: Name, entry: Entry, around: Surroundings, *, is_known: bool
) -> Iterator[Feature]:
    """What speaks for an entry itself."""
    if name.container:
        inside = {entry.country_code, entry.admin1, entry.admin} & set(name.container.split("|"))
        yield ("contained" if inside else "not-contained"), 1.0
    if around.source is not None and entry.country_code == around.source:
        largest = name.most_people_in(around.source)
        yield "source-largest", float(entry.population == largest)
        yield "source-town", float(entry.feature not in {"country", "region"})
    if entry.admin.count(".") > 1:
        mass, names = around.by_district.of(name.key, entry.admin)
        if mass or names:
            yield "district-mass", math.log1p(mass)
            yield "district-names", math.log1p(names)
        if entry.feature != "district":
            # "Lorn, the seat of Vest County", wherever else there are Lorns
            keys = around.districts.get(entry.admin, ())
            yield "district-named", float(any(key != name.key for key in keys))
    if entry.feature not in {"country", "region"}:
        mass, names = around.by_cell.of(name.key, cell(entry))
        if mass or names:
            yield "near-mass", math.log1p(mass)
            yield "near-names", math.log1p(names)
    if around.home.letters:
        yield from _home(name, entry, around)
    yield from _world(name, entry, around, is_known=is_known)


def _home(name: Name, entry: Entry, around: Surroundings) -> Iterator[Feature]:
    """What the issuer's name says: a paper means its own town by the name they share."""
    home = around.home
    if home.is_named_for(name.key):
        yield f"home-{entry.feature}", 1.0
        yield "home-population", _size(entry.population)
        if home.generic:
            yield "home-name-american", float(entry.country_code == _AMERICA)
            yield "home-famous", float(entry.is_famous)
    elif around.home_votes and entry.admin:
        yield "home-unit", around.home_votes.get(entry.admin1, 0.0)
        yield "home-near", around.home_votes.get(cell(entry), 0.0)
        if entry.admin.count(".") > 1:
            yield "home-district", around.home_votes.get(entry.admin, 0.0)


def _world(name: Name, entry: Entry, around: Surroundings, *, is_known: bool) -> Iterator[Feature]:
    """Where a text names units but no other country, the world's best known places are rarer."""
    world = math.log1p(around.others[name.key])
    is_inland = float(not world and bool(around.units))
    if around.home.letters and around.home.generic:
        yield from _american(entry, world, is_known=is_known)
    if entry.feature == "country":
        yield "world-country", world
        yield "inland-country", is_inland
    elif is_known:
        yield "world-famous", world
        yield "inland-famous", is_inland
    elif world and entry.feature == "city":
        yield "world-population", world * _size(entry.population)


def _american(entry: Entry, world: float, *, is_known: bool) -> Iterator[Feature]:
    """A paper whose host belongs to no country is mostly an American one, and its places too."""
    if entry.feature != "country":
        yield "generic-famous", float(is_known)
    if not world:
        yield "homely-abroad", float(entry.country_code != _AMERICA)
        if entry.feature == "country":
            yield "homely-country", 1.0
        elif is_known:
            yield "homely-famous", 1.0
