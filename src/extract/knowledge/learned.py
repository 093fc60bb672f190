"""What a project has learned from corrections: names, stops and heads, each with its evidence.

In:  learned/names.csv      form,table,kind,...     Lorn Front,actors,group
     learned/stops.csv      form,table              Harvest Month,dates
     learned/heads.csv      noun,kind               understanding,memorandum
     learned/offices.csv    person,office,polity,start
     learned/confidence.csv table,slope,shift
     learned/places.csv     feature,weight
Out: Learned, a value that can be hashed and sent to another process

Evidence is counts, hashes of texts and offsets, never sentences: versions are shared.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any, Final, TypeVar

from extract.errors import VersionError
from extract.knowledge.load import LIST_MARK, members
from extract.records import TYPE_COLUMN

#: The files, by the field of `Learned` that they hold.
FILES: Final = {
    "names": "names.csv",
    "stops": "stops.csv",
    "heads": "heads.csv",
    "holders": "offices.csv",
    "confidence": "confidence.csv",
    "places": "places.csv",
}
#: Identities that a name may carry: the columns it sets.
IDENTITY: Final = ("identifier", "geonames_id", "latitude", "longitude", "country_code")


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What an entry rests on.

    Args:
        seen: Spans of corrected texts that speak for it.
        against: Spans that speak against it.
        authors: How many people decided it.
        sources: Some of the spans: the first 16 digits of a text's sha256, and its offsets.
    """

    seen: int = 0
    against: int = 0
    authors: int = 0
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LearnedName(Evidence):
    """A name and what it is, wherever it stands.

    Args:
        form: As texts write it.
        table: Table of its rows.
        kind: Their type within the table.
        name: The usual name; the form's own if nobody said another.
        identifier: Their `actor_id`, `place_id` or `agreement_id`; None if nobody linked it.
        geonames_id, latitude, longitude: Of a linked place.
        country_code: Country it is, lies in or belongs to; None if nobody said.
    """

    form: str
    table: str
    kind: str
    name: str = ""
    identifier: str | None = None
    geonames_id: int | None = None
    latitude: float | None = None
    longitude: float | None = None
    country_code: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop(Evidence):
    """A form that is no row of a table."""

    form: str
    table: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LearnedHead(Evidence):
    """A noun that cites an agreement, lower case, and the type it gives."""

    noun: str
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LearnedHolder(Evidence):
    """Who held an office: its key in titles.toml, its country, the first day it was seen."""

    person: str
    office: str
    polity: str
    start: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """How the confidence of a table's rows is bent: logit c becomes slope * logit c + shift.

    Args:
        table: Which.
        slope: 1 for as it was.
        shift: 0 for as it was.
        rows: Rows of corrected texts it was fitted on.
    """

    table: str
    slope: float
    shift: float
    rows: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceWeight:
    """The weight of a feature of the choice among places of one name, fitted anew."""

    feature: str
    weight: float


@dataclass(frozen=True, slots=True)
class Learned:
    """All that was learned as data; the weights of the model are apart."""

    names: tuple[LearnedName, ...] = ()
    stops: tuple[Stop, ...] = ()
    heads: tuple[LearnedHead, ...] = ()
    holders: tuple[LearnedHolder, ...] = ()
    confidence: tuple[Calibration, ...] = ()
    places: tuple[PlaceWeight, ...] = ()

    @property
    def entries(self) -> int:
        """Names, stops, heads and office-holders."""
        return sum(map(len, (self.names, self.stops, self.heads, self.holders)))


NOTHING_LEARNED: Final = Learned()
_RECORDS: Final[Mapping[str, type[Any]]] = {
    "names": LearnedName,
    "stops": Stop,
    "heads": LearnedHead,
    "holders": LearnedHolder,
    "confidence": Calibration,
    "places": PlaceWeight,
}
#: Columns that hold no text, and how a cell of theirs is read.
_NUMBERS: Final = {
    "seen": int,
    "against": int,
    "authors": int,
    "rows": int,
    "geonames_id": int,
    "latitude": float,
    "longitude": float,
    "slope": float,
    "shift": float,
    "weight": float,
}
_OPTIONAL: Final = frozenset(IDENTITY)
R = TypeVar("R")


def as_files(learned: Learned) -> dict[str, str]:
    """Content of each file, by name, entries in their order."""
    return {name: _as_csv(_RECORDS[part], getattr(learned, part)) for part, name in FILES.items()}


def from_files(files: Mapping[str, str]) -> Learned:
    """Read what `as_files` wrote; a file that is missing holds nothing.

    Raises:
        VersionError: A row has other columns than ours, or a cell that cannot be.
    """
    return Learned(
        **{
            part: tuple(_from_csv(_RECORDS[part], files.get(name, ""), name))
            for part, name in FILES.items()
        }
    )


def _columns(record: type[Any]) -> list[str]:
    """The entry first, then its evidence."""
    names = [field.name for field in fields(record)]
    evidence = [field.name for field in fields(Evidence)]
    return [n for n in names if n not in evidence] + [n for n in names if n in evidence]


def _as_csv(record: type[Any], entries: Iterable[Any]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    columns = _columns(record)
    writer.writerow(columns)
    rows = [[_cell(getattr(entry, column)) for column in columns] for entry in entries]
    writer.writerows(rows)
    return out.getvalue()


def _cell(value: object) -> str:
    if value is None:
        return ""
    return LIST_MARK.join(value) if isinstance(value, tuple) else str(value)


def _from_csv(record: type[R], text: str, file: str) -> Iterator[R]:
    if not text:
        return
    rows = csv.DictReader(io.StringIO(text))
    if rows.fieldnames != _columns(record):
        raise VersionError.bad_entry(file, 1, "has other columns than this version knows")
    for number, row in enumerate(rows, start=2):
        try:
            entry = record(**{column: _read(column, cell) for column, cell in row.items()})
        except (TypeError, ValueError) as error:
            raise VersionError.bad_entry(file, number, str(error)) from error
        if getattr(entry, "table", "actors") not in TYPE_COLUMN:
            raise VersionError.bad_entry(file, number, "names no table of mentions")
        yield entry


def _read(column: str, cell: str) -> object:
    if column == "sources":
        return members(cell)
    if column in _OPTIONAL and not cell:
        return None
    return _NUMBERS[column](cell) if column in _NUMBERS else cell
