"""What a rule id in the column `method` means, where it lives, and a sentence it decides.

In:  "place-list", "date:weekday", "country:in"
Out: RuleWords     what it says, the file to open, an example with the found words in brackets
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from extract.knowledge import country_rules
from extract.knowledge.country_rules import load_country_rules
from extract.knowledge.dates import FILES, load_dates
from extract.knowledge.load import line_of, shown, tables

FILE: Final = "rules.toml"
_DATE: Final = "date:"


@dataclass(frozen=True, slots=True)
class RuleWords:
    """A rule, explained.

    Args:
        rule_id: As it stands in `method`.
        what: What it says, in one sentence.
        file: Files of ours to open, the code first; with the line where the rule is data.
        example: A sentence it decides, the words it finds in brackets where it is ours to mark;
            "" if one sentence cannot show it.
    """

    rule_id: str
    what: str
    file: str
    example: str


def explain_rule(rule_id: str) -> RuleWords:
    """Explain a rule; one of a plugin or an older version is said to be unknown."""
    found = load_rules().get(rule_id) or _of_dates(rule_id)
    return found or RuleWords(rule_id, "A rule that this version does not have.", "", "")


@lru_cache(maxsize=1)
def load_rules() -> Mapping[str, RuleWords]:
    """Rules by id; those of the date grammar are explained by `explain_rule`."""
    listed = {
        entry["id"]: RuleWords(entry["id"], entry["what"], entry["file"], entry.get("example", ""))
        for entry in tables(FILE)["rule"]
    }
    known = load_country_rules()
    for family, table in (("country", known.country), ("capital", known.capital)):
        for rule in table:
            name = f"{family}:{rule.rule_id}"
            where = f"{shown(country_rules.FILE)}:{line_of(country_rules.FILE, rule.examples[0])}"
            kind = "an actor" if rule.decides == country_rules.ACTOR else "a place"
            what = f"The words around the {family} make it {kind}."
            listed[name] = RuleWords(
                name, what, f"deciding/countries.py, {where}", rule.examples[0]
            )
    return listed


def _of_dates(rule_id: str) -> RuleWords | None:
    rule = load_dates().by_id.get(rule_id.removeprefix(_DATE))
    if rule is None or not rule_id.startswith(_DATE):
        return None
    words = f'id = "{rule.rule_id}"'
    ids = {name: {entry["id"] for entry in tables(name)["rule"]} for name in FILES}
    file = next(name for name in FILES if rule.rule_id in ids[name])
    what = f"A pattern of the date grammar; its value is read as {rule.form!r}."
    where = f"{shown(file)}:{line_of(file, words)}"
    return RuleWords(rule_id, what, f"matchers/dates, {where}", rule.examples[0])
