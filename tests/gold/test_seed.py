"""The statement that started the project, by the rows it must give.

The text itself is not ours to keep: the test runs where it lies beside the project, and names
its occurrences by quote and count.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from extract.api.tables import mentions_of
from extract.api.text import extract_text
from extract.records import Mentions

SEED = Path(__file__).parents[3] / "shared" / "seed" / "oic-statement.txt"
PUBLISHED = "2022-09-14"

pytestmark = pytest.mark.skipif(not SEED.exists(), reason="the seed lies beside the project only")

#: quote, which occurrence of it (from 1), the ids that are right: of the town or of its district
PLACES = [
    ("Dashkasan", 1, {586765, 586764}),
    ("Kalbajar", 1, {586047, 586268}),
    ("Kalbajar", 2, {586047, 586268}),
    ("Lachin", 1, {147626, 147625}),
    ("Lachin", 2, {147626, 147625}),
    ("Islamabad", 1, {1176615}),
    ("Islamic Republic of Pakistan", 1, {1168579}),
]
DATES = [
    ("10 November 2020", "DATE", "2020-11-10"),
    ("22-23 March 2022", "DATE", "2022-03-22/2022-03-23"),
    ("night of September 13", "TIME", "2022-09-13TNI"),
]
#: quote, type, country
ACTORS = [
    ("OIC Council of Foreign Ministers", "igo", None),
    ("General Secretariat of the Organization of Islamic Cooperation", "igo", None),
    ("OIC", "igo", None),
    ("Armenian Armed Forces", "military", "ARM"),
    ("Armenian armed forces", "military", "ARM"),
    ("Azerbaijani armed forces", "military", "AZE"),
    ("Armenia", "country", "ARM"),
    ("Azerbaijan", "country", "AZE"),
    ("Russia", "country", "RUS"),
]
#: first words, last words, type, parties, date
AGREEMENTS = [
    ("trilateral statement", "10 November 2020", "statement", {"ARM", "AZE", "RUS"}, "2020-11-10"),
    ("agreements reached", "Azerbaijan and Armenia", "agreement", {"ARM", "AZE"}, None),
    ("resolution adopted", "22-23 March 2022", "resolution", {"OIC"}, "2022-03-23"),
]


@cache
def seed() -> tuple[str, Mentions]:
    text = SEED.read_text(encoding="utf-8")
    return text, mentions_of(extract_text(text, published=PUBLISHED, doc_id="seed"))["seed"]


def nth(quote: str, occurrence: int, text: str) -> int:
    start = -1
    for _ in range(occurrence):
        start = text.index(quote, start + 1)
    return start


@pytest.mark.parametrize(("quote", "occurrence", "ids"), PLACES)
def test_places(quote: str, occurrence: int, ids: set[int]) -> None:
    text, found = seed()
    start = nth(quote, occurrence, text)
    rows = [(p.text, p.geonames_id in ids) for p in found.places if p.start == start]
    assert rows == [(quote, True)]


@pytest.mark.parametrize(("quote", "timex_type", "value"), DATES)
def test_dates(quote: str, timex_type: str, value: str) -> None:
    _, found = seed()
    rows = [(d.timex_type, d.value) for d in found.dates if d.text == quote]
    assert rows == [(timex_type, value)]


@pytest.mark.parametrize(("quote", "actor_type", "country"), ACTORS)
def test_actors(quote: str, actor_type: str, country: str | None) -> None:
    _, found = seed()
    rows = {(a.actor_type, a.country_code) for a in found.actors if a.text == quote}
    assert rows == {(actor_type, country)}


@pytest.mark.parametrize(("first", "last", "kind", "parties", "day"), AGREEMENTS)
def test_agreements(first: str, last: str, kind: str, parties: set[str], day: str | None) -> None:
    _, found = seed()
    (row,) = (a for a in found.agreements if a.text.startswith(first))
    assert row.text.endswith(last)
    assert (row.agreement_type, set(row.parties), row.date) == (kind, parties, day)
