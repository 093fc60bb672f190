"""Rows that rest on learned names get what was learned of them; confidences are bent."""

from __future__ import annotations

import pytest

from extract.knowledge.learned import Calibration, LearnedName
from extract.linking.learned import LearnedLinks, bent_confidence
from extract.records import ActorMention, Mentions, PlaceMention
from mentions import a_mention

TEXT = "Men of TAVRIN SHIELD left Osk Velmora."
SHIELD = LearnedName(
    form="Tavrin Shield", table="actors", kind="group", name="Shield of Tavrin",
    identifier="org:shield", country_code="TCD",
)  # fmt: skip
VELMORA = LearnedName(
    form="Osk Velmora", table="places", kind="district", name="Osk Velmora",
    identifier="gn:1", geonames_id=1, latitude=2.5, longitude=3.5,
)  # fmt: skip


def found(method: str) -> Mentions:
    actor = a_mention(
        ActorMention, TEXT, 7, 20, name="Tavrin Shield", actor_type="organization", method=method
    )
    place = a_mention(
        PlaceMention, TEXT, 26, 37, name="Osk Velmora", feature="city", method=method
    )
    return Mentions(actors=(actor,), places=(place,))


def test_rows_of_learned_names_are_completed() -> None:
    linked = LearnedLinks((SHIELD, VELMORA))(found("learned:names+ner:ORG"))
    (actor,), (place,) = linked.actors, linked.places
    assert (actor.actor_type, actor.actor_id, actor.name) == (
        "group",
        "org:shield",
        "Shield of Tavrin",
    )
    assert (actor.country_code, actor.link_confidence) == ("TCD", 0.99)
    assert (place.feature, place.place_id, place.geonames_id) == ("district", "gn:1", 1)
    assert (place.latitude, place.longitude, place.country_code) == (2.5, 3.5, None)


def test_other_rows_stay() -> None:
    rows = found("ner:ORG")
    assert LearnedLinks((SHIELD, VELMORA))(rows) == rows


def test_confidences_are_bent_table_by_table() -> None:
    bend = Calibration(table="actors", slope=1.0, shift=-1.0, rows=60)
    linked = LearnedLinks((), (bend,))(found("ner:ORG"))
    assert linked.actors[0].confidence == pytest.approx(0.768, abs=0.001)
    assert linked.places[0].confidence == 0.9
    assert bent_confidence(1.0, Calibration(table="actors", slope=5.0, shift=5.0)) == 0.99
