"""Where a paper is at home, by its name."""

from __future__ import annotations

import pytest

from extract.knowledge.places import load_places
from extract.linking.places.home import home_of

PLACES = load_places()

#: Source: the place it is named for (empty: none), and whether its host belongs to no country.
SOURCES = {
    "danburybeacon.com": ("Danbury", True),
    "www.thedanburydailypost.net": ("Danbury", True),
    "thisishampshire.co.uk": ("Hampshire", False),
    "https://news.danbury-herald.com/2009/05/a-story": ("Danbury", True),
    "Danbury Daily Herald": ("Danbury", False),
    "lasvegasobserver.com": ("Las Vegas", True),
    # must stay silent
    "dailypost.com": ("", True),
    "Ministry of Foreign Affairs of Norland": ("", False),
    "": ("", False),
}


@pytest.mark.parametrize(("source", "expected"), SOURCES.items(), ids=SOURCES.keys())
def test_the_place_a_paper_is_named_for(source: str, expected: tuple[str, bool]) -> None:
    name, generic = expected
    home = home_of(source, PLACES)
    assert home.generic == generic
    assert {entry.name for entry in home.entries if entry.primary} == ({name} if name else set())


def test_a_paper_bears_the_name_of_its_place() -> None:
    home = home_of("parisbugler.com", PLACES)
    assert home.is_named_for("paris")
    assert not home.is_named_for("danbury")
    assert not home.is_named_for("par")  # too short to say anything
