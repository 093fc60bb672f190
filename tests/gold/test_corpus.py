"""The annotated corpus as a whole: size, balance, honesty of sources, and marks that agree."""

from __future__ import annotations

import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import pytest

from extract.evaluation.gold import SPLITS, GoldDocument, read_corpus
from extract.knowledge.countries import load_countries
from extract.knowledge.gazetteer import load_gazetteer
from extract.records import MENTION_TABLES, Mention

ROOT = Path(__file__).parents[2]
UNMARKED = tomllib.loads((Path(__file__).parent / "unmarked.toml").read_text(encoding="utf-8"))
#: A run of so many words, a name counting as one, stands in two releases at most.
RUN, MOST_SHARED = 10, 2


@cache
def corpus() -> list[GoldDocument]:
    return read_corpus(ROOT / "data" / "gold" / "documents")


@cache
def both() -> list[GoldDocument]:
    """The corpus, and the releases of data/learning, which keep the same rules."""
    return [*corpus(), *read_corpus(ROOT / "data" / "learning" / "documents")]


def marked(one: GoldDocument) -> Iterator[Mention]:
    for record in MENTION_TABLES:
        rows: tuple[Mention, ...] = getattr(one.mentions, record.table)
        yield from rows


def words_of(one: GoldDocument) -> Iterator[str]:
    """The words of a release, each marked name as one: titles of treaties are long."""
    text, at = one.document.text.casefold(), 0
    for start, end in sorted({(m.start, m.end) for m in marked(one)}, key=lambda s: (s[0], -s[1])):
        if start >= at:
            yield from re.findall(r"\w+", text[at:start])
            yield text[start:end]
            at = end
    yield from re.findall(r"\w+", text[at:])


def test_size_and_variety() -> None:
    releases = corpus()
    assert len(releases) >= 200
    assert sum(one.document.n_words for one in releases) >= 60_000
    assert len({one.facets["issuer"] for one in releases}) >= 40
    topics = Counter(one.facets["topic"] for one in releases)
    assert topics["conflict"] + topics["border"] >= 60
    assert Counter(one.facets["region"] for one in releases)["south-caucasus"] >= 20
    assert sum(bool(one.mentions.agreements) for one in releases) >= 140
    assert sum(one.facets["hard"] != "False" for one in releases) >= 40
    described = [not a.named for one in releases for a in one.mentions.agreements]
    assert 0.4 <= sum(described) / len(described) <= 0.6
    years = [one.document.published.year for one in releases if one.document.published]
    assert min(years) <= 1993
    assert max(years) >= 2025


def test_every_source_says_that_it_is_invented() -> None:
    for one in both():
        assert (one.document.source or "").startswith("Invented sample"), one.document.doc_id


def test_splits_hold_every_region() -> None:
    shares = Counter(one.facets["split"] for one in corpus())
    assert set(shares) == set(SPLITS)
    assert 0.65 <= shares["train"] / len(corpus()) <= 0.8
    by_region: defaultdict[str, set[str]] = defaultdict(set)
    for one in corpus():
        by_region[one.facets["region"]].add(one.facets["split"])
    assert {region for region, splits in by_region.items() if len(splits) < 3} <= {"central-asia"}


def test_what_was_read_before_the_guard_existed_is_not_in_it() -> None:
    seen = re.compile(r"-b(?:0[1-9]|1\d|2[0-7])$")
    guard = {one.document.doc_id for one in corpus() if one.facets["split"] == "guard"}
    assert not [doc_id for doc_id in guard if seen.search(doc_id)]
    last = {one.document.doc_id for one in corpus() if re.search(r"-e\d+$", one.document.doc_id)}
    blind = {doc_id for doc_id in last if re.search(r"-e(?:49|5\d|6\d|7[0-2])$", doc_id)}
    assert len(blind) == 24
    assert last & guard == blind


def test_no_two_releases_repeat_each_other() -> None:
    where: defaultdict[tuple[str, ...], set[str]] = defaultdict(set)
    for one in both():
        words = list(words_of(one))
        for at in range(len(words) - RUN + 1):
            where[tuple(words[at : at + RUN])].add(one.document.doc_id)
    assert not [run for run, releases in where.items() if len(releases) > MOST_SHARED]


@pytest.mark.parametrize("one", both(), ids=lambda one: one.document.doc_id)
def test_marked_names_do_not_stand_unmarked(one: GoldDocument) -> None:
    text = one.document.text
    spans = [(m.start, m.end) for m in marked(one)]
    names = {m.text for m in (*one.mentions.actors, *one.mentions.places) if len(m.text) > 4}
    unmarked = {
        name
        for name in names
        for found in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text)
        if not any(start < found.end() and found.start() < end for start, end in spans)
    }
    assert sorted(unmarked) == sorted(UNMARKED.get(one.document.doc_id, []))


@pytest.mark.parametrize("one", both(), ids=lambda one: one.document.doc_id)
def test_weekdays_and_deictics_agree_with_the_day_of_publication(one: GoldDocument) -> None:
    published = one.document.published
    steps = {"today": 0, "yesterday": -1, "tomorrow": 1}
    for row in one.mentions.dates:
        if published is not None and row.text.lower() in steps and row.value != "PRESENT_REF":
            day = published + timedelta(steps[row.text.lower()])
            assert row.value == day.isoformat(), row.text
        weekday = re.match(r"(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b", row.text)
        single = re.fullmatch(r"\d{4}-\d\d-\d\d", row.value or "")
        if weekday is not None and single is not None:
            name = f"{date.fromisoformat(row.value or ''):%A}"
            assert row.text.startswith(name), f"{row.text}: {row.value} is a {name}"


def test_codes_and_identifiers_are_known() -> None:
    codes = load_countries().by_code
    known = load_gazetteer()
    for one in both():
        given = {m.country_code for m in one.mentions.actors}
        given |= {m.country_code for m in one.mentions.places}
        assert given - {None} <= set(codes), one.document.doc_id
        for place in one.mentions.places:
            found = [entry.geonames_id for entry in known.lookup(place.name)]
            if place.geonames_id in found or place.geonames_id is None:
                continue
            # an id the index does not have under this name must be one that GeoNames could have
            assert 10_000 < place.geonames_id < 20_000_000, place.mention_id
