"""Every rule for country names decides its own examples, and leaves its counter-examples alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from extract.deciding.countries import CountrySettler
from extract.knowledge.countries import load_countries
from extract.knowledge.country_rules import ContextRule, load_country_rules

RULES = load_country_rules()
SETTLER = CountrySettler(RULES, load_countries())
TABLES = {"country": RULES.country, "capital": RULES.capital}
CASES = [(family, rule) for family, rules in TABLES.items() for rule in rules]
IDS = [f"{family}:{rule.rule_id}" for family, rule in CASES]
_MARK = re.compile(r"\[([^\]]+)\]")


def _reasons(family: str, sentence: str) -> Iterator[str]:
    """Why each bracketed name of a sentence is what it is."""
    for mark in _MARK.finditer(sentence):
        brackets = len(re.findall(r"[\[\]]", sentence[: mark.start()]))
        start = mark.start() - brackets
        text = re.sub(r"[\[\]]", "", sentence)
        settle = SETTLER.settle_country if family == "country" else SETTLER.settle_capital
        yield settle(text, start, start + len(mark[1])).reason


@pytest.mark.parametrize(("family", "rule"), CASES, ids=IDS)
def test_rule_decides_its_examples(family: str, rule: ContextRule) -> None:
    for example in rule.examples:
        assert set(_reasons(family, example)) == {f"{family}:{rule.rule_id}"}, example


@pytest.mark.parametrize(("family", "rule"), CASES, ids=IDS)
def test_rule_leaves_its_counter_examples_alone(family: str, rule: ContextRule) -> None:
    for example in rule.counter_examples:
        assert f"{family}:{rule.rule_id}" not in set(_reasons(family, example)), example


def test_rules_have_names_of_their_own() -> None:
    assert len(set(IDS)) == len(IDS)
