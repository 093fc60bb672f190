"""What a name says by itself, in whatever document: computed once, remembered for many documents.

In:  a Name's meanings with their probabilities   Paris (FRA 0.9, US.TX 0.02, ...)
Out: a Profile                                    its votes for countries, units, neighbourhoods
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from extract.knowledge.gazetteer import Entry
from extract.linking.places.votes import Area, Ballot, Meanings, ballot_of

#: Degrees of a neighbourhood; with the cells around it, places within 60 to 160 km are neighbours.
_CELL: Final = 0.75
#: The likeliest meanings that speak for the names beside.
_LIKELY: Final = 8
#: Larger towns are named far from home, too. Origin: dev halves of LGL, TR-News, GeoWebNews.
_LOCAL: Final = 300_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What a name says by itself.

    Args:
        meanings: Its entries and their probability, the likeliest first.
        scores: What the name and each entry weigh in the second pass, in the name's order.
        known: Which entries the world knows by this name.
        country: Code of the country that it most likely is; empty if it is none.
        units: First-level units that it may be, each with its probability.
        likely: Units and countries of its likeliest meanings, each with its probability.
        by_country: Its votes for countries.
        by_unit: For first-level units.
        by_district: For second-level units.
        by_cell: For neighbourhoods.
        local: For first-level units, by meanings that are hardly named but near by.
        districts: Second-level units that it may be, if it says that it is one: "Lorn County".
    """

    meanings: Meanings
    scores: Sequence[float]
    known: Sequence[bool]
    country: str
    units: Sequence[tuple[str, float]]
    likely: Sequence[tuple[str, float]]
    by_country: Ballot
    by_unit: Ballot
    by_district: Ballot
    by_cell: Ballot
    local: Ballot
    districts: Sequence[str]


def profile_of(
    meanings: Meanings, scores: Sequence[float], known: Sequence[bool], *, is_district: bool
) -> Profile:
    """Lay out what meanings say of areas.

    Args:
        meanings: Its entries and their probability, the likeliest first.
        scores: What the name and each entry weigh, in the name's order.
        known: Which entries the world knows by this name, in the name's order.
        is_district: Whether the name says that it is a district.
    """
    first = meanings[0][0] if meanings else None
    return Profile(
        meanings=meanings,
        scores=scores,
        known=known,
        country=first.country_code if first is not None and first.feature == "country" else "",
        units=[(e.admin, share) for e, share in meanings if e.feature == "region" and e.admin],
        likely=list(_likely(meanings)),
        by_country=ballot_of(meanings, _countries_of),
        by_unit=ballot_of(meanings, units_of),
        by_district=ballot_of(meanings, districts_of),
        by_cell=ballot_of(meanings, cells),
        local=ballot_of([pair for pair in meanings if _is_local(pair[0])], units_of),
        districts=[e.admin for e, _ in meanings if is_district and e.feature == "district"],
    )


def _is_local(entry: Entry) -> bool:
    return not entry.is_famous and entry.population <= _LOCAL


def _likely(meanings: Meanings) -> Iterator[tuple[str, float]]:
    for entry, share in meanings[:_LIKELY]:
        if entry.feature != "country" and entry.admin:
            yield entry.admin1, share
        yield entry.country_code, share


def _countries_of(entry: Entry) -> Iterator[Area]:
    if entry.country_code and entry.feature != "country":
        yield entry.country_code


def units_of(entry: Entry) -> Iterator[Area]:
    """The first-level unit that a place lies in."""
    if entry.admin and entry.feature != "region":
        yield entry.admin1


def districts_of(entry: Entry) -> Iterator[Area]:
    """The second-level unit that a place lies in or is."""
    if entry.admin.count(".") > 1:
        yield entry.admin


def cells(entry: Entry) -> Sequence[Area]:
    """The neighbourhood of a place and the eight around it."""
    return _nine(cell(entry))


@lru_cache(maxsize=20_000)
def _nine(middle: tuple[int, int]) -> Sequence[Area]:
    row, column = middle
    return [(row + down, column + right) for down in (-1, 0, 1) for right in (-1, 0, 1)]


def cell(entry: Entry) -> tuple[int, int]:
    """The neighbourhood of a place."""
    return math.floor(entry.latitude / _CELL), math.floor(entry.longitude / _CELL)
