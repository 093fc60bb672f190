"""What becomes of the model's entities."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc

from extract.knowledge.actors import load_actors
from extract.knowledge.countries import load_countries
from extract.matchers.names import NameMatcher
from marked import unmark

NLP = spacy.blank("en")
MATCHER = NameMatcher(load_actors(), load_countries())

#: What the model says, and what is proposed with a rule "ner:...".
CASES = {
    "title": ("[Foreign Minister Ana Brisk's|PERSON]", "Foreign Minister [Ana Brisk|person]'s"),
    "article": ("[the Lorn Institute|ORG]", "the [Lorn Institute|organization]"),
    "head": ("[the Lorn Ministry|ORG]", "the [Lorn Ministry|government]"),
    "trailing-title": ("[Lorn Post Spokesperson|ORG]", "[Lorn Post|organization] Spokesperson"),
    "known": ("[OSCE Minsk Group Co-Chairs|ORG]", "[OSCE Minsk Group|group] Co-Chairs"),
    "common": ("our [Lorn Union Allies|ORG]", "our [Lorn Union|igo] Allies"),
    "list": ("[Lorn and Kelbin|GPE]", "[Lorn|city] and [Kelbin|city]"),
    "edges": ("[exclave Lorn district|LOC]", "exclave [Lorn|region] district"),
    "two-lines": ("[Ana Brisk\n\nDocuments|PERSON]", "[Ana Brisk|person]\n\n[Documents|person]"),
    "spaced-hyphen": ("[Ana Brisk - Chair|PERSON]", "[Ana Brisk|person] - Chair"),
    "party": ("the [Lorn Party|ORG] of Kenya", "the [Lorn Party of Kenya|organization]"),
    # must stay silent
    "digits": ("[R2D2|PERSON] left", "R2D2 left"),
    "lower": ("[they|PERSON] left", "they left"),
    "inside-title": ("Secretary of [State|ORG] left", "Secretary of State left"),
    "agreement": ("the [Lorn Peace Accord|ORG]", "the Lorn Peace Accord"),
    "office": ("the [Office|ORG] left", "the Office left"),
    "explained": ("[U.S. Ambassador to Kenya|ORG] left", "U.S. Ambassador to Kenya left"),
    "nationality": ("[Kenyan|NORP] soldiers", "Kenyan soldiers"),
    "unused": ("[five|CARDINAL] men", "five men"),
}


def _parsed(marked: str) -> Doc:
    text, marks = unmark(marked)
    doc = NLP(text)
    spans = [doc.char_span(a, b, label=label) for a, b, label in marks]
    doc.ents = [span for span in spans if span is not None]
    return doc


@pytest.mark.parametrize(("seen", "wanted"), CASES.values(), ids=CASES.keys())
def test_entities(seen: str, wanted: str) -> None:
    _, expected = unmark(wanted)
    found = [(p.start, p.end, p.label) for p in MATCHER(_parsed(seen)) if "ner:" in p.rule]
    assert found == expected


def test_majority_of_a_form_is_proposed_for_the_rest() -> None:
    doc = _parsed("[Olt|PERSON] met [Olt|PERSON], [Olt|PERSON] and [Olt|GPE]")
    found = [(p.start, p.kind, p.label) for p in MATCHER(doc) if p.rule == "consistency"]
    assert found == [(21, "actors", "person")]


def test_a_tie_is_left_alone() -> None:
    doc = _parsed("[Olt|PERSON] met [Olt|GPE]")
    assert [p for p in MATCHER(doc) if p.rule == "consistency"] == []
