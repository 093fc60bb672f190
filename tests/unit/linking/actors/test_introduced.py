"""Which body a word stands for later, and that none is searched for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest

from extract.knowledge.actors import load_actors
from extract.linking.actors import words
from extract.linking.actors.introduced import Introduced, longer_names
from extract.records import ActorMention
from mentions import a_mention

LONGER = {
    "ending": (["Coordination Council", "Lorn Coordination Council"], "Lorn Coordination Council"),
    "first": (["A Hill Guard", "Hill Guard", "B Hill Guard"], "A Hill Guard"),
    "wrapped": (["Hill\nGuard", "Lorn Hill Guard"], "Lorn Hill Guard"),
    # must stay silent
    "one-word": (["Council", "Lorn Council"], None),
    "same": (["Hill Guard", "Hill Guard"], None),
    "inside-a-word": (["Hill Guard", "Lorn Anthill Guard"], None),
}
SHORT = "Coordination Council"
FOLD = 10  # times as many mentions


def mention(text: str, start: int = 0, country: str | None = None) -> ActorMention:
    """A body at a place of a text of bodies."""
    page = " " * start + text
    return a_mention(
        ActorMention,
        page,
        start,
        len(page),
        method="test",
        name=text,
        actor_type="government",
        country_code=country,
    )


@pytest.fixture
def introduced() -> Introduced:
    """Nothing introduced yet."""
    return Introduced(load_actors())


@pytest.mark.parametrize(("names", "longest"), LONGER.values(), ids=LONGER)
def test_a_longer_name_is_found_by_its_ending(names: Sequence[str], longest: str | None) -> None:
    found = longer_names([mention(name) for name in names])

    short = min(names, key=len).replace("\n", " ")
    assert (found[short].text if short in found else None) == longest


def test_the_latest_body_is_meant(introduced: Introduced) -> None:
    for at, name in enumerate(("Hills Mission", "Lorn Mission", "Sudria")):
        introduced.add(mention(name, at))

    found = introduced.shortened("Mission")
    assert found is not None
    assert found.text == "Lorn Mission"
    assert introduced.shortened("Office") is None


def test_a_ministry_is_found_by_its_field_if_its_state_is_known(introduced: Introduced) -> None:
    bare = mention("Ministry of Roads of Sudria")
    introduced.add(mention("Ministry of Roads of Norland", 1, country="NOR"))
    introduced.add(replace(bare, start=2))

    found = introduced.ministry("Ministry of Roads")
    assert found is not None
    assert found.country_code == "NOR"
    assert introduced.ministry("Ministry of Woods") is None


def test_ten_times_the_names_are_read_ten_times_as_often(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    read: list[str] = []
    squeeze: Callable[[str], str] = words.squeeze

    def noted(text: str) -> str:
        read.append(text)
        return squeeze(text)

    monkeypatch.setattr(words, "squeeze", noted)
    for size in (100, 100 * FOLD):
        read.clear()
        longer_names([mention(f"Body{n} {SHORT}", n) for n in range(size)])
        assert len(read) == size
