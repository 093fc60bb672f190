"""Read the words of a name itself: what they say it is, and how else it may be written.

In:  "Lorn General Hospital"    "City of Lorn" | "Rutbah"
Out: a building                 Lorn           | Al Rutbah, Ar Rutbah
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from extract.knowledge.places import PlaceKnowledge, PlaceWords
from extract.records import PlaceMention
from extract.text.names import fold

#: Features that the model's labels stand for, whatever the name says.
_LOOSE: Final = frozenset({"city", "region"})
#: Sounds that the Arabic article takes on: "ash Sham", "ar Raqqah".
_SUN: Final = frozenset({"sh", "th", "dh", "s", "t", "d", "r", "z", "n"})


def by_head(place: PlaceMention, places: PlaceKnowledge) -> PlaceMention:
    """A mention whose own words say what it is, where the model said city or region.

    "Lorn General Hospital" is no city; "Lorn Hall" is one if the index has a town of that name.
    """
    first, *rest = place.text.split()
    if not rest or place.feature not in _LOOSE or "place-head" in place.method:
        return place
    words = places.words
    if rest[-1] in words.buildings:
        kind = "building"
    elif not words.waters.isdisjoint((first, rest[-1])):
        kind = "water"
    elif rest[-1] in words.roads:
        kind = "terrain"
    else:
        return place
    return place if places.find(place.text) else replace(place, feature=kind)


def other_words(words: str, vocabulary: PlaceWords) -> Iterator[str]:
    """Without what says what it is, and with the Arabic article, which the press leaves out."""
    parts = words.split()
    lower = [part.lower() for part in parts]
    if len(parts) > 2 and lower[1] == "of":  # noqa: PLR2004  # "City of Lorn" has three words
        yield " ".join(parts[3 if lower[2] == "the" else 2 :])
    if len(parts) > 1 and lower[0] in vocabulary.compass | {"the", "metro", "greater"}:
        yield " ".join(parts[1:])
    if len(parts) > 1 and lower[-1] in vocabulary.heads_after:
        yield " ".join(parts[:-1])
    yield f"al {words}"
    first = fold(words)[:2]
    sound = first if first in _SUN else first[:1]
    if sound in _SUN:
        yield f"a{sound} {words}"
