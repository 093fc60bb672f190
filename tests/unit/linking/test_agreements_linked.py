from __future__ import annotations

import time
from collections.abc import Sequence
from datetime import date

import pytest

from extract.knowledge.agreements import load_agreements
from extract.knowledge.countries import load_countries
from extract.linking.agreements import AgreementLinker
from extract.linking.agreements.dates import read_date
from extract.records import ActorMention, AgreementMention, DateMention, Document, PlaceMention
from marked import unmark
from mentions import a_mention

LINKER = AgreementLinker(load_agreements(), load_countries())
PUBLISHED = date(2022, 9, 14)


def linked(
    marked: str,
    *,
    published: date | None = PUBLISHED,
    actors: Sequence[ActorMention] = (),
    places: Sequence[PlaceMention] = (),
    dates: Sequence[DateMention] = (),
    doc_id: str = "d",
) -> tuple[AgreementMention, ...]:
    """Link the agreements of a marked text; "type!" marks one cited by title or number."""
    text, marks = unmark(marked)
    document = Document(doc_id=doc_id, path="d.txt", published=published, text=text)
    mentions = [
        AgreementMention(
            mention_id=f"{doc_id}:agreements:{start}-{end}",
            doc_id=doc_id,
            text=text[start:end],
            start=start,
            end=end,
            sentence=text,
            sentence_start=0,
            sentence_end=len(text),
            method="test",
            confidence=1.0,
            title=text[start:end],
            agreement_type=label.rstrip("!"),
            named=label.endswith("!"),
        )
        for start, end, label in marks
    ]
    return LINKER(mentions, document, actors, places, dates)


NUMBERS = {
    "bracket": ("[resolution 822 (1993)|resolution!]", "822", 1993, "UNSC", "unsc-822"),
    "roman": ("[resolution 3379 (XXX)|resolution!]", "3379 (XXX)", None, "UNGA", "unga-3379-xxx"),
    "symbol": ("[A/RES/46/182|resolution!]", "46/182", None, "UNGA", "unga-46-182"),
    "body": ("[UNSC resolution 2254|resolution!]", "2254", None, "UNSC", "unsc-2254"),
    "unknown": (
        "[Security Council resolution 5555 (2044)|resolution!]",
        "5555",
        2044,
        "UNSC",
        "unsc:5555:2044",
    ),
    "context": (
        "The Security Council met. [resolution 338|resolution!]",
        "338",
        None,
        "UNSC",
        "unsc-338",
    ),
    "other-year": (
        "[Security Council resolution 822 (1994)|resolution!]",
        "822",
        1994,
        "UNSC",
        "unsc:822:1994",
    ),
}


@pytest.mark.parametrize(
    ("marked", "number", "year", "issuer", "agreement_id"), NUMBERS.values(), ids=NUMBERS.keys()
)
def test_numbers(
    marked: str, number: str, year: int | None, issuer: str, agreement_id: str
) -> None:
    (found,) = linked(marked)
    assert (found.number, found.year, found.issuer) == (number, year, issuer)
    assert found.agreement_id == agreement_id
    assert found.parties == (issuer,)


PARTIES = {
    "between": ("[treaty between Kenya and Uganda|treaty]", ("KEN", "UGA")),
    "three": (
        "[pact between Norway, Sweden, and Denmark on fish|agreement]",
        ("NOR", "SWE", "DNK"),
    ),
    "governments": (
        "[memorandum between the Governments of Ghana and Togo|memorandum]",
        ("GHA", "TGO"),
    ),
    "and-in-a-name": (
        "[accord between Bosnia and Herzegovina and Croatia|agreement]",
        ("BIH", "HRV"),
    ),
    "hyphen": ("[Kenya-Uganda border treaty|treaty]", ("KEN", "UGA")),
    "adjectives": ("[Kenyan-Ugandan agreement|agreement]", ("KEN", "UGA")),
    "adjective-government": (
        "[deal between the Kenyan government and Uganda|agreement]",
        ("KEN", "UGA"),
    ),
    "acronym": (
        "[accord between Kenya and the Free Hills Front (FHF)|agreement]",
        ("KEN", "FHF"),
    ),
    "capitals": ("[talks accord between Nairobi and Kampala|agreement]", ("KEN", "UGA")),
    # no parties
    "place": ("[truce in Yemen|ceasefire]", ()),
    "broker": ("[ceasefire brokered by Kenya|ceasefire]", ()),
    "purpose": ("[agreement on grain from Ukraine and Russia|agreement]", ()),
    "side": ("[agreement between the Government and the rebels|agreement]", ()),
}


@pytest.mark.parametrize(("marked", "parties"), PARTIES.values(), ids=PARTIES.keys())
def test_parties(marked: str, parties: tuple[str, ...]) -> None:
    assert linked(marked)[0].parties == parties


def test_those_who_sign_in_a_clause_of_the_span_are_parties() -> None:
    text = "memorandum on police that Haiti and Kenya concluded in Nairobi"
    actors = [
        ActorMention(
            mention_id=f"d:actors:{text.index(name)}-{text.index(name) + len(name)}",
            doc_id="d",
            text=name,
            start=text.index(name),
            end=text.index(name) + len(name),
            sentence=text,
            sentence_start=0,
            sentence_end=len(text),
            method="country-name",
            confidence=1.0,
            name=name,
            actor_type="country",
            country_code=code,
        )
        for name, code in (("Haiti", "HTI"), ("Kenya", "KEN"))
    ]
    (found,) = linked(f"[{text}|memorandum]", actors=actors)
    assert found.parties == ("HTI", "KEN")


DATES = {
    "day": ("[agreement of 12 May 1994|agreement]", "1994-05-12"),
    "month-first": ("[accord signed on May 12, 1994|agreement]", "1994-05-12"),
    "range": ("[Final Accord of 5-7 October 1997|agreement]", "1997-10-07"),
    "month": ("[Ceasefire Agreement of September 2006|ceasefire]", "2006-09"),
    "year": ("[2007 ceasefire|ceasefire]", "2007"),
    "no-year": ("[May 9 statement|statement]", "2022-05-09"),
    "today": ("[statement issued today|statement]", "2022-09-14"),
    "numbered": ("[resolution 822 (1993) of 30 April|resolution!]", "1993-04-30"),
    "behind": ("The [pact|agreement] was signed on 5 August in Doha.", "2022-08-05"),
    "before": ("Today, Kenya vetoed a [Council resolution|resolution]", "2022-09-14"),
    "starts": ("the [ceasefire in Chad|ceasefire], commencing at noon today", "2022-09-14"),
    # no date
    "bracket-only": ("[resolution 822 (1993)|resolution!]", None),
    "event": ("[Accord on claims that go back to the floods of 2002|agreement]", None),
    "none": ("[peace agreement|agreement]", None),
}


@pytest.mark.parametrize(("marked", "day"), DATES.values(), ids=DATES.keys())
def test_dates(marked: str, day: str | None) -> None:
    assert linked(marked)[0].date == day


@pytest.mark.parametrize(
    ("text", "kind", "day"),
    [
        ("trade agreement with Uganda, in force since 14 February 2018", "agreement", None),
        ("trade agreement with Uganda, signed on 14 February 2018", "agreement", "2018-02-14"),
        ("ceasefire with Uganda, in force since 14 February 2018", "ceasefire", "2018-02-14"),
    ],
)
def test_the_day_since_which_it_binds_is_not_that_of_signing(
    text: str, kind: str, day: str | None
) -> None:
    start = text.index("14")
    bound = a_mention(
        DateMention,
        text,
        start,
        len(text),
        timex_type="DATE",
        value="2018-02-14",
        granularity="day",
        start_date=date(2018, 2, 14),
        end_date=date(2018, 2, 14),
    )
    (found,) = linked(f"[{text}|{kind}]", dates=[bound])
    assert found.date == day


def test_agreements_may_have_numbers_too() -> None:
    (found,) = linked("[Agreement no. 3 of 7 June 1993|agreement]")
    assert (found.number, found.date, found.issuer) == ("3", "1993-06-07", None)


def test_text_and_inventory_are_told_apart() -> None:
    (found,) = linked("under the [Bishkek Protocol|protocol!] of old")
    assert (found.date, found.parties) == (None, ())
    assert found.known_date == "1994-05-05"
    assert "ARM" in found.known_parties
    assert found.identity == "inventory"


def test_described_instruments_are_known_by_day_and_parties() -> None:
    (found,) = linked(
        "[trilateral statement concluded by Azerbaijan, Armenia, and Russia on 10 November 2020"
        "|statement]"
    )
    assert found.agreement_id == "trilateral-statement-2020"
    assert (found.parties, found.date) == (("AZE", "ARM", "RUS"), "2020-11-10")
    assert (found.known_date, found.known_parties) == (None, ())


def test_ids_rest_on_what_the_text_says() -> None:
    dated, titled, vague = linked(
        "[pact between Kenya and Uganda of 4 May 2019|agreement]; [Hills Accord|agreement!]; "
        "[truce in Yemen|ceasefire]"
    )
    assert (dated.agreement_id, dated.identity) == ("agreement:KEN|UGA:2019-05-04", "date")
    assert (titled.agreement_id, titled.identity) == ("agreement:hills-accord", "title")
    assert (vague.agreement_id, vague.identity) == ("ceasefire:truce-in-yemen@d", "vague")


def test_ids_do_not_depend_on_other_documents() -> None:
    marked = "the [pact between Kenya and Uganda of 4 May 2019|agreement]"
    assert linked(marked, doc_id="a")[0].agreement_id == linked(marked, doc_id="b")[0].agreement_id


def test_short_forms_share_the_id_and_what_is_known() -> None:
    full, short, other = linked(
        "the [Memorandum of Understanding between Kenya and Uganda|memorandum]. "
        "The [MoU|memorandum] holds; the [tripartite MoU|memorandum] too."
    )
    assert short.agreement_id == other.agreement_id == full.agreement_id
    assert short.parties == other.parties == ("KEN", "UGA")


def test_resolutions_do_not_lend_each_other_dates() -> None:
    first, second = linked(
        "[resolution 822 (1993) of 30 April 1993|resolution!], [resolution 822 (1993)|resolution!]"
    )
    assert first.agreement_id == second.agreement_id
    assert (first.date, second.date) == ("1993-04-30", None)


def test_one_name_of_many_instruments_is_told_by_the_text() -> None:
    known, unknown = linked(
        "[Sochi statement of 31 October 2022|statement!] [Sochi statement|statement!]"
    )
    assert known.agreement_id == "trilateral-statement-2022-10"
    assert unknown.identity in {"inventory", "title"}


@pytest.mark.parametrize(
    ("marked", "instrument"),
    [
        ("[1982 United Nations Convention on the Law of the Sea|convention!]", "unclos-1982"),
        ("[2015 Paris climate agreement|agreement]", "paris-agreement-2015"),
        ("[1951 UN Refugee Convention|convention!]", "refugee-convention-1951"),
        ("[US-Soviet INF Treaty|treaty!]", "inf-1987"),
        (
            "[Framework Agreement on Water|agreement!]",
            "agreement:framework-agreement-on-water",
        ),
        (
            "[1999 United Nations Convention on the Law of the Sea|convention!]",
            "convention:1999-united-nations-convention-on-the-law-of-the-sea",
        ),
    ],
)
def test_a_year_or_body_before_a_title_is_taken_off(marked: str, instrument: str) -> None:
    assert [row.agreement_id for row in linked(f"under the {marked}")] == [instrument]


def test_no_instrument_of_a_later_day_is_meant() -> None:
    """The Pretoria agreement of November 2022 is not what a text of September 2022 cites."""
    (mention,) = linked("the [Pretoria agreement|agreement!]")
    assert (mention.identity, mention.known_date) == ("title", None)


@pytest.mark.parametrize(
    ("words", "published", "expected"),
    [
        ("20 December", date(2022, 1, 5), "2021-12-20"),
        ("3 January", date(2022, 12, 20), "2023-01-03"),
        ("29 February", date(2023, 3, 1), "2024-02-29"),
        ("12/1/2000", None, "2000-01-12"),
        ("40 May", date(2022, 1, 5), None),
        ("no date", date(2022, 1, 5), None),
    ],
)
def test_read_date(words: str, published: date | None, expected: str | None) -> None:
    assert read_date(words, published) == expected


def test_many_mentions_stay_cheap() -> None:
    """Thousands of citations in one text cost no more than linear work."""
    marked = (
        "[resolution 1 of 5 May|resolution!], the [MoU|memorandum] and [Hills Accord|agreement!]; "
    )
    begin = time.process_time()
    linked(marked * 2000)
    assert time.process_time() - begin < 4.0  # a busy machine; usually a sixth


REFERENCES = {
    "first full citation": (
        "[Protocol|protocol!], that is the [Lorn Protocol|protocol!]. The said protocol was kept.",
        {"Lorn Protocol": 1},
    ),
    "nearest of its type": (
        "The [Lorn Treaty|treaty!], then the [Vest Treaty|treaty!]. The treaty holds.",
        {"Vest Treaty": 1},
    ),
    "of its type": (
        "The [Lorn Treaty|treaty!], then the [Vest Protocol|protocol!]. This treaty holds.",
        {"Lorn Treaty": 1},
    ),
    "any by a general noun": (
        "The [Vest Protocol|protocol!] came. Both kept the accord and cited that document.",
        {"Vest Protocol": 2},
    ),
    "it": (
        "The [Lorn Treaty|treaty!] came; he ratified it, she broke it. It was signed too.",
        {"Lorn Treaty": 2},
    ),
    "it too far": ("The [Lorn Treaty|treaty!] came." + " They met." * 30 + " He signed it.", {}),
    "no resolution": ("[resolution 822 (1993)|resolution!] came. The accord holds.", {}),
    "inside a citation": (
        "The [Lorn Treaty|treaty!], and [the treaty on fish|treaty] of theirs.",
        {},
    ),
    "the text itself": (
        "A [Lorn Declaration|declaration!]. This statement is public; the statement was short.",
        {"Lorn Declaration": 1},
    ),
    "line break": ("The [Lorn Treaty|treaty!] came. The said\ntreaty holds.", {"Lorn Treaty": 1}),
}


@pytest.mark.parametrize(("marked", "counts"), REFERENCES.values(), ids=REFERENCES.keys())
def test_bare_references_are_counted(marked: str, counts: dict[str, int]) -> None:
    found = {mention.text: mention.anaphora for mention in linked(marked) if mention.anaphora}
    assert found == counts
