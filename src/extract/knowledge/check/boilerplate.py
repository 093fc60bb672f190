"""Check boilerplate.toml.

In:  its rules, and a function that finds their parts in a text
Out: problems: examples that are not found whole, counter-examples that are
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final, TypeAlias

from extract.knowledge.boilerplate import FILE, BoilerplateRule
from extract.knowledge.check.base import Checked, checked, entry_problem, repeated
from extract.knowledge.problems import Problem

#: Which parts of a text a rule finds.
Parts: TypeAlias = Callable[[str, BoilerplateRule], list[str]]
SCOPES: Final = frozenset({"line", "paragraph", "part"})


def check_boilerplate(rules: Sequence[BoilerplateRule], parts: Parts) -> Checked:
    """Every rule finds its examples whole, and none of its counter-examples."""
    tried = sum(len(rule.examples) + len(rule.counter_examples) for rule in rules)
    problems = [problem for rule in rules for problem in _of_rule(rule, parts)]
    problems.extend(
        _problem(name, name, "stands twice", "Give one of them another id.")
        for name in repeated(rule.rule_id for rule in rules)
    )
    return checked(FILE, len(rules), tried, problems)


def _of_rule(rule: BoilerplateRule, parts: Parts) -> Iterator[Problem]:
    name = rule.rule_id
    if rule.scope not in SCOPES:
        fix = f"Write one of {', '.join(sorted(SCOPES))}."
        yield _problem(name, rule.scope, f"scope {rule.scope!r} is unknown", fix)
    for example in rule.examples:
        if parts(example, rule) != [example]:
            reason = f"does not find its example {example!r} whole"
            yield _problem(name, example, reason, "Correct rule or example.")
    for example in rule.counter_examples:
        if parts(example, rule):
            yield _problem(
                name, example, f"finds its counter-example {example!r}", "Narrow the rule."
            )


def _problem(name: str, words: str, reason: str, fix: str) -> Problem:
    return entry_problem(FILE, words, reason, fix, record=name)
