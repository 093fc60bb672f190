"""Give a place that the index lacks the country of the places it stands among.

In:  linked places       "[Ulva] and [Kelbin] villages of [Vest] region": only Vest is in the index
Out: the same            Ulva and Kelbin have the country of Vest, and no point

A weighted sum of what the text says for each country it names, as for the choice among places of
one name; the row's `link_confidence` follows from its probability. The method says so
(`kin-country`). A small namesake far away, hardly believed itself, gives way to a country that is
likelier than not; a building stands in the town it is named for only if its kin lie in the
same country.
"""

from __future__ import annotations

import math
import re
from bisect import bisect
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from typing import Final

from extract.linking.places.fellows import beside
from extract.linking.places.rows import NAMESAKE_POINT
from extract.linking.places.within import CONTAINER_POINT
from extract.records import ActorMention, PlaceMention

#: Rule of a place whose country follows from those around it.
KIN_COUNTRY: Final = "kin-country"
#: What speaks for a country, and how much; the last two of its paragraph. Origin: a softmax over
#: the countries that a text names, fitted to the 530 unknown places of data/gold, train and dev
#: (473 with a country, 57 without), eight-fold by document.
_PLACES, _NAMED, _HEAD = 1.62, 2.34, 1.63
_CONTAINER, _AFTER, _BEFORE = 1.66, 1.32, 1.09
_PLACES_NEAR, _NAMED_NEAR = 0.98, 1.07
#: What speaks for no country: waters and regions lie in several.
_NO_COUNTRY: Final = 2.39
_SPREADS: Final = {
    "building": -0.68,
    "city": -0.49,
    "corridor": -0.13,
    "district": 0.41,
    "region": 0.87,
    "terrain": 0.37,
    "water": 2.04,
}
#: The end of a paragraph: "done.\n\nThe next".
_BLANK: Final = re.compile(r"\n[ \t]*\n")
#: Characters of a letterhead, headline and dateline.
_HEAD_LENGTH: Final = 250
#: A country that is likelier than not is told. Origin: the same cross-validation, where 268 of
#: 371 are right above it, and 190 of 244 above 0.7.
_LEAST: Final = 0.5
#: How often a country of a stated probability is right, read with a line between points. Origin:
#: between that cross-validation (0.61 at 0.6, 0.71 at 0.85, 0.93 at 0.97) and the releases of
#: other writers, which are easier.
_SURE: Final = ((0.5, 0.6), (0.6, 0.65), (0.73, 0.71), (0.85, 0.8), (0.97, 0.95), (1.0, 0.97))


def with_countries(
    places: Sequence[PlaceMention],
    actors: Sequence[ActorMention],
    text: str,
    doubted: AbstractSet[int],
) -> Iterator[PlaceMention]:
    """Places in text order; those without a country take that of the places around them.

    Args:
        places: Linked, in text order.
        actors: Linked; their countries count.
        text: The document's text.
        doubted: Where places start whose own meaning, its country too, is hardly believed.
    """
    if all(_is_sure(place, doubted) for place in places):
        yield from places
        return
    scene = _Scene.of(places, actors, text)
    at = 0
    for place in places:
        if place.feature == "demonym":
            yield place
            continue
        yield place if _is_sure(place, doubted) else _judged(place, scene.likely(at))
        at += 1


def _is_sure(place: PlaceMention, doubted: AbstractSet[int]) -> bool:
    """Whether a place needs no other country: a nationality, a water, a place well linked."""
    if place.feature == "demonym" or CONTAINER_POINT in place.method:
        return True
    if place.latitude is None:
        return place.country_code is not None
    return place.start not in doubted and NAMESAKE_POINT not in place.method


def _judged(place: PlaceMention, likely: tuple[str, float] | None) -> PlaceMention:
    if likely is None or likely[0] == place.country_code:
        return place
    code, share = likely
    if share >= _LEAST:
        return replace(
            _without_point(place),
            method=f"{_plain(place.method)}+{KIN_COUNTRY}",
            country_code=code,
            link_confidence=_sureness(share),
        )
    if NAMESAKE_POINT not in place.method:
        return place
    return replace(_without_point(place), method=_plain(place.method))


def _plain(method: str) -> str:
    return method.removesuffix(f"+{NAMESAKE_POINT}")


def _without_point(place: PlaceMention) -> PlaceMention:
    return replace(
        place,
        name=" ".join(place.text.split()) if place.geonames_id is not None else place.name,
        place_id=None,
        geonames_id=None,
        latitude=None,
        longitude=None,
        country_code=None,
        link_confidence=None,
    )


def _sureness(share: float) -> float:
    """How often countries of a stated probability are right."""
    (low, least), *rest = _SURE
    for high, most in rest:
        if share <= high:
            break
        low, least = high, most
    return round(least + (most - least) * (share - low) / (high - low), 4)


@dataclass(frozen=True, slots=True)
class _Scene:
    """What a document says of its countries, counted once for all its places.

    Args:
        places: Without nationalities.
        text: Its text.
        lying: How many linked places lie in each country, countries left out.
        own: The same by the words of the places.
        named: How often each country is named: by actors, countries, nationalities.
        breaks: Where its paragraphs end.
        lying_near: How many linked places of each paragraph lie in each country.
        own_near: The same by paragraph and the words of the places.
        named_near: How often each country is named in each paragraph.
        head: Countries of whatever stands at the head of the text, each with its words.
    """

    places: Sequence[PlaceMention]
    text: str
    lying: Counter[str]
    own: Mapping[str, Counter[str]]
    named: Counter[str]
    breaks: Sequence[int]
    lying_near: Mapping[int, Counter[str]]
    own_near: Mapping[tuple[int, str], Counter[str]]
    named_near: Mapping[int, Counter[str]]
    head: Sequence[tuple[str, str]]

    @classmethod
    def of(
        cls, places: Sequence[PlaceMention], actors: Sequence[ActorMention], text: str
    ) -> _Scene:
        """Count what the mentions of a document say."""
        naming: list[ActorMention | PlaceMention] = [a for a in actors if a.country_code]
        naming += [p for p in places if p.country_code and p.feature in {"country", "demonym"}]
        linked = [p for p in places if _is_witness(p)]
        own: defaultdict[str, Counter[str]] = defaultdict(Counter)
        breaks = [found.start() for found in _BLANK.finditer(text)]
        lying_near: defaultdict[int, Counter[str]] = defaultdict(Counter)
        own_near: defaultdict[tuple[int, str], Counter[str]] = defaultdict(Counter)
        named_near: defaultdict[int, Counter[str]] = defaultdict(Counter)
        for place in linked:
            here, code = bisect(breaks, place.start), str(place.country_code)
            own[place.text][code] += 1
            lying_near[here][code] += 1
            own_near[here, place.text][code] += 1
        for one in naming:
            named_near[bisect(breaks, one.start)][str(one.country_code)] += 1
        head = [one for one in (*naming, *linked) if one.start < _HEAD_LENGTH]
        return cls(
            places=[place for place in places if place.feature != "demonym"],
            text=text,
            lying=Counter(str(place.country_code) for place in linked),
            own=own,
            named=Counter(str(one.country_code) for one in naming),
            breaks=breaks,
            lying_near=lying_near,
            own_near=own_near,
            named_near=named_near,
            head=[(str(one.country_code), _words(one)) for one in head],
        )

    def likely(self, at: int) -> tuple[str, float] | None:
        """The likeliest country of the place at a position, and its probability."""
        scores = self._scores(at)
        if not scores:
            return None
        none = _NO_COUNTRY + _SPREADS.get(self.places[at].feature, 0.0)
        top = max(*scores.values(), none)
        grown = {code: math.exp(score - top) for code, score in sorted(scores.items())}
        total = sum(grown.values()) + math.exp(none - top)
        best = max(grown, key=grown.__getitem__)
        return best, grown[best] / total

    def _scores(self, at: int) -> Mapping[str, float]:
        """What speaks for each country; what a place of the same name says does not count."""
        place = self.places[at]
        found: defaultdict[str, float] = defaultdict(float)
        here, none = bisect(self.breaks, place.start), Counter[str]()
        near, own_near = (
            self.lying_near.get(here, none),
            self.own_near.get((here, place.text), none),
        )
        for weight, counted in (
            (_PLACES, self.lying - self.own.get(place.text, none)),
            (_NAMED, self.named),
            (_PLACES_NEAR, near - own_near),
            (_NAMED_NEAR, self.named_near.get(here, none)),
            (_HEAD, Counter(code for code, words in self.head if words != place.text)),
        ):
            total = counted.total()
            for code, times in counted.items():
                found[code] += weight * times / total
        said = beside(self.places, at, self.text)
        for weight, one in zip((_CONTAINER, _AFTER, _BEFORE), said, strict=True):
            if one is not None:
                found[one] += weight
        return found


def _is_witness(one: PlaceMention) -> bool:
    """Whether a place tells where others lie: a linked one, no country or nationality."""
    return one.country_code is not None and one.feature not in {"country", "demonym"}


def _words(one: ActorMention | PlaceMention) -> str:
    """The words of a witness, which does not speak for its own name; none of a country."""
    return one.text if isinstance(one, PlaceMention) and _is_witness(one) else ""
