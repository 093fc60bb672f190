"""What a document tells about its places: countries, units and neighbourhoods it speaks of.

In:  names with what they mean by themselves  Paris (FRA 0.9, US.TX 0.02), Lamar County (US.TX 0.3)
Out: Surroundings                             Lamar County votes for US.TX when Paris is judged
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from typing import Final

from extract.linking.places.candidates import Name
from extract.linking.places.home import Home
from extract.linking.places.profile import Profile, cells, districts_of, units_of
from extract.linking.places.votes import Area, Votes, count
from extract.records import ActorMention, Document
from extract.text.names import fold

#: Names that stand within this many characters are spoken of together, and what the nearest and
#: the second name on each side count.
_TOGETHER, _NEXT = 200, {1: 1.0, 2: 0.5}
#: Country of papers whose host belongs to none: "lornbeacon.com".
_GENERIC_COUNTRY: Final = "USA"
#: Key of the place that the issuer is named for, while it is judged itself.
HOME: Final = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What a document tells about its places.

    Args:
        countries: How often each country is named, as place, actor or nationality.
        named: The same for all countries together.
        own: How much of that is the name itself, by the key of the name and the country.
        own_total: The same for all countries together, by the key.
        source: Country of the issuer, if known.
        by_country: For each country, the votes of the names in the document.
        by_unit: For each first-level unit.
        by_district: For each second-level unit.
        by_cell: For each neighbourhood.
        local: For each first-level unit, by places that are hardly named but near by.
        districts: For each second-level unit, the keys of names that say they are it.
        units: How surely each first-level unit is named itself.
        beside: For each name, the units and countries of the names that stand beside it.
        home: What the issuer's name says.
        home_votes: For each unit and neighbourhood, by the place of that name; none until it is
            known which place that is.
        placelike: Keys of names that look like places by themselves.
        others: For each key, how many countries the text names, the name's own left out; world
            news name many.
        rivals: For each key, the countries in which it has a meaning and which the text names,
            the name's own left out.
    """

    countries: Mapping[str, int]
    named: int
    own: Mapping[tuple[str, str], int]
    own_total: Mapping[str, int]
    source: str | None
    by_country: Votes
    by_unit: Votes
    by_district: Votes
    by_cell: Votes
    local: Votes
    districts: Mapping[str, AbstractSet[str]]
    units: Mapping[str, float]
    own_units: Mapping[tuple[str, str], float]
    beside: Mapping[str, Mapping[str, float]]
    home: Home
    home_votes: Mapping[Area, float]
    placelike: frozenset[str]
    others: Mapping[str, int]
    rivals: Mapping[str, AbstractSet[str]]

    def unit_named(self, key: str, unit: str) -> float:
        """How surely a unit is named, by other names than this one."""
        return self.units.get(unit, 0.0) - self.own_units.get((key, unit), 0.0)

    def is_lonely(self, key: str) -> bool:
        """Whether a name is the only one in the text that may lie anywhere."""
        return not self.by_country.part(key, 1.0) and not self.others[key]


@dataclass(frozen=True, slots=True)
class _Named:
    """Countries and units that are named themselves."""

    countries: Counter[str]
    own: Counter[tuple[str, str]] = field(default_factory=Counter)
    own_total: Counter[str] = field(default_factory=Counter)
    units: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    own_units: defaultdict[tuple[str, str], float] = field(
        default_factory=lambda: defaultdict(float)
    )

    def others(self, key: str) -> AbstractSet[str]:
        """The countries that are named but by this name."""
        own = self.own
        return {c for c, times in self.countries.items() if own.get((key, c), 0) < times}


def look_around(
    named: Sequence[Name],
    alone: Mapping[Name, Profile],
    document: Document,
    actors: Iterable[ActorMention],
    home: Home,
) -> Surroundings:
    """Gather what a document tells about its places.

    Args:
        named: The names in text order, with repetitions.
        alone: What each name says by itself.
        document: For the issuer's country.
        actors: Linked, without those that stand among the names; their countries count.
        home: What the issuer's name says.
    """
    itself = _named_itself(named, alone, actors)
    others = {key: itself.others(key) for key in {HOME, *(name.key for name in named)}}
    return Surroundings(
        countries=itself.countries,
        named=itself.countries.total(),
        own=itself.own,
        own_total=itself.own_total,
        source=document.source_country,
        by_country=count((name.key, one.by_country) for name, one in alone.items()),
        by_unit=count((name.key, one.by_unit) for name, one in alone.items()),
        by_district=count((name.key, one.by_district) for name, one in alone.items()),
        by_cell=count((name.key, one.by_cell) for name, one in alone.items()),
        local=count((name.key, one.local) for name, one in alone.items()),
        districts=_districts(alone),
        units=itself.units,
        own_units=itself.own_units,
        beside=_beside(named, alone),
        home=home,
        home_votes={},
        placelike=frozenset(name.key for name in named if name.is_placelike),
        others={key: len(codes) for key, codes in others.items()},
        rivals={
            name.key: others[name.key] & {entry.country_code for entry in name.entries}
            for name in alone
        },
    )


def _named_itself(
    named: Sequence[Name], alone: Mapping[Name, Profile], actors: Iterable[ActorMention]
) -> _Named:
    actors = [actor for actor in actors if actor.country_code]
    found = _Named(Counter(str(actor.country_code) for actor in actors))
    for name, profile in alone.items():
        for unit, share in profile.units:
            found.units[unit] += share
            found.own_units[name.key, unit] += share
    for name in named:
        if name.known is not None:
            found.countries[name.known.code] += 1
        code = name.acts_for or (alone[name].country if name in alone else "")
        if code:
            found.countries[code] += 1
            found.own[name.key, code] += 1
            found.own_total[name.key] += 1
        for code in filter(None, name.container.split("|")):
            found.units[code] += 1
    _leave_out_namesakes(found, {name.key for name in named if name.acts_for}, actors)
    return found


def _leave_out_namesakes(
    found: _Named, keys: AbstractSet[str], actors: Iterable[ActorMention]
) -> None:
    """Where "Lebanon" is judged, "Lebanon Police" does not speak for the country."""
    for actor in actors if keys else ():
        words = fold(actor.text)
        for key in keys:
            if words.startswith(f"{key} "):
                found.own[key, str(actor.country_code)] += 1
                found.own_total[key] += 1


def _beside(
    named: Sequence[Name], alone: Mapping[Name, Profile]
) -> Mapping[str, Mapping[str, float]]:
    """Units and countries of the names beside each name: "Lorn, Kelbin and Vest"."""
    meant: dict[str, Profile] = {}
    for name, profile in alone.items():
        meant.setdefault(name.key, profile)
    found: dict[str, dict[str, float]] = defaultdict(dict)
    for at, name in enumerate(named):
        for other, weight in _neighbours(named, at):
            areas, beside = found[name.key], meant.get(other.key)
            for area, share in () if beside is None else beside.likely:
                if weight * share > areas.get(area, 0.0):
                    areas[area] = weight * share
    return found


def _neighbours(named: Sequence[Name], at: int) -> Iterator[tuple[Name, float]]:
    """The names close to one on both sides, and what they count."""
    for away, weight in _NEXT.items():
        for other in (at - away, at + away):
            if not 0 <= other < len(named) or named[other].key == named[at].key:
                continue
            if abs(named[other].start - named[at].start) <= _TOGETHER:
                yield named[other], weight


def _districts(alone: Mapping[Name, Profile]) -> Mapping[str, AbstractSet[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for name, profile in alone.items():
        for district in profile.districts:
            found[district].add(name.key)
    return found


def at_home(around: Surroundings, shares: Sequence[float], document: Document) -> Surroundings:
    """Add where the issuer may be at home: in its own country, or America if its host has none.

    Args:
        around: What the text tells; the issuer's home among it.
        shares: Probability of each place that the issuer may be named for, in this light.
        document: For the issuer's country.
    """
    code = document.source_country or (_GENERIC_COUNTRY if around.home.generic else None)
    meanings = list(zip(around.home.entries, shares, strict=True))
    inside = [pair for pair in meanings if pair[0].country_code == code] or meanings
    total = sum(share for _, share in inside)
    votes: defaultdict[Area, float] = defaultdict(float)
    for entry, share in inside:
        areas: list[Area] = [*units_of(entry), *districts_of(entry), *cells(entry)]
        for area in dict.fromkeys(areas):
            votes[area] += 0.5 * share / total + 0.5 / len(inside)
    return replace(around, home_votes=votes)
