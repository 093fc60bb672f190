"""What is decided where somebody marked other spans than the rows have."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from extract.correcting.apply import correct_mentions
from extract.correcting.edited import Mark, decisions_between
from extract.reading.text import document_of_text
from extract.records import TYPE_COLUMN, ActorMention, Mentions, PlaceMention
from extract.text.offsets import Span
from mentions import a_mention

TEXT = "Jordan Valley herders met."
DOCUMENT = document_of_text(TEXT, doc_id="d")
SENTENCES = (Span(0, len(TEXT)),)
PLACE = a_mention(PlaceMention, TEXT, 0, 6, name="Jordan", feature="country")
ACTOR = a_mention(ActorMention, TEXT, 14, 21, name="herders", actor_type="group")
FOUND = Mentions(places=(PLACE,), actors=(ACTOR,))
HERDERS = {Mark("actors", 14, 21): "group"}

EDITS: dict[str, tuple[dict[Mark, str], list[tuple[str, str, dict[str, object]]]]] = {
    "nothing": ({**HERDERS, Mark("places", 0, 6): "country"}, []),
    "gone": (HERDERS, [("reject", "places", {})]),
    "type": (
        {**HERDERS, Mark("places", 0, 6): "region"},
        [("relabel", "places", {"feature": "region"})],
    ),
    "table": (
        {**HERDERS, Mark("actors", 0, 6): "country"},
        [("relabel", "places", {"table": "actors", "actor_type": "country"})],
    ),
    "edges": ({**HERDERS, Mark("places", 0, 13): "country"}, [("edges", "places", {"end": 7})]),
    "edges-and-type": (
        {**HERDERS, Mark("places", 0, 13): "terrain"},
        [("reject", "places", {}), ("add", "places", {"feature": "terrain"})],
    ),
    "over-a-row-that-changes-too": (
        {Mark("actors", 0, 26): "group", Mark("actors", 14, 21): "person"},
        [
            ("accept", "actors", {}),
            ("reject", "places", {}),
            ("relabel", "actors", {"actor_type": "person"}),
            ("add", "actors", {"actor_type": "group"}),
        ],
    ),
    "over-a-row-that-stays": (
        {**HERDERS, Mark("places", 0, 6): "country", Mark("actors", 0, 21): "group"},
        [
            ("accept", "actors", {}),
            ("accept", "places", {}),
            ("add", "actors", {"actor_type": "group"}),
        ],
    ),
}


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS.keys())
def test_decisions_say_what_was_edited_and_make_it_so(
    edit: tuple[Mapping[Mark, str], list[tuple[str, str, dict[str, object]]]],
) -> None:
    wanted, expected = edit
    decisions = decisions_between(DOCUMENT, FOUND, wanted, "Ann", "2026-01-02T03:04:05")
    assert [(d.action, d.table, dict(d.fields)) for d in decisions] == expected
    corrected, unplaced = correct_mentions(DOCUMENT, FOUND, SENTENCES, decisions)
    found = {
        Mark(row.table, row.start, row.end): getattr(row, TYPE_COLUMN[row.table])
        for row in (*corrected.actors, *corrected.places)
    }
    assert (found, unplaced) == (dict(wanted), ())
