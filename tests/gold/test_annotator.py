"""Whoever stands in for a person says all that an annotated release says, and no more."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from annotator import decisions_of
from extract.api.text import pipeline_for
from extract.correcting.apply import correct_mentions
from extract.evaluation.gold import GoldDocument, parse_gold, read_gold
from extract.evaluation.report import evaluate
from extract.reading.text import document_of_text
from extract.records import DateMention, Document, Mentions, PlaceMention
from extract.settings import Settings
from mentions import a_mention

FOLDER = Path(__file__).parents[2] / "data" / "learning" / "documents"
RELEASES = ("kow-bulletin-112-l01", "joint-culmaq-declaration-l37", "uos-quillfane-report-l42")
WHO = {"author": "Ann", "time": "2026-05-04T10:00:00Z"}


@cache
def run(name: str) -> tuple[GoldDocument, Document, Mentions]:
    """A release, as it is read and as the shipped package reads it."""
    gold = read_gold(FOLDER / f"{name}.txt")
    document = document_of_text(gold.document.text, doc_id=name, published=gold.document.published)
    return gold, document, pipeline_for(Settings())(document)


@pytest.mark.parametrize("name", RELEASES)
def test_corrected_rows_are_those_of_the_release(name: str) -> None:
    gold, document, found = run(name)
    decisions = decisions_of(gold, document, found, **WHO)
    corrected = correct_mentions(document, found, (), decisions)
    assert not corrected.unplaced
    lines = evaluate([gold.mentions], [corrected.mentions]).lines
    assert {line.kind for line in lines} == {"actors", "places", "dates", "agreements"}
    for line in lines:
        assert line.scores["exact"].f1 == 1.0, line.kind
        wrong = {name: counts for name, counts in line.fields.items() if counts[0] < counts[1]}
        assert not wrong, line.kind


def test_a_release_that_is_right_already_gives_no_decision() -> None:
    gold, document, found = run(RELEASES[0])
    decisions = decisions_of(gold, document, found, **WHO)
    corrected = correct_mentions(document, found, (), decisions).mentions
    assert decisions_of(gold, document, corrected, **WHO) == []


def test_what_the_guidelines_leave_open_is_not_corrected() -> None:
    text = "The Lorn envoys meet now."
    facets = "issuer: a\nissuer_kind: b\nregion: c\ntopic: d\nhard: no\nsplit: dev"
    gold = parse_gold(f"---\n{facets}\n---\n{text}\n=====\n", "d", "d.txt")
    found = Mentions(
        places=(
            a_mention(PlaceMention, text, 4, 8, name="Lorn", feature="demonym"),
            a_mention(PlaceMention, text, 9, 15, name="envoys", feature="city"),
        ),
        dates=(a_mention(DateMention, text, 21, 24, timex_type="DATE", value="PRESENT_REF"),),
    )
    decisions = decisions_of(gold, document_of_text(text, doc_id="d"), found, **WHO)
    assert [(d.action, d.quote) for d in decisions] == [("reject", "envoys")]


def test_another_text_is_refused() -> None:
    gold, _, found = run(RELEASES[0])
    with pytest.raises(ValueError, match="another text"):
        decisions_of(gold, document_of_text("Another text.", doc_id="x"), found, **WHO)
