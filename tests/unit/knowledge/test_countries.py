"""Countries by name, nationality and capital."""

from __future__ import annotations

import pytest

from extract.knowledge.countries import load_countries

NAMES = {
    "Türkiye": "TUR",
    "Turkiye": "TUR",
    "U.S.": "USA",
    "Great Britain": "GBR",
    "DPRK": "PRK",
    "Republic of Korea": "KOR",
    "DRC": "COD",
    "Burma": "MMR",
    "Czechia": "CZE",
    "Cote d’Ivoire": "CIV",
    "Republic of Armenia": "ARM",
    "Islamic Republic of Pakistan": "PAK",
    "Kosovo": "XKX",
    "Taiwan": "TWN",
    "Palestine": "PSE",
    "Soviet Union": "SUN",
    "Yugoslavia": "YUG",
    "Czechoslovakia": "CSK",
    "East Germany": "DDR",
}
DEMONYMS = {"Armenian": "ARM", "Azerbaijanis": "AZE", "Russians": "RUS", "Kosovar": "XKX"}
CAPITALS = {"Baku": "AZE", "Yerevan": "ARM", "Ankara": "TUR", "Moscow": "RUS", "Kyiv": "UKR"}
SILENT = ["", "Kelbin", "turk-ish", "the"]


@pytest.mark.parametrize(("name", "code"), NAMES.items())
def test_names(name: str, code: str) -> None:
    found = load_countries().named(name)
    assert found is not None
    assert found.code == code


@pytest.mark.parametrize(("word", "code"), DEMONYMS.items())
def test_nationalities(word: str, code: str) -> None:
    found = load_countries().of_demonym(word)
    assert found is not None
    assert found.code == code


@pytest.mark.parametrize(("city", "code"), CAPITALS.items())
def test_capitals(city: str, code: str) -> None:
    found = load_countries().of_capital(city)
    assert found is not None
    assert found.code == code


@pytest.mark.parametrize("word", SILENT)
def test_other_words_are_no_country(word: str) -> None:
    countries = load_countries()
    assert countries.named(word) is None
    assert countries.of_demonym(word) is None
    assert countries.of_capital(word) is None


def test_a_former_state_yields_its_names_to_those_that_exist() -> None:
    found = load_countries().named("Germany")
    assert found is not None
    assert found.code == "DEU"
