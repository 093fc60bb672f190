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
from extract.linking.places.candidates import Name

#: A country, a unit or a neighbourhood.
Area = str | tuple[int, int]
#: A name's meanings and the probability of each by itself, the likeliest first.
Meanings = Sequence[tuple[Entry, float]]
#: A share of less mass says nothing.
_LEAST: Final = 0.01


@dataclass(frozen=True, slots=True)
class Votes:
    """How much other names speak for an area, by area.

    Args:
        mass: Sum over names of the share of their meanings there, each by itself.
        names: Names that may lie there at all, each the less the more areas it may lie in.
        own: Those two of each name, to be left out when it is judged itself.
        total: Mass of all areas.
        own_total: Mass of all areas by each name.
    """

    mass: Mapping[Area, float]
    names: Mapping[Area, float]
    own: Mapping[tuple[str, Area], tuple[float, float]]
    total: float
    own_total: Mapping[str, float]

    def of(self, key: str, area: Area) -> tuple[float, float]:
        """Mass and names of an area without a name's own."""
        mass, names = self.own.get((key, area), (0.0, 0.0))
        return (
            max(0.0, self.mass.get(area, 0.0) - mass),
            max(0.0, self.names.get(area, 0.0) - names),
        )

    def part(self, key: str, mass: float) -> float:
        """Part of a mass in that of all areas, without a name's own."""
        total = self.total - self.own_total.get(key, 0.0)
        return mass / total if total > _LEAST else 0.0


def votes(alone: Mapping[Name, Meanings], areas_of: Callable[[Entry], Iterable[Area]]) -> Votes:
    """Let each name vote once for every area that one of its meanings lies in."""
    mass: defaultdict[Area, float] = defaultdict(float)
    names: defaultdict[Area, float] = defaultdict(float)
    own: dict[tuple[str, Area], tuple[float, float]] = {}
    own_total: defaultdict[str, float] = defaultdict(float)
    for name, meanings in alone.items():
        shares: defaultdict[Area, float] = defaultdict(float)
        for entry, share in meanings:
            for area in areas_of(entry):
                shares[area] += share
        weight = 1 / (1 + math.log(len(shares) + 1))
        for area, share in shares.items():
            before = own.get((name.key, area), (0.0, 0.0))
            own[name.key, area] = (before[0] + share, before[1] + weight)
            mass[area] += share
            names[area] += weight
            own_total[name.key] += share
    return Votes(mass, names, own, sum(mass.values()), own_total)
