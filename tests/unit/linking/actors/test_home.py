"""Whose a ministry, a force or an office is that the text names no country of."""

from __future__ import annotations

import pytest

from extract.knowledge.actors import load_actors
from extract.knowledge.countries import load_countries
from extract.linking.actors import ActorLinker
from extract.records import ActorMention, Document, PlaceMention
from marked import unmark
from mentions import a_mention

LINKER = ActorLinker(load_actors(), load_countries())
_PLACES = frozenset({"demonym", "city", "region"})


def linked(marked: str, issuer: str | None = None) -> list[tuple[str, str | None, str]]:
    """Name, country and the reason of each marked actor; "issuer", "main" or nothing."""
    text, marks = unmark(marked)
    actors: list[ActorMention] = []
    places: list[PlaceMention] = []
    for start, end, label in marks:
        name = text[start:end]
        if label in _PLACES:
            places.append(a_mention(PlaceMention, text, start, end, name=name, feature=label))
        else:
            actors.append(a_mention(ActorMention, text, start, end, name=name, actor_type=label))
    document = Document(doc_id="d", path="d", text=text, source_country=issuer)
    return [
        (one.name, one.country_code, "".join(map(_reason, one.method.split("+"))))
        for one in LINKER(actors, document, places)
    ]


def _reason(rule: str) -> str:
    return rule.removeprefix("home:") if rule.startswith("home:") else ""


NEWS = "\n\nThe lorries left the harbour at noon and nobody was hurt, as two drivers said. " * 4
RIVALS = "[Swedish|demonym] and [Danish|demonym] men left [Sweden|region] and [Denmark|region]."
TRADE = "Ministry of Trade of Norway"
#: Marked text, and what becomes of its last actor; of its first in FIRST.
CASES = {
    "letterhead": (
        f"[{TRADE}|government]{NEWS}The [Ministry of Labour|government] said so. No more.",
        ("Ministry of Labour of Norway", "NOR", "letterhead"),
    ),
    "part-of-a-ministry": (
        f"[{TRADE}|government]{NEWS}The [Fish Department|government] said so. No more.",
        ("Fish Department", "NOR", "letterhead"),
    ),
    "capital-below": (
        f"[Information Bureau|government]\n[Oslo|city], 4 May{NEWS}The [Government|government] so",
        ("Government of Norway", "NOR", "letterhead"),
    ),
    "main": (
        f"[Norwegian|demonym] men left.{NEWS}The [Armed Forces|military] said so. No more.",
        ("Armed Forces of Norway", "NOR", "main"),
    ),
    "dateline": (
        f"[Oslo|city], 4 May: {RIVALS}{NEWS}The [Defence Ministry|government] said so. No more.",
        ("Ministry of Defence of Norway", "NOR", "dateline"),
    ),
    "person": (
        f"[{TRADE}|government]\n\nState Secretary [Ana Brisk|person] left.",
        ("Ana Brisk", "NOR", "letterhead"),
    ),
    # no country
    "several": (
        f"[Kenya|country] and [Norway|country] met.{NEWS}The [Health Ministry|government] left.",
        ("Health Ministry", None, ""),
    ),
    "envoy": (
        f"[{TRADE}|government]\n\nSpecial Envoy [Ana Brisk|person] left.",
        ("Ana Brisk", None, ""),
    ),
    "private": (
        f"[{TRADE}|government]\n\nThe journalist [Ana Brisk|person] left.",
        ("Ana Brisk", None, ""),
    ),
    "met": (
        f"[{TRADE}|government]\n\nThey had talks with Foreign Minister [Ana Brisk|person].",
        ("Ana Brisk", None, ""),
    ),
    "international": (
        f"[Norwegian|demonym] men left.{NEWS}The [Court of Arbitration|government] ruled. More.",
        ("Court of Arbitration", None, ""),
    ),
    "shared": (
        f"[Norwegian|demonym] men left.{NEWS}The [Joint Bureau|government] met again. No more.",
        ("Joint Bureau", None, ""),
    ),
}
FIRST = {
    "signature": (
        f"The [Supreme Court|government] said so.{NEWS}\n[{TRADE}|government]",
        ("Supreme Court of Norway", "NOR", "letterhead"),
    ),
    "letterhead-of-another": (
        f"[Department of Fish|government]\nPress\n\n[Kenya|country] and [Oslo|city] talked.{NEWS}",
        ("Department of Fish", None, ""),
    ),
}


@pytest.mark.parametrize(("marked", "expected"), CASES.values(), ids=CASES.keys())
def test_home(marked: str, expected: tuple[str, str | None, str]) -> None:
    assert linked(marked)[-1] == expected


@pytest.mark.parametrize(("marked", "expected"), FIRST.values(), ids=FIRST.keys())
def test_home_of_what_opens_a_text(marked: str, expected: tuple[str, str | None, str]) -> None:
    assert linked(marked)[0] == expected


def test_a_bare_letterhead_takes_the_country_below_it() -> None:
    (ministry, _) = linked(
        f"[Ministry of Trade|government]\nTHE [REPUBLIC OF KENYA|country]{NEWS}"
    )
    assert ministry == ("Ministry of Trade of Kenya", "KEN", "letterhead")


def test_an_acronym_follows_its_ministry_home() -> None:
    (_, full, short) = linked(
        f"[{TRADE}|government]{NEWS}The [Ministry of National Defence|government] "
        f"([MND|government]) said so. {NEWS}"
    )
    assert short == (full[0], "NOR", "")


def test_a_bare_government_is_called_by_its_country() -> None:
    (_, found) = linked(f"[{TRADE}|government]{NEWS}The [Royal Government|government] met.{NEWS}")
    assert found == ("Royal Government of Norway", "NOR", "letterhead")


def test_the_issuer_goes_before_what_the_text_says() -> None:
    marked = f"[Kenyan|demonym] men left.{NEWS}The [Foreign Ministry|government] said so. No more."
    assert linked(marked, issuer="NOR") == [
        ("Ministry of Foreign Affairs of Norway", "NOR", "issuer")
    ]


#: A body in a text of the OSCE, and what it is: by itself, and where the text is about Norway.
OF_STATES = {
    "Supreme Council|organization": ("igo", "group"),
    "Public Information Unit|organization": ("igo", "igo"),
    "Department of Fish|government": ("igo", "igo"),
    "Ceasefire Commission|organization": ("organization", "group"),
    "National Fish Council|organization": ("organization", "organization"),
    "Lorn Institute|organization": ("organization", "organization"),
    "Committee|organization": ("organization", "organization"),
}


@pytest.mark.parametrize(("body", "kinds"), OF_STATES.items(), ids=OF_STATES.keys())
def test_bodies_in_a_text_of_a_body_of_states(body: str, kinds: tuple[str, str]) -> None:
    found = []
    for about in ("", "[Norwegian|demonym] and [Norwegian|demonym] men left. "):
        text, marks = unmark(f"[OSCE|igo]\nPress{NEWS}{about}The [{body}] met again. No more.")
        mentions = [
            a_mention(ActorMention, text, a, b, name=text[a:b], actor_type=label)
            for a, b, label in marks
            if label != "demonym"
        ]
        places = [
            a_mention(PlaceMention, text, a, b, name=text[a:b], feature=label)
            for a, b, label in marks
            if label == "demonym"
        ]
        document = Document(doc_id="d", path="d", text=text)
        found.append(LINKER(mentions, document, places)[-1].actor_type)
    assert tuple(found) == kinds


def test_an_office_of_the_mission_that_issued_a_text_is_no_governments() -> None:
    text, ((start, end, _), (first, last, _)) = unmark(
        f"[OSCE|igo]\nVienna{NEWS}The [Press Office|government] said so. No more of it."
    )
    mission = a_mention(ActorMention, text, start, end, name="OSCE", actor_type="igo")
    office = a_mention(
        ActorMention, text, first, last, name="Press Office", actor_type="government"
    )
    _, found = LINKER((mission, office), Document(doc_id="d", path="d", text=text))
    assert (found.actor_type, found.country_code) == ("igo", None)
