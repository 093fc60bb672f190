from __future__ import annotations

import pytest
import spacy

from extract.matchers.phrases import Phrases
from marked import unmark

NLP = spacy.blank("en")
PHRASES = Phrases(
    [
        ("United Nations", "un"),
        ("UN", "un"),
        ("U.S.", "us"),
        ("WHO", "who"),
        ("UNESCO", "unesco"),
        ("United Nations Security Council", "unsc"),
        ("Security Council", "unsc"),
        ("Guinea", "guinea"),
        ("Guinea-Bissau", "bissau"),
        ("Côte d'Ivoire", "ivory"),
        ("Prosecutor General's Office", "prosecutor"),
        ("Sana'a", "sanaa"),
        ("armed forces", "forces"),
        ("Şuşa", "shusha"),
        ("CoE", "coe"),
    ]
)

CASES = {
    "longest": "the [United Nations Security Council|unsc] and the [United Nations|un]",
    "capitals": "THE [UNITED NATIONS|un] AND THE ARMED FORCE",
    "line-break": "the [Security\nCouncil|unsc] met",
    "dots": "[U.S.|us] and [US|us] forces, the [U.N.|un]",
    "hyphens": "[Guinea|guinea], [Guinea-Bissau|bissau], [Guinea Bissau|bissau]",
    "diacritics": "[Cote d’Ivoire|ivory]'s and [Côte d'Ivoire|ivory]’s and [Susa|shusha]",
    "possessive-inside": "[Prosecutor General’s Office|prosecutor] and [Armed Forces|forces]",
    "possessive-after": "[UN|un]'s and [Sana'a|sanaa]'s and [Sanaa|sanaa]",
    "long-acronym": "[UNESCO|unesco] and [Unesco|unesco]",
    "mixed-acronym": "[CoE|coe] and [COE|coe], not Coe",
    "falls-back": "the [United Nations|un] Security Guard",
    # must stay silent
    "lower-case": "united nations told us who guinea",
    "short-acronym": "Who told Us? Un homme",
    "comma": "United, Nations; Security (Council)",
    "two-headings": "United\n\nNations",
    "inside-a-token": "the U.S.-led talks",
}


@pytest.mark.parametrize("marked", CASES.values(), ids=CASES.keys())
def test_phrases(marked: str) -> None:
    text, expected = unmark(marked)
    found = [(span.start_char, span.end_char, payload) for span, payload in PHRASES(NLP(text))]
    assert found == expected


def test_one_phrase_may_have_several_payloads() -> None:
    phrases = Phrases([("Georgia", "state"), ("Georgia", "country")])
    assert [payload for _, payload in phrases(NLP("in Georgia"))] == ["state", "country"]


def test_finds_are_the_tokens_of_the_spans() -> None:
    doc = NLP("Guinea, Guinea Bissau and the UN Security Council of the United Nations")
    spans = [(span.start, span.end, payload) for span, payload in PHRASES(doc)]
    assert list(PHRASES.finds(doc)) == spans
    assert [payload for _, _, payload in spans] == ["guinea", "bissau", "un", "unsc", "un"]
