"""Let every name of a document vote for the areas that it may lie in.

In:  names with what they mean by themselves  Lamar County (US.TX 0.3, US.GA 0.3, US.MS 0.2)
Out: Votes of one kind of area                US.TX: mass 0.3, names 0.4
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from extract.knowledge.gazetteer import Entry

#: A country, a unit or a neighbourhood.
Area = str | tuple[int, int]
#: A name's meanings and the probability of each by itself, the likeliest first.
Meanings = Sequence[tuple[Entry, float]]
#: A share of less mass says nothing.
_LEAST: Final = 0.01


@dataclass(frozen=True, slots=True)
class Ballot:
    """What one name says of the areas of one kind, in every document.

    Args:
        shares: Area -> share of the name's meanings there.
        weight: What the name counts for each area: the less, the more areas it may lie in.
        total: Sum of the shares.
    """

    shares: Mapping[Area, float]
    weight: float
    total: float


@dataclass(frozen=True, slots=True)
class Votes:
    """How much other names speak for an area, by area.

    Args:
        mass: Sum over names of the share of their meanings there, each by itself.
        names: Names that may lie there at all, each the less the more areas it may lie in.
        own: The ballots of each key, to be left out when it is judged itself.
        total: Mass of all areas.
    """

    mass: Mapping[Area, float]
    names: Mapping[Area, float]
    own: Mapping[str, Sequence[Ballot]]
    total: float

    def of(self, key: str, area: Area) -> tuple[float, float]:
        """Mass and names of an area without a name's own."""
        mass, names = self.mass.get(area, 0.0), self.names.get(area, 0.0)
        for ballot in self.own.get(key, ()):
            share = ballot.shares.get(area)
            if share is not None:
                mass -= share
                names -= ballot.weight
        # several times a name: `max` would take half of the time
        return mass if mass > 0 else 0.0, names if names > 0 else 0.0

    def part(self, key: str, mass: float) -> float:
        """Part of a mass in that of all areas, without a name's own."""
        total = self.total - sum(ballot.total for ballot in self.own.get(key, ()))
        return mass / total if total > _LEAST else 0.0


def ballot_of(meanings: Meanings, areas_of: Callable[[Entry], Iterable[Area]]) -> Ballot:
    """What the meanings of a name say of the areas that they lie in."""
    shares: defaultdict[Area, float] = defaultdict(float)
    for entry, share in meanings:
        for area in areas_of(entry):
            shares[area] += share
    return Ballot(dict(shares), 1 / (1 + math.log(len(shares) + 1)), sum(shares.values()))


def count(ballots: Iterable[tuple[str, Ballot]]) -> Votes:
    """Count the ballots of a document, each with the key of its name."""
    mass: defaultdict[Area, float] = defaultdict(float)
    names: defaultdict[Area, float] = defaultdict(float)
    own: dict[str, tuple[Ballot, ...]] = {}
    total = 0.0
    for key, ballot in ballots:
        weight = ballot.weight
        own[key] = (*own.get(key, ()), ballot)
        total += ballot.total
        for area, share in ballot.shares.items():
            mass[area] += share
            names[area] += weight
    return Votes(mass, names, own, total)
