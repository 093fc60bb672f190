"""The data of agreements: entries usable, examples found, counter-examples silent."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

import pytest
import spacy

from extract.knowledge.agreements import WORDS, load_agreements
from extract.knowledge.countries import load_countries
from extract.knowledge.load import tables
from extract.matchers.agreements import CitedAgreements, DescribedAgreements

KNOWLEDGE = load_agreements()
COUNTRIES = load_countries()
NLP = spacy.blank("en")
CITED = CitedAgreements(KNOWLEDGE)
DESCRIBED = DescribedAgreements(KNOWLEDGE, COUNTRIES)
CONTENT: dict[str, Any] = tables(WORDS)
#: The issue asks for this many instruments.
LEAST = 600


def found_in(text: str) -> list[str]:
    doc = NLP(text)
    cited = list(CITED(doc))
    described = [p for p in DESCRIBED(doc, cited) if p.kind == "agreements"]
    return sorted({p.text for p in (*cited, *described)})


@pytest.mark.parametrize("text", [entry["text"] for entry in CONTENT["example"]])
def test_examples_are_found(text: str) -> None:
    expected = re.findall(r"\[([^\]]+)\]", text)
    assert expected
    assert found_in(text.replace("[", "").replace("]", "")) == sorted(expected)


@pytest.mark.parametrize("text", [entry["text"] for entry in CONTENT["counter_example"]])
def test_counter_examples_are_silent(text: str) -> None:
    assert found_in(text) == []


def test_titles_stand_once() -> None:
    titles = Counter(instrument.title for instrument in KNOWLEDGE.instruments)
    assert [title for title, times in titles.items() if times > 1] == []


def test_no_instrument_repeats_a_name() -> None:
    for instrument in KNOWLEDGE.instruments:
        assert [n for n, times in Counter(instrument.names).items() if times > 1] == []


def test_dates_are_iso() -> None:
    pattern = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")
    odd = [i for i in KNOWLEDGE.instruments if i.date and not pattern.fullmatch(i.date)]
    assert odd == []


def test_codes_of_parties_exist() -> None:
    """Three capitals are a country, unless they are a known body or movement."""
    bodies = set(KNOWLEDGE.words.bodies.values()) | set(CONTENT["parties"]["others"])
    parties = {p for i in KNOWLEDGE.instruments for p in i.parties if re.fullmatch("[A-Z]{3}", p)}
    assert parties - set(COUNTRIES.by_code) - bodies == set()


def test_resolutions_have_number_and_body() -> None:
    resolutions = [i for i in KNOWLEDGE.instruments if i.agreement_type == "resolution"]
    assert [i for i in resolutions if not i.number or not i.parties] == []


def test_heads_are_lower_case_and_weak_ones_are_heads() -> None:
    words = KNOWLEDGE.words
    assert {head for head in words.heads if head != head.lower()} == set()
    assert words.weak | words.untitled | words.short_forms <= set(words.heads)


def test_there_are_enough() -> None:
    assert len(KNOWLEDGE.instruments) >= LEAST
