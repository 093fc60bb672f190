"""Texts that nearly repeat an earlier one, and texts that only look like it."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest

from extract.api.run import run_folder
from extract.api.tables import load_tables
from extract.engine.duplicates import ALIKE, NearDuplicates
from extract.engine.signatures import likeness, signature

SENTENCES = (
    "The foreign ministers of Norland and Sudria met in Geneva on Tuesday to discuss the border.",
    "They agreed that a joint commission would begin to mark the line before the end of the year.",
    "Both sides thanked the government of Switzerland for its hospitality during the two days.",
    "The ministers condemned the shelling of the village of Aldan, in which three people died.",
    "Humanitarian convoys will be allowed to pass through the northern corridor without delay.",
    "Prisoners who were taken since January are to be exchanged under the eyes of the Red Cross.",
    "A further round of talks is planned for the spring, at a place that is still to be named.",
    "The text of the statement was published in English and French by the two foreign ministries.",
)
WHOLE = " ".join(SENTENCES)
OTHER = (
    "The ministry of agriculture of Norland expects a good harvest of barley this year, its "
    "spokesman said on Friday, after a wet spring and a warm summer in most of the provinces."
)
PAIRS = {
    "other-dateline": (WHOLE, f"GENEVA, 3 May. {WHOLE}", True),
    "other-headline": (WHOLE, f"Ministers meet again in Geneva\n\n{WHOLE}", True),
    "one-word": (WHOLE, WHOLE.replace("Tuesday", "Wednesday"), True),
    "spacing-and-case": (WHOLE, WHOLE.upper().replace(" ", "  "), True),
    # must not be marked
    "half-of-it": (WHOLE, " ".join(SENTENCES[:4]), False),
    "another": (WHOLE, OTHER, False),
}


@pytest.mark.parametrize("pair", PAIRS.values(), ids=PAIRS.keys())
def test_likeness(pair: tuple[str, str, bool]) -> None:
    one, other, are_alike = pair
    first, second = signature(one), signature(other)
    assert first is not None
    assert second is not None
    assert (likeness(first, second) >= ALIKE) == are_alike


def test_a_text_too_short_to_tell_has_none() -> None:
    assert signature("Statement by the spokesman of the ministry") is None


def settle(*texts: tuple[str, str | None, str]) -> dict[int, str]:
    """Texts as (doc_id, published, text); which position repeats which id."""
    duplicates = NearDuplicates(sqlite3.connect(":memory:"))
    for position, (doc_id, published, text) in enumerate(texts, start=1):
        found = signature(text)
        assert found is not None
        duplicates.add(position, doc_id, published, found)
    duplicates.settle()
    return dict(duplicates.originals(1, len(texts)))


def test_the_original_is_the_earliest() -> None:
    assert settle(("a", "2022-05-02", WHOLE), ("b", "2022-05-01", WHOLE)) == {1: "b"}


def test_of_one_day_the_smallest_id_is() -> None:
    assert settle(("b", "2022-05-01", WHOLE), ("a", "2022-05-01", WHOLE)) == {1: "a"}


def test_a_day_that_is_known_goes_before_one_that_is_not() -> None:
    assert settle(("a", None, WHOLE), ("b", "2022-05-01", WHOLE)) == {1: "b"}


def test_what_is_like_a_repetition_alone_is_an_original() -> None:
    first, third = " ".join(SENTENCES[:7]), " ".join(SENTENCES[1:])
    found = settle(("a", "2022-05-01", first), ("b", "2022-05-02", WHOLE), ("c", None, third))
    assert found[2] == "a"
    assert found.get(3) in {None, "a"}


def test_both_are_extracted(tmp_path: Path) -> None:
    raw = tmp_path / "raw.jsonl"
    records = [
        {"id": "copy", "text": WHOLE, "published": "2022-05-03"},
        {"id": "first", "text": WHOLE, "published": "2022-05-01"},
        {"id": "alone", "text": OTHER, "published": "2022-05-01"},
    ]
    raw.write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
    summary = run_folder(raw, tmp_path / "out")
    tables = load_tables(tmp_path / "out")
    marks = tables.documents.set_index("doc_id")["near_duplicate_of"]
    assert marks.fillna("").to_dict() == {"copy": "first", "first": "", "alone": ""}
    assert set(tables.places["doc_id"]) >= {"copy", "first"}
    assert summary.duplicates == 1
