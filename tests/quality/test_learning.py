"""Corrections teach: the curve of docs/learning.md, its making, and (slowly) one point of it."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from curve import draw
from extract.evaluation.gold import read_corpus
from learning import GOLD, HELD_OUT, NAMES, SIZES, Point, dealt, measure, table

PAGE = Path(__file__).parents[2] / "docs" / "learning.md"
#: What is asked of 20 corrected documents: so much more exact F1, and so little lost elsewhere.
RISE, LOSS = 8.0, 0.5
POINT = Point(
    order=0,
    size=0,
    decisions=0,
    minutes=0,
    outcome="shipped",
    held_out={NAMES: 60, "actors": 50, "places": 70, "dates": 90, "agreements": 80, "mean": 70},
    guard={NAMES: 90, "actors": 90, "places": 90, "dates": 95, "agreements": 70, "mean": 85},
)
AFTER = replace(
    POINT,
    size=5,
    decisions=40,
    minutes=0.5,
    held_out={**POINT.held_out, NAMES: 71.04},
    guard={**POINT.guard, "places": 89.7, "dates": 96},
)


def test_what_is_held_out_is_never_corrected() -> None:
    for order in (0, 1):
        names = [one.document.doc_id for one in dealt(order)]
        assert len(set(names)) == len(names)
        assert max(SIZES) + HELD_OUT <= len(names)
        assert names == [one.document.doc_id for one in dealt(order)]
    assert dealt(0)[-1].document.doc_id != dealt(1)[-1].document.doc_id


def test_a_table_has_a_line_a_size_and_the_kind_that_lost_most() -> None:
    lines = [line.strip("| ").split(" | ") for line in table([POINT, AFTER]).splitlines()]
    assert lines[2][:5] == ["0", "1", "0", "0.0", "60.0"]
    assert lines[3][:5] == ["5", "1", "40", "0.5", "71.0"]
    assert (lines[0][-1], lines[3][-1]) == ("largest loss on the guard", "0.3")


def test_a_picture_has_a_dot_a_measurement_and_no_foreign_parts() -> None:
    picture = draw({NAMES: {0: [60, 62], 5: [71]}, "a < b": {0: [90], 5: [90]}}, "A title")
    assert picture.count("<circle") == 5
    assert picture.count("<polyline") == 2
    assert "a &lt; b" in picture
    assert set(re.findall(r"\bhttps?://[^\"]+", picture)) == {"http://www.w3.org/2000/svg"}


def test_the_page_says_what_was_asked_for() -> None:
    rows = re.findall(r"^\| (\d+) \| (.*) \|$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    cells = {int(size): line.split(" | ") for size, line in rows}
    assert set(cells) == {0, *SIZES}
    means = {size: float(line[3].split()[0]) for size, line in cells.items()}
    assert means[0] < means[5] < means[20] < means[50]
    assert means[20] - means[0] >= RISE
    assert all(float(line[-1]) <= LOSS for line in cells.values())


@pytest.mark.slow
def test_twenty_corrected_documents_teach_the_next_ten() -> None:
    guard = read_corpus(GOLD, "guard")
    before, after = measure(0, 0, guard), measure(0, 20, guard)
    assert after.held_out[NAMES] - before.held_out[NAMES] >= RISE
    for kind, figure in before.guard.items():
        assert after.guard[kind] >= figure - LOSS, kind
