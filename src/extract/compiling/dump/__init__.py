"""Gather places from a full dump of GeoNames that the user has downloaded.

In:  a folder with allCountries, alternateNamesV2 (.zip or .txt), admin1CodesASCII.txt,
     admin2Codes.txt, countryInfo.txt and, if there, hierarchy (.zip or .txt)
Out: Places of the chosen classes with their names in the chosen languages

Twelve million places and as many names pass through; memory holds the codes of units and two
bytes for each identifier.
"""

from __future__ import annotations

from array import array
from collections.abc import Collection
from pathlib import Path
from typing import Final

from extract.compiling.dump.places import read_places
from extract.compiling.dump.tables import HIERARCHY, NAMES, Tables, open_tables
from extract.compiling.features import Features
from extract.compiling.gathering import Gathering, Progress
from extract.compiling.names import is_code
from extract.knowledge.gazetteer import ALTERNATE, PRIMARY, Origin

#: "Languages" of GeoNames whose entries are no names: links, postcodes, codes of airports.
_NO_NAMES: Final = frozenset(
    {"abbr", "faac", "iata", "icao", "link", "phon", "post", "tcid", "uicn", "unlc", "wkdt"}
)
#: Identifiers for which room is made at once.
_ROOM: Final = 1_000_000


class _Kept:
    """Which places were kept, and in which country: two bytes for each identifier."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._countries = [""]
        self._marks = array("H")

    def add(self, identifier: int, country: str) -> None:
        """Note a place."""
        if identifier >= len(self._marks):
            self._marks.frombytes(bytes(2 * (identifier + _ROOM - len(self._marks))))
        number = self._numbers.setdefault(country, len(self._countries))
        if number == len(self._countries):
            self._countries.append(country)
        self._marks[identifier] = number

    def country(self, identifier: int) -> str | None:
        """Its country; None if the place was not kept."""
        mark = self._marks[identifier] if identifier < len(self._marks) else 0
        return self._countries[mark] if mark else None


def gather_dump(
    folder: Path,
    features: Features,
    languages: Collection[str] | None,
    gathering: Gathering,
    progress: Progress,
) -> Origin:
    """Add all places of a dump.

    Args:
        folder: Where the downloaded files lie.
        features: The kinds of places to keep.
        languages: ISO codes of the names to keep beside the usual ones; None for all languages.
            Names of no stated language are always kept.
        gathering: Takes places and names.
        progress: Told of each table, in bytes.

    Raises:
        GazetteerError: A file is missing, cannot be opened or has a broken line.
    """
    tables = open_tables(folder, progress)
    kept, as_of = _Kept(), ""
    for one in read_places(tables, features):
        place = one.place
        gathering.place(place)
        for name in one.names:
            gathering.name(place.geonames_id, name, PRIMARY, place.country)
        kept.add(place.geonames_id, place.country)
        as_of = max(as_of, one.changed)
    _add_names(tables, languages, gathering, kept)
    if HIERARCHY in tables.paths:
        _add_parents(tables, gathering, kept)
    spoken = "all languages" if languages is None else ", ".join(sorted(languages))
    return Origin(
        source="GeoNames dump",
        as_of=as_of,
        kept=f"places of classes {features.classes}; names in Latin script: {spoken}",
    )


def _add_names(
    tables: Tables, languages: Collection[str] | None, gathering: Gathering, kept: _Kept
) -> None:
    for line, (_, place, language, name, preferred, _, _, historic, *_) in tables.rows(NAMES):
        identifier = tables.identifier(NAMES, line, place)
        country = kept.country(identifier)
        if country is None or language in _NO_NAMES or is_code(name):
            continue
        if language and languages is not None and language not in languages:
            continue
        is_usual = language == "en" and preferred == "1" and historic != "1"
        gathering.name(identifier, name, PRIMARY if is_usual else ALTERNATE, country)


def _add_parents(tables: Tables, gathering: Gathering, kept: _Kept) -> None:
    """Let places without a country or unit have those of what they lie in."""
    for line, (parent, child, *_) in tables.rows(HIERARCHY):
        identifier = tables.identifier(HIERARCHY, line, child)
        if kept.country(identifier) is not None:
            gathering.parent(identifier, tables.identifier(HIERARCHY, line, parent))
    gathering.inherit()
