"""The data of actors: no name twice, every office known, every polity there."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import pytest

from extract.knowledge.actors import load_actors
from extract.knowledge.countries import load_countries
from extract.records import ACTOR_TYPES
from extract.text.names import fold

KNOWLEDGE = load_actors()
COUNTRIES = load_countries()


def test_organisations_have_countries_that_exist() -> None:
    codes = {body.country for body in KNOWLEDGE.organizations if body.country is not None}
    assert codes <= set(COUNTRIES.by_code)


def test_no_organisation_is_called_like_a_country() -> None:
    names = {name for body in KNOWLEDGE.organizations for name in body.names}
    assert {name for name in names if COUNTRIES.named(name)} == set()


def test_organisations_are_no_persons_and_no_countries() -> None:
    types = {body.actor_type for body in KNOWLEDGE.organizations}
    assert types <= set(ACTOR_TYPES) - {"person", "country"}


def test_no_organisation_repeats_a_spelling() -> None:
    for body in KNOWLEDGE.organizations:
        assert [name for name, times in Counter(body.names).items() if times > 1] == []


def test_polities_of_offices_exist() -> None:
    polities = {holder.polity for holder in KNOWLEDGE.holders}
    assert polities <= set(COUNTRIES.by_code) | set(KNOWLEDGE.by_id)


def test_nobody_is_twice_in_one_office_at_once() -> None:
    terms: dict[tuple[str, str, str], list[tuple[str, str]]] = {}
    for holder in KNOWLEDGE.holders:
        key = (fold(holder.person), holder.office, holder.polity)
        terms.setdefault(key, []).append((holder.start, holder.end or "9999"))
    for key, spans in terms.items():
        ordered = sorted(spans)
        for (_, end), (start, _) in pairwise(ordered):
            assert end <= start, key


@pytest.mark.parametrize("office", ["monarch", "pope", "chancellor", "secretary-of-state"])
def test_one_holder_at_a_time(office: str) -> None:
    by_polity: dict[str, list[tuple[str, str, str]]] = {}
    for holder in KNOWLEDGE.holders:
        if holder.office == office:
            term = (holder.start, holder.end or "9999", holder.person)
            by_polity.setdefault(holder.polity, []).append(term)
    for terms in by_polity.values():
        ordered = sorted(terms)
        for (_, end, person), (start, _, heir) in pairwise(ordered):
            assert end[: len(start)] <= start[: len(end)], (person, heir)


def test_words_do_not_contradict_each_other() -> None:
    words = KNOWLEDGE.words
    assert not words.common & set(words.heads) - {"Government", "Administration", "Presidency"}
    assert not words.event_heads & set(words.heads)
    assert set(words.owned_by_names) <= set(words.after_owner)
