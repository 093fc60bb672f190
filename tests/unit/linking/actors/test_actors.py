"""Who the actors of a text are."""

from __future__ import annotations

from datetime import date

import pytest

from extract.knowledge.actors import load_actors
from extract.knowledge.countries import load_countries
from extract.linking.actors import ActorLinker
from extract.records import ActorMention, Document
from marked import unmark
from mentions import a_mention

LINKER = ActorLinker(load_actors(), load_countries())
PUBLISHED = date(2022, 6, 1)


def _linked(
    marked: str,
    published: date | None = PUBLISHED,
    source: str | None = None,
    source_country: str | None = None,
) -> tuple[ActorMention, ...]:
    """Link the marked mentions; a mark's label is the type, and "+" appends the method."""
    text, marks = unmark(marked)
    mentions = [
        a_mention(
            ActorMention,
            text,
            start,
            end,
            method=label.partition("+")[2] or "test",
            name=text[start:end],
            actor_type=label.partition("+")[0],
        )
        for start, end, label in marks
    ]
    document = Document(
        doc_id="d",
        path="d",
        text=text,
        published=published,
        source=source,
        source_country=source_country,
    )
    return LINKER(mentions, document)


#: Marked text, and name, identifier and country of each mention.
BODIES = {
    "country": ("[Burma|country] left", [("Myanmar", "country:MMR", "MMR")]),
    "capital": ("[Oslo|country] said", [("Norway", "country:NOR", "NOR")]),
    "government": (
        "[Norwegian\ngovernment|government], [Government of the Republic of Kenya|government]",
        [("Government of Norway", "gov:NOR", "NOR"), ("Government of Kenya", "gov:KEN", "KEN")],
    ),
    "article": (
        "[U.S. government|government]",
        [("Government of the United States", "gov:USA", "USA")],
    ),
    "ministry": (
        "[Norway’s foreign ministry|government]",
        [
            (
                "Ministry of Foreign Affairs of Norway",
                "gov:NOR:ministry-of-foreign-affairs",
                "NOR",
            )
        ],
    ),
    "ministry-before": (
        "[Kenya|country]'s [Department of Trade|government]",
        [
            ("Kenya", "country:KEN", "KEN"),
            ("Department of Trade of Kenya", "gov:KEN:department-of-trade", "KEN"),
        ],
    ),
    "own-words": (
        "[Kenyan central bank|government]",
        [("Central Bank of Kenya", "gov:KEN:central-bank", "KEN")],
    ),
    "name-of-its-own": (
        "[Kenya Roads Authority|government], [Kenyan National Police|government]",
        [
            ("Kenya Roads Authority", "gov:KEN:roads-authority", "KEN"),
            ("Kenyan National Police", "gov:KEN:national-police", "KEN"),
        ],
    ),
    "office-of-any-state": (
        "[Kenyan Embassy|government], [Kenya's Roads Authority|government]",
        [
            ("Embassy of Kenya", "gov:KEN:embassy", "KEN"),
            ("Roads Authority of Kenya", "gov:KEN:roads-authority", "KEN"),
        ],
    ),
    "seat": (
        "the [Supreme Court|government] in Oslo",
        [("Supreme Court of Norway", "gov:NOR:supreme-court", "NOR")],
    ),
    "seat-abroad": (
        "the [Consulate General|government] in Oslo",
        [("Consulate General", "org:consulate-general", None)],
    ),
    "ministry-alone": (
        "[Kenyan Ministry of Trade|government]; [Ministry|government] men left",
        [("Ministry of Trade of Kenya", "gov:KEN:ministry-of-trade", "KEN")] * 2,
    ),
    "army": ("the [Kenyan Army|military]", [("Kenyan Army", "mil:KEN", "KEN")]),
    "wrapped-acronym": (
        "[Lorn Peace Agency|organization]\n  ([LPA|organization]) left",
        [("Lorn Peace Agency", "org:lorn-peace-agency", None)] * 2,
    ),
    "forces": (
        "[Kenyan troops|military] and [Kenyan Air Force|military]",
        [
            ("Armed Forces of Kenya", "mil:KEN", "KEN"),
            ("Kenyan Air Force", "mil:KEN:air-force", "KEN"),
        ],
    ),
    "ethnic": (
        "[ethnic Serbian forces|military]",
        [("Serbian forces", "mil:ethnic:serbian-forces", None)],
    ),
    "nationality-inside": (
        "[Royal Kenyan Navy|military], [United Kenyan Opposition|group]",
        [
            ("Royal Kenyan Navy", "org:royal-kenyan-navy", "KEN"),
            ("United Kenyan Opposition", "org:united-kenyan-opposition", "KEN"),
        ],
    ),
    "about-a-country": (
        "[Contact Group on Kenya|group], [Movement for Peace in Kenya|group]",
        [
            ("Contact Group on Kenya", "org:contact-group-on-kenya", None),
            ("Movement for Peace in Kenya", "org:movement-for-peace-in-kenya", None),
        ],
    ),
    "acronym-in-capitals": (
        "[OSCE MISSION TO LORN|igo]",
        [("OSCE Mission to Lorn", "org:osce-mission-to-lorn", None)],
    ),
    "short-form-of-a-head": (
        "[Contact Group on Lorn|group] met; the [Group|group+short-form] left",
        [("Contact Group on Lorn", "org:contact-group-on-lorn", None)] * 2,
    ),
    "listed": (
        "[Nato|igo], [State Department|organization]",
        [
            ("North Atlantic Treaty Organization", "org:nato", None),
            ("United States Department of State", "org:us-state-department", "USA"),
        ],
    ),
    "leader": (
        "the [Biden administration|government]",
        [("Biden administration", "org:biden-administration", "USA")],
    ),
    "minted": (
        "[Lorn Institute|organization]",
        [("Lorn Institute", "org:lorn-institute", None)],
    ),
    "acronym": (
        "[Lorn Peace Agency|organization] ([LPA|organization]) and [LPA|organization]",
        [("Lorn Peace Agency", "org:lorn-peace-agency", None)] * 3,
    ),
    "short-form": (
        "[NATO|igo] met; the [Alliance|igo+short-form] agreed",
        [("North Atlantic Treaty Organization", "org:nato", None)] * 2,
    ),
    "ending-alike": (
        "their [Lorn Council|organization] and the [Upper Lorn Council|group]",
        [("Upper Lorn Council", "org:upper-lorn-council", None)] * 2,
    ),
    "bare-ministry": (
        "[Kenyan Foreign Ministry|government]; the [Foreign Ministry|government]",
        [
            (
                "Ministry of Foreign Affairs of Kenya",
                "gov:KEN:ministry-of-foreign-affairs",
                "KEN",
            )
        ]
        * 2,
    ),
}


@pytest.mark.parametrize(("marked", "expected"), BODIES.values(), ids=BODIES.keys())
def test_bodies(marked: str, expected: list[tuple[str, str, str | None]]) -> None:
    found = [(m.name, m.actor_id, m.country_code) for m in _linked(marked)]
    assert found == expected


#: Marked text, and name, country and role of each mention.
PERSONS = {
    "titled": (
        "Norwegian Foreign Minister [Ana Brisk|person]",
        [("Ana Brisk", "NOR", "Foreign Minister")],
    ),
    "polity-behind": (
        "Prime Minister [Ana Brisk|person] of Kenya",
        [("Ana Brisk", "KEN", "Prime Minister")],
    ),
    "polity-between": (
        "President of the Republic of Kenya [Jon Olt|person]",
        [("Jon Olt", "KEN", "President")],
    ),
    "ambassador": (
        "Norwegian Ambassador to Kenya [Jon Olt|person]",
        [("Jon Olt", "NOR", "Ambassador")],
    ),
    "apposition": (
        "[Ana Brisk|person], Deputy Prime Minister of Kenya, said",
        [("Ana Brisk", "KEN", "Deputy Prime Minister")],
    ),
    "surname": (
        "Kenyan Minister [Ana Brisk|person] left. [Brisk|person] had said so",
        [("Ana Brisk", "KEN", "Minister"), ("Ana Brisk", "KEN", "Minister")],
    ),
    "holder": (
        "President [Aliyev|person] and Chancellor [Scholz|person]",
        [("Ilham Aliyev", "AZE", "President"), ("Olaf Scholz", "DEU", "Chancellor")],
    ),
    "holder-by-polity": (
        "French President [Macron|person]",
        [("Emmanuel Macron", "FRA", "President")],
    ),
    "spelling": ("[Sergei Lavrov|person]", [("Sergey Lavrov", "RUS", None)]),
    "initials": ("President [I.H. Aliyev|person]", [("Ilham Aliyev", "AZE", "President")]),
    "initials-only": ("[J. K.|person] left", [("J. K.", None, None)]),
    "for": ("signed by [Ana Brisk|person] for Kenya", [("Ana Brisk", "KEN", None)]),
    "comma": (
        "the Consul of the Republic of Kenya, [Olt|person]; the Consul of Norway, [Ana|person]",
        [("Olt", "KEN", "Consul"), ("Ana", "NOR", "Consul")],
    ),
    "shared-office": (
        "the Ministers of Fish of Kenya, Ambassador [Olt|person], and of Norway, Dr. [Ana|person]",
        [("Olt", "KEN", "Ambassador"), ("Ana", "NOR", "Ministers")],
    ),
    "own-country-behind": (
        "(Ambassadors [Jon Olt|person] of Kenya, [Ana Brisk|person] of Norway)",
        [("Jon Olt", "KEN", "Ambassadors"), ("Ana Brisk", "NOR", None)],
    ),
    "long-title": (
        "Kenyan Minister of Labour and Youth [Jon Olt|person] left",
        [("Jon Olt", "KEN", "Minister")],
    ),
    "nationality-of-a-spokesman": (
        "a Kenyan army spokesman, Lieutenant Colonel [Jon Olt|person], said",
        [("Jon Olt", "KEN", "spokesman")],
    ),
    "counterpart": (
        "his Kenyan counterpart, [Jon Olt|person], agreed",
        [("Jon Olt", "KEN", "counterpart")],
    ),
    "signature": (
        "\u2013 Captain [Jon Olt|person], Kenyan Joint Command\nMore",
        [("Jon Olt", "KEN", None)],
    ),
    "signs-for": ("For Kenya: [Jon Olt|person]", [("Jon Olt", "KEN", None)]),
    "for-capital": ("[Ana Brisk|person] for Oslo signed", [("Ana Brisk", "NOR", None)]),
    "part-of-name": (
        "Kenyan Minister [Jon van Olt|person] left. Minister [van Olt|person] said so",
        [("Jon van Olt", "KEN", "Minister"), ("Jon van Olt", "KEN", "Minister")],
    ),
    "speaker": ("[BRISK|person+speaker]: No.", [("Brisk", None, None)]),
    "other-paragraph": (
        "TO VISIT KENYA\n\nForeign Minister [Ana Brisk|person] left",
        [("Ana Brisk", None, "Foreign Minister")],
    ),
    "other-sentence": (
        "He signed for Kenya. President [Jon Olt|person] left",
        [("Jon Olt", None, "President")],
    ),
    "heading": ("[ANA BRISK|person]", [("Ana Brisk", None, None)]),
    "unknown": ("[Brisk|person] left", [("Brisk", None, None)]),
    "not-then": ("President [Trump|person] left", [("Trump", None, "President")]),
}


@pytest.mark.parametrize(("marked", "expected"), PERSONS.values(), ids=PERSONS.keys())
def test_persons(marked: str, expected: list[tuple[str, str | None, str | None]]) -> None:
    assert [(m.name, m.country_code, m.role) for m in _linked(marked)] == expected


@pytest.mark.parametrize(
    ("year", "name"),
    [(1995, "Bill Clinton"), (2005, "George W. Bush"), (2010, "Barack Obama")],
)
def test_offices_are_those_of_the_day(year: int, name: str) -> None:
    surname = name.rsplit(" ", maxsplit=1)[-1]
    (linked,) = _linked(f"President [{surname}|person]", date(year, 5, 1))
    assert (linked.name, linked.actor_id) == (
        name,
        f"person:{name.lower().replace(' ', '-').replace('.', '')}",
    )


def test_issuer_tells_the_country_of_an_office_without_polity() -> None:
    (linked,) = _linked("[Ana Brisk|person], Department Spokesperson", source_country="NOR")
    assert (linked.country_code, linked.role) == ("NOR", "Department Spokesperson")


def test_issuer_is_its_own_department() -> None:
    (linked,) = _linked("the [Department|government]", source="US Department of State")
    assert linked.name == "United States Department of State"


def test_linking_changes_no_span() -> None:
    marked = "[Norway|country] and [Kenyan troops|military] met [Ana Brisk|person]"
    text, marks = unmark(marked)
    assert [(m.start, m.end, m.text) for m in _linked(marked)] == [
        (start, end, text[start:end]) for start, end, _ in marks
    ]


def test_national_bodies_are_the_issuers() -> None:
    marked = "[Department of Trade|government] and [Office of the Mayor|government]"
    found = [(m.name, m.country_code) for m in _linked(marked, source_country="NOR")]
    assert found == [("Department of Trade of Norway", "NOR"), ("Office of the Mayor", "NOR")]


def test_letterhead_tells_the_issuer() -> None:
    marked = "[REPUBLIC OF KENYA|country+country:letterhead]\n[National Assembly|government]"
    assert [m.country_code for m in _linked(marked)] == ["KEN", "KEN"]


def test_an_acronym_behind_an_organ_means_its_body() -> None:
    organ, acronym = _linked(
        "the [General Secretariat of the Organization of Islamic Cooperation|igo] "
        "([OIC|igo+acronym])"
    )
    assert organ.name == "General Secretariat of the Organization of Islamic Cooperation"
    assert acronym.actor_id == "org:oic"
