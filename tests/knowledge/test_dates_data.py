"""Every rule of the date grammar against its own examples; every form has a normaliser."""

from __future__ import annotations

import pytest

from extract.errors import KnowledgeError
from extract.knowledge.dates import load_dates
from extract.knowledge.dates.grammar import DateRule, build_grammar
from extract.knowledge.dates.vocabulary import load_vocabulary
from extract.linking.dates import FORMS

GRAMMAR = load_dates()
EXAMPLES = [(rule, words) for rule in GRAMMAR.rules for words in rule.examples]
COUNTERS = [(rule, words) for rule in GRAMMAR.rules for words in rule.counter_examples]


def _ids(cases: list[tuple[DateRule, str]]) -> list[str]:
    return [f"{rule.rule_id}: {words}" for rule, words in cases]


@pytest.mark.parametrize(("rule", "words"), EXAMPLES, ids=_ids(EXAMPLES))
def test_a_rule_finds_its_examples(rule: DateRule, words: str) -> None:
    assert rule.rule_id in {found.rule.rule_id for found in GRAMMAR.scan(words)}


@pytest.mark.parametrize(("rule", "words"), COUNTERS, ids=_ids(COUNTERS))
def test_a_rule_leaves_its_counter_examples(rule: DateRule, words: str) -> None:
    assert rule.rule_id not in {found.rule.rule_id for found in GRAMMAR.scan(words)}


def test_every_rule_proves_its_silence() -> None:
    assert [rule.rule_id for rule in GRAMMAR.rules if not rule.counter_examples] == []


def test_every_form_has_a_normaliser_and_every_normaliser_a_rule() -> None:
    assert {rule.form for rule in GRAMMAR.rules} == set(FORMS)


def test_every_example_is_read_again_from_its_words() -> None:
    unread = [
        words
        for rule, words in EXAMPLES
        for found in GRAMMAR.scan(words)
        if found.rule is rule
        and (again := rule.parse(words[found.start : found.end])) is not None
        and again.end != found.end - found.start
    ]
    assert unread == []


ENTRY = {
    "id": "x",
    "form": "day",
    "type": "DATE",
    "starts": ["digit"],
    "pattern": "1",
    "examples": ["1"],
}


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"type": "NIGHT"}, "lacks a type or examples"),
        ({"examples": []}, "lacks a type or examples"),
        ({"pattern": "("}, "bad pattern"),
        ({"pattern": "{nowhere}"}, "bad pattern"),
    ],
)
def test_a_bad_rule_is_named(changed: dict[str, object], reason: str) -> None:
    with pytest.raises(KnowledgeError, match=reason):
        build_grammar({"dates.toml": {"rule": [ENTRY | changed]}}, load_vocabulary())


def test_a_rule_cannot_take_the_name_of_another() -> None:
    with pytest.raises(KnowledgeError, match="repeats the id"):
        build_grammar({"dates.toml": {"rule": [ENTRY, ENTRY]}}, load_vocabulary())
