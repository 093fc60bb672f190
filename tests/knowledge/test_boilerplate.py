"""Every rule for boilerplate finds its examples whole and leaves its counter-examples alone."""

from __future__ import annotations

import pytest

from extract.reading.boilerplate import BoilerplateRule, find_boilerplate, load_boilerplate

RULES = load_boilerplate()


@pytest.mark.parametrize("rule", RULES, ids=[rule.rule_id for rule in RULES])
def test_rule_finds_its_examples(rule: BoilerplateRule) -> None:
    for example in rule.examples:
        text = f"Talks resumed.\n{example}\nThey go on."
        assert [text[a:b] for a, b in find_boilerplate(text, (rule,))] in (
            [example],
            [f"{example}\nThey go on."],
        ), example


@pytest.mark.parametrize("rule", RULES, ids=[rule.rule_id for rule in RULES])
def test_rule_leaves_its_counter_examples_alone(rule: BoilerplateRule) -> None:
    for example in rule.counter_examples:
        assert find_boilerplate(f"Talks resumed.\n{example}\n", (rule,)) == (), example


def test_scopes_are_known() -> None:
    assert {rule.scope for rule in RULES} <= {"line", "paragraph", "part"}
