"""A project's own names and codes of countries.

In:  a row      XKX,RKS,Kosova,,Kosova Republic,...
Out: the country with its further names, found before any other; tables say RKS where it is meant
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from extract.knowledge.countries import Countries, Country
from extract.knowledge.own.files import File
from extract.knowledge.own.sheet import Columns, Read, Row, rows_of, sound_rows
from extract.knowledge.problems import Problem

COLUMNS: Final = Columns(
    ("code",), ("country_code", "name", "aliases", "adjectives", "peoples", "capitals")
)
_CODE: Final = re.compile(r"[A-Z]{3}")
_FIX: Final = "Write three capitals, ISO 3166-1 alpha-3, e.g. NOR."


@dataclass(frozen=True, slots=True)
class OwnCountries:
    """Countries of a project.

    Args:
        countries: As they are now, with the packaged names they keep.
        codes: What the column `country_code` says instead of a code: {"XKX": "RKS"}.
    """

    countries: tuple[Country, ...] = ()
    codes: tuple[tuple[str, str], ...] = ()


def read_countries(files: Iterable[File], packaged: Countries) -> Read[OwnCountries]:
    """Read the rows of the files.

    Args:
        files: At most one.
        packaged: What the rows add to; filled lists add names, a filled name replaces.
    """
    found: dict[str, Country] = {}
    codes: dict[str, str] = {}
    problems: list[Problem] = []
    rows = rows_of(files, COLUMNS, problems)
    for row in sound_rows(rows, lambda row: _problems(row, packaged, found), problems):
        found[row["code"]] = _country(row, packaged.by_code.get(row["code"]))
        codes[row["code"]] = row["country_code"] or row["code"]
    changed = tuple((old, new) for old, new in codes.items() if old != new)
    return Read((OwnCountries(tuple(found.values()), changed),), tuple(problems))


def with_own_countries(packaged: Countries, own: OwnCountries) -> Countries:
    """All countries; a name that a project gives belongs to its country alone."""
    codes = {country.code for country in own.countries}
    return Countries((*own.countries, *(c for c in packaged if c.code not in codes)))


def code_of(cell: str, countries: Countries) -> str | None:
    """The code that a cell means: a code, or a country's name; None if it is neither."""
    if cell in countries.by_code:
        return cell
    found = countries.named(cell)
    return None if found is None else found.code


def _problems(row: Row, packaged: Countries, found: dict[str, Country]) -> Iterator[Problem]:
    code = row["code"]
    yield from row.missing(row["name"], "code")
    if code and not _CODE.fullmatch(code):
        yield row.problem(code, "is no code of a country", _FIX)
    if row["country_code"] and not _CODE.fullmatch(row["country_code"]):
        yield row.problem(code, f"country_code {row['country_code']!r} is no code", _FIX)
    if code in found:
        yield row.problem(code, "has a line already", "Put both on one line.")
    if code and code not in packaged.by_code and not row["name"]:
        yield row.problem(code, "is a new country without a name", "Fill in its name.")


def _country(row: Row, known: Country | None) -> Country:
    """The packaged country with what a row adds; a new one if there is none."""
    if known is None:
        known = Country(
            row["code"], row["name"], "", (), (), (), "", (), None, None, None, continent=""
        )
    name = row["name"] or known.name
    former = (known.name,) if known.name != name else ()
    capitals = _joined(row.members("capitals"), known.capitals)
    return replace(
        known,
        name=name,
        formal_name="" if known.formal_name == name else known.formal_name,
        aliases=_joined(row.members("aliases"), (*former, *known.aliases), without=name),
        adjectives=_joined(row.members("adjectives"), known.adjectives),
        peoples=_joined(row.members("peoples"), known.peoples),
        capital=capitals[0] if capitals else "",
        capitals=capitals,
    )


def _joined(own: Iterable[str], known: Iterable[str], *, without: str = "") -> tuple[str, ...]:
    return tuple(name for name in dict.fromkeys((*own, *known)) if name != without)
