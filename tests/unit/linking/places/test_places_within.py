"""Places that the index lacks, at the point of the town that their text says they lie in."""

from __future__ import annotations

import pytest

from extract.knowledge.countries import load_countries
from extract.knowledge.places import load_places
from extract.linking.places import PlaceLinker
from extract.records import Document, PlaceMention
from marked import unmark
from mentions import a_mention

LINKER = PlaceLinker(load_places(), load_countries())

#: The first place is the one that the index lacks; the other is the town.
INSIDE = {
    "in": "treated at [Vestbrook Hall|building] in [Tbilisi|city]",
    "comma": "treated at [Vestbrook Hall|building], [Tbilisi|city]",
    "area": "living in the [Vestbrookia|city] area of [Tbilisi|city]",
    "street": "closed [Kelbin Street|terrain] in [Tbilisi|city]",
    "street-named-for-a-town": "closed [Boston Street|terrain] in [Tbilisi|city]",
}
#: Here the first stays without a point.
OUTSIDE = {
    "list": "shows in [Vestbrookia|city], [Tbilisi|city] and elsewhere",
    "and": "at [Vestbrook Hall|building] and [Tbilisi|city]",
    "river": "bridges over the [Kelbin River|water] in [Tbilisi|city]",
    "country": "treated at [Vestbrook Hall|building] in [Georgia|country]",
    "named-for-no-town": "a wreath at the [Temple of Kelbin|building]",
    "street-alone": "closed [Boston Street|terrain]",
}
TBILISI = 611717


def _linked(marked: str) -> tuple[PlaceMention, ...]:
    text, spans = unmark(marked)
    places = [
        a_mention(PlaceMention, text, a, b, method="ner:GPE", name=text[a:b], feature=label)
        for a, b, label in spans
    ]
    return LINKER(places, Document(doc_id="d", path="d.txt", text=text), ())


@pytest.mark.parametrize("marked", INSIDE.values(), ids=INSIDE.keys())
def test_at_the_point_of_the_town(marked: str) -> None:
    place, town = _linked(marked)
    assert town.geonames_id == TBILISI
    assert (place.latitude, place.longitude) == (town.latitude, town.longitude)
    assert (place.place_id, place.geonames_id, place.country_code) == (None, None, "GEO")
    assert place.method == "ner:GPE+container-point"
    assert place.link_confidence is not None
    assert town.link_confidence is not None
    assert place.link_confidence < town.link_confidence


def test_the_owner_stands_before() -> None:
    town, place = _linked("[Tbilisi|city]'s [Vestbrook Hall|building] closed")
    assert (place.latitude, place.method) == (town.latitude, "ner:GPE+container-point")


@pytest.mark.parametrize("marked", OUTSIDE.values(), ids=OUTSIDE.keys())
def test_without_a_point(marked: str) -> None:
    place, *_ = _linked(marked)
    assert (place.latitude, place.place_id) == (None, None)
    assert "container-point" not in place.method


def test_a_building_at_the_point_of_its_namesake() -> None:
    (place,) = _linked("treated at [Tbilisi Hospital|building]")
    assert (place.geonames_id, place.country_code) == (None, "GEO")
    assert place.method == "ner:GPE+namesake-point"
