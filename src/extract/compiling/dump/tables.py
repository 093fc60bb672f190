"""The tables of a dump: where they lie, and cells that must be numbers.

In:  a folder with the downloaded files
Out: Tables: rows of each table, numbers out of their cells, or an error that names file and line

Their form is that of https://download.geonames.org/export/dump/readme.txt.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from extract.compiling.dump.lines import find_table, read_rows
from extract.compiling.gathering import Progress
from extract.errors import GazetteerError

PLACES: Final = "allCountries"
NAMES: Final = "alternateNamesV2"
FIRST_UNITS: Final = "admin1CodesASCII"
SECOND_UNITS: Final = "admin2Codes"
COUNTRIES: Final = "countryInfo"
HIERARCHY: Final = "hierarchy"
#: Tables without which nothing can be built, and what to download for each.
_DOWNLOADS: Final = {
    PLACES: "allCountries.zip",
    NAMES: "alternateNamesV2.zip",
    FIRST_UNITS: "admin1CodesASCII.txt",
    SECOND_UNITS: "admin2Codes.txt",
    COUNTRIES: "countryInfo.txt",
}
#: Cells of a line of each table, at least.
_CELLS: Final = {
    PLACES: 19,
    NAMES: 8,
    FIRST_UNITS: 4,
    SECOND_UNITS: 4,
    COUNTRIES: 17,
    HIERARCHY: 2,
}
#: Identifiers above are no GeoNames: it has given out fourteen millions of them in twenty years.
_GREATEST: Final = 100_000_000


@dataclass(frozen=True, slots=True)
class Tables:
    """The tables of one dump.

    Args:
        paths: File of each table; `hierarchy` may be missing.
        progress: Told of each table, in bytes.
    """

    paths: Mapping[str, Path]
    progress: Progress

    def rows(self, table: str) -> Iterator[tuple[int, list[str]]]:
        """Number and cells of each line of a table."""
        yield from read_rows(self.paths[table], _CELLS[table], self.progress)

    def number(self, table: str, line: int, cell: str) -> int:
        """A cell that must be a whole number no less than 0."""
        if not (cell.isascii() and cell.isdecimal()):
            raise GazetteerError.bad_line(self.paths[table], line, f"{cell!r} is no number")
        return int(cell)

    def identifier(self, table: str, line: int, cell: str) -> int:
        """A cell that must be a GeoNames identifier."""
        number = self.number(table, line, cell)
        if number > _GREATEST:
            raise GazetteerError.bad_line(self.paths[table], line, f"{cell} is no identifier")
        return number

    def degrees(self, table: str, line: int, cell: str, most: float) -> float:
        """A cell that must be a latitude (most 90) or longitude (most 180)."""
        try:
            number = float(cell)
        except ValueError:
            number = most + 1
        if not -most <= number <= most:  # also no "nan"
            reason = f"{cell!r} is no number of degrees"
            raise GazetteerError.bad_line(self.paths[table], line, reason)
        return number


def open_tables(folder: Path, progress: Progress) -> Tables:
    """Find the tables of a dump.

    Raises:
        GazetteerError: One that is needed is not in the folder.
    """
    found = {name: find_table(folder, name) for name in (*_DOWNLOADS, HIERARCHY)}
    missing = [file for name, file in _DOWNLOADS.items() if found[name] is None]
    if missing:
        raise GazetteerError.no_dump(folder, missing)
    return Tables({name: path for name, path in found.items() if path is not None}, progress)
