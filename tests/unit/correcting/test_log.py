"""The log of decisions on disk."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.correcting.apply import correct_mentions
from extract.correcting.decision import ACTIONS, Decision, take_back
from extract.correcting.line import parse_line
from extract.correcting.log import Log, append, read_log, standing
from extract.errors import CorrectionError
from extract.reading.text import document_of_text
from extract.records import Mentions, PlaceMention
from extract.tables.check import check_document
from extract.tables.frames import frame
from extract.text.offsets import Span

GOOD = Decision(
    action="reject",
    author="ana",
    time="2026-02-01T10:00:00",
    doc_id="d",
    table="places",
    quote="Jordan",
    start=3,
    end=9,
)


def test_what_is_appended_is_read_again(tmp_path: Path) -> None:
    later = Decision(action="merge", author="b", time="2026-03-01", table="actors",
                     fields={"from": "x", "into": "y"})  # fmt: skip
    append(tmp_path / "corrections" / "b.jsonl", [later])
    append(tmp_path / "corrections" / "b.jsonl", [GOOD])
    log = read_log(tmp_path / "corrections")
    assert log.decisions == (GOOD, later)
    assert log.refused == ()


def test_a_half_written_line_costs_only_itself(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(GOOD.as_line() + "\n" + GOOD.as_line()[:40], encoding="utf-8")
    append(path, [GOOD])
    log = read_log(tmp_path)
    assert log.decisions == (GOOD, GOOD)
    assert [line.split(":")[0] for line in log.refused] == ["a.jsonl, line 2"]


def test_a_file_that_cannot_be_read_costs_only_itself(tmp_path: Path) -> None:
    append(tmp_path / "b.jsonl", [GOOD])
    (tmp_path / "a.jsonl").mkdir()
    log = read_log(tmp_path)
    assert log.decisions == (GOOD,)
    assert [line.split(".\n")[1] for line in log.refused] == [
        "Its decisions are left out; see to the file."
    ]
    assert log.refused[0].startswith("a.jsonl: ")


def test_no_folder_is_an_empty_log(tmp_path: Path) -> None:
    assert read_log(tmp_path / "nowhere").decisions == ()


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"action": "burn"}, "'burn' is no action"),
        ({"table": "things"}, "'things' is no table"),
        ({"colour": "red"}, "unknown key 'colour'"),
        ({"start": "3"}, "start has the wrong type"),
        ({"author": ""}, "has no author"),
        ({"time": "yesterday"}, "is no ISO 8601 time"),
        ({"quote": ""}, "no quote"),
        ({"start": -5, "end": -1}, "start and end are no span"),
        ({"start": 9, "end": 3}, "start and end are no span"),
        ({"author": "\ud800"}, "holds half a character"),
        ({"action": "add", "fields": {"name": "\udc00"}}, "holds half a character"),
        ({"action": "relabel", "fields": {"table": ["places"]}}, "['places'] is no table"),
        ({"action": "link", "fields": {"latitude": float("nan")}}, "latitude cannot be nan"),
        ({"action": "link", "fields": {"longitude": 999}}, "longitude cannot be 999"),
        ({"action": "link", "fields": {"geonames_id": 2**63}}, "geonames_id cannot be"),
        ({"action": "link", "fields": {"country_code": "Jordan"}}, "country_code cannot be"),
        (
            {"action": "add", "table": "agreements", "fields": {"date": "4 May"}},
            "date cannot be '4 May'",
        ),
        (
            {"action": "add", "table": "agreements", "fields": {"parties": ["AZE", " "]}},
            "parties cannot be ['AZE', ' ']",
        ),
        ({"action": "document", "doc_id": "", "fields": {"title": "x"}}, "has no doc_id"),
        ({"action": "edges", "fields": {"start": 1.5}}, "edges are whole numbers"),
        ({"action": "link", "fields": {"geonames_id": "x"}}, "geonames_id cannot be 'x'"),
        ({"action": "link", "fields": {"confidence": 1.0}}, "'confidence' is no column"),
        ({"action": "relabel", "fields": {"feature": "moon"}}, "feature cannot be 'moon'"),
        ({"action": "relabel", "fields": {"table": "moons"}}, "'moons' is no table"),
        ({"action": "merge", "fields": {"from": "x"}}, "`from` and `into`"),
        ({"action": "merge", "table": "dates"}, "no identity to merge"),
        ({"action": "document", "fields": {"published": "May"}}, "published cannot be 'May'"),
        ({"action": "retract", "fields": {"decision": "abc"}}, "names the sha256 of a `decision`"),
    ],
)
def test_a_refused_line_names_its_reason(change: dict[str, object], reason: str) -> None:
    line = json.dumps({**json.loads(GOOD.as_line()), **change})
    with pytest.raises(CorrectionError, match=r"log\.jsonl, line 7: ") as error:
        parse_line(line, "log.jsonl", 7)
    assert reason in str(error.value)


@pytest.mark.parametrize(
    ("line", "reason"),
    [("[1]", "is no JSON object"), ("{", "is no JSON"), ('{"a":' * 100_000, "is no JSON")],
    ids=["list", "broken", "endless"],
)
def test_what_is_no_object_is_refused(line: str, reason: str) -> None:
    with pytest.raises(CorrectionError, match=reason):
        parse_line(line, "log.jsonl", 1)


@given(
    st.fixed_dictionaries(
        {},
        optional={
            **{key: st.sampled_from(["places", "d", "Jordan"]) for key in ("table", "doc_id")},
            **{key: st.integers() for key in ("start", "end")},
            "action": st.sampled_from(ACTIONS),
            "quote": st.text(),
            "fields": st.dictionaries(
                st.sampled_from(["table", "name", "latitude", "geonames_id", "feature", "from"]),
                st.recursive(
                    st.none() | st.booleans() | st.floats() | st.integers() | st.text(),
                    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
                ),
            ),
        },
    )
)
def test_a_line_is_refused_or_applies(change: dict[str, object]) -> None:
    """Whatever a line holds, it is refused with its reason, or the rows can follow it."""
    document = document_of_text("In Jordan.", doc_id="d")
    try:
        decision = parse_line(json.dumps({**json.loads(GOOD.as_line()), **change}), "a", 1)
    except CorrectionError:
        return
    corrected = correct_mentions(document, Mentions(), (Span(0, 10),), (decision,)).mentions
    check_document(document, corrected)
    table = frame(PlaceMention, corrected.places)
    assert table["text"].tolist() == [row.text for row in corrected.places]


def test_the_lines_in_the_documentation_are_decisions_of_every_action() -> None:
    page = Path(__file__).parents[3] / "docs" / "corrections.md"
    lines = [line for line in page.read_text().splitlines() if line.startswith('{"action"')]
    decisions = [parse_line(line, page.name, at) for at, line in enumerate(lines)]
    assert {decision.action for decision in decisions} == set(ACTIONS)
    for decision in decisions:
        assert len(decision.quote) == decision.end - decision.start
    first, *others, retraction = decisions
    assert first.action == "accept"
    assert retraction.action == "retract"
    assert standing(decisions) == (others, [])


def test_decisions_are_in_order_of_time_in_any_zone(tmp_path: Path) -> None:
    times = ["2026-02-01T12:00:00+05:00", "2026-02-01T08:00:00Z", "2026-02-01T07:30:00"]
    append(tmp_path / "ana.jsonl", [replace(GOOD, time=time) for time in times])
    assert [d.time for d in read_log(tmp_path).decisions] == [times[0], times[2], times[1]]


def test_what_is_taken_back_stands_no_more_until_that_is_taken_back(tmp_path: Path) -> None:
    other = replace(GOOD, quote="Lorn", end=7)
    gone = take_back(GOOD, author="ben", time="2026-02-02T10:00:00")
    append(tmp_path / "ana.jsonl", [GOOD, other])
    append(tmp_path / "ben.jsonl", [gone])
    assert read_log(tmp_path).decisions == (other,)
    append(tmp_path / "ana.jsonl", [take_back(gone, author="ana", time="2026-02-03T10:00:00")])
    assert read_log(tmp_path).decisions == (GOOD, other)
    assert read_log(tmp_path).refused == ()


def test_a_decision_may_be_made_again_after_it_was_taken_back(tmp_path: Path) -> None:
    again = replace(GOOD, time="2026-02-03T10:00:00")
    gone = take_back(GOOD, author="ben", time="2026-02-02T10:00:00")
    append(tmp_path / "ana.jsonl", [GOOD, gone, gone, again])
    assert read_log(tmp_path) == Log((again,), ())


def test_a_retraction_of_nothing_is_reported_and_changes_nothing(tmp_path: Path) -> None:
    early = take_back(GOOD, author="ben", time="2026-01-02T10:00:00")
    append(tmp_path / "ana.jsonl", [GOOD, early])
    log = read_log(tmp_path)
    assert log.decisions == (GOOD,)
    assert [reason.split(". ")[0].split(".\n")[0] for reason in log.refused] == [
        "ana.jsonl, line 2: takes back a decision that does not stand before it in the log"
    ]
