"""The two ends of ways and crossings that are named for them."""

from __future__ import annotations

import pytest

from extract.knowledge.countries import load_countries
from extract.knowledge.places import load_places
from extract.matchers.places.pairs import Pairs
from marked import unmark

PAIRS = Pairs(load_places(), load_countries())

ENDS = {
    "road": "The [Lyon|place-pair]-[Annecy|place-pair] road is shut.",
    "unknown-ends": "carts on the [Vestbrook|place-pair]-[New Kelbin|place-pair] line",
    "crossings": "the crossings at [Vestbrook|place-pair]-[Lyon|place-pair] and"
    " [Ulva|place-pair]–[Annecy|place-pair] open",
    "three": "supply routes [Lyon|place-pair]-[Vestbrook|place-pair]-[Annecy|place-pair]",
    # must stay silent
    "one-town": "the road to Cholpon-Ata, the Cholpon-Ata road, the checkpoint at Cholpon-Ata",
    "no-known-end": "a checkpoint at Vestbrook-Ulva",
    "countries": "the Norway-Sweden bridge, crossings of Norway-Sweden",
    "corridor": "the Lyon-Annecy corridor",
    "no-way": "Lyon-Annecy relations",
}


@pytest.mark.parametrize("marked", ENDS.values(), ids=ENDS.keys())
def test_ends_of_a_way(marked: str) -> None:
    text, expected = unmark(marked)
    assert [(p.start, p.end, p.rule) for p in PAIRS(text)] == expected
