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
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from extract.linking.places.fellows import beside
from extract.records import ActorMention, PlaceMention

#: Rule of a place whose country follows from those around it.
KIN_COUNTRY: Final = "kin-country"
#: What speaks for a country, and how much. Origin: a softmax over the countries that a text names,
#: fitted to the unknown places of data/gold train (305 with a country, 30 without).
_PLACES, _NAMED, _SENTENCE, _HEAD = 1.73, 4.08, 1.13, 1.62
_CONTAINER, _AFTER, _BEFORE, _NEAREST = 1.87, 2.39, 2.67, 0.31
_NO_COUNTRY: Final = 2.45
#: Characters of a letterhead, headline and dateline.
_HEAD_LENGTH: Final = 250
#: Places that are looked through on each side for a linked one.
_FAR: Final = 40
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
    """What a document says of its countries, counted once for all its places.

    Args:
        places: Without nationalities.
        text: Its text.
        lying: How many linked places lie in each country, countries left out.
        own: The same by the words of the places.
        named: How often each country is named: by actors, countries, nationalities.
        near: The same by the sentence.
        head: Countries of whatever stands at the head of the text, each with its words.
    """

    places: Sequence[PlaceMention]
    text: str
    lying: Counter[str]
    own: Mapping[str, Counter[str]]
    named: Counter[str]
    near: Mapping[int, Counter[str]]
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
        near: defaultdict[int, Counter[str]] = defaultdict(Counter)
        for place in linked:
            own[place.text][str(place.country_code)] += 1
        for one in naming:
            near[one.sentence_start][str(one.country_code)] += 1
        head = [one for one in (*naming, *linked) if one.start < _HEAD_LENGTH]
        return cls(
            places=[place for place in places if place.feature != "demonym"],
            text=text,
            lying=Counter(str(place.country_code) for place in linked),
            own=own,
            named=Counter(str(one.country_code) for one in naming),
            near=near,
            head=[(str(one.country_code), _words(one)) for one in head],
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
        """What speaks for each country; what a place of the same name says does not count."""
        place = self.places[at]
        found: defaultdict[str, float] = defaultdict(float)
        for weight, counted in (
            (_PLACES, self.lying - self.own.get(place.text, Counter())),
            (_NAMED, self.named),
            (_SENTENCE, self.near.get(place.sentence_start, Counter())),
            (_HEAD, Counter(code for code, words in self.head if words != place.text)),
        ):
            total = counted.total()
            for code, times in counted.items():
                found[code] += weight * times / total
        said = beside(self.places, at, self.text)
        for weight, one in zip((_CONTAINER, _AFTER, _BEFORE), said, strict=True):
            if one is not None:
                found[one] += weight
        for code in self._nearest(at):
            found[code] += _NEAREST
        return found

    def _nearest(self, at: int) -> Iterator[str]:
        """Countries of the linked places next to one on its two sides."""
        for reach in (range(at - 1, max(-1, at - _FAR), -1), range(at + 1, at + _FAR)):
            for other in reach:
                if other >= len(self.places):
                    break
                one = self.places[other]
                if _is_witness(one) and one.text != self.places[at].text:
                    yield str(one.country_code)
                    break


def _is_witness(one: PlaceMention) -> bool:
    """Whether a place tells where others lie: a linked one, no country or nationality."""
    return one.country_code is not None and one.feature not in {"country", "demonym"}


def _words(one: ActorMention | PlaceMention) -> str:
    """The words of a witness, which does not speak for its own name; none of a country."""
    return one.text if isinstance(one, PlaceMention) and _is_witness(one) else ""
