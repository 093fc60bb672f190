"""Parties and days that stand beside a mention: who signed it, when, and who only helped."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

from extract.knowledge.agreements import load_agreements
from extract.knowledge.countries import load_countries
from extract.linking.agreements import AgreementLinker
from extract.records import ActorMention, AgreementMention, DateMention, Document
from marked import unmark

LINKER = AgreementLinker(load_agreements(), load_countries())
PUBLISHED = date(2022, 9, 14)


def linked(marked: str) -> tuple[AgreementMention, ...]:
    """Link a text of sentences: "[Kenya|country KEN] signed a [pact|agreement] on [1 May|2022]".

    A mark is an actor (type and code), a date (its value) or an agreement (type, "!" if named).
    """
    text, marks = unmark(marked)
    document = Document(doc_id="d", path="d.txt", published=PUBLISHED, text=text)
    ends = [at + 1 for at, sign in enumerate(text) if sign == "." and text[at + 1 : at + 2] != "."]
    actors: list[ActorMention] = []
    dates: list[DateMention] = []
    agreements: list[AgreementMention] = []
    for start, end, label in marks:
        first = max((e + 1 for e in ends if e <= start), default=0)
        last = min((e for e in ends if e >= end), default=len(text))
        common = {
            "doc_id": "d",
            "text": text[start:end],
            "start": start,
            "end": end,
            "sentence": text[first:last],
            "sentence_start": first,
            "sentence_end": last,
            "method": "test",
            "confidence": 1.0,
        }
        if label[:1].isdigit():
            day = date.fromisoformat(label) if len(label) == 10 else PUBLISHED
            dates.append(
                DateMention(
                    **common,  # type: ignore[arg-type]
                    mention_id=f"d:dates:{start}-{end}",
                    timex_type="DATE",
                    value=label,
                    start_date=day,
                    end_date=day,
                    granularity="day",
                )
            )
        elif " " in label:
            kind, code = label.split()
            actors.append(
                ActorMention(
                    **common,  # type: ignore[arg-type]
                    mention_id=f"d:actors:{start}-{end}",
                    actor_id=text[start:end].lower(),
                    name=text[start:end],
                    actor_type=kind,
                    country_code=None if code == "-" else code,
                )
            )
        else:
            agreements.append(
                AgreementMention(
                    **common,  # type: ignore[arg-type]
                    mention_id=f"d:agreements:{start}-{end}",
                    title=text[start:end],
                    agreement_type=label.rstrip("!"),
                    named=label.endswith("!"),
                )
            )
    return LINKER(agreements, document, actors, (), dates)


KENYA, UGANDA, NORWAY = "[Kenya|country KEN]", "[Uganda|country UGA]", "[Norway|country NOR]"
PARTIES = {
    "signatures": (
        f"{KENYA} and {UGANDA} put their signatures in Doha to the [pact on salt|agreement].",
        ("KEN", "UGA"),
    ),
    "movement-of-a-people": (
        "the [truce between Kenya and the Ugandan rebel group Red Front|ceasefire] holds.",
        ("KEN", "Red Front"),
    ),
    "acronym-by-the-list": (
        "the [accord of 2003 between Kenya and the World Meteorological Organization|agreement].",
        ("KEN", "WMO"),
    ),
    "two-whom-the-text-opens-with": (
        (
            f"{KENYA} hosts talks. Envoys of {UGANDA} came. {NORWAY} helps. "
            "They revised the [memorandum of 2013 between the two countries|memorandum]."
        ),
        ("KEN", "UGA"),
    ),
    "sides-no-agency": (
        (
            "The [Kenyan government|government KEN] and [Red Front|group KEN], said "
            "[KNA|organization KEN]. The two sides signed a [peace accord|agreement]."
        ),
        ("KEN", "Red Front"),
    ),
    "subject": (f"{KENYA} and {UGANDA} signed a [border pact|agreement].", ("KEN", "UGA")),
    "said-that": (
        f"{NORWAY} said that {KENYA} and {UGANDA} had signed a [border pact|agreement].",
        ("KEN", "UGA"),
    ),
    "relative": (
        f"the [Hills Accord|agreement!], which {KENYA} and {UGANDA} signed, holds.",
        ("KEN", "UGA"),
    ),
    "to-which": (
        f"the [Hills Accord|agreement!], to which {KENYA} and {UGANDA} are parties.",
        ("KEN", "UGA"),
    ),
    "passive": (f"A [pact|agreement] was signed by {KENYA} and {UGANDA}.", ("KEN", "UGA")),
    "signing-of": (
        f"after the signing of the [Hills Accord|agreement!] by {KENYA} and {UGANDA}.",
        ("KEN", "UGA"),
    ),
    "next-sentence": (
        f"They have a [border pact|agreement]. It was signed by {KENYA} and {UGANDA}.",
        ("KEN", "UGA"),
    ),
    "signed-it": (
        f"They have a [border pact|agreement]. {KENYA} and {UGANDA} signed it.",
        ("KEN", "UGA"),
    ),
    "with": (f"{KENYA} signed a [pact with Uganda|agreement].", ("KEN", "UGA")),
    "verb-with": (f"{KENYA} concluded with {UGANDA} a [border pact|agreement].", ("KEN", "UGA")),
    "its": (f"{KENYA} honours its [pact with Uganda|agreement].", ("KEN", "UGA")),
    "two-countries": (
        f"{KENYA} and {UGANDA} met. See the [pact signed by the two countries|protocol].",
        ("KEN", "UGA"),
    ),
    "list": (
        f"{KENYA} and {UGANDA} signed the [Hills Pact|agreement!] and the [Lake Treaty|treaty!].",
        ("KEN", "UGA"),
    ),
    "pledged": (
        f"{KENYA} and {UGANDA} undertook, by the [Hills Accord|agreement!], to stop.",
        ("KEN", "UGA"),
    ),
    "under": (
        f"Under the [Hills Accord|agreement!], {KENYA} and {UGANDA} undertake to stop.",
        ("KEN", "UGA"),
    ),
    "acronym": (
        f"{KENYA} and the [Free Hills Front|group -] (FHF) signed a [truce|ceasefire].",
        ("KEN", "FHF"),
    ),
    "combining-form": ("[Anglo-Irish Treaty|treaty!]", ("GBR", "IRL")),
    "between-behind": (
        f"the [Lake Access Agreement|agreement!] between {KENYA} and {UGANDA} holds.",
        ("KEN", "UGA"),
    ),
    "of-ministers": (
        f"the [joint statement|statement] of the ministers of {KENYA} and {UGANDA} said so.",
        ("KEN", "UGA"),
    ),
    "broken-off": (
        f"an [understanding reached by the ministers|agreement] of {KENYA} and {UGANDA} in March.",
        ("KEN", "UGA"),
    ),
    "list-of-items": (
        f"{KENYA} and {UGANDA} signed today:\n\n- a [protocol on mines|protocol];\n",
        ("KEN", "UGA"),
    ),
    "both-witnessed": (
        f"{KENYA} and {UGANDA} met. The two states witnessed the signing of a [pact|agreement].",
        ("KEN", "UGA"),
    ),
    "army": (
        "The [Kenyan army|military KEN] and the [Hills Front|group -] signed a [truce|ceasefire].",
        ("KEN", "Hills Front"),
    ),
    "capitals": (
        "the [joint declaration of Nairobi and Kampala of 1984|declaration]",
        ("KEN", "UGA"),
    ),
    "chiefs-of-staffs": (
        f"a [truce|ceasefire]. It was struck by the chiefs of staff of {KENYA} and {UGANDA}.",
        ("KEN", "UGA"),
    ),
    "in-a-joint-statement": (
        f"{KENYA} and {UGANDA} backed the plan in a [joint statement|statement].",
        ("KEN", "UGA"),
    ),
    "first-the-parties": (
        f"{KENYA} and {UGANDA} met. {NORWAY} and {KENYA} left. We adopted a [pact|agreement].",
        ("KEN", "UGA"),
    ),
    "letterhead": (
        "[Ministry of Foreign Affairs of Kenya|government KEN]\nOur [treaty with Uganda|treaty]",
        ("KEN", "UGA"),
    ),
    # one body alone
    "adopted-by": (
        "the [Hills Document|agreement!], adopted by the [OSCE|igo -] in June",
        ("OSCE",),
    ),
    "charter-of": ("the [Charter of the OAS|charter!]", ("OAS",)),
    "un-charter": ("the [UN Charter|charter!]", ("UN",)),
    "declared-by-one": (
        "a [truce|ceasefire] over the feast, declared by the [Hills Front|group -] in May",
        ("Hills Front",),
    ),
    # but these are no parties of it
    "un-convention": ("the [UN Convention on Reefs|convention!]", ()),
    "one-state-signs": (f"the [Hills Pact|agreement!], signed by {KENYA} in June", ()),
    "published-by-a-court": (
        "an award on the [Lake Treaty|treaty!]. It was published by the [Lake Court|igo -].",
        (),
    ),
    "declared-void": (f"{KENYA} declared void the [truce|ceasefire].", ()),
    "between-two-towns": (
        "a [memorandum on ferries between Upper Hill and Low Hill|memorandum]",
        (),
    ),
    # helpers are no parties
    "brokered": (f"A [truce|ceasefire] brokered by {NORWAY} holds.", ()),
    "witness": (
        f"A [pact|agreement] was signed by {KENYA} and {UGANDA} in the presence of {NORWAY}.",
        ("KEN", "UGA"),
    ),
    # the verb belongs to something else
    "other-verb": (f"{KENYA} and {UGANDA} signed it; the [truce|ceasefire] holds.", ()),
    "in-capitals": ("[FIVE-POINT CONSENSUS|agreement!]", ()),
}


@pytest.mark.parametrize(("marked", "parties"), PARTIES.values(), ids=PARTIES.keys())
def test_parties(marked: str, parties: tuple[str, ...]) -> None:
    assert linked(marked)[-1].parties == parties


DAYS = {
    "acceded-to-it": (
        "Kenya acceded to the [Hills Convention|convention!] in [1998|1998] with a reservation.",
        None,
    ),
    "and-to-another": (
        (
            "Kenya acceded to the [Hills Convention|convention!] in [1998|1998] and to the "
            "[Lake Treaty|treaty!] in [1999|1999]."
        ),
        None,
    ),
    "acceded-to-that-of": (
        "Kenya acceded to the [Hills Convention|convention!] of [1998|1998] at last.",
        "1998",
    ),
    "praised-in-a-year": (
        "Kenya praised the [Hills Convention|convention!] in [1998|1998].",
        "1998",
    ),
    "noun-with-its-day": (
        "after the signing on [1 May|2022-05-01] in Doha of the [Hills Accord|agreement!].",
        "2022-05-01",
    ),
    "initialled-then-signed": (
        (
            "The [Hills Accord|agreement!], initialled on [1 May|2022-05-01] and signed in Doha "
            "on [9 May|2022-05-09], holds."
        ),
        "2022-05-09",
    ),
    "draft": ("[1 May|2022-05-01]: signed was a [draft accord on salt|agreement] today.", None),
    "on-that-date": (
        "[1 May|2022-05-01] came. On [that date|2022-05-01], they signed a [pact|agreement].",
        "2022-05-01",
    ),
    "opened-for-signature": (
        "The [Hills Convention|convention!] was opened for signature on [1 May|2022-05-01].",
        "2022-05-01",
    ),
    "before": ("On [1 May|2022-05-01] they signed a [pact|agreement].", "2022-05-01"),
    "between": ("They signed on [1 May|2022-05-01] the [Hills Accord|agreement!].", "2022-05-01"),
    "behind": ("They signed a [pact|agreement] in Doha on [1 May|2022-05-01].", "2022-05-01"),
    "over-a-line": ("a [pact|agreement] signed\nin Doha on [1 May|2022-05-01].", "2022-05-01"),
    "relative": (
        "the [Hills Accord|agreement!], which both signed on [1 May|2022-05-01].",
        "2022-05-01",
    ),
    "adopted": (
        "[resolution 2602|resolution!], adopted [yesterday|2022-09-13] by the Council.",
        "2022-09-13",
    ),
    "next-sentence": (
        "They have a [pact|agreement]. It was signed on [1 May|2022-05-01].",
        "2022-05-01",
    ),
    "rest-of-the-phrase": (
        "the [Access Agreement|agreement!] between the two, signed on [1 May|2022-05-01] in Doha",
        "2022-05-01",
    ),
    "done-at": (
        "the [Lake Treaty|treaty!] (LT), done at Doha on [1 May|2022-05-01]",
        "2022-05-01",
    ),
    "broken-off": (
        "the [pact initialled at the Doha|agreement] checkpoint on [1 May|2022-05-01]",
        "2022-05-01",
    ),
    "right-before": ("the [1993|1993] [Agreement on Peace|agreement!] along the river", "1993"),
    "of-some-leaders": (
        "the [joint statement|statement] of five leaders of [1 May|2022-05-01]",
        "2022-05-01",
    ),
    "council-decided": (
        "On [1 May|2022-05-01] the Security Council endorsed it by [resolution 2602|resolution!].",
        "2022-05-01",
    ),
    "list-of-items": (
        "Also signed [today|2022-09-14]\n\n- a [protocol on mines|protocol];\n",
        "2022-09-14",
    ),
    "day-of-the-meeting": (
        "They met on [13 September|2022-09-13]. Talks were long. They signed a [pact|agreement].",
        "2022-09-13",
    ),
    "signed-late": (
        "They have signed a [pact|agreement]. The two met and signed late on [13 May|2022-05-13].",
        "2022-05-13",
    ),
    "while": (
        "Bells rang on [1 May|2022-05-01] as they signed the [pact|agreement].",
        "2022-05-01",
    ),
    "passive-after-the-day": (
        "On [1 May|2022-05-01], after a long night, a [pact|agreement] was signed in Doha.",
        "2022-05-01",
    ),
    "the-news": (
        f"{KENYA} and {UGANDA} have reached a [deal on hostages|agreement].",
        "2022-09-14",
    ),
    # several at once, or another day
    "no-news": (f"{KENYA} and {UGANDA} have signed the [Lake Treaty|treaty!].", None),
    "not-yet": (f"{KENYA} and {UGANDA} had reached a [deal on hostages|agreement].", None),
    "two-treaties": ("the [treaties of 1921 and 1940|treaty]", None),
    "old-meeting": (
        "They met in Doha on [1 May|2022-05-01]. They signed a [pact|agreement].",
        None,
    ),
    "perfect": (
        "They met on [13 September|2022-09-13]. They have signed the [pact|agreement] before.",
        None,
    ),
    "imposed-by-another": (
        "On [1 May|2022-05-01] they extended what was imposed by [resolution 1|resolution!].",
        None,
    ),
    "of-an-event": ("an [accord on the floods of 2002|agreement]", None),
    "in-force": ("The [pact|agreement] entered into force on [1 May|2022-05-01].", None),
    "of-another": (
        "The [accord of 4 May 2019|agreement], he said, and signed a [pact with Chad|agreement].",
        None,
    ),
    "dateline": ("DOHA, [1 May|2022-05-01] - They signed the [pact|agreement].", None),
}


@pytest.mark.parametrize(("marked", "day"), DAYS.values(), ids=DAYS.keys())
def test_days(marked: str, day: str | None) -> None:
    assert linked(marked)[-1].date == day


def test_a_day_of_the_inventory_that_the_text_names_is_told_by_the_text() -> None:
    told = linked(
        "the [Bishkek Protocol|protocol!]. On [5 May 1994|1994-05-05] the guns fell silent."
    )
    silent = linked("the [Bishkek Protocol|protocol!]. On [6 May 1994|1994-05-06] it rained.")
    assert [(row.date, row.known_date) for row in told] == [("1994-05-05", None)]
    assert [(row.date, row.known_date) for row in silent] == [(None, "1994-05-05")]


def test_a_year_becomes_the_day_that_another_mention_gives() -> None:
    full, short = linked(
        "the [truce of 3 July 2003|ceasefire] and the [2003 truce|ceasefire] are one."
    )
    assert (full.date, short.date) == ("2003-07-03", "2003-07-03")
    assert full.agreement_id == short.agreement_id


def shares(rows: Sequence[AgreementMention]) -> bool:
    return rows[0].agreement_id == rows[-1].agreement_id


def test_the_surest_identity_is_that_of_all() -> None:
    rows = linked(
        "the [protocol signed in Bishkek in May 1994|protocol]. The [Bishkek Protocol|protocol!]"
    )
    assert {row.agreement_id for row in rows} == {"bishkek-1994"}


@pytest.mark.parametrize(
    ("marked", "same"),
    [
        (
            "the [pact between Kenya and Uganda|agreement]. The [peace agreement|agreement] ...",
            True,
        ),
        ("the [trade pact of 4 May 2019|agreement]. The [peace agreement|agreement] ...", False),
        (
            "[treaty between Kenya and Chad of May 2019|treaty], [Kenya-Chad-Mali treaty|treaty]",
            False,
        ),
        (
            "[Kenya-Chad Treaty on Roads|treaty!], [Kenya-Chad Treaty on Ports|treaty!]",
            False,
        ),
        (
            "[Kenya-Chad accord on roads|agreement], [Kenya-Chad accord on ports|agreement]",
            False,
        ),
        ("[Lake Treaty|treaty!], a [treaty signed in May|treaty], the [Treaty|treaty!]", True),
        ("a [pact signed in Doha in 2019|agreement]. The [Doha accord|agreement] holds.", True),
        ("a [pact signed in Doha in 2019|agreement]. The [Lima accord|agreement] holds.", False),
        ("a [deal on the hostages of 2019|agreement]. The [ceasefire agreement|ceasefire]", True),
        ("a [ceasefire in Chad|ceasefire]. The [60-day truce|ceasefire] was late.", True),
        (
            "a [truce in Chad|ceasefire]. Under the [deal, signed on 5 October 2021|agreement],",
            True,
        ),
        ("an [accord in Chad|agreement]. The [agreements made in May|agreement],", False),
        ("a [truce in Chad|ceasefire]. As by the [truce of 1994|ceasefire],", False),
        ("[Kenya-Chad pact|agreement]. An [Kenya-Chad exchange of notes|agreement] too", False),
    ],
)
def test_who_repeats_whom(marked: str, *, same: bool) -> None:
    assert shares(linked(marked)) is same
