"""Confidence against gold."""

from __future__ import annotations

import pytest

from extract.records import Mentions, PlaceMention
from extract.training.calibrate import (
    Bin,
    Verdict,
    by_proposers,
    calibration_error,
    equal_bins,
    verdicts,
)


def place(start: int, end: int, feature: str = "city") -> PlaceMention:
    return PlaceMention(
        mention_id=f"a:places:{start}-{end}",
        doc_id="a",
        text="x",
        start=start,
        end=end,
        sentence="x",
        sentence_start=0,
        sentence_end=9,
        method="gazetteer",
        confidence=0.6,
        name="x",
        feature=feature,
    )


def test_a_row_is_right_if_gold_has_its_span_in_its_table() -> None:
    gold = Mentions(places=(place(0, 4),))
    found = Mentions(places=(place(0, 4), place(0, 5), place(6, 9, "demonym")))
    assert list(verdicts([gold], [found])) == [
        Verdict("places", "gazetteer", 0.6, right=True),
        Verdict("places", "gazetteer", 0.6, right=False),
    ]


def test_bins_hold_equally_many_rows_and_keep_ties_together() -> None:
    judged = [
        Verdict("places", "a", 0.9, right=True),
        Verdict("places", "a", 0.5, right=False),
        Verdict("places", "a", 0.5, right=True),
        Verdict("places", "a", 0.5, right=False),
    ]
    bins = equal_bins(judged, 2)
    assert bins == [Bin("0.50 to 0.50", 3, 0.5, 1 / 3), Bin("0.90 to 0.90", 1, 0.9, 1.0)]
    assert calibration_error(bins) == pytest.approx((3 * (0.5 - 1 / 3) + 0.1) / 4)
    assert equal_bins([], 2) == []


def test_proposers_are_families_of_rules() -> None:
    judged = [
        Verdict("dates", "date:weekday", 0.9, right=True),
        Verdict("dates", "date:calendar", 0.9, right=False),
        Verdict("actors", "ner:ORG+acronym", 0.8, right=True),
    ]
    assert by_proposers(judged, 1) == [
        Bin("date", 2, 0.9, 0.5),
        Bin("acronym + ner:ORG", 1, 0.8, 1.0),
    ]
    assert [one.name for one in by_proposers(judged, 2)] == ["date"]
