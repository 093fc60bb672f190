from __future__ import annotations

import re
import time
from collections.abc import Iterator

import pytest
import spacy
from spacy.tokens import Doc

from extract.knowledge.agreements import load_agreements
from extract.knowledge.countries import load_countries
from extract.matchers.agreements import CitedAgreements, DescribedAgreements
from extract.matchers.base import propose_slice
from extract.records import Proposal
from marked import unmark

NLP = spacy.blank("en")
CITED = CitedAgreements(load_agreements())
MATCHER = DescribedAgreements(load_agreements(), load_countries())
#: What the other matchers would find in the sentences below.
DATES = re.compile(r"\d{1,2} [A-Z]\w+ \d{4}|[A-Z]\w+ \d{1,2}|\b(?:19|20)\d\d\b|today|last week")
PLACES = re.compile(r"Yemen|Prague|Islamabad|Geneva|Doha")

CASES = {
    # tails
    "bracket-in-the-subject": (
        "the [road map which the Hills Front (HF) had brokered in Doha on 4 May 2019|roadmap]."
    ),
    "statement-of-intent": "the [statement of intent signed in Doha on 4 May 2019|statement].",
    "of-the-ministers-of": (
        "the [joint statement of the foreign ministers of Oman and Yemen adopted in Doha|"
        "statement] says so"
    ),
    "what-it-does": "the [2005 accord on the land border|agreement] covers some 90 km of it",
    "two-ministries": (
        "the [protocol on trade between the two ministries signed in Doha in 2007|protocol]."
    ),
    "its-counterpart": (
        "an [accord on salt initialled in Doha by Oman and its Yemeni counterpart|agreement] is"
    ),
    "signed-between": (
        "the [trilateral statement signed between Norway, Sweden, and Denmark on 4 May 2019|"
        "statement], as well"
    ),
    "reached-between": "the [agreements reached between Kenya and Uganda|agreement], and withdraw",
    "adopted-by": (
        "the [resolution adopted by the OAU Council of Ministers at its 12th ordinary session in "
        "Kinshasa|resolution] further"
    ),
    "between-governments": (
        "the [memorandum between the Governments of Ghana and Togo on fisheries|memorandum]"
    ),
    "relative": "the [accord which was signed in Geneva on 4 May 2019|agreement] holds",
    "dated": "the [agreement of 12 May 1994|agreement].",
    "number": "under [Agreement no. 3 of 7 June 1993|agreement] they",
    "two-places": "the [agreement they signed on 3 June 1991 in Doha|agreement] and left",
    "place": "the [truce in Yemen|ceasefire] brought calm",
    "made-in": "in line with the [agreements made in Geneva|agreement].",
    "brokered": "the previous [48-hour truce mediated by Kenya|ceasefire] and the",
    "purpose": "Bo's [agreement to spare harbours in wartime|agreement]. It",
    "under-the-auspices": (
        "the [accord concluded in Doha under the auspices of the United Nations|agreement]."
    ),
    "before-another": "the [1999 accord of Doha|agreement] and the Vest Bay protocol fell",
    "second-verb": "the [truce, reached in Doha and announced on 4 May 2019|ceasefire], holds",
    "region": "the [truce in Yemen province|ceasefire] brought calm",
    "signed-by-officers": (
        "a [pact on joint use of roads, which the border chiefs and Mr. Bo initialled in Doha|"
        "agreement], was kept"
    ),
    "generic-title": "the [Joint Communiqué issued in Doha on 4 May 2019|communique], which",
    "in-force": "oversee the [ceasefire in force since 4 May 2019|ceasefire] and",
    "took-effect": "abide by the [truce that took hold in Yemen on May 14|ceasefire].",
    "two-word-verb": "the [roadmap drawn up in Doha in 2019|roadmap], they say",
    "there": "the [truce signed there on 4 May 2019|ceasefire] is old",
    "of-a-place": "what the [accord of Geneva|agreement] says",
    "commitments": "respect the [commitments made in Geneva in 2019|agreement] to disarm",
    "cooperation": "signed a [memorandum of cooperation on ports|memorandum].",
    "assembly-on-a-day": "in its [resolution of 4 May 2019 on the lands|resolution], adopted",
    # texts on the table, and what is taken for granted beside a hope
    "draft-on-the-table": "endorsed the charter and a [draft agreement on training|agreement].",
    "granted": "urged respect for a [truce with Kenya|ceasefire]",
    "done-to-a-weak-head": "A [protocol on salt|protocol] was signed too.",
    "numbered-item": "They signed:\nii. an [agreement on health|agreement]",
    "company-of-its-own": "the [FTA between Kenya and Uganda|agreement], the Ministry said",
    "next-clause": "the [accord of 4 May 2019 on fishing|agreement] and reserves the right to it",
    "next-subject": "Under the [pact between Kenya and Uganda|agreement] the two met",
    "before-a-number": "a [Kenya-backed plan for Doha|plan] in resolution 2803 (2025), they say",
    "with-regard": (
        "the existing [United Nations resolutions with regard to the war in Yemen|resolution]."
    ),
    # modifiers
    "year": "since the [1994 ceasefire|ceasefire]",
    "year-indefinite": "since a [1994 ceasefire|ceasefire]",
    "day": "the [May 9 joint statement|statement] and",
    "possessive-day": "after [yesterday's pact|agreement]",
    "compound": "implementation of the [peace agreement|agreement].",
    "pair": "the [Kenya-Uganda border treaty|treaty] lapsed",
    "standing": "the [interim truce agreement|ceasefire] he tabled",
    "body": "under relevant [Security Council resolutions|resolution] and",
    "topics": "of the [grain and transit agreements|agreement]. The",
    "counted": "the [9-point understanding|agreement] of the parties",
    "extension": "the [ten-day truce extension|ceasefire], which",
    "vetoed": "Kenya vetoed a [Security Council resolution|resolution] that",
    "signed-indefinite": "signed a [Memorandum of Understanding|memorandum] in",
    # titles that a description goes on after
    "title-dated": "the [Kidal Peace Accord of 12 May 1994|agreement] said",
    "title-dated-apart": "the [Kidal Peace Accord, dated 12 May 1994|agreement] said",
    "title-parties": "the [Kidal Peace Accord between Kenya and Uganda|agreement] said",
    # short forms
    "short-form": "the [protocol signed in Doha on 4 May 2019|protocol]; the [Protocol|protocol]",
    # must stay silent
    "title-signed": "the Kidal Peace Accord, signed on 12 May 1994, holds",
    "title-and-clause": "the Kidal Peace Accord, signed in Doha on 12 May 1994, holds",
    "resolution-of": "a peaceful resolution of the conflict",
    "call": "calls for a truce with Kenya",
    "hope": "hopes for a lasting ceasefire in Yemen",
    "reach": "failed to reach an agreement on prisoners",
    "bare": "the agreement, this deal, the truce, the statement",
    "one-speaker": "according to a statement by the spokesperson on 4 May 2019",
    "in-a-statement": "in a statement issued in Geneva",
    "accord": "in accord with the wishes of both sides",
    "rental": "under the rental agreement",
    "evaluative": "a just and durable accord",
    "the-text-itself": "The following is the joint statement released by Kenya",
    "commitment": "Kenya's commitment to peace and to the undertaking of the army",
    "which-took-effect": "The truce, which took effect on 4 May 2019, holds",
    "began-hours-later": "with the fire that began 72 hours later, the truce",
    "ended-and-signed": "the pact that ended the war signed in Doha",
    "no-draft": "no draft agreement on training",
    "draft-law": "the plan to widen the road",
    "proposal": "the ceasefire proposal",
    "short-form-unknown": "as the Protocol said",
}


def found_beside(text: str) -> Iterator[Proposal]:
    """What dates and places would propose."""
    for kind, pattern, label in (("dates", DATES, "DATE"), ("places", PLACES, "city")):
        for m in pattern.finditer(text):
            yield propose_slice(kind, text, m.start(), m.end(), rule="test", label=label)


@pytest.mark.parametrize("marked", CASES.values(), ids=CASES.keys())
def test_described(marked: str) -> None:
    text, expected = unmark(marked)
    doc = NLP(text)
    found = [*CITED(doc), *found_beside(text)]
    described = [p for p in MATCHER(doc, found) if p.kind == "agreements"]
    assert [(p.start, p.end, p.label) for p in described] == expected


def test_a_name_that_runs_into_a_date_ends_before_it() -> None:
    text = "the resolution of the Hills Assembly of May 12, 2019, holds"
    start = text.index("Hills")
    name = propose_slice(
        "actors", text, start, text.index(" 12"), rule="test", label="organization"
    )
    found = [p for p in MATCHER(NLP(text), [name, *found_beside(text)]) if p.kind == "agreements"]
    assert [p.text for p in found] == ["resolution of the Hills Assembly of May 12, 2019"]


def test_cues_tell_why() -> None:
    doc = NLP("the truce reached in Yemen")
    (found,) = MATCHER(doc, list(found_beside(doc.text)))
    assert found.cues["form"] == "described"
    assert found.cues["head"] == "truce"
    assert "participle" in found.cues["after"]


def test_a_title_with_a_tail_keeps_names_out_of_the_title() -> None:
    doc = NLP("the Doha Peace Accord of 12 May 1994")
    found = [*CITED(doc), *found_beside(doc.text)]
    masks = [p.text for p in MATCHER(doc, found) if p.kind == "mask"]
    assert masks == ["Doha Peace Accord"]


def test_an_acronym_at_the_end_of_the_last_word_is_left_as_it_is() -> None:
    doc = NLP("They hoped for better days. ab-cd/NPT")
    named = propose_slice(
        "agreements", doc.text, 34, 37, rule="agreement:inventory", label="treaty",
        cues={"form": "named", "head": ""},
    )  # fmt: skip
    assert (named.text, list(MATCHER(doc, [named]))) == ("NPT", [])


def plain_doc(text: str) -> Doc:
    """A text as tokens; spaCy's own tokenizer is slow on a run of brackets."""
    words = re.findall(r"\w+|\W", text)
    return Doc(NLP.vocab, words=words, spaces=[False] * len(words))


@pytest.mark.parametrize(
    "unit",
    [
        "ceasefire ",
        "agreement between ",
        "A, ",
        "truce in Yemen and ",
        "statement of ",
        "(",
        "1994 ",
    ],
)
def test_hostile_text_stays_cheap(unit: str) -> None:
    """A fifth of a megabyte of anything costs no more than linear work."""
    doc = plain_doc(unit * (200_000 // len(unit)))
    begin = time.process_time()
    list(MATCHER(doc, []))
    assert time.process_time() - begin < 4.0  # a busy machine; usually a fifth
