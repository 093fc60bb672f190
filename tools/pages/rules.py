"""docs/rules.md: what each rule id in the column `method` means.

In:  knowledge/data/rules.toml, country_rules.toml, dates*.toml
Out: a table of the rules that are code, of those that settle countries, of the date grammar
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from extract.knowledge.dates import load_dates
from extract.knowledge.rules import RuleWords, explain_rule, load_rules
from pages.markdown import code, generated, table

HEAD = f"""# Rule ids

{generated("the data files of src/extract/knowledge")}

The column `method` names the rules and models that made a row, joined by `+`. `extract show
MENTION_ID` explains those of one row, with what each of them saw. Files are below `src/extract`;
[brackets] in an example hold the words that the rule finds."""
NAMES = "## Names, places and agreements"
COUNTRIES = """## Countries and capitals

The words around the name of a country or capital decide whether it acts or is a place. Where no
rule speaks, it acts."""
DATES = """## Dates

Each rule is an entry of the date grammar: a pattern with the sentences it must and must not
catch."""
#: Lines of data files move with every new entry.
_LINE = re.compile(r":\d+\b")


def rules() -> str:
    """The page."""
    known = load_rules()
    settled = {i: r for i, r in known.items() if i.startswith(("country:", "capital:"))}
    others = [rule for rule_id, rule in known.items() if rule_id not in settled]
    dates = [explain_rule(f"date:{rule_id}") for rule_id in load_dates().by_id]
    parts = [
        HEAD,
        NAMES,
        _table(others),
        COUNTRIES,
        _table(settled.values()),
        DATES,
        _dates(dates),
    ]
    return "\n\n".join(parts) + "\n"


def _table(listed: Iterable[RuleWords]) -> str:
    rows = [(code(r.rule_id), _meaning(r), _LINE.sub("", r.file)) for r in listed]
    return table(("rule", "meaning and example", "where it lives"), rows)


def _meaning(rule: RuleWords) -> str:
    """What it says, and below it the sentence it decides."""
    example = rule.example.replace("<", "&lt;").replace("*", "&#42;")
    return f"{rule.what}<br>*{example}*" if example else rule.what


def _dates(listed: list[RuleWords]) -> str:
    """The grammar's rules share their meaning, so that their forms stand alone."""
    rows = [
        (code(r.rule_id), r.example, _LINE.sub("", r.file).removeprefix("matchers/dates, "))
        for r in listed
    ]
    return table(("rule", "example", "where it lives"), rows)
