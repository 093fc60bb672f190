from __future__ import annotations

import pytest

from extract.knowledge.agreements import load_agreements
from extract.matchers.agreements.heads import HeadFinder
from extract.matchers.agreements.words import read_words

HEADS = HeadFinder(load_agreements().words)
CASES = {
    "several words": ("a Memorandum\nof Understanding", ["memorandum of understanding"]),
    "hyphen": ("two cease-fires and a cease", ["cease-fires"]),
    "possessive": ("the accord's fate", ["accord"]),
    "run together": ("ended the truce.The envoy left", ["truce"]),
    "inside a word": ("pre-agreement talks, a treaty-based court, the agreement/deal", []),
    "one inside another": ("a status of forces agreement", ["status of forces agreement"]),
    "underscore": ("the _pact and the pact_", []),
}


@pytest.mark.parametrize(("text", "nouns"), CASES.values(), ids=CASES.keys())
def test_heads(text: str, nouns: list[str]) -> None:
    assert [head.noun for head in HEADS(read_words(text))] == nouns


def test_a_head_knows_its_words() -> None:
    words = read_words("Both praised the Code of Conduct on fishing.")
    (head,) = HEADS(words)
    assert words.forms[head.first : head.last] == ["Code", "of", "Conduct"]
    assert (head.kind, head.capital) == ("agreement", True)
