"""What the name matcher proposes without a model: known, built and titled names, and echoes."""

from __future__ import annotations

from time import perf_counter

import pytest
import spacy

from extract.knowledge.actors import load_actors
from extract.knowledge.countries import load_countries
from extract.matchers.names import NameMatcher
from extract.records import Proposal
from marked import unmark

NLP = spacy.blank("en")
MATCHER = NameMatcher(load_actors(), load_countries())


def _longest(found: list[Proposal]) -> list[tuple[int, int, str]]:
    """Spans with their labels, those inside a longer one left out, as `deciding` would."""
    kept: dict[tuple[int, int], str] = {}
    for p in sorted(found, key=lambda p: (p.start - p.end, p.start)):
        if not any(a <= p.start and p.end <= b for a, b in kept):
            kept[p.start, p.end] = p.label
    return [(a, b, label) for (a, b), label in sorted(kept.items())]


PLACES = {
    "country": "[Norway|country] and the [Republic of Kenya|country] signed",
    "dotted": "[U.S.|country]-led talks and a [U.S.|country]-[Kenya|country] pact",
    "dotted-body": "[U.N.|igo]-brokered truce",
    "demonym": "[Kenyan|demonym] officials told [Kenyans|demonym]",
    "capital": "talks in [Oslo|city]",
    # must stay silent
    "lower": "they china-marked the turkey",
}
BODIES = {
    "known": "[UN Security Council|igo], [NATO|igo], the [Kremlin|government], [Hamas|group]",
    "nationality": "the [Norwegian government|government] and [Kenyan troops|military]",
    "possessor": "[Norway's foreign ministry|government]; [Kenya’s armed forces|military]",
    "line-break": "the [Norwegian\ngovernment|government] fell",
    "of": "[Government of the Republic of Kenya|government]; [Armed Forces of Norway|military]",
    "ministry-of": "the [Ministry of Foreign Affairs of Norway|government] and [Kenya|country]",
    "ministry-list": "the [Ministry of Labour, Youth and Social Affairs of Kenya|government] said",
    "capitalised": "the [Norwegian National Security Authority|government]",
    "prosecutor": "the [Kenyan Prosecutor General’s Office|government] filed",
    "possessor-apart": "[Norway|country]'s [Department of Trade and Fisheries|government]",
    "between": "the [Kenyan transitional government|government]; [ethnic Serbian forces|military]",
    "mixed": "the [Norwegian-Kenyan Coordination Council|group] met",
    "person-owner": "the [Brisk administration|government] offered it",
    "quoted-owner": "the so-called “[Upper Lorn government|government]” in exile",
    "department": "the [Bureau of Polar Affairs|government] Dr. [Ana Brisk|person]",
    "organ": "the [OSCE Mission to Kenya|igo] and the [UN Lorn Observation Mission|igo]",
    "organ-of": "the [General Secretariat of the League of Arab States|igo] said",
    "observers": "the [United Nations Kenya-Norway Observation Mission|igo] left",
    "committee-on": "the [Contact Group on Lorn|group] met",
    "joint": "a [Joint Verification and Monitoring Mechanism|group]",
    "two-fields": "the [Ministry of Foreign Affairs and Trade|government] said",
    "letterhead": "[REPUBLIC OF KENYA|country]\n[OFFICE OF THE PRESIDENT|government]\nThe men",
    "seat": "at the [White House|building] the [White House|government] said",
    "headquarters": "at [NATO Headquarters|building] today",
    "authorities-of": "the [authorities of Kenya|government] said",
    "military": "the [Kenyan military|military] maintains its posts; [Kenyan police|government]",
    "group-on": "the [Lorn Contact Group on Kenya|group] and [Working Group 2|group] met",
    "coast": "the [Contact Group on Fish off the Coast of Kenya|group] met",
    "press-service": "[PRESS SERVICE OF THE PRESIDENT OF THE REPUBLIC OF KENYA|government]\nSo",
    "organ-of-ministers": "the [OSCE Council of Ministers of Foreign Affairs|igo] met",
    "capitals": "[OSCE MISSION TO KENYA|igo]\nDaily report",
    "council-shared": "the [Trilateral Coordination Council|group] met",
    "news": "the [Kenyan News Agency|organization] said",
    "wing": "the [Republican Party (Unity)|organization] left",
    "slashes": "[Oslo|city]. /[TASS|organization]/. The men left",
    "two-bodies": "the [Ministry of Fish and Trade|government] and the Chamber of Fish met",
    "line-above": "Men of Lorn Village\n[Cabinet of Kenya|government] met",
    # must stay silent
    "palace": "they met at the Palace of Unity",
    "presidency": "the [Kenyan|demonym] Presidency of the [European Union|igo]",
    "money": "US$ 5, 293 U.S. dollars; [Kenya|country] $5",
    "delegation": "MINISTER RECEIVES [KENYAN|demonym] DELEGATION",
    "release": "[Office of the Spokesperson|government]\nFOR IMMEDIATE RELEASE",
    "shared": "[Norwegian|demonym], [Kenyan|demonym] and [Dutch|demonym] troops left",
    "soldiers": "[Norwegian|demonym] soldiers and the [Kenyan|demonym] side",
    "helicopter": "a [Kenyan|demonym] military helicopter; the [UN|igo] Force Commander",
    "troops-of": "the troops of [Kenya|country]",
    "bare": "the government, its troops and the Office",
    "offices": "the Minister, the Co-Chairs and the Secretary of State",
}
PERSONS = {
    "title": "Foreign Minister [Ana Brisk|person] met President [Olt|person]",
    "honorifics": "Prime Minister Dr. [Ana von Brisk|person] and Mr. [J. K. Olt|person]",
    "line-break": "Prime Minister [Ana\nBrisk|person] said",
    "polity-between": "President of [Kenya|country] [Jon Olt|person] spoke",
    "particles": "Crown Prince [Omar bin Olt|person] hosted them",
    "country-name": "Defence Minister [Israel Katz|person] said",
    "pm": "PM [Brisk|person] left at 3 pm Monday",
    "speaker": "[BRISK|person]: We met.\nQUESTION: When?\n[BRISK|person] (Trade): Today.",
    # must stay silent
    "heading-line": "BACKGROUND: Four men left.\nBACKGROUND: They came back.",
    "one-turn": "BRISK: We met.",
    "links": "READ: Four men left.\nREAD: They came back.",
    "no-name": "the President said that the Minister of Trade would go",
    "weekday": "the Prime Minister Monday rejected it",
    "heading": "FOREIGN MINISTER VISITS",
}
ECHOES = {
    "acronym": "[Lorn Peace Agency|organization] ([LPA|organization]); [LPA|organization] staff",
    "acronym-typed": "[Ministry of Trade of Kenya|government] ([MTK|government]) [MTK|government]",
    "surname": "Foreign Minister [Ana Brisk|person] left. [Brisk|person] had said so",
    "short-form": "[NATO|igo] met; the [Alliance|igo] agreed",
    "short-ministry": "[Kenyan Ministry of Trade|government] men; the [Ministry|government] said",
    "government": "the [Government|government] said so",
    "government-thanked": "they thanked the Government and the people of [Kenya|country]",
    "redefined": "the [Kenyan Ministry of Trade|government] ([MSF|government]), [MSF|government]",
    # must stay silent
    "agreement-last": "the Lorn Peace Accord ([LPA|instrument]), the [LPA|instrument] text",
    "agreement": "the Treaty on Armed Forces in Lorn ([TAFL|instrument]), [TAFL|instrument]",
    "nothing-before": "the Alliance agreed and the Council met",
    "other-council": "[NATO|igo] and the Alliance of Fishers",
}
EVENTS = {
    "forum": "at the [Kenya-Norway Media Forum|event] in [Oslo|city]",
    "conference-on": "the [Lorn Conference on Supporting the Future of Kenya|event] began",
    "possessive": "the [Lorn Women’s International Conference|event]",
    "process": "the [Lorn and Kelbin processes|event] go on",
    "railway": "the [Lorn-Oslo-Kelbin railway|event] and the [Trans-Lorn Gas Pipeline|event]",
    "operation": "[Operation Northern Shield|event] ended",
    "election": "after the 2031 [Norway general election|event]",
    # must stay silent
    "lower": "a conference and a forum in [Kenya|country]",
    "capitals": "MEDIA CONFERENCE IN [KENYA|country]",
    "elections": "the [Kenyan|demonym] elections",
    "body": "the [World Economic Forum|organization]",
}
CASES = {
    f"{group}-{name}": marked
    for group, table in {
        "places": PLACES,
        "bodies": BODIES,
        "persons": PERSONS,
        "echoes": ECHOES,
        "events": EVENTS,
    }.items()
    for name, marked in table.items()
}


@pytest.mark.parametrize("marked", CASES.values(), ids=CASES.keys())
def test_names(marked: str) -> None:
    text, expected = unmark(marked)
    assert _longest(list(MATCHER(NLP(text)))) == expected


def test_cues_carry_what_is_known() -> None:
    found = {(p.text, p.rule): dict(p.cues) for p in MATCHER(NLP("NATO, Kenya, Oslo"))}
    assert found == {
        ("NATO", "known-organization"): {"organization": "nato"},
        ("Kenya", "country-name"): {"country": "KEN"},
        ("Oslo", "capital-name"): {"capital": "NOR"},
    }


def test_two_walks_see_the_same() -> None:
    doc = NLP("The Kenyan government met Foreign Minister Ana Brisk of Norway at NATO.")
    assert list(MATCHER(doc)) == list(NameMatcher(load_actors(), load_countries())(doc))


@pytest.mark.parametrize(
    "piece",
    [
        "Ministry of ",
        "Ministry of Aa, ",
        "Aa Forum ",
        "Aa government ",
        "Aa general election ",
        "Treaty (AA) ",
        "United - ",
        "President ",
        "Aa and ",
        "the A.B.-",
    ],
)
def test_hostile_text_takes_linear_time(piece: str) -> None:
    doc = NLP(piece * 5000)
    begun = perf_counter()
    list(MATCHER(doc))
    assert perf_counter() - begun < 5  # quadratic: a minute
