"""Look places up by name in the packaged index.

In:  a name as written         "Laçın", "Kalbajar", "Tripoli"
Out: Entries it may mean       primary names first, then by population

Data: GeoNames, CC BY 4.0. `tools/build_gazetteer.py` compiles the index.
"""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from extract.errors import KnowledgeError
from extract.knowledge.load import data_path
from extract.text.names import fold

FILE: Final = "gazetteer.sqlite"
#: How a name belongs to a place: it is its usual one, or one of many spellings.
PRIMARY, ALTERNATE = 0, 1
#: Names that many places share ("San José": 1,200) are cut after the largest ones.
MOST: Final = 60
SCHEMA: Final = """
PRAGMA page_size = 4096;
CREATE TABLE place (
    id INTEGER PRIMARY KEY, name TEXT, latitude REAL, longitude REAL,
    country TEXT, admin TEXT, feature TEXT, population INTEGER
);
CREATE TABLE name (key TEXT PRIMARY KEY, places BLOB) WITHOUT ROWID;
"""
#: Names that are remembered, found or not; some 10 MB.
MOST_KNOWN: Final = 20_000

#: What no entry of an index can be, and how a message says so.
_ODD: Final = {
    "abs(latitude) > 90 OR abs(longitude) > 180": "lies nowhere on earth",
    "population < 0 OR population > 10000000000": "has an impossible population",
    "trim(name) = ''": "has no name",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """A place that a name may mean.

    Args:
        geonames_id: GeoNames identifier.
        name: Its usual name there.
        latitude: Degrees north, WGS 84.
        longitude: Degrees east.
        country_code: ISO alpha-3; empty for regions of several countries.
        admin: Unit it lies in or is, "US.TX.277" or "US.TX"; empty if unknown.
        feature: One of records.FEATURES.
        population: Inhabitants; 0 if unknown.
        primary: Whether the name looked up is its usual one.
        slug: Our own identifier of a curated place; empty for those of the index.
        is_famous: Whether the world's press knows it by this name alone: Geneva, New York.
    """

    geonames_id: int | None
    name: str
    latitude: float
    longitude: float
    country_code: str
    admin: str
    feature: str
    population: int
    primary: bool
    slug: str = ""
    is_famous: bool = False

    @property
    def admin1(self) -> str:
        """First-level unit, "US.TX"; empty if unknown."""
        return ".".join(self.admin.split(".", 2)[:2])


@dataclass(frozen=True, slots=True)
class Contents:
    """What an index holds.

    Args:
        places: Their number.
        countries: Codes of their countries; "" among them.
        features: Their features.
    """

    places: int
    countries: frozenset[str]
    features: frozenset[str]


def pack(places: Iterable[tuple[int, int]]) -> bytes:
    """Identifiers with their rank as 32-bit numbers: `id * 2 + rank`."""
    return array("I", (identifier * 2 + rank for identifier, rank in places)).tobytes()


def unpack(blob: bytes) -> Sequence[int]:
    """What `pack` packed."""
    numbers = array("I")
    numbers.frombytes(blob)
    return numbers


class Gazetteer:
    """The index, opened for reading; one for each process."""

    def __init__(self, base: sqlite3.Connection) -> None:
        self._base = base
        self._known: dict[str, tuple[Entry, ...]] = {}

    @classmethod
    def open(cls, path: Path) -> Gazetteer:
        """Open an index file.

        Raises:
            KnowledgeError: There is none, or it is no index.
        """
        if not path.is_file():
            raise KnowledgeError.bad_entry(path.name, str(path), "does not exist")
        try:
            base = sqlite3.connect(
                f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
            )
            base.execute("PRAGMA mmap_size = 100000000")
            base.execute("SELECT places FROM name LIMIT 1").fetchone()
        except sqlite3.DatabaseError as error:
            raise KnowledgeError.bad_entry(
                path.name, str(path), f"is no index ({error})"
            ) from error
        return cls(base)

    def lookup(self, name: str) -> tuple[Entry, ...]:
        """All places of this name, however spelt: primary names first, then by population."""
        key = fold(name)
        found = self._known.get(key)
        if found is None:
            if len(self._known) >= MOST_KNOWN:  # new words of a long run must not fill memory
                self._known.clear()
            found = self._known[key] = self._read(key)
        return found

    def place(self, geonames_id: int) -> Entry | None:
        """The place of an identifier, under its usual name; None if the index lacks it."""
        row = self._base.execute("SELECT * FROM place WHERE id = ?", (geonames_id,)).fetchone()
        return None if row is None else Entry(*(*row, True))

    def survey(self) -> tuple[Contents, list[tuple[Entry, str]]]:
        """What the index holds, and entries that cannot be: each with the reason."""
        read = self._base.execute
        places = int(read("SELECT count(*) FROM place").fetchone()[0])
        countries = frozenset(row[0] for row in read("SELECT DISTINCT country FROM place"))
        features = frozenset(row[0] for row in read("SELECT DISTINCT feature FROM place"))
        odd = [
            (Entry(*(*row, True)), reason)
            for condition, reason in _ODD.items()
            for row in read(f"SELECT * FROM place WHERE {condition}")  # noqa: S608  # constants
        ]
        return Contents(places, countries, features), odd

    def _read(self, key: str) -> tuple[Entry, ...]:
        row = self._base.execute("SELECT places FROM name WHERE key = ?", (key,)).fetchone()
        if row is None:
            return ()
        numbers = unpack(row[0])[:MOST]
        marks = ",".join("?" * len(numbers))
        rows = self._base.execute(
            f"SELECT * FROM place WHERE id IN ({marks})",  # noqa: S608  # marks are question marks
            [number // 2 for number in numbers],
        )
        by_id: dict[int, tuple[Any, ...]] = {row[0]: row for row in rows}
        return tuple(
            Entry(*(*by_id[number // 2], number % 2 == PRIMARY))
            for number in numbers
            if number // 2 in by_id
        )


@lru_cache(maxsize=1)
def load_gazetteer() -> Gazetteer:
    """The packaged index."""
    return Gazetteer.open(data_path(FILE))
