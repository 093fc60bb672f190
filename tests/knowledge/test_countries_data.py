"""Every row of countries.csv is whole and means one country."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from extract.knowledge.countries import Country, load_countries
from extract.text.names import fold

COUNTRIES = tuple(load_countries())


@pytest.mark.parametrize("country", COUNTRIES, ids=lambda country: country.code)
def test_row(country: Country) -> None:
    assert re.fullmatch(r"[A-Z]{3}", country.code)
    assert country.continent or country.geonames_id is None
    assert (
        (country.latitude is None) == (country.longitude is None) == (country.geonames_id is None)
    )
    if country.latitude is not None and country.longitude is not None:
        assert -90 <= country.latitude <= 90
        assert -180 <= country.longitude <= 180
    assert len(set(country.names)) == len(country.names)


def test_no_code_or_identifier_stands_twice() -> None:
    codes = Counter(country.code for country in COUNTRIES)
    identifiers = Counter(c.geonames_id for c in COUNTRIES if c.geonames_id is not None)
    assert [code for code, times in codes.items() if times > 1] == []
    assert [number for number, times in identifiers.items() if times > 1] == []


def test_states_that_exist_share_no_name() -> None:
    names = Counter(
        key
        for country in COUNTRIES
        if country.geonames_id is not None
        for key in {fold(name) for name in country.names}
    )
    assert [name for name, times in names.items() if times > 1] == []
