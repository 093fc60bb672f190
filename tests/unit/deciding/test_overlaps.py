"""Which of several overlapping proposals stay; one character of a text is one place in `at`."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extract.deciding.overlaps import settle
from extract.deciding.votes import gather
from extract.knowledge.trust import Trust
from extract.records import Proposal

TRUST = Trust(
    shares={"ner": 0.7, "list": 0.9, "phrase": 0.9, "date": 0.9, "agreement": 0.8, "bare": 0.5},
    steepness={"ner:ORG": 2.0},
    strong=frozenset({"list", "phrase", "date"}),
)

#: text, proposals as (words, kind, label, rule[, form]), what stays as (words, kind, label)
CASES = {
    "gazetteer-overrules-person": (
        "in the Lachin direction",
        [("Lachin", "actors", "person", "ner:PERSON"), ("Lachin", "places", "city", "list")],
        [("Lachin", "places", "city")],
    ),
    "longest-name-wins": (
        "the Bank of Armenia said",
        [
            ("Bank of Armenia", "actors", "organization", "ner:ORG"),
            ("Armenia", "places", "country", "phrase"),
        ],
        [("Bank of Armenia", "actors", "organization")],
    ),
    "list-is-split": (
        "in Dashkasan, Kalbajar and Lachin",
        [
            ("Dashkasan, Kalbajar", "actors", "organization", "ner:ORG"),
            ("Dashkasan", "places", "city", "list"),
            ("Kalbajar", "places", "city", "list"),
        ],
        [("Dashkasan", "places", "city"), ("Kalbajar", "places", "city")],
    ),
    "a-nation's-body-is-no-list": (
        "the Kenyan Labour Party won",
        [
            ("Kenyan Labour Party", "actors", "organization", "ner:ORG"),
            ("Kenyan", "places", "demonym", "phrase"),
            ("Labour Party", "actors", "organization", "phrase"),
        ],
        [("Kenyan Labour Party", "actors", "organization")],
    ),
    "nationality-inside-a-place": (
        "the Russian Empire fell",
        [
            ("Russian Empire", "places", "city", "ner:GPE"),
            ("Russian", "places", "demonym", "phrase"),
        ],
        [("Russian Empire", "places", "city")],
    ),
    "a-name-that-goes-on-is-no-list": (
        "at the Chad-Mali Media Forum",
        [
            ("Chad-Mali Media Forum", "mask", "event", "mask"),
            ("Chad", "places", "country", "phrase"),
            ("Mali", "places", "country", "phrase"),
        ],
        [],
    ),
    "cued-place-inside-a-place-of-the-model": (
        "the Kalbajar district",
        [
            ("Kalbajar district", "places", "city", "ner:GPE"),
            ("Kalbajar", "places", "district", "list"),
        ],
        [("Kalbajar", "places", "district")],
    ),
    "nothing-inside-a-named-agreement": (
        "under the Treaty of Moscow of 1990",
        [
            ("Treaty of Moscow", "agreements", "treaty", "agreement:title", "named"),
            ("Moscow", "places", "city", "list"),
        ],
        [("Treaty of Moscow", "agreements", "treaty")],
    ),
    "described-agreement-keeps-its-inside": (
        "the accord of 9 May 1990 with Chad",
        [
            (
                "accord of 9 May 1990 with Chad",
                "agreements",
                "agreement",
                "agreement:d",
                "described",
            ),
            ("9 May 1990", "dates", "DATE", "date:day"),
            ("Chad", "places", "country", "phrase"),
        ],
        [
            ("accord of 9 May 1990 with Chad", "agreements", "agreement"),
            ("9 May 1990", "dates", "DATE"),
            ("Chad", "places", "country"),
        ],
    ),
    "event-swallows": (
        "at the Baku Media Forum 2021",
        [
            ("Baku Media Forum 2021", "mask", "event", "phrase"),
            ("Baku", "places", "city", "list"),
            ("2021", "dates", "DATE", "date:year"),
        ],
        [],
    ),
    "body-named-after-a-treaty": (
        "the Northern Treaty Organization met",
        [
            ("Northern Treaty Organization", "actors", "igo", "phrase"),
            ("Northern Treaty", "agreements", "treaty", "agreement:title", "named"),
        ],
        [("Northern Treaty Organization", "actors", "igo")],
    ),
    "date-beats-person": (
        "on Sunday morning",
        [
            ("Sunday", "actors", "person", "ner:PERSON"),
            ("Sunday morning", "dates", "TIME", "date:part"),
        ],
        [("Sunday morning", "dates", "TIME")],
    ),
    "longer-date-wins": (
        "on 10 November 2020",
        [
            ("10 November 2020", "dates", "DATE", "date:day"),
            ("2020", "dates", "DATE", "date:year"),
        ],
        [("10 November 2020", "dates", "DATE")],
    ),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_settle(
    case: tuple[str, list[tuple[str, ...]], list[tuple[str, str, str]]],
) -> None:
    text, proposed, expected = case
    proposals = [_proposal(text, *words) for words in proposed]
    kept = settle(gather(proposals, TRUST), text)
    assert [(text[r.span.start : r.span.end], r.kind, r.label) for r in kept] == expected


def test_agreeing_rules_raise_support() -> None:
    proposals = [
        _proposal("Lachin", "Lachin", "places", "city", rule) for rule in ("ner:GPE", "list")
    ]
    (reading,) = gather(proposals, TRUST)
    assert reading.rules == ("list", "ner:GPE")
    assert reading.support == pytest.approx(1 - 0.3 * 0.1)


def test_a_doubtful_model_makes_no_row() -> None:
    words = _proposal("Ummah", "Ummah", "actors", "organization", "ner:ORG")
    doubtful, sure = (replace(words, cues={"score": score}) for score in ("0.5", "0.99"))
    assert settle(gather([doubtful], TRUST), "Ummah") == []
    (kept,) = settle(gather([doubtful, sure], TRUST), "Ummah")
    assert kept.support == pytest.approx(0.7 * 0.99**2)


def _proposal(text: str, words: str, kind: str, label: str, rule: str, form: str = "") -> Proposal:
    start = text.index(words)
    return Proposal(
        kind=kind,
        start=start,
        end=start + len(words),
        text=words,
        rule=rule,
        label=label,
        cues={"form": form} if form else {},
    )


def test_a_rule_alone_may_claim_less() -> None:
    trust = replace(TRUST, alone={"ner:ORG": 0.5})
    assert trust.confidence(("ner:ORG",), 0.8) == pytest.approx(0.4)
    assert trust.confidence(("ner:ORG", "phrase"), 0.8) == pytest.approx(0.8)
    assert trust.confidence(("phrase",), 0.8) == pytest.approx(0.8)
