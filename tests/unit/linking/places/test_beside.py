"""What the words beside a name say: its container, and whether a unit or its town is meant."""

from __future__ import annotations

import pytest

from extract.knowledge.countries import load_countries
from extract.knowledge.places import load_places
from extract.linking.places.beside import Beside
from marked import unmark

PLACES = load_places()
BESIDE = Beside(PLACES, load_countries())

#: Marked texts: [name|code of its container], empty if it has none.
CONTAINERS = {
    "comma": "in [Paris|US.TX], Texas, it rained",
    "end-of-a-sentence": "born in [Paris|US.ID], Idaho. Mr. Brisk sings",
    "postal": "of [Long Beach|US.CA], CA",
    "bracket": "in [Tripoli|LBN] (Lebanon)",
    "in": "[Tripoli|LBN] in Lebanon",
    "owner": "Lebanon's [Tripoli|LBN]",
    "unit-of-a-town-s-name": "in [Buffalo|US.NY], New York, it rained",
    # must stay silent
    "alone": "in [Paris|] it rained",
    "list": "stops in [Washington|], New York and Boston",
}
#: Marked texts: [name|unit], or town where a town of the name may be meant.
UNITS = {
    "governor": "the [New York|unit] Gov. said, and [Washington|unit]'s attorney general",
    "state": "three in [Washington|unit] state",
    "border": "at the [New York|unit] border",
    "part": "towns in upstate [New York|unit] and western [Washington|unit]",
    "town-before": "a clinic in Buffalo, [New York|unit], opened",
    # must stay silent
    "town": "talks in [New York|town] and [Washington|town]",
    "list": "stops in Boston, [New York|town] and Houston",
}


@pytest.mark.parametrize("marked", CONTAINERS.values(), ids=CONTAINERS.keys())
def test_container(marked: str) -> None:
    text, spans = unmark(marked)
    found = [BESIDE.container(start, end, text).split("|")[-1] for start, end, _ in spans]
    assert found == [code for *_, code in spans]


@pytest.mark.parametrize("marked", UNITS.values(), ids=UNITS.keys())
def test_unit_or_town(marked: str) -> None:
    text, spans = unmark(marked)
    found = [
        "unit" if BESIDE.says_unit(start, end, text, _units(text[start:end])) else "town"
        for start, end, _ in spans
    ]
    assert found == [kind for *_, kind in spans]


def _units(name: str) -> set[str]:
    return {entry.admin for entry in PLACES.find(name) if entry.feature == "region"}
