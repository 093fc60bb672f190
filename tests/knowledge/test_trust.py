"""How far rules are trusted: by their own figure, else by their family's."""

from __future__ import annotations

from extract.knowledge.trust import load_trust


def test_trust_looks_up_the_rule_then_its_family() -> None:
    trust = load_trust()
    assert trust.of("ner:PERSON") > trust.of("ner:FAC")
    assert trust.of("date:anything") == trust.of("date")
    assert trust.of("nobody-measured-this") == 0.5
    assert trust.is_strong("date:anything")
    assert not trust.is_strong("ner:PERSON")
