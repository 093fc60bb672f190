"""The words of temporal expressions, and how fast the grammar walks through a text."""

from __future__ import annotations

import time

import pytest

from extract.knowledge.dates import load_dates
from extract.knowledge.dates.vocabulary import load_vocabulary

GRAMMAR = load_dates()
WORDS = load_vocabulary()

COUNTS = {
    "3": 3,
    "1,500": 1500,
    "2.5": 2.5,
    "2 1/2": 2.5,
    "2½": 2.5,
    "four": 4,
    "twenty-two": 22,
    "forty four": 44,
    "two hundred": 200,
    "dozen": 12,
    "two dozen": 24,
    "half an": 0.5,
    "couple of": 2,
    "several": None,
    "few": None,
}


@pytest.mark.parametrize(("words", "number"), COUNTS.items(), ids=COUNTS.keys())
def test_counts(words: str, number: float | None) -> None:
    assert WORDS.count(words) == number


def test_words_stand_for_numbers_and_codes() -> None:
    assert WORDS.number("month", "Sept.") == 9
    assert WORDS.number("weekday", "FRIDAY") == 5
    assert WORDS.code("unit", "Weeks") == "W"
    assert "half" in WORDS.first_words("number")


def test_the_longest_expression_wins() -> None:
    found = list(GRAMMAR.scan("met on Friday, 3 May 2019 in Baku"))
    assert [(one.rule.rule_id, one.start, one.end) for one in found] == [("day-month-year", 7, 25)]


def test_words_that_no_rule_named_are_read_by_the_longest() -> None:
    found = GRAMMAR.parse("nobody", "about 10 November 2020")
    assert found is not None
    assert found.rule.rule_id == "day-month-year"


def test_an_expression_may_break_across_lines() -> None:
    found = list(GRAMMAR.scan("signed on 10\nNovember 2020, and on 9\n  November"))
    assert [one.rule.rule_id for one in found] == ["day-month-year", "day-month"]


#: Texts that a careless pattern reads in quadratic time.
HOSTILE = {
    "digits": "7" * 100_000,
    "slashes": "/" * 100_000,
    "dates-by-slashes": "1/2/" * 25_000,
    "month-names": "January " * 125_000,
    "months-in-a-row": "May" * 333_000,
    "spaces": " " * 1_000_000,
    "day-list": "3, " * 50_000,
    "number-words": "twenty-" * 50_000,
    "years": "1994-" * 50_000,
    "capitals": "Abc " * 250_000,
    "lines": "10\n" * 100_000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_no_text_costs_more_than_its_length(text: str) -> None:
    began = time.process_time()
    for _ in GRAMMAR.scan(text):
        pass
    assert time.process_time() - began < 1.0
