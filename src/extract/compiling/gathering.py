"""Places and names as the sources give them, in any order, kept on disk until they are sorted.

In:  Places and their names, one by one
Out: a scratch database with tables `place`, `name` and `parent`

Memory stays the same however many come: rows go to the disk in batches.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import astuple, dataclass
from typing import Final, TypeAlias

from extract.compiling.names import keys, press_keys
from extract.knowledge.gazetteer import ALTERNATE

#: Told how far a build is: the step, how much of it is done, how much there is.
Progress: TypeAlias = Callable[[str, int, int], None]

#: Rows kept in memory before they are written.
_BATCH: Final = 20_000
_SCHEMA: Final = """
CREATE TABLE place (
    id INTEGER PRIMARY KEY, name TEXT, latitude REAL, longitude REAL,
    country TEXT, admin TEXT, feature TEXT, population INTEGER
);
CREATE TABLE name (key TEXT, id INTEGER, rank INTEGER);
CREATE TABLE parent (child INTEGER, parent INTEGER);
"""
#: What a place lacks it has from the places above it, if they agree: an island its country.
_INHERIT: Final = """
UPDATE place SET {column} = (
    SELECT MIN(above.{column}) FROM parent JOIN place AS above ON above.id = parent.parent
    WHERE parent.child = place.id AND above.{column} <> ''
) WHERE {column} = '' AND 1 = (
    SELECT COUNT(DISTINCT above.{column}) FROM parent JOIN place AS above
    ON above.id = parent.parent WHERE parent.child = place.id AND above.{column} <> ''
)
"""
#: Levels above a place that are asked.
_LEVELS: Final = 3


@dataclass(frozen=True, slots=True)
class Place:
    """One place; its fields are the columns of the index.

    Args:
        geonames_id: GeoNames identifier.
        name: Its usual name.
        latitude: Degrees north, WGS 84.
        longitude: Degrees east.
        country: ISO alpha-3 code; empty for regions of several countries.
        admin: Unit it lies in or is, "US.TX.277" or "US.TX"; empty if unknown.
        feature: One of records.FEATURES.
        population: Inhabitants; 0 if unknown.
    """

    geonames_id: int
    name: str
    latitude: float
    longitude: float
    country: str
    admin: str
    feature: str
    population: int


class Gathering:
    """Takes places, names and parents in any order.

    Args:
        base: An empty database, thrown away when the index is written.
    """

    def __init__(self, base: sqlite3.Connection) -> None:
        self._base = base
        self._base.executescript(_SCHEMA)
        self._places: list[tuple[object, ...]] = []
        self._names: list[tuple[str, int, int]] = []
        self._parents: list[tuple[int, int]] = []

    def place(self, place: Place) -> None:
        """Add a place; of two with one identifier the last one stays."""
        self._places.append(astuple(place))
        if len(self._places) >= _BATCH:
            self.flush()

    def name(self, geonames_id: int, name: str, rank: int, country: str) -> None:
        """Add a name of a place under all its keys; the better rank stays."""
        self._names.extend((key, geonames_id, rank) for key in keys(name))
        self._names.extend((key, geonames_id, ALTERNATE) for key in press_keys(name, country))
        if len(self._names) >= _BATCH:
            self.flush()

    def parent(self, child: int, parent: int) -> None:
        """Add that one place lies in another."""
        self._parents.append((child, parent))
        if len(self._parents) >= _BATCH:
            self.flush()

    def flush(self) -> None:
        """Write what is still in memory."""
        marks = ",".join("?" * 8)
        self._base.executemany(f"INSERT OR REPLACE INTO place VALUES ({marks})", self._places)  # noqa: S608  # marks are question marks
        self._base.executemany("INSERT INTO name VALUES (?, ?, ?)", self._names)
        self._base.executemany("INSERT INTO parent VALUES (?, ?)", self._parents)
        self._base.commit()
        self._places.clear()
        self._names.clear()
        self._parents.clear()

    def inherit(self) -> None:
        """Give places without a country or unit those of the places they lie in."""
        self.flush()
        self._base.execute("CREATE INDEX above ON parent (child)")
        for _ in range(_LEVELS):
            for column in ("country", "admin"):
                self._base.execute(_INHERIT.format(column=column))
        self._base.commit()
