"""Give a place that the index lacks the point of the town that its text says it lies in.

In:  linked places       "at [Vest Hall] in [Lorn]", "[Lorn]'s [Vest Hall]": only Lorn has a point
Out: the same            Vest Hall stands at the point of Lorn, without an identifier of its own

The method says so (`container-point`): whoever needs the place itself leaves such rows out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from extract.records import PlaceMention

#: Rule of such a place.
CONTAINER_POINT: Final = "container-point"
#: "Vest Hall in Lorn", "the Vest area of Lorn", "Vest Hall in the town of Lorn".
_IN: Final = re.compile(
    r" (?:(?:area|section|neighbou?rhood|quarter|suburb) of|in)(?: the (?:city|town) of)? "
)
#: "Vest Hall, Lorn": for what says itself that it is built; other names may be a list.
_COMMA: Final = re.compile(r", ")
#: "Lorn's Vest Hall", "Lorn's gated suburb of Vest".
OWNS: Final = re.compile(r"['’]s (?:[a-z]+ ){0,3}")
#: What may lie in a town, what is built, and what a town or its district is.
_INSIDE: Final = frozenset({"building", "terrain", "city", "other"})
_BUILT: Final = frozenset({"building", "terrain"})
_TOWNS: Final = frozenset({"city", "district"})
#: How often the text's own words put the place in the right town, where that town is right.
#: Origin: dev halves of LGL, TR-News, GeoWebNews.
_SURE: Final = 0.9


def placed_within(places: Sequence[PlaceMention], text: str) -> Iterator[PlaceMention]:
    """Places in text order; those without a point take that of a town right beside them.

    Args:
        places: Linked, in text order.
        text: Their text.
    """
    for at, place in enumerate(places):
        town = _town(places, at, text) if place.latitude is None else None
        yield place if town is None else _at(place, town)


def _town(places: Sequence[PlaceMention], at: int, text: str) -> PlaceMention | None:
    """The town that a text says a place lies in."""
    place = places[at]
    if place.feature not in _INSIDE:
        return None
    if at + 1 < len(places):
        town = places[at + 1]
        between = text[place.end : town.start]
        is_built = place.feature in _BUILT
        if _IN.fullmatch(between) or (is_built and _COMMA.fullmatch(between)):
            return town if _is_town(town) else None
    town = places[at - 1] if at else place
    return town if _is_town(town) and OWNS.fullmatch(text[town.end : place.start]) else None


def _is_town(place: PlaceMention) -> bool:
    return place.geonames_id is not None and place.feature in _TOWNS


def _at(place: PlaceMention, town: PlaceMention) -> PlaceMention:
    sure = None if town.link_confidence is None else round(_SURE * town.link_confidence, 4)
    return replace(
        place,
        method=f"{place.method}+{CONTAINER_POINT}",
        latitude=town.latitude,
        longitude=town.longitude,
        country_code=town.country_code,
        link_confidence=sure,
    )
