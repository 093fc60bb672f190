"""Every row of places.csv and place_spellings.csv is whole; the vocabulary repeats nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import pytest

from extract.knowledge.countries import load_countries
from extract.knowledge.load import members, rows, tables
from extract.knowledge.places import load_places
from extract.records import FEATURES
from extract.text.names import fold

PLACES = rows("places.csv")


@pytest.mark.parametrize("row", PLACES, ids=lambda row: row["id"])
def test_place(row: Mapping[str, str]) -> None:
    assert row["feature"] in FEATURES
    assert not row["country"] or row["country"] in load_countries().by_code
    assert -90 <= float(row["latitude"]) <= 90
    assert -180 <= float(row["longitude"]) <= 180
    found = load_places().find(row["name"])
    assert row["id"] in {entry.slug for entry in found}


def test_no_identifier_stands_twice() -> None:
    slugs = Counter(row["id"] for row in PLACES)
    numbers = Counter(row["geonames_id"] for row in PLACES if row["geonames_id"])
    assert [slug for slug, times in slugs.items() if times > 1] == []
    assert [number for number, times in numbers.items() if times > 1] == []


def test_identifiers_lie_where_the_index_has_them() -> None:
    index, far = load_places().gazetteer, []
    for row in PLACES:
        known = index.place(int(row["geonames_id"])) if row["geonames_id"] else None
        if known is not None and row["feature"] in {"city", "district"}:
            degrees = abs(known.latitude - float(row["latitude"]))
            degrees += abs(known.longitude - float(row["longitude"]))
            if degrees > 1 or known.country_code != row["country"]:
                far.append(row["id"])
    assert far == []


def test_abbreviations_mean_one_place_each() -> None:
    short = [key for row in rows("place_spellings.csv") for key in members(row["abbreviations"])]
    assert [key for key, times in Counter(short).items() if times > 1] == []


def test_every_weight_belongs_to_a_feature_and_none_stands_twice() -> None:
    keys = [row["feature"] for row in rows("place_weights.csv")]
    assert [key for key, times in Counter(keys).items() if times > 1] == []


def test_words_stand_once_in_each_list() -> None:
    content = tables("places.toml")
    lists = {**content["words"], **content["demonyms"]}
    twice = {
        name: [word for word, times in Counter(words).items() if times > 1]
        for name, words in lists.items()
    }
    assert {name: words for name, words in twice.items() if words} == {}


def test_peoples_of_regions_are_no_nationalities() -> None:
    countries = load_countries()
    words = [word for words in tables("places.toml")["demonyms"].values() for word in words]
    assert [word for word in words if countries.of_demonym(word) is not None] == []
    assert all(fold(word) in load_places().demonyms for word in words)
