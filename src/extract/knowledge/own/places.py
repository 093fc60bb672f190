"""A project's own places.

In:  a row      Sorn,Sorn Vale,Norland,61.25,10.5,city,,Vald Province,
Out: an Entry   which "Sorn" then means, whatever the packaged index has under that name
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from extract.knowledge.countries import Countries
from extract.knowledge.gazetteer import Entry, Gazetteer
from extract.knowledge.own.countries import code_of
from extract.knowledge.own.files import File
from extract.knowledge.own.sheet import Columns, Read, Row, rows_of, sound_rows
from extract.knowledge.places import CURATED_POPULATION, PlaceKnowledge
from extract.knowledge.problems import Problem
from extract.records import FEATURES
from extract.spelling import near
from extract.text.names import fold, slug

COLUMNS: Final = Columns(
    ("name",),
    (
        "aliases", "country", "latitude", "longitude", "feature", "container", "geonames_id", "id",
    ),
)  # fmt: skip
#: Nationalities are no places that a user can point to.
_FEATURES: Final = tuple(feature for feature in FEATURES if feature not in {"demonym", "country"})
_BOUNDS: Final = {"latitude": 90.0, "longitude": 180.0}
#: First part of the codes we make for units of a project: "own.vald-province".
_UNIT: Final = "own"


@dataclass(frozen=True, slots=True)
class OwnPlace:
    """One place of a project.

    Args:
        names: All its names, the usual one first.
        entry: What they mean.
        row: Where it was read.
    """

    names: tuple[str, ...]
    entry: Entry
    row: Row = field(compare=False)


@dataclass(frozen=True, slots=True)
class PlaceReader:
    """Reads rows of places.csv.

    Args:
        countries: To read the column `country`.
        gazetteer: For the point of a GeoNames identifier, and for units.
    """

    countries: Countries
    gazetteer: Gazetteer

    def __call__(self, files: Iterable[File]) -> Read[OwnPlace]:
        """Read the rows of the files."""
        problems: list[Problem] = []
        rows = list(rows_of(files, COLUMNS, problems))
        units = {fold(r["name"]): r for r in rows if r["feature"] in {"region", "district"}}
        taken: Counter[str] = Counter(_identifier(row) for row in rows)
        sound = sound_rows(rows, lambda row: self._problems(row, units, taken), problems)
        found = tuple(self._place(row, units) for row in sound)
        return Read(found, tuple(problems))

    def _problems(
        self, row: Row, units: Mapping[str, Row], taken: Mapping[str, int]
    ) -> Iterator[Problem]:
        name = row["name"]
        yield from row.missing(name, "name")
        yield from self._of_point(row)
        yield from self._of_country(row)
        if row["feature"] and row["feature"] not in _FEATURES:
            reason = f"feature {row['feature']!r} is unknown"
            yield row.problem(name, reason, near(row["feature"], _FEATURES))
        if taken[_identifier(row)] > 1:
            fix = "Give each a different `id`, or put all names on one line."
            yield row.problem(name, "stands on two lines", fix)
        for spelling in (name, *row.members("aliases")):
            if self.countries.named(spelling) is not None:
                yield row.problem(name, f"{spelling!r} is a country", "Put it into countries.csv.")
        if row["container"] and self._unit(row, units) is None:
            fix = "Name a region or district of GeoNames in its country, or one of this file."
            yield row.problem(name, f"container {row['container']!r} is unknown", fix)

    def _of_point(self, row: Row) -> Iterator[Problem]:
        """What is wrong with a point; a known GeoNames identifier needs none."""
        name, known = row["name"], self._known(row)
        if row["geonames_id"] and not row["geonames_id"].isdecimal():
            reason = f"geonames_id {row['geonames_id']!r} is no number"
            yield row.problem(name, reason, "Write digits only, or leave it empty.")
        for column, most in _BOUNDS.items():
            if not row[column]:
                if known is None:
                    yield row.problem(name, f"{column} is empty", f"Write {_degrees(column)}.")
                continue
            try:
                inside = abs(float(row[column])) <= most
            except ValueError:
                inside = False
            if not inside:
                reason = f"{column} {row[column]!r} is not between -{most:.0f} and {most:.0f}"
                yield row.problem(name, reason, f"Write {_degrees(column)}.")

    def _of_country(self, row: Row) -> Iterator[Problem]:
        if row["country"] and code_of(row["country"], self.countries) is None:
            codes = tuple(country.name for country in self.countries)
            reason = f"country {row['country']!r} is unknown"
            fix = near(row["country"], codes) or "Write its English name or ISO alpha-3 code."
            yield row.problem(row["name"], reason, fix)

    def _known(self, row: Row) -> Entry | None:
        number = row["geonames_id"]
        return self.gazetteer.place(int(number)) if number.isdecimal() else None

    def _unit(self, row: Row, units: Mapping[str, Row]) -> str | None:
        """Code of the unit that a place lies in: of this file, or of the index."""
        own = units.get(fold(row["container"]))
        if own is not None:
            return _own_unit(own)
        code = code_of(row["country"], self.countries) if row["country"] else None
        for entry in self.gazetteer.lookup(row["container"]):
            is_there = code is None or entry.country_code == code
            if entry.admin and entry.feature in {"region", "district"} and is_there:
                return entry.admin
        return None

    def _place(self, row: Row, units: Mapping[str, Row]) -> OwnPlace:
        known = self._known(row)
        country = code_of(row["country"], self.countries) if row["country"] else ""
        admin = self._unit(row, units) if row["container"] else ""
        if not admin and row["feature"] == "region":
            admin = _own_unit(row)
        entry = Entry(
            geonames_id=int(row["geonames_id"]) if row["geonames_id"] else None,
            name=row["name"],
            latitude=float(row["latitude"]) if row["latitude"] else known.latitude,  # type: ignore[union-attr]
            longitude=float(row["longitude"]) if row["longitude"] else known.longitude,  # type: ignore[union-attr]
            country_code=country or (known.country_code if known is not None else ""),
            admin=admin or (known.admin if known is not None else ""),
            feature=row["feature"] or (known.feature if known is not None else "city"),
            population=CURATED_POPULATION,
            primary=True,
            slug=_identifier(row),
        )
        return OwnPlace((row["name"], *row.members("aliases")), entry, row)


def with_own_places(packaged: PlaceKnowledge, own: Iterable[OwnPlace]) -> PlaceKnowledge:
    """All places; a name or a GeoNames identifier of a project means its places alone."""
    by_name: defaultdict[str, list[Entry]] = defaultdict(list)
    by_number: dict[int, Entry] = {}
    for place in own:
        for name in place.names:
            if place.entry not in by_name[fold(name)]:
                by_name[fold(name)].append(place.entry)
        if place.entry.geonames_id is not None:
            by_number[place.entry.geonames_id] = place.entry
    if not by_name:
        return packaged
    words = replace(
        packaged.words,
        never=packaged.words.never - set(by_name),
        compass=packaged.words.compass - set(by_name),
    )
    return replace(
        packaged,
        words=words,
        own={name: tuple(entries) for name, entries in by_name.items()},
        own_by_number=by_number,
    )


def _identifier(row: Row) -> str:
    return row["id"] or slug(row["name"])


def _own_unit(row: Row) -> str:
    return f"{_UNIT}.{_identifier(row)}"


def _degrees(column: str) -> str:
    side = "north" if column == "latitude" else "east"
    return f"degrees {side} with a point, e.g. 40.25"
