"""What a key does to rows and log."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from extract.correcting.decision import take_back
from extract.correcting.log import append, read_log
from extract.errors import ReviewError
from extract.records import ActorMention, DateMention, Document, Mentions, PlaceMention
from extract.review.desk import Desk
from reviews import document, row, write_tables

TEXT = "\U0001f54a Envoys of Lorn met in Lorn on 3 May. The Orn Union and the Lorn Front spoke."
LORN = document("a.txt", TEXT, title="Talks", source="wire")
OTHER = document("b.txt", "Lorn again.", published=None)
ROWS = [
    row(ActorMention, LORN, "Lorn", name="Lorn", actor_id="country:LRN", actor_type="country"),
    row(PlaceMention, LORN, "Lorn", nth=1),
    row(DateMention, LORN, "3 May"),
    row(ActorMention, LORN, "Orn", name="Orn", actor_id="org:orn", confidence=0.4),
    row(ActorMention, OTHER, "Lorn", name="Lorn", actor_id="org:lorn"),
]


def units(words: str, nth: int = 0) -> tuple[int, int]:
    """Where words stand in TEXT, in UTF-16 units: the dove counts twice."""
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(words, start + 1)
    return start + 1, start + 1 + len(words)


def asked(action: str, table: str, words: str, nth: int = 0, **more: object) -> dict[str, object]:
    start, end = units(words, nth)
    return {"action": action, "table": table, "start": start, "end": end, **more}


def time(second: int) -> str:
    return f"2026-05-04T10:00:{second:02d}.000Z"


def no_rules(_document: Document) -> Mentions:
    raise AssertionError("nothing is to be read anew")


@pytest.fixture
def sit(tmp_path: Path) -> Callable[..., Desk]:
    """Sits down at a desk over the two documents; every call is a new start."""
    folder = write_tables(tmp_path / "out", [LORN, OTHER], ROWS)

    def sit(author: str = "Ann", reread: Any = no_rules) -> Desk:  # noqa: ANN401
        return Desk(folder, tmp_path / "log", author, reread)

    return sit


def seen(desk: Desk, doc: str = "a.txt") -> list[tuple[str, str, str, bool]]:
    """Rows as the page has them: table, words, type, decided."""
    sheet = desk.sheet(doc)
    text = sheet["text"].encode("utf-16-le")
    return [
        (
            one["table"],
            text[2 * one["start"] : 2 * one["end"]].decode("utf-16-le"),
            one["type"],
            one["decided"],
        )
        for one in sheet["rows"]
    ]


BEFORE = [
    ("actors", "Lorn", "country", False),
    ("actors", "Orn", "group", False),
    ("places", "Lorn", "city", False),
    ("dates", "3 May", "DATE", False),
]


def test_a_document_lies_there_as_the_tables_have_it(sit: Callable[..., Desk]) -> None:
    desk = sit()
    assert seen(desk) == BEFORE
    sheet = desk.sheet("a.txt")
    assert sheet["document"] == {
        "doc_id": "a.txt",
        "title": "Talks",
        "source": "wire",
        "published": "2024-05-06",
        "language": "en",
        "status": "ok",
        "n_words": 18,
    }
    assert sheet["rows"][0]["fields"] == {
        "actor_id": "country:LRN",
        "name": "Lorn",
        "actor_type": "country",
    }


CASES = {
    "accept": (
        asked("accept", "places", "Lorn", 1),
        {("places", "Lorn", "city", True)},
        {("places", "Lorn", "city", False)},
    ),
    "reject": (asked("reject", "dates", "3 May"), set(), {("dates", "3 May", "DATE", False)}),
    "relabel": (
        asked("relabel", "actors", "Orn", fields={"actor_type": "organization"}),
        {("actors", "Orn", "organization", True)},
        {("actors", "Orn", "group", False)},
    ),
    "another-table": (
        asked("relabel", "actors", "Orn", fields={"table": "places", "feature": "region"}),
        {("places", "Orn", "region", True)},
        {("actors", "Orn", "group", False)},
    ),
    "edges": (
        asked("edges", "actors", "Orn", to=units("Orn Union ")),
        {("actors", "Orn Union", "group", True)},
        {("actors", "Orn", "group", False)},
    ),
    "add": (
        asked("add", "actors", " Lorn Front", fields={"actor_type": "group"}),
        {("actors", "Lorn Front", "group", True)},
        set(),
    ),
    "link": (
        asked("link", "places", "Lorn", 1, fields={"place_id": "gn:7", "geonames_id": 7}),
        {("places", "Lorn", "city", True)},
        {("places", "Lorn", "city", False)},
    ),
}


@pytest.mark.parametrize(("ask", "new", "gone"), CASES.values(), ids=CASES.keys())
def test_a_key_changes_the_row_the_log_and_the_next_start(
    sit: Callable[..., Desk],
    tmp_path: Path,
    ask: dict[str, Any],
    new: set[tuple[str, ...]],
    gone: set[tuple[str, ...]],
) -> None:
    desk = sit()
    desk.sheet("a.txt")
    if "to" in ask:
        ask = {**ask, "to": list(ask["to"])}
    desk.decide("a.txt", time(1), [ask])
    wanted = (set(BEFORE) - gone) | new
    assert set(seen(desk)) == wanted
    (decision,) = read_log(tmp_path / "log").decisions
    assert (decision.action, decision.author, decision.time) == (ask["action"], "Ann", time(1))
    assert TEXT[decision.start : decision.end] == decision.quote
    assert set(seen(sit())) == wanted


def test_a_merge_reaches_every_document(sit: Callable[..., Desk]) -> None:
    desk = sit()
    desk.sheet("b.txt")
    fields = {"from": "org:lorn", "into": "country:LRN"}
    desk.decide("a.txt", time(1), [{"action": "merge", "table": "actors", "fields": fields}])
    assert desk.sheet("b.txt")["rows"][0]["fields"]["actor_id"] == "country:LRN"
    desk.undo(time(2))
    assert desk.sheet("b.txt")["rows"][0]["fields"]["actor_id"] == "org:lorn"


def test_a_row_that_is_linked_to_a_merged_identity_follows_the_merge(
    sit: Callable[..., Desk],
) -> None:
    desk = sit()
    fields = {"from": "org:orn", "into": "org:union"}
    desk.decide("a.txt", time(1), [{"action": "merge", "table": "actors", "fields": fields}])
    changed = desk.decide(
        "a.txt", time(2), [asked("link", "actors", "Lorn", fields={"actor_id": "org:orn"})]
    )
    assert [one["fields"]["actor_id"] for one in changed["rows"]] == ["org:union"]
    assert sit().sheet("a.txt")["rows"][0]["fields"]["actor_id"] == "org:union"


def test_the_same_text_under_two_names_follows_both_ways(tmp_path: Path) -> None:
    twin = document("twin.txt", TEXT)
    rows = [row(DateMention, one, "3 May") for one in (LORN, twin)]
    folder = write_tables(tmp_path / "out", [LORN, twin], rows)
    desk = Desk(folder, tmp_path / "log", "Ann", no_rules)
    assert seen(desk, "twin.txt") == [("dates", "3 May", "DATE", False)]
    desk.decide("a.txt", time(1), [asked("reject", "dates", "3 May")])
    assert (seen(desk), seen(desk, "twin.txt")) == ([], [])
    desk.undo(time(2))
    assert seen(desk, "twin.txt") == [("dates", "3 May", "DATE", False)]


def test_fields_of_a_document(sit: Callable[..., Desk]) -> None:
    desk = sit()
    changed = desk.decide(
        "a.txt", time(1), [{"action": "document", "fields": {"published": "2023-01-02"}}]
    )
    assert changed["document"]["published"] == "2023-01-02"
    assert sit().sheet("a.txt")["document"]["published"] == "2023-01-02"


def test_only_what_changed_is_sent(sit: Callable[..., Desk]) -> None:
    changed = sit().decide(
        "a.txt", time(1), [asked("edges", "actors", "Orn", to=list(units("Orn Union")))]
    )
    start, end = units("Orn Union")
    assert [one["key"] for one in changed["rows"]] == [f"actors:{start}-{end}"]
    assert changed["dropped"] == [f"actors:{start}-{start + 3}"]
    assert (changed["whole"], changed["decided"]) == (False, 1)


def test_what_was_rejected_is_told_until_it_is_taken_back(sit: Callable[..., Desk]) -> None:
    desk = sit()
    changed = desk.decide("a.txt", time(1), [asked("reject", "dates", "3 May")])
    start, end = units("3 May")
    assert changed["gone"] == [{"table": "dates", "start": start, "end": end}]
    undone = desk.undo(time(2))
    assert (undone["doc_id"], undone["start"], undone["count"]) == ("a.txt", start, 1)
    assert (desk.sheet("a.txt")["gone"], seen(desk)) == ([], BEFORE)


def test_undo_goes_back_key_by_key_and_across_starts(
    sit: Callable[..., Desk], tmp_path: Path
) -> None:
    desk = sit()
    desk.decide("a.txt", time(1), [asked("reject", "dates", "3 May")])
    both = [asked("accept", "places", "Lorn", 1), asked("accept", "actors", "Orn")]
    desk.decide("a.txt", time(2), both)
    again = sit()
    assert again.undo(time(3))["count"] == 2
    assert seen(again) == [one for one in BEFORE if one[1] != "3 May"]
    again.undo(time(4))
    assert seen(again) == BEFORE
    with pytest.raises(ReviewError, match="no decision by Ann stands"):
        again.undo(time(5))
    assert read_log(tmp_path / "log").decisions == ()
    assert len((tmp_path / "log" / "review.jsonl").read_text().splitlines()) == 6


def test_nobody_takes_back_what_another_decided(sit: Callable[..., Desk]) -> None:
    sit("Ben").decide("a.txt", time(1), [asked("reject", "dates", "3 May")])
    with pytest.raises(ReviewError, match="nothing to take back"):
        sit("Ann").undo(time(2))


def test_a_request_that_comes_twice_is_written_once(
    sit: Callable[..., Desk], tmp_path: Path
) -> None:
    first = sit().decide("a.txt", time(1), [asked("reject", "dates", "3 May")])
    desk = sit()  # killed and started again, the page sends what had no answer
    second = desk.decide("a.txt", time(1), [asked("reject", "dates", "3 May")])
    assert (second["whole"], second["gone"]) == (True, first["gone"])
    desk.undo(time(2))
    assert desk.undo(time(2))["words"] == "reject '3 May' (dates) in a.txt"
    assert len((tmp_path / "log" / "review.jsonl").read_text().splitlines()) == 2


@pytest.mark.parametrize(
    ("ask", "reason"),
    [
        ({"action": "burn"}, "no such action"),
        ({"action": "retract"}, "no such action"),
        ({"action": ["accept"]}, "no such action"),
        (asked("relabel", "actors", "Orn", fields={"table": ["places"]}), "no table of mentions"),
        (asked("relabel", "actors", "Orn", fields={"name": "\ud800"}), "half a character"),
        ([], "another form"),
        ({"action": "accept", "more": 1}, "another form"),
        ({"action": "accept", "start": "1", "end": 2}, "no whole numbers"),
        ({"action": "accept", "table": "moons", "start": 2, "end": 8}, "no table of mentions"),
        ({"action": "accept", "table": "places", "start": 2, "end": 8}, "no such row"),
        ({"action": "accept", "table": "places", "start": 2, "end": 999}, "outside the text"),
        ({"action": "add", "table": "places", "start": 2, "end": 3}, "at least one letter"),
        (asked("edges", "actors", "Orn", to=[1, 900]), "outside the text"),
        (asked("edges", "actors", "Orn", to=list(units("Orn"))), "whole numbers"),
        (asked("relabel", "actors", "Orn", fields={"actor_type": "moon"}), "cannot be 'moon'"),
        (asked("link", "actors", "Orn", fields={"confidence": 1}), "no column"),
        ({"action": "document", "fields": {"text": "x"}}, "no column"),
        ({"action": "merge", "table": "actors", "fields": {"from": "x"}}, "two identities"),
    ],
)
def test_what_cannot_be_is_refused_and_not_written(
    sit: Callable[..., Desk], tmp_path: Path, ask: object, reason: str
) -> None:
    desk = sit()
    good = asked("accept", "places", "Lorn", 1)
    with pytest.raises(ReviewError, match=reason):
        desk.decide("a.txt", time(1), [good, ask])
    assert seen(desk) == BEFORE
    assert not (tmp_path / "log").exists()


def test_a_log_that_cannot_be_written_leaves_rows_as_they_are(
    sit: Callable[..., Desk], tmp_path: Path
) -> None:
    desk = sit()
    (tmp_path / "log").write_text("in the way")
    ask = asked("reject", "dates", "3 May")
    with pytest.raises(FileExistsError):
        desk.decide("a.txt", time(1), [ask])
    assert seen(desk) == BEFORE
    (tmp_path / "log").unlink()
    desk.decide("a.txt", time(1), [ask])  # the page tries again with the same time
    assert seen(desk) == [one for one in BEFORE if one[1] != "3 May"]


@pytest.mark.parametrize("when", ["", "now", "2026-05-04T10:00:00"])
def test_a_time_has_a_zone(sit: Callable[..., Desk], when: str) -> None:
    with pytest.raises(ReviewError, match="no ISO 8601 time with a zone"):
        sit().decide("a.txt", when, [asked("accept", "places", "Lorn", 1)])
    with pytest.raises(ReviewError, match="no ISO 8601 time with a zone"):
        sit().undo(when)


def test_an_unknown_document_is_named(sit: Callable[..., Desk]) -> None:
    with pytest.raises(ReviewError, match=r"'c\.txt' is not in the tables"):
        sit().sheet("c.txt")


def test_lines_of_others_are_followed(sit: Callable[..., Desk]) -> None:
    desk = sit()
    assert seen(desk) == BEFORE
    sit("Ben").decide("a.txt", time(1), [asked("reject", "dates", "3 May")])
    desk.look()
    assert seen(desk) == [one for one in BEFORE if one[1] != "3 May"]


def test_a_new_run_is_followed(sit: Callable[..., Desk], tmp_path: Path) -> None:
    desk = sit()
    write_tables(tmp_path / "out", [LORN], ROWS[:1])
    desk.look()
    assert seen(desk) == BEFORE[:1]
    assert [one["doc_id"] for one in desk.waiting("", 0)["documents"]] == ["a.txt"]


def test_rows_come_back_when_a_decision_in_the_tables_is_taken_back(
    sit: Callable[..., Desk], tmp_path: Path
) -> None:
    """The tables hold no date any more: the rules are asked."""
    desk = sit()
    desk.decide("a.txt", time(1), [asked("reject", "dates", "3 May")])
    write_tables(tmp_path / "out", [LORN, OTHER], [one for one in ROWS if one.text != "3 May"])
    (rejection,) = read_log(tmp_path / "log").decisions
    tables = tmp_path / "out" / "documents.parquet"
    os.utime(tables, (1.9e9, 1.9e9))  # made after the decision, in 2030
    append(tmp_path / "log" / "x.jsonl", [take_back(rejection, author="Ann", time="2031-01-01")])
    dates = tuple(one for one in ROWS if isinstance(one, DateMention))
    back = sit(reread=lambda document: Mentions(dates=dates if document == LORN else ()))
    assert seen(back) == [("dates", "3 May", "DATE", False)]


def test_identities_are_found_by_name(sit: Callable[..., Desk]) -> None:
    desk = sit()
    assert desk.identities("actors", "LORN") == [
        {"id": "country:LRN", "name": "Lorn", "rows": 1},
        {"id": "org:lorn", "name": "Lorn", "rows": 1},
    ]
    assert desk.identities("dates", "") == []


def test_everything_sent_is_json(sit: Callable[..., Desk]) -> None:
    desk = sit()
    for value in (desk.sheet("a.txt"), desk.sheet("b.txt"), desk.waiting("", 0)):
        json.dumps(value, allow_nan=False)
