"""Every rule id that a table can hold is explained, and every example gives its rule."""

from __future__ import annotations

import re

import pandas as pd
import pytest

from extract.api.tables import Tables
from extract.api.text import extract_text
from extract.knowledge.dates import load_dates
from extract.knowledge.load import tables
from extract.knowledge.rules import explain_rule, load_rules
from extract.knowledge.trust import load_trust

EXAMPLES = {
    rule["id"]: rule["example"] for rule in tables("rules.toml")["rule"] if "example" in rule
}
_MARK = re.compile(r"\[([^\]]+)\]")
UNKNOWN = "A rule that this version does not have."


def rows(found: Tables) -> pd.DataFrame:
    kinds = (found.actors, found.places, found.dates, found.agreements)
    return pd.concat([kind[["text", "method"]] for kind in kinds])


@pytest.mark.parametrize("rule_id", EXAMPLES)
def test_an_example_gives_its_rule(rule_id: str) -> None:
    text = EXAMPLES[rule_id]
    (marked,) = _MARK.findall(text)
    found = rows(extract_text(_MARK.sub(r"\1", text), published="2031-05-04"))
    rules = {
        rule for row in found.itertuples() if row.text == marked
        for rule in str(row.method).split("+")
    }  # fmt: skip
    assert rule_id in rules


def test_every_rule_that_is_trusted_is_explained() -> None:
    trusted = set(load_trust().shares) - {"mask", "date", "agreement"}
    assert {rule for rule in trusted if explain_rule(rule).what == UNKNOWN} == set()


def test_rules_that_are_data_lead_to_their_line() -> None:
    rule = load_dates().by_id["weekday"]
    told = explain_rule("date:weekday")
    assert told.example == rule.examples[0]
    file, line = re.search(r"data/(dates\w*\.toml):(\d+)", told.file).groups()  # type: ignore[union-attr]
    assert 'id = "weekday"' in line_at(file, int(line))
    country = explain_rule("country:in")
    file, line = re.search(r"data/(country_rules\.toml):(\d+)", country.file).groups()  # type: ignore[union-attr]
    assert country.example in line_at(file, int(line))
    assert explain_rule("nobody:knows").what == UNKNOWN
    assert all(words.what.endswith(".") for words in load_rules().values())


def line_at(file: str, line: int) -> str:
    from extract.knowledge.load import data_path  # noqa: PLC0415  # beside its one use

    return data_path(file).read_text(encoding="utf-8").splitlines()[line - 1]


def test_every_rule_of_the_sample_is_explained(sample_tables: object) -> None:
    from extract.api.tables import load_tables  # noqa: PLC0415  # beside its one use

    found = rows(load_tables(str(sample_tables), demonyms=True, vague=True))
    rules = {rule for method in found["method"] for rule in method.split("+")}
    assert len(rules) > 30
    assert {rule for rule in rules if explain_rule(rule).what == UNKNOWN} == set()
