"""Thousands of decisions about one document: the work grows as they do, not faster."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

import pytest

from extract.correcting.apply import correct_mentions
from extract.correcting.decision import decide
from extract.correcting.edited import Mark, decisions_between
from extract.reading.text import document_of_text
from extract.records import AgreementMention, DateMention, Mention, Mentions, PlaceMention
from extract.text import layer
from extract.text.offsets import Span, overlaps
from mentions import a_mention

M = TypeVar("M", bound=Mention)

PIECE = "Olt signed the truce of 4 May. "
MANY = 3_000
TEXT = PIECE * MANY
DOCUMENT = document_of_text(TEXT, doc_id="d")
STARTS = range(0, len(TEXT), len(PIECE))
SENTENCES = [Span(start, start + len(PIECE) - 1) for start in STARTS]
#: Spans that a row may be compared with, on average: those near it, not all of them.
FEW = 20


@pytest.fixture
def compared(monkeypatch: pytest.MonkeyPatch) -> list[tuple[int, int]]:
    """Every span that another one is compared with."""
    found: list[tuple[int, int]] = []

    def noted(a: tuple[int, int], b: tuple[int, int]) -> bool:
        found.append(b)
        return overlaps(a, b)

    monkeypatch.setattr(layer, "overlaps", noted)
    return found


def in_every_piece(row: M) -> tuple[M, ...]:
    """A row of the first piece, once in every piece."""
    return tuple(
        replace(
            row,
            mention_id=f"d:{row.table}:{at + row.start}-{at + row.end}",
            start=at + row.start,
            end=at + row.end,
        )
        for at in STARTS
    )


OLT = a_mention(PlaceMention, PIECE, 0, 3, name="Olt", feature="city")
TRUCE = a_mention(
    AgreementMention, PIECE, 15, 29, title="truce", agreement_type="ceasefire", named=False
)
DAY = a_mention(DateMention, PIECE, 24, 29, timex_type="DATE")
FOUND = Mentions(
    places=in_every_piece(OLT), agreements=in_every_piece(TRUCE), dates=in_every_piece(DAY)
)


def test_every_row_accepted(compared: list[tuple[int, int]]) -> None:
    decisions = [
        decide("accept", DOCUMENT, row.table, (row.start, row.end), author="a", time="2026")
        for row in (*FOUND.places, *FOUND.agreements)
    ]
    corrected, unplaced = correct_mentions(DOCUMENT, FOUND, SENTENCES, decisions)
    assert unplaced == ()
    assert [(row.start, row.method) for row in corrected.places] == [
        (start, "human") for start in STARTS
    ]
    assert [row.in_agreement for row in corrected.dates] == [
        row.mention_id for row in FOUND.agreements
    ]
    assert len(compared) < FEW * len(decisions)


def test_every_row_moved_in_an_annotation_tool(compared: list[tuple[int, int]]) -> None:
    wanted = {Mark("places", row.start, row.end + len(" signed")): "city" for row in FOUND.places}
    decisions = decisions_between(
        DOCUMENT, Mentions(places=FOUND.places), wanted, "Ann", "2026-01-02T03:04:05"
    )
    assert [(d.action, d.start, d.fields) for d in decisions] == [
        ("edges", start, {"end": len(" signed")}) for start in STARTS
    ]
    assert len(compared) < FEW * MANY
