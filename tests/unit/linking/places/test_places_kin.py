"""Places that the index lacks take the country of the places that their text puts them among."""

from __future__ import annotations

import pytest

from extract.knowledge.countries import load_countries
from extract.knowledge.places import load_places
from extract.linking.places import PlaceLinker
from extract.records import ActorMention, Document, PlaceMention
from marked import unmark
from mentions import a_mention

LINKER = PlaceLinker(load_places(), load_countries())

#: The mark of a name says what country it gets, "none" that it gets none.
PUT = {
    "villages-of": "in [Vestbrooki|GEO] and [Kelbinti|GEO] villages of [Gori|GEO] district",
    "list": "near [Gori|GEO], [Vestbrooki|GEO] and [Zugdidi|GEO]",
    "after-its-list": "near [Gori|GEO], [Zugdidi|GEO] and [Vestbrooki|GEO]",
    "all-of-one-country": "roads at [Gori|GEO] are shut. Snow fell in [Zugdidi|GEO] and in"
    " [Batumi|GEO]. At [Vestbrooki|GEO] a bridge is gone, to the regret of [Kutaisi|GEO]",
    "its-paragraph": "[Lyon|FRA] and [Lille|FRA] are shut.\n\nTrains leave [Gori|GEO] for"
    " [Batumi|GEO].\n\nOf [Zugdidi|GEO] nothing is known; [Vestbrooki|GEO] waits",
}
#: Here the unknown place stays without a country.
LEFT = {
    "alone": "roads at [Vestbrooki|none] are shut",
    "three-countries": "cables from [Gori|GEO] to [Lyon|FRA], then to [Osaka|JPN]."
    " [Vestbrooki|none] waits",
}


def _linked(marked: str) -> list[tuple[PlaceMention, str]]:
    text, spans = unmark(marked)
    places = [
        a_mention(PlaceMention, text, a, b, method="ner:GPE", name=text[a:b], feature="city")
        for a, b, _ in spans
    ]
    sides = [
        a_mention(ActorMention, marked, 0, 0, name=code, actor_type="country", country_code=code)
        for code in dict.fromkeys(label for *_, label in spans if label != "none")
    ]
    linked = LINKER(places, Document(doc_id="d", path="d.txt", text=text), sides)
    return list(zip(linked, (label for *_, label in spans), strict=True))


@pytest.mark.parametrize("marked", PUT.values(), ids=PUT.keys())
def test_a_place_takes_the_country_of_its_kin(marked: str) -> None:
    for place, code in _linked(marked):
        assert (place.text, place.country_code) == (place.text, code)
        if place.text in {"Vestbrooki", "Kelbinti"}:
            assert (place.latitude, place.longitude, place.geonames_id) == (None, None, None)
            assert place.method == "ner:GPE+kin-country"
            assert place.link_confidence is not None
            assert 0.5 < place.link_confidence < 0.98  # likely, never sure


@pytest.mark.parametrize("marked", LEFT.values(), ids=LEFT.keys())
def test_or_stays_without(marked: str) -> None:
    unknown = [place for place, code in _linked(marked) if code == "none"]
    assert [(place.country_code, place.method) for place in unknown] == [(None, "ner:GPE")]


def _hall(marked: str, code: str) -> PlaceMention:
    text, spans = unmark(marked)
    places = [
        a_mention(PlaceMention, text, a, b, method="ner:FAC", name=text[a:b], feature=feature)
        for a, b, feature in spans
    ]
    side = a_mention(
        ActorMention, text, 0, 0, name="x", actor_type="government", country_code=code
    )
    linked = LINKER(places, Document(doc_id="d", path="d.txt", text=text), [side])
    return next(place for place in linked if place.feature == "building")


def test_a_building_stands_in_the_town_it_is_named_for_if_its_kin_lie_in_that_country() -> None:
    hall = _hall("in [Tbilisi|city], [Gori|city] and at [Batumi Opera House|building]", "GEO")
    assert (hall.country_code, hall.method) == ("GEO", "ner:FAC+namesake-point")
    assert hall.latitude == pytest.approx(41.6, abs=0.1)


def test_else_it_takes_their_country() -> None:
    hall = _hall("in [Tbilisi|city], [Gori|city] and at [Lille Opera House|building]", "GEO")
    assert (hall.country_code, hall.method) == ("GEO", "ner:FAC+kin-country")
    assert (hall.latitude, hall.longitude) == (None, None)
