"""Rows that two runs do not share."""

from __future__ import annotations

from dataclasses import replace

from extract.records import Document, PlaceMention
from extract.tables.difference import differences
from extract.tables.frames import frame
from mentions import a_mention

TEXT = "From Osk Velmora to Lachin."
VELMORA = a_mention(PlaceMention, TEXT, 5, 16, name="Osk Velmora", feature="city")
LACHIN = a_mention(
    PlaceMention, TEXT, 20, 26, name="Lachin", feature="district", geonames_id=147626
)


def test_rows_gained_lost_and_changed() -> None:
    moved = replace(VELMORA, feature="district", geonames_id=1, sentence="another")
    found = list(
        differences(
            PlaceMention, frame(PlaceMention, [VELMORA, LACHIN]), frame(PlaceMention, [moved])
        )
    )
    assert [(one.change, one.row_id, one.text, one.columns) for one in found] == [
        (
            "changed",
            "d:places:5-16",
            "Osk Velmora",
            {"feature": ("city", "district"), "geonames_id": ("", "1")},
        ),
        ("lost", "d:places:20-26", "Lachin", {}),
    ]
    gained = differences(PlaceMention, frame(PlaceMention, []), frame(PlaceMention, [LACHIN]))
    assert [(one.change, one.doc_id) for one in gained] == [("gained", "d")]


def test_documents_meet_by_their_id_and_keep_their_text_to_themselves() -> None:
    old = Document(doc_id="d", path="d.txt", title="Talks", text="One.", warnings=("a",))
    new = replace(old, text="Two.", warnings=("a", "b"))
    (one,) = differences(Document, frame(Document, [old]), frame(Document, [new]))
    assert one.text == "Talks"
    assert one.columns == {"warnings": ("a", "a|b"), "text": ("", "")}


def test_equal_frames_do_not_differ() -> None:
    table = frame(PlaceMention, [VELMORA, LACHIN])
    assert list(differences(PlaceMention, table, table)) == []
