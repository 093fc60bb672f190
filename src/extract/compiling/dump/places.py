"""Places of a dump: which are kept, what we call them, which unit they lie in.

In:  rows of allCountries, and the codes of units
Out: Places     "Lachin District" 147626 region AZE, admin "AZ.33"
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from extract.compiling.codes import alpha3_codes
from extract.compiling.dump.tables import COUNTRIES, FIRST_UNITS, PLACES, SECOND_UNITS, Tables
from extract.compiling.features import Features
from extract.compiling.gathering import Place

#: First-level code of places that lie in no first-level unit.
_NO_UNIT: Final = "00"
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")  # "2024-05-31"


@dataclass(frozen=True, slots=True)
class Unit:
    """A first or second level unit.

    Args:
        code: "US.TX.277" or "US.TX".
        name: "Lamar County".
        feature: region for the first level, district for the second.
    """

    code: str
    name: str
    feature: str


@dataclass(frozen=True, slots=True)
class Units:
    """All units, by identifier, and their codes."""

    by_id: Mapping[int, Unit]
    codes: frozenset[str]

    def around(self, country: str, first: str, second: str) -> str:
        """Code of the smallest unit a place lies in; empty if it lies in none."""
        if not first or first == _NO_UNIT:
            return ""
        longer = f"{country}.{first}.{second}"
        return longer if second and longer in self.codes else f"{country}.{first}"


@dataclass(frozen=True, slots=True)
class KeptPlace:
    """A place with what only its row says.

    Args:
        place: The place, as the index has it.
        names: Its usual names.
        changed: Day of its last change, YYYY-MM-DD; empty if the row has none.
    """

    place: Place
    names: frozenset[str]
    changed: str


def read_places(tables: Tables, features: Features) -> Iterator[KeptPlace]:
    """The places of the chosen kinds, in the order of the file."""
    reader = _Reader(tables, _codes(tables), _units(tables))
    for line, row in tables.rows(PLACES):
        feature = features.of(row[6], row[7])
        if feature is not None:
            place = reader.place(line, row, feature)
            changed = row[18] if _DAY.fullmatch(row[18]) else ""
            yield KeptPlace(place, frozenset({row[1], row[2], place.name}), changed)


@dataclass(frozen=True, slots=True)
class _Reader:
    tables: Tables
    codes: Mapping[str, str]
    units: Units

    def place(self, line: int, row: Sequence[str], feature: str) -> Place:
        """One row; a unit goes by the shorter of its two names and its own code."""
        identifier = self.tables.identifier(PLACES, line, row[0])
        unit = self.units.by_id.get(identifier)
        around = self.units.around(row[8], row[10], row[11])
        return Place(
            geonames_id=identifier,
            name=row[1] if unit is None else min(row[1], unit.name, key=len),
            latitude=self.tables.degrees(PLACES, line, row[4], 90),
            longitude=self.tables.degrees(PLACES, line, row[5], 180),
            country=self.codes.get(row[8], ""),
            admin=around if unit is None else unit.code,
            feature=feature if unit is None else unit.feature,
            population=self.tables.number(PLACES, line, row[14] or "0"),
        )


def _codes(tables: Tables) -> dict[str, str]:
    return alpha3_codes((row[0], row[1]) for _, row in tables.rows(COUNTRIES))


def _units(tables: Tables) -> Units:
    by_id: dict[int, Unit] = {}
    for table, feature in ((FIRST_UNITS, "region"), (SECOND_UNITS, "district")):
        for line, row in tables.rows(table):
            by_id[tables.identifier(table, line, row[3])] = Unit(row[0], row[1], feature)
    return Units(by_id, frozenset(unit.code for unit in by_id.values()))
