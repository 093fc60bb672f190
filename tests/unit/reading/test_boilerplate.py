from __future__ import annotations

import re

import pytest

from extract.api.knowledge import boilerplate_parts
from extract.knowledge.boilerplate import BoilerplateRule, load_boilerplate
from extract.knowledge.check.boilerplate import check_boilerplate
from extract.reading.boilerplate import find_boilerplate

TEXTS = {
    "furniture": ("Talks resumed.\nShare: Facebook | Twitter\n", ["Share: Facebook | Twitter"]),
    "contact": ("Contact: Ann Lee, tel. 39 083 1245\n", ["tel. 39 083 1245"]),
    "paragraph": (
        "Talks resumed.\n\nThis e-mail is confidential.\nDo not copy it.\n\nEnd",
        ["This e-mail is confidential.\nDo not copy it."],
    ),
    "overlap": ("\u00a9 2024 www.norland.example\n", ["\u00a9 2024 www.norland.example"]),
    "windows": ("Print\r\nTalks\r\n", ["Print\r"]),
    # must stay silent
    "prose": ("Read more about the talks in Geneva on 3 May.", []),
    "long-line": ("Share " * 100, []),
}


@pytest.mark.parametrize(("text", "parts"), TEXTS.values(), ids=TEXTS.keys())
def test_parts(text: str, parts: list[str]) -> None:
    assert [text[start:end] for start, end in find_boilerplate(text)] == parts


def test_examples_stand_inside_a_text() -> None:
    for rule in load_boilerplate():
        for example in rule.examples:
            text = f"Talks resumed.\n{example}\n\nThey go on."
            assert boilerplate_parts(text, rule) == [example]


def test_bad_rules_are_named() -> None:
    rule = BoilerplateRule("x", "word", re.compile("a"), (), ("b",), ("a",))
    reasons = {
        problem.reason for problem in check_boilerplate((rule, rule), boilerplate_parts).problems
    }
    assert reasons == {
        "scope 'word' is unknown",
        "does not find its example 'b' whole",
        "finds its counter-example 'a'",
        "stands twice",
    }
