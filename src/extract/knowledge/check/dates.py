"""Check the rules of the date grammar, file by file.

In:  the grammar, and the forms that a normaliser reads
Out: problems: rules that miss their examples, catch their counter-examples, or have none
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from extract.knowledge.check.base import Checked, checked, entry_problem
from extract.knowledge.dates import FILES
from extract.knowledge.dates.grammar import DateGrammar, DateRule
from extract.knowledge.dates.vocabulary import FILE as WORDS
from extract.knowledge.dates.vocabulary import Vocabulary
from extract.knowledge.load import tables
from extract.knowledge.problems import Problem


def check_dates(grammar: DateGrammar, forms: Collection[str]) -> Iterator[Checked]:
    """Every rule finds its examples, leaves its counter-examples and has a normaliser."""
    for file in FILES:
        ids = {entry["id"] for entry in tables(file)["rule"]}
        rules = [rule for rule in grammar.rules if rule.rule_id in ids]
        tried = sum(len(rule.examples) + len(rule.counter_examples) for rule in rules)
        problems = [p for rule in rules for p in check_date_rule(file, rule, grammar, forms)]
        yield checked(file, len(rules), tried, problems)


def check_date_words(vocabulary: Vocabulary) -> Checked:
    """The tables of words stand in lower case, as they are looked up."""
    pairs = [(table, word) for table, words in vocabulary.entries.items() for word in words]
    problems = [
        entry_problem(WORDS, word, f"has capitals in [{table}]", "Write it in lower case.")
        for table, word in pairs
        if word != word.lower()
    ]
    return checked(WORDS, len(pairs), 0, problems)


def check_date_rule(
    file: str, rule: DateRule, grammar: DateGrammar, forms: Collection[str]
) -> Iterator[Problem]:
    """What is wrong with one rule."""
    name = f'id = "{rule.rule_id}"'
    if not rule.counter_examples:
        yield entry_problem(file, name, "has no counter-example", "Add one.", record=rule.rule_id)
    if rule.form not in forms:
        reason = f"form {rule.form!r} has no normaliser"
        yield entry_problem(file, name, reason, "Write one, or correct it.", record=rule.rule_id)
    for words in rule.examples:
        found = [one for one in grammar.scan(words) if one.rule.rule_id == rule.rule_id]
        again = [one for one in found if _reads_otherwise(rule, words[one.start : one.end])]
        if not found:
            reason = f"does not find its example {words!r}"
            yield entry_problem(file, words, reason, "Correct one of them.", record=rule.rule_id)
        if again:
            reason = f"reads its example {words!r} otherwise when it stands alone"
            yield entry_problem(file, words, reason, "Correct it.", record=rule.rule_id)
    for words in rule.counter_examples:
        if rule.rule_id in {one.rule.rule_id for one in grammar.scan(words)}:
            reason = f"catches its counter-example {words!r}"
            yield entry_problem(file, words, reason, "Narrow the rule.", record=rule.rule_id)


def _reads_otherwise(rule: DateRule, words: str) -> bool:
    again = rule.parse(words)
    return again is not None and again.end != len(words)
