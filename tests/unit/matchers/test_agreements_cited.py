from __future__ import annotations

import re
import time

import pytest
import spacy
from spacy.tokens import Doc

from extract.knowledge.agreements import load_agreements
from extract.matchers.agreements import CitedAgreements
from marked import unmark

NLP = spacy.blank("en")
MATCHER = CitedAgreements(load_agreements())

NUMBERED = {
    "bracket": "adopted [resolution 1701 (2006)|822] again",
    "body": "under [UN Security Council Resolution 2254|2254].",
    "short": "[UNSCR 2803 (2025)|2803] and [UNSC resolution 1540|1540]",
    "symbols": "see [S/RES/822 (1993)|822] and [A/RES/46/182|46]",
    "list-with-years": "its [resolutions 822 (1993)|822], [853 (1993)|853] and [874 (1993)|874]",
    "list-without-years": "[resolutions 242|242] and [338|338].",
    "list-one-year": "[resolutions 822|822], [853|853], [874|874] and [884 (1993)|884]",
    "dated": "its [resolution 242 of 22 November 1967|242], adopted",
    "dates-in-list": "[resolutions 5 (1946) of 8 May 1946|5] and [7 (1946) of 26 June|7], as",
    "roman": "[General Assembly resolution 3379 (XXX) of 10 November 1975|3379] lapsed",
    "line-break": "[Security\nCouncil resolution\n1325 (2000)|1325] on women",
    "body-behind": "[Resolution 1244 of the United Nations Security Council|1244] stands",
    "oic": "[OIC Resolution No. 10/48-POL|10] was noted",
    "assembly-number": "the [General Assembly resolution 62/243|62] on the lands",
    # must stay silent
    "camera": "a resolution of 48 megapixels, or resolution 1080 pixels",
    "conflict": "resolution of the 1993 conflict",
    "decision": "the decision 5 years ago",
    "plain": "this resolution was adopted",
    "screen": "a court in 457 U.S. 800 (1982)",
}

NAMED = {
    "inventory": "under the [Bishkek Protocol|protocol] of that year",
    "title": "the [Ardahan Peace and Friendship Agreement|agreement] was kept",
    "ceasefire": "a [Kidal Ceasefire Agreement|ceasefire] held",
    "complement": "the [Convention on Cluster Munitions|convention] entered into force",
    "complement-in": "the [Treaty on Conventional Armed Forces in Europe|treaty] lapsed",
    "list-inside": "the [Declaration on Peace, Unity and Development in Borland|declaration] of",
    "of-before": "the [Cessation of Hostilities Agreement|ceasefire] was signed",
    "acronym": "the [Treaty on Open Waters|treaty] ([TOW|treaty]) binds; [TOW|treaty] holds",
    "acronym-known": "every [NPT|treaty] State Party, and the [JCPOA|plan]",
    "particle": "the [Rio de Janeiro Protocol|protocol] ended the war",
    "roman": "[Additional Protocol II|protocol] applies",
    "draft": "the [draft Extradition Treaty|treaty] was read",
    "abbreviated-head": "Under the [Kenya-Uganda FTA|agreement], which",
    "abbreviated": "the [U.S.-Kenya Trade Agreement|agreement] lapsed",
    "hereinafter": (
        "the [Kidal Accord|agreement] signed in May (hereinafter the [Spring Paper|agreement])"
    ),
    "two-titles": (
        "the [Charter of the Lake Council|charter] and the [Lakeside Final Act|declaration]"
    ),
    "its-own-protocol": (
        "the [Agreement on Cooperation in Salt|agreement] and its [Protocol on Lakes|protocol]"
    ),
    "line-of-its-own": "5. [Convention on the Salt Lakes|convention]\nCabinet approved it",
    # must stay silent
    "organization": "the Collective Security Treaty Organization met",
    "centre": "at the Lakeside Convention Centre",
    "car": "in a Honda Accord, after the Republican Convention",
    "lower": "a peace agreement and the treaty",
    "headline": "MINISTER SIGNS TRADE AGREEMENT TODAY",
    "wish": "a Permanent Ceasefire",
    "sentence": "Agreement was near. Statement of the Spokesperson",
    "cat": "The CAT sat on the mat; START here",
}


@pytest.mark.parametrize("marked", NUMBERED.values(), ids=NUMBERED.keys())
def test_numbered(marked: str) -> None:
    text, expected = unmark(marked)
    found = [(p.start, p.end) for p in MATCHER(NLP(text)) if p.cues["form"] == "numbered"]
    assert found == [(start, end) for start, end, _ in expected]


@pytest.mark.parametrize("marked", NAMED.values(), ids=NAMED.keys())
def test_named(marked: str) -> None:
    text, expected = unmark(marked)
    found = [(p.start, p.end, p.label) for p in MATCHER(NLP(text))]
    assert found == expected


def test_forms_are_told() -> None:
    found = list(MATCHER(NLP("resolution 822 (1993) and the Bishkek Protocol")))
    assert [p.cues["form"] for p in found] == ["numbered", "named"]
    assert found[0].cues["number"] == "822"


def plain_doc(text: str) -> Doc:
    """A text as tokens; spaCy's own tokenizer is slow on a run of brackets."""
    words = re.findall(r"\w+|\W", text)
    return Doc(NLP.vocab, words=words, spaces=[False] * len(words))


@pytest.mark.parametrize(
    "unit",
    [
        "resolution ", "Agreement ", "resolutions 1, ", "2 (1993) and ", "(1993) ", "Treaty of ",
        "A/RES/", "Peace and ", "ceasefire of 5 ", "1/", "(((", "Security Council ", "\n \n",
    ],
)  # fmt: skip
def test_hostile_text_stays_cheap(unit: str) -> None:
    """A fifth of a megabyte of anything costs no more than linear work."""
    doc = plain_doc(unit * (200_000 // len(unit)))
    begin = time.process_time()
    list(MATCHER(doc))
    assert time.process_time() - begin < 3.0  # a busy machine; usually a fifth
