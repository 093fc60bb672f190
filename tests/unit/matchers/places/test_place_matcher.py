"""What the matcher of places proposes without a model: lists, heads, datelines, abbreviations."""

from __future__ import annotations

from time import process_time

import pytest
import spacy
from spacy.tokens import Span

from extract.knowledge.countries import load_countries
from extract.knowledge.places import load_places
from extract.matchers.places import PlaceMatcher
from marked import unmark

NLP = spacy.blank("en")
MATCHER = PlaceMatcher(load_places(), load_countries())

LISTS = {
    "serial-comma": "in the [Sotk|place-list], [Kalbajar|place-list], and "
    "[Lachin|place-head] directions, not [Dashkasan|place-list] and [Jermuk|place-head] sectors",
    "diacritics": "shelling of the [Şuşa|place-list] and [Ağdam|place-head] districts",
    "after-of": "villages of [Goris|place-head] were hit",
    "province-of": "the Province of [Ontario|place-head] agreed",
    "list-after-of": "the provinces of [Loja|place-head], [Zamora Chinchipe|place-list] and"
    " [Napo|place-list] and Ana Danbury agreed",
    "unit": "a clerk of [Fairfield County|place-head:unit] said",
    # must stay silent
    "no-names": "in all directions",
    "head-elsewhere": "the directions were clear",
}
CUES = {
    "preposition": "shots were heard in [Jermuk|gazetteer-preposition]",
    "day-follows": "shots were heard in [Jermuk|gazetteer-preposition] on Monday",
    "opener": "A [Danbury|gazetteer] man won",
    "compass": "fog in southern [Sumy|gazetteer-preposition]",
    "article": "they met in [The Hague|gazetteer-preposition] again",
    "country-follows": "a plant of [Lyon|place-container], France",
    "state-follows": "a plant of [Long Beach|place-container], [CA|place-head:short]",
    "curated": "the [Zangezur corridor|gazetteer-curated], [Gulf of Aden|gazetteer-curated]",
    "echo": "in [Vardenis|gazetteer-preposition], where [Vardenis|gazetteer-preposition:echo] is",
    "longer": "[New Jersey|gazetteer-curated:longer] judges, not those of Jersey",
    "generic": "ships on the [Amber Sea|place-generic] and the [Kelbin corridor|place-generic]",
    "foreign-generic": "markers in the [Cordillera del Vestbrook|place-generic], at the"
    " [Palais des Kelbins|place-generic] and in the [Vestbrook Forest|place-generic]",
    # must stay silent
    "nationality": "in Canadian hands, in the Canadian capital",
    "office": "He wrote to the Chair, and the Summit said so in Ramadan.",
    "sentence-head": "Reading is good. Mobile phones ring.",
    "acronym": "talks with PAN went on",
    "longer-name": "the Danbury Brass Quintet played",
    "month": "in March they met",
}
MARKS = {
    "dateline": "[BAKU|dateline], 14 September 2022 -- The ministry said so.",
    "two-towns": "[PARIS|dateline]/[VIENNA|dateline], 5 September 2031 - The men met.",
    "venue": "a wreath at the [Monument to the Unknown Ferryman|place-generic:of], the Palace of"
    " Art said so at the [Stadium of 28 September|place-generic:of]",
    "agency": "[GENEVA|dateline] (Reuters) - Talks went on.",
    "inside": "It rained.\n[DANBURY|dateline], [Conn.|place-head:short] (AP) — A bridge fell.",
    "no-comma": "[BAKU|dateline] 14 September 2022 -- The ministry said so.",
    "large-town": "[Baku|dateline] – The ministry said so.",
    "word-that-is-a-town": "[NICE|dateline], July 15 (AFP) - Talks went on.",
    "abbreviated": "of Danbury, [Conn.|place-head:short], and of Wheeling, "
    "[W.Va.|place-head:short], too",
    "party": "Rep. Ana Brisk (D-[Danbury|place-head:party]) voted",
    # must stay silent
    "no-abbreviation": "Miss. Brisk and Ind. Lorn won",
    "no-postal": "HE SAID, IN SHORT, OR ELSE",
    "byline": "By - Ana Brisk",
    "byline-in-capitals": "BY ANA BRISK - LORN",
    "hour": "At 10:30 the envoys met.",
    "day": "On 5 May - the envoys met.",
    "chronology": "MARCH 14 - The envoys met.",
    "occasion": "Summit, 5 May 2022 - The envoys met.",
    "word-that-is-a-village": "Still – the envoys met.",
    "headline": "HOPE - The envoys met.",
}


def _found(text: str) -> set[tuple[int, int, str]]:
    return {(p.start, p.end, p.rule) for p in MATCHER(NLP(text))}


@pytest.mark.parametrize(
    "marked", [*LISTS.values(), *CUES.values()], ids=[*LISTS.keys(), *CUES.keys()]
)
def test_names_with_a_cue(marked: str) -> None:
    text, expected = unmark(marked)
    assert _found(text) == set(expected)


@pytest.mark.parametrize("marked", MARKS.values(), ids=MARKS.keys())
def test_marks(marked: str) -> None:
    text, expected = unmark(marked)
    found = {(a, b, rule) for a, b, rule in _found(text) if rule == "dateline" or ":" in rule}
    assert found == set(expected)


def test_a_name_of_ours_goes_on_after_a_comma() -> None:
    text, (expected,) = unmark("the [Washington, D.C.|gazetteer-curated:tail] office")
    assert expected in _found(text)


def test_peoples_of_regions() -> None:
    text, expected = unmark(
        "[South Asian|demonym] and [Texan|demonym] traders met [Kurds|demonym]"
    )
    found = [(p.start, p.end, p.label) for p in MATCHER(NLP(text)) if p.label == "demonym"]
    assert found == expected


def test_model_s_person_after_a_preposition_is_a_place() -> None:
    doc = NLP("They fought near Kelbin and Vest.")
    doc.ents = [Span(doc, 3, 4, label="PERSON"), Span(doc, 5, 6, label="PERSON")]
    assert [p.text for p in MATCHER(doc) if p.rule == "locative"] == ["Kelbin", "Vest"]


def test_model_s_people_after_a_preposition_are_no_place() -> None:
    doc = NLP("They invested in Canadian pensions.")
    doc.ents = [Span(doc, 3, 4, label="NORP")]
    assert [p.text for p in MATCHER(doc)] == []


def test_surname_of_a_person_is_no_town() -> None:
    doc = NLP("We met Ana Danbury. So Danbury left.")
    doc.ents = [Span(doc, 2, 4, label="PERSON")]
    assert [p.text for p in MATCHER(doc)] == []


@pytest.mark.parametrize(
    "piece",
    ["1", "Lorn, ", "LORN - ", "(D-Lorn", "A.B.", "In ", "A ", "A-", "Ab-", "LORN-", "LORN "],
)
def test_hostile_text_takes_linear_time(piece: str) -> None:
    doc = NLP.make_doc(piece * (100_000 // len(piece)))
    started = process_time()
    list(MATCHER(doc))
    assert process_time() - started < 2.0
