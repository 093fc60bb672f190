"""Read what the words beside a name say of it: what contains it, and whether it is a unit.

In:  a text and where a name stands   "[Lorn], Norland" | "Lorn, [Vest]" | "[Vest]'s governor"
Out: the code of the container        NOR               | a unit        | a unit, no town
"""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import Final

from extract.knowledge.countries import Countries
from extract.knowledge.places import PlaceKnowledge
from extract.text.patterns import any_of

_NAME: Final = r"([A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,3})"
#: "Lorn, Norland", "Lorn (Norland)", "Lorn in Norland": what may contain the place before it.
_AFTER: Final = re.compile(rf"(?:\s*[,(]\s*(?:in )?| (?:[a-z]+ )?in (?:the )?){_NAME}")
#: "Norland's Lorn": what may contain the place after it.
_BEFORE: Final = re.compile(r"([A-Z][\w.-]*(?: [A-Z][\w.-]*){0,2})['’]s? (?:[a-z]+ )?$")
#: "in Lorn, New York and Vest": a list goes on where a container would end with a comma.
_LISTED: Final = re.compile(r" and [A-Z]")
#: A town this large is listed as often as a unit of its name contains the one before: New York.
_LARGE: Final = 1_000_000
#: "Boston, New York and Vest" is a list, though New York has a Boston: part of the people of the
#: largest town of the name.
_NAMESAKE: Final = 0.1
#: "Lorn, [New York]": the town before a unit that contains it.
_TOWN: Final = re.compile(rf"{_NAME}, $")
#: "western [New York]", "upstate [New York]": towns have an east, no eastern.
_PART: Final = re.compile(r"\b(?:(?:north|south|east|west)(?:-?(?:east|west))?ern|upstate) $")
#: Characters looked at before a name.
_BACK: Final = 60


@dataclass(frozen=True, slots=True)
class Beside:
    """Reads the words beside names.

    Args:
        places: Units, their abbreviations, offices of units.
        countries: Countries that contain a place.
    """

    places: PlaceKnowledge
    countries: Countries
    _offices: re.Pattern[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Write the offices of units as one pattern: "'s attorney general", " Gov. Ana Brisk"."""
        offices = any_of(self.places.words.unit_offices)
        object.__setattr__(self, "_offices", re.compile(rf"(?:['’]s)? (?:{offices})(?!\w)"))

    def container(self, start: int, end: int, text: str) -> str:
        """Code of the country or unit that the text names right beside a place; empty if none."""
        after = _AFTER.match(text, end)
        if after is not None:
            words = after[1].split()
            for size in range(len(words), 0, -1):
                name = " ".join(words[:size])
                found = self._code(name, after[0])
                if found:
                    listed = _LISTED.match(text, after.start(1) + len(name))
                    return "" if listed and self._is_town(name) else found
        before = _BEFORE.search(text, max(0, start - _BACK), start)
        return self._code(before[1], "'s") if before is not None else ""

    def says_unit(self, start: int, end: int, text: str, units: AbstractSet[str]) -> bool:
        """Whether a name that a town shares with first-level units is that of a unit here.

        Args:
            start: First character of the name.
            end: Character after its last.
            text: The text.
            units: Codes of the units.
        """
        if self._offices.match(text, end) is not None:
            return True
        back = max(0, start - _BACK)
        if _PART.search(text, back, start) is not None:
            return True
        town = _TOWN.search(text, back, start)
        return town is not None and self._lies_in(town[1], units)

    def _lies_in(self, name: str, units: AbstractSet[str]) -> bool:
        """Whether a name is that of a town in a unit, which no much larger one bears too."""
        towns = [entry for entry in self.places.find(name) if entry.feature == "city"]
        inside = max((e.population for e in towns if e.admin1 in units), default=0)
        return inside > _NAMESAKE * max((e.population for e in towns), default=0)

    def _is_town(self, name: str) -> bool:
        """Whether a name is that of a large town, too."""
        return any(e.feature == "city" and e.population >= _LARGE for e in self.places.find(name))

    def _code(self, name: str, joint: str) -> str:
        """Code of a country or first-level unit; postal codes only after a comma."""
        if joint.lstrip().startswith(",") and name.rstrip(".,") in self.places.postal:
            return self.places.postal[name.rstrip(".,")].admin
        short = self.places.abbreviations.get(name) or self.places.abbreviations.get(
            name.rstrip(".")
        )
        if short is not None:
            return short.admin
        country = self.countries.named(name) or self.countries.named(name.rstrip("."))
        # "in Lorn, Vest. The ..." ends a sentence, no name
        found = self.places.find(name) or self.places.find(name.rstrip("."))
        units = [e for e in found if e.feature == "region" and e.admin]
        if country is not None:
            # "Atlanta, Georgia": the state is as likely; the ranker weighs both
            return country.code if not units else f"{country.code}|{units[0].admin}"
        return units[0].admin if units else ""
