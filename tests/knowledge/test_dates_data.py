"""Rules of the date grammar that cannot be used are refused; every normaliser has a rule."""

from __future__ import annotations

import pytest

from extract.errors import KnowledgeError
from extract.knowledge.dates import load_dates
from extract.knowledge.dates.grammar import build_grammar
from extract.knowledge.dates.vocabulary import load_vocabulary
from extract.linking.dates import FORMS

GRAMMAR = load_dates()


def test_every_form_has_a_normaliser_and_every_normaliser_a_rule() -> None:
    assert {rule.form for rule in GRAMMAR.rules} == set(FORMS)


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
