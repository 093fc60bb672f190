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
    "rank": ("[Corporal Ana Brisk|ORG] fell", "Corporal [Ana Brisk|person] fell"),
    "office-after": ("[Ana Brisk|ORG], the mayor", "[Ana Brisk|person], the mayor"),
    "led-by": ("chaired by [Ana Brisk|ORG]", "chaired by [Ana Brisk|person]"),
    "news": ("the [Lorn Press Agency|ORG]", "the [Lorn Press Agency|organization]"),
    "joint": ("a [Lorn Monitoring Committee|ORG]", "a [Lorn Monitoring Committee|group]"),
    "hyphenated": ("a [Bi-National Commission|ORG]", "a [Bi-National Commission|group]"),
    "national-body": ("the [Kenyan Labour Party|ORG]", "the [Kenyan Labour Party|organization]"),
    "body-of": ("the [Labour Party of Kenya|ORG]", "the [Labour Party of Kenya|organization]"),
    "event": ("the 2031 [Lorn election|EVENT]", "the 2031 [Lorn election|event]"),
    "dated-event": ("[2031 Lorn election|EVENT]", "2031 [Lorn election|event]"),
    "person-in-list": (
        "in [Lorn|GPE], [Ana Brisk|PERSON] left",
        "in [Lorn|city], [Ana Brisk|person] left",
    ),
    "of-a-title": ("the [Court of Justice|ORG] sat", "the [Court of Justice|government] sat"),
    "of-a-noun": (
        "the [Lorn Assembly of States Parties|ORG]",
        "the [Lorn Assembly of States Parties|organization]",
    ),
    "heading": (
        "[Ministry of Fish\nPress|ORG] release",
        "[Ministry of Fish|government]\nPress release",
    ),
    "greeted": ("[Ana\nJon|PERSON], we left", "[Ana\nJon|person], we left"),
    "line-each": ("[Ana Brisk\nJon|PERSON]", "[Ana Brisk|person]\n[Jon|person]"),
    "no-heading": (
        "the [Ministry of Fish and\nTrade|ORG] left",
        "the [Ministry of Fish and\nTrade|government] left",
    ),
    "body-of-an-officer": (
        "Secretary of the [Lorn Fish Institute|ORG]",
        "Secretary of the [Lorn Fish Institute|organization]",
    ),
    "after-a-minister": (
        "Minister of Fish [Ana Brisk|PERSON] and [Greenmark|ORG]",
        "Minister of Fish [Ana Brisk|person] and [Greenmark|organization]",
    ),
    # must stay silent
    "field": (
        "Minister for [Safety and Fish of Lorn|ORG]",
        "Minister for Safety and Fish of Lorn",
    ),
    "second-field": ("Minister of Fish and [Planning|ORG]", "Minister of Fish and Planning"),
    "state-field": ("Secretary of State for [Fish|ORG]", "Secretary of State for Fish"),
    "national-acronym": ("[Kenyan NATO|ORG] left", "Kenyan NATO left"),
    "headline": ("[LORN MEN SEAL PACT IN LORN|ORG]", "LORN MEN SEAL PACT IN LORN"),
    "sentence-word": ("[Ships|ORG] left. The ships sank.", "Ships left. The ships sank."),
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


#: What the model takes for a person or a body, and the words around make a place.
LOCATED = {
    "in": ("fighting in [Kelbin|PERSON]", "fighting in [Kelbin|city]"),
    "list": (
        "in [Lorn|ORG], [Ost|PERSON] and [Ust|PERSON]",
        "in [Lorn|city], [Ost|city] and [Ust|city]",
    ),
    "from": ("a bus from [Kelbin|PERSON]", "a bus from [Kelbin|city]"),
    "of": ("the town of [Kelbin|ORG]", "the town of [Kelbin|city]"),
    "between": ("the road between [Lorn|PERSON]", "the road between [Lorn|city]"),
    "noun-after": ("[Kelbin|ORG] district fell", "[Kelbin|city] district fell"),
    "palace": ("the [Government Palace|ORG]", "the [Government Palace|city]"),
    "own-noun": ("the [Lorn Hospital|ORG]", "the [Lorn Hospital|city]"),
    "repeated": ("in [Kelbin|ORG]. [Kelbin|ORG] fell", "in [Kelbin|city]. [Kelbin|city] fell"),
    "among-places": (
        "[Goma|GPE], [Ost Kelbin|PERSON] and [Lorn|GPE] fell",
        "Goma, [Ost Kelbin|city] and Lorn fell",
    ),
    "after-places": (
        "to [Goma|GPE], [Lorn|GPE] and [Ost Kelbin|PERSON]",
        "to Goma, Lorn and [Ost Kelbin|city]",
    ),
    # must stay silent
    "behind-one-place": ("in [Goma|GPE], [Ana Brisk|PERSON] said", "in Goma, Ana Brisk said"),
    "beside-one-place": ("[Goma|GPE] and [Ana Brisk|PERSON] agreed", "Goma and Ana Brisk agreed"),
    "address": ("a letter from [Brisk|PERSON]", "a letter from Brisk"),
    "body-from": ("news from [Lorn Post|ORG]", "news from Lorn Post"),
    "acronym": ("trade in [LPX|ORG]", "trade in LPX"),
    "surname": ("trust in [Pashinyan|PERSON]", "trust in Pashinyan"),
    "subject": ("[Kelbin|PERSON] said so", "Kelbin said so"),
}


@pytest.mark.parametrize(("seen", "wanted"), LOCATED.values(), ids=LOCATED.keys())
def test_places_taken_for_persons(seen: str, wanted: str) -> None:
    _, expected = unmark(wanted)
    found = [(p.start, p.end, p.label) for p in MATCHER(_parsed(seen)) if p.rule == "located"]
    assert found == expected
