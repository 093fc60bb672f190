"""Whose a person is by what stands around the name."""

from __future__ import annotations

import pytest

from extract.knowledge.actors import load_actors
from extract.knowledge.countries import load_countries
from extract.linking.actors import ActorLinker
from extract.records import ActorMention, Document
from marked import unmark
from mentions import a_mention

LINKER = ActorLinker(load_actors(), load_countries())
HEAD = "[Ministry of Trade of Norway|government]\nPress\n\n"
NEWS = "The lorries left the harbour at noon and nobody was hurt, as two drivers said. " * 4
#: Marked text, and the country of its last person.
CASES = {
    "adjective": ("The Kenyan delegation was led by Mr. [Ana Brisk|person].", "KEN"),
    "of": ("The delegation of Kenya was headed by Deputy Minister [Ana Brisk|person].", "KEN"),
    "from": (
        "A team from Kenya, led by the Minister of Fish, Ms [Ana Brisk|person], left.",
        "KEN",
    ),
    "represented": ("Kenya was represented by [Ana Brisk|person], Permanent Secretary.", "KEN"),
    "second": ("Norway's was led by Bo Olt, and that of Kenya by Mr. [Ana Brisk|person].", "KEN"),
    "head": ("The head of the Kenyan delegation, [Ana Brisk|person], agreed.", "KEN"),
    "side": ("Its secretary on the Kenyan side is Dr. [Ana Brisk|person].", "KEN"),
    "for": ("The group, led for Kenya by [Ana Brisk|person], met.", "KEN"),
    "brackets": ("On behalf of all, Mrs. [Ana Brisk|person] (Kenya) spoke.", "KEN"),
    "body": (
        "They met [Ana Brisk|person], Head of Division, [Ministry of Fish of Kenya|government].",
        "KEN",
    ),
    "of-body": ("[Ana Brisk|person] of the [Ministry of Fish of Kenya|government] left.", "KEN"),
    "contact": (f"{HEAD}{NEWS}{NEWS}\n\nContact: [Ana Brisk|person], Adviser", "NOR"),
    "telephone": (f"{HEAD}{NEWS}{NEWS}\n\nNews desk, [Ana Brisk|person], tel. 12", "NOR"),
    "signature": (f"{HEAD}{NEWS}{NEWS}\n\nFor the Government:\n[Ana Brisk|person]", "NOR"),
    # nobody's
    "another-sentence": ("The Kenyan delegation left. It was led by [Ana Brisk|person].", None),
    "party": ("The bloc was led by [Ana Brisk|person] (Centre Party).", None),
    "beside": ("[Ana Brisk|person] thanked the [Ministry of Fish of Kenya|government].", None),
    "inside-a-text": (f"{HEAD}{NEWS}The driver [Ana Brisk|person] slept. {NEWS}", None),
    "no-issuer": (f"{NEWS}\n\nContact: [Ana Brisk|person], tel. 12", None),
    # bodies of the text's home are not those of guests
    "met-at-home": (
        f"{HEAD}He met [Ana Brisk|person] of the [Fish Directorate|government]. {NEWS}{NEWS}",
        None,
    ),
}


@pytest.mark.parametrize(("marked", "country"), CASES.values(), ids=CASES.keys())
def test_countries_of_persons(marked: str, country: str | None) -> None:
    text, marks = unmark(marked)
    mentions = [
        a_mention(ActorMention, text, start, end, name=text[start:end], actor_type=label)
        for start, end, label in marks
    ]
    linked = LINKER(mentions, Document(doc_id="d", path="d", text=text))
    assert [m.country_code for m in linked if m.actor_type == "person"][-1] == country
