"""Names whose kind stands beside them as a common noun."""

from __future__ import annotations

import pytest
import spacy

from extract.knowledge.actors import load_actors
from extract.knowledge.countries import load_countries
from extract.matchers.names import NameMatcher
from marked import unmark

NLP = spacy.blank("en")
MATCHER = NameMatcher(load_actors(), load_countries())
#: What the model saw, and what the nouns tell.
CASES = {
    "group": (
        "the rebel group [Red Dawn|PERSON] left",
        "the rebel group [Red Dawn|group] left",
    ),
    "wing": ("its armed wing, [Ashen|PERSON], left", "its armed wing, [Ashen|group], left"),
    "list": (
        "the militias Ashen and [Besh Olt|PERSON] left",
        "the militias [Ashen|group] and [Besh Olt|group] left",
    ),
    "behind": ("[Ashen|ORG] fighters left", "[Ashen|group] fighters left"),
    "unseen": (
        "the companies Olt, Brisk and [Ust|ORG]",
        "the companies [Olt|organization], [Brisk|organization] and [Ust|organization]",
    ),
    "party": ("the [Dashet|PERSON] party", "the [Dashet|organization] party"),
    "everywhere": (
        "[Ashen|ORG] spoke. The [Ashen|ORG] militia left",
        "[Ashen|group] spoke. The [Ashen|group] militia left",
    ),
    "place": ("the company [Tulva|GPE] built it", "the company [Tulva|organization] built it"),
    "examples": (
        "airlines such as [Tulva|GPE] and [Kesk|LOC] pay",
        "airlines such as [Tulva|organization] and [Kesk|organization] pay",
    ),
    "among-them": (
        "five companies, among them [Tulva|GPE], pay",
        "five companies, among them [Tulva|organization], pay",
    ),
    "legal-form": ("shares of [Tulva|GPE] Ltd fell", "shares of [Tulva Ltd|organization] fell"),
    "repeated": (
        "the broadcaster [Tulva|GPE] said. [Tulva|GPE] adds",
        "the broadcaster [Tulva|organization] said. [Tulva|organization] adds",
    ),
    # must stay silent
    "in": ("a company in [Tulva|GPE]", "a company in Tulva"),
    "of": ("the company of [Tulva|GPE] and [Kesk|GPE]", "the company of Tulva and Kesk"),
    "fighters-of-a-place": ("[Tulva|GPE] fighters left", "Tulva fighters left"),
    "country": ("the company [Kenya|GPE]", "the company Kenya"),
    "no-noun": ("the group [Red Dawn|ORG] left", "the group Red Dawn left"),
    "nationality": ("Kenyan rebels and Kenyan companies", "Kenyan rebels and Kenyan companies"),
    "title": ("the company President Brisk owns", "the company President Brisk owns"),
    "known": ("the group and the militia NATO trained", "the group and the militia NATO trained"),
    "surname": (
        "[Ana Brisk|PERSON] left. [Brisk|PERSON] fighters stayed",
        "Ana Brisk left. Brisk fighters stayed",
    ),
}


@pytest.mark.parametrize(("seen", "wanted"), CASES.values(), ids=CASES.keys())
def test_told_names(seen: str, wanted: str) -> None:
    text, marks = unmark(seen)
    doc = NLP(text)
    doc.ents = [span for a, b, label in marks if (span := doc.char_span(a, b, label=label))]
    _, expected = unmark(wanted)
    found = [(p.start, p.end, p.label) for p in MATCHER(doc) if p.rule == "told"]
    assert sorted(found) == expected


def test_an_acronym_follows_what_its_name_is_told_to_be() -> None:
    text = "the rebel movement Red Dawn Force (RDF) left; the RDF came"
    found = [(p.text, p.label) for p in MATCHER(NLP(text)) if p.rule == "acronym"]
    assert found == [("RDF", "group"), ("RDF", "group")]
