"""Who stands in a list of parties, from its words and the actors linked in them."""

from __future__ import annotations

import pytest

from extract.knowledge.agreements import load_agreements
from extract.knowledge.countries import load_countries
from extract.linking.agreements.members import MemberReader
from extract.records import ActorMention
from marked import unmark
from mentions import a_mention

READER = MemberReader(load_countries(), load_agreements().words)

#: Marked list, whose text it is, and the parties.
LISTS = {
    "fields-of-a-ministry": (
        "Kenya and the [Ugandan Ministry of Roads, Woods and Mines|government UGA]",
        None,
        ["KEN", "UGA"],
    ),
    "ministry-of-the-issuer": (
        "the [Ministry of Roads and Woods|government] and the Norwegian Ministry of Mines",
        "KEN",
        ["KEN", "NOR"],
    ),
    "ministry-of-nobody": ("Kenya and the [Ministry of Roads|government]", None, ["KEN"]),
    "wrapped": (
        "the [Department of Roads\nand Woods|government KEN], Uganda",
        None,
        ["KEN", "UGA"],
    ),
    # as before
    "two-ministries": (
        "the [Ministry of Roads|government KEN] and the [Ministry of Woods|government UGA]",
        None,
        ["KEN", "UGA"],
    ),
    "no-ministry": ("Kenya, Red Front and Uganda", "NOR", ["KEN", "Red Front", "UGA"]),
}


@pytest.mark.parametrize(("marked", "issuer", "parties"), LISTS.values(), ids=LISTS)
def test_listed(marked: str, issuer: str | None, parties: list[str]) -> None:
    text, marks = unmark(marked)
    actors = [
        a_mention(
            ActorMention,
            text,
            start,
            end,
            name=text[start:end],
            actor_type=label.partition(" ")[0],
            country_code=label.partition(" ")[2] or None,
        )
        for start, end, label in marks
    ]

    assert list(READER.listed(text, actors, issuer)) == parties
