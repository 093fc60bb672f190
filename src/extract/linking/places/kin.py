"""Give a place that the index lacks the country of the places it stands among.

In:  linked places       "[Ulva] and [Kelbin] villages of [Vest] region": only Vest is in the index
Out: the same            Ulva and Kelbin have the country of Vest, and no point

A weighted sum of what the text says for each country it names, as for the choice among places of
one name; the row's `link_confidence` is a little less than its probability. The method says so
(`kin-country`). A small namesake far away, hardly believed itself, gives way to a country that is
all but certain.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from extract.linking.places.beside import beside
from extract.records import ActorMention, Mention, PlaceMention

#: Rule of a place whose country follows from those around it.
KIN_COUNTRY: Final = "kin-country"
#: What speaks for a country, and how much. Origin: a softmax over the countries that a text names,
#: fitted to the unknown places of data/gold train (305 with a country, 30 without).
_PLACES, _NAMED, _SENTENCE, _HEAD = 1.73, 4.08, 1.13, 1.62
_CONTAINER, _AFTER, _BEFORE, _NEAREST = 1.87, 2.39, 2.67, 0.31
_NO_COUNTRY: Final = 2.45
#: Characters of a letterhead, headline and dateline.
_HEAD_LENGTH: Final = 250
#: Below this probability a place stays without a country. Origin: data/gold train, where 133 of
#: 153 are right above it, 155 of 185 above 0.6.
_LEAST: Final = 0.7
#: A meaning below the first gives way to a country above the second. Origin: data/gold train and
#: dev: all of 5 such meanings were wrong; above 0.45 most are right.
_DOUBTED, _CERTAIN = 0.4, 0.9
#: A row is this much less sure than the probability. Origin: data/gold dev, where borders abound:
#: 14 of 21 are right above 0.8, 114 of 127 in train.
_MODEST: Final = 0.85
#: What says of a place where it lies is not to be doubted.
_SAID: Final = ("container-point", "namesake-point")


def with_countries(
    places: Sequence[PlaceMention], actors: Sequence[ActorMention], text: str
) -> Iterator[PlaceMention]:
    """Places in text order; those without a country take that of the places around them.

    Args:
        places: Linked, in text order.
        actors: Linked; their countries count.
        text: The document's text.
    """
    if all(_is_sure(place) for place in places):
        yield from places
        return
    scene = _Scene.of(places, actors, text)
    at = 0
    for place in places:
        if place.feature == "demonym":
            yield place
            continue
        yield place if _is_sure(place) else _judged(place, scene.likely(at))
        at += 1


def _is_sure(place: PlaceMention) -> bool:
    """Whether a place needs no other country: a nationality, a water, a place well linked."""
    if place.feature == "demonym":
        return True
    if place.latitude is None:
        return place.country_code is not None
    is_doubted = place.link_confidence is not None and place.link_confidence < _DOUBTED
    return not is_doubted or any(rule in place.method for rule in _SAID)


def _judged(place: PlaceMention, likely: tuple[str, float] | None) -> PlaceMention:
    if likely is None:
        return place
    code, share = likely
    linked = place.latitude is not None
    if share < (_CERTAIN if linked else _LEAST) or code == place.country_code:
        return place
    return replace(
        place,
        method=f"{place.method}+{KIN_COUNTRY}",
        name=" ".join(place.text.split()) if linked else place.name,
        place_id=None,
        geonames_id=None,
        latitude=None,
        longitude=None,
        country_code=code,
        link_confidence=round(_MODEST * share, 4),
    )


@dataclass(frozen=True, slots=True)
class _Scene:
    """What a document says of its countries.

    Args:
        places: Without nationalities.
        naming: Whatever names a country: actors, countries, nationalities.
        text: Its text.
    """

    places: Sequence[PlaceMention]
    naming: Sequence[Mention]
    text: str

    @classmethod
    def of(
        cls, places: Sequence[PlaceMention], actors: Sequence[ActorMention], text: str
    ) -> _Scene:
        named = [p for p in places if p.feature in {"country", "demonym"} and p.country_code]
        return cls(
            places=[place for place in places if place.feature != "demonym"],
            naming=[*(actor for actor in actors if actor.country_code), *named],
            text=text,
        )

    def likely(self, at: int) -> tuple[str, float] | None:
        """The likeliest country of the place at a position, and its probability."""
        scores = self._scores(at)
        if not scores:
            return None
        top = max(*scores.values(), _NO_COUNTRY)
        grown = {code: math.exp(score - top) for code, score in sorted(scores.items())}
        total = sum(grown.values()) + math.exp(_NO_COUNTRY - top)
        best = max(grown, key=grown.__getitem__)
        return best, grown[best] / total

    def _scores(self, at: int) -> Mapping[str, float]:
        """What speaks for each country."""
        place = self.places[at]
        others = [one for one in self.places if _is_witness(one, place)]
        found: defaultdict[str, float] = defaultdict(float)
        head = [*self.naming, *others]
        for weight, witnesses in (
            (_PLACES, others),
            (_NAMED, self.naming),
            (_SENTENCE, [m for m in self.naming if m.sentence_start == place.sentence_start]),
            (_HEAD, [one for one in head if one.start < _HEAD_LENGTH]),
        ):
            for code, share in _shares(witnesses):
                found[code] += weight * share
        said = beside(self.places, at, self.text)
        for weight, one in zip((_CONTAINER, _AFTER, _BEFORE), said, strict=True):
            if one is not None:
                found[one] += weight
        for code in self._nearest(place, others):
            found[code] += _NEAREST
        return found

    @staticmethod
    def _nearest(place: PlaceMention, others: Sequence[PlaceMention]) -> Iterator[str]:
        """Countries of the linked places next to one on its two sides."""
        before = [one for one in others if one.start < place.start]
        after = [one for one in others if one.start > place.start]
        for one in (*before[-1:], *after[:1]):
            yield _code(one)


def _is_witness(one: PlaceMention, place: PlaceMention) -> bool:
    """Whether a place tells where others lie: a linked one, no country, of another name."""
    return one.country_code is not None and one.feature != "country" and one.text != place.text


def _shares(witnesses: Iterable[Mention]) -> Iterator[tuple[str, float]]:
    counted = Counter(map(_code, witnesses))
    total = counted.total()
    for code, times in counted.items():
        yield code, times / total


def _code(witness: Mention) -> str:
    return str(getattr(witness, "country_code", ""))
