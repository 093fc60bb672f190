"""What a document tells about its places: countries, units and neighbourhoods it speaks of.

In:  names with what they mean by themselves  Paris (FRA 0.9, US.TX 0.02), Lamar County (US.TX 0.3)
Out: Surroundings                             Lamar County votes for US.TX when Paris is judged
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from extract.knowledge.gazetteer import Entry
from extract.linking.places.candidates import Name
from extract.records import ActorMention, Document

#: Degrees of a neighbourhood; with the cells around it, places within 60 to 160 km are neighbours.
_CELL: Final = 0.75


#: A name's meanings and the probability of each by itself, the likeliest first.
Meanings = Sequence[tuple[Entry, float]]


@dataclass(frozen=True, slots=True)
class Votes:
    """How much other names speak for an area, by area.

    Args:
        mass: Sum over names of the share of their meanings there, each by itself.
        names: Names that may lie there at all, each the less the more areas it may lie in.
        own: Those two of each name, to be left out when it is judged itself.
    """

    mass: Mapping[Hashable, float]
    names: Mapping[Hashable, float]
    own: Mapping[tuple[str, Hashable], tuple[float, float]]

    def of(self, key: str, area: Hashable) -> tuple[float, float]:
        """Mass and names of an area without a name's own."""
        mass, names = self.own.get((key, area), (0.0, 0.0))
        return (
            max(0.0, self.mass.get(area, 0.0) - mass),
            max(0.0, self.names.get(area, 0.0) - names),
        )


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a document tells about its places.

    Args:
        countries: How often each country is named, as place, actor or nationality.
        own: How much of that is the name of the country itself, by the key of the name.
        source: Country of the issuer, if known.
        country_votes: For each country, by the names in the document.
        unit_votes: For each first-level unit.
        district_votes: For each second-level unit.
        cell_votes: For each neighbourhood.
        units: How surely each first-level unit is named itself.
    """

    countries: Mapping[str, int]
    own: Mapping[str, int]
    source: str | None
    country_votes: Votes
    unit_votes: Votes
    district_votes: Votes
    cell_votes: Votes
    units: Mapping[str, float]


def look_around(
    named: Sequence[Name],
    alone: Mapping[Name, Meanings],
    document: Document,
    actors: Sequence[ActorMention],
) -> Surroundings:
    """Gather what a document tells about its places.

    Args:
        named: The names in text order, with repetitions.
        alone: Each name's meanings and their probability by themselves.
        document: For the issuer's country.
        actors: Linked; their countries count.
    """
    countries: Counter[str] = Counter(a.country_code for a in actors if a.country_code)
    countries.update(name.known.code for name in named if name.known is not None)
    own: Counter[str] = Counter()
    units: defaultdict[str, float] = defaultdict(float)
    for meanings in alone.values():
        for entry, share in meanings:
            if entry.feature == "region" and entry.admin:
                units[entry.admin] += share
    for name in named:
        meanings = alone.get(name, ())
        if meanings and meanings[0][0].feature == "country":
            countries[meanings[0][0].country_code] += 1
            own[name.key] += 1
        for code in name.container.split("|"):
            if code:
                units[code] += 1
    return Surroundings(
        countries=countries,
        own=own,
        source=document.source_country,
        country_votes=_votes(alone, _countries),
        unit_votes=_votes(alone, _units),
        district_votes=_votes(alone, _districts),
        cell_votes=_votes(alone, cells),
        units=units,
    )


def _votes(
    alone: Mapping[Name, Meanings], areas_of: Callable[[Entry], Iterable[Hashable]]
) -> Votes:
    """Let each name vote once for every area that one of its meanings lies in."""
    mass: defaultdict[Hashable, float] = defaultdict(float)
    names: defaultdict[Hashable, float] = defaultdict(float)
    own: dict[tuple[str, Hashable], tuple[float, float]] = {}
    for name, meanings in alone.items():
        shares: defaultdict[Hashable, float] = defaultdict(float)
        for entry, share in meanings:
            for area in areas_of(entry):
                shares[area] += share
        weight = 1 / (1 + math.log(len(shares) + 1))
        for area, share in shares.items():
            before = own.get((name.key, area), (0.0, 0.0))
            own[name.key, area] = (before[0] + share, before[1] + weight)
            mass[area] += share
            names[area] += weight
    return Votes(mass, names, own)


def _countries(entry: Entry) -> Iterator[str]:
    if entry.country_code and entry.feature != "country":
        yield entry.country_code


def _units(entry: Entry) -> Iterator[str]:
    if entry.admin and entry.feature != "region":
        yield entry.admin1


def _districts(entry: Entry) -> Iterator[str]:
    if entry.admin.count(".") > 1:
        yield entry.admin


def cells(entry: Entry) -> Iterator[tuple[int, int]]:
    """The neighbourhood of a place and the eight around it."""
    row, column = cell(entry)
    for down in (-1, 0, 1):
        for right in (-1, 0, 1):
            yield row + down, column + right


def cell(entry: Entry) -> tuple[int, int]:
    """The neighbourhood of a place."""
    return math.floor(entry.latitude / _CELL), math.floor(entry.longitude / _CELL)
