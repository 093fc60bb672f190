"""States and territories by every name, adjective and people the press uses for them.

In:  data/countries.csv
Out: Countries       named("Türkiye").code == "TUR", of_demonym("Armenians").code == "ARM"
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from extract.errors import KnowledgeError
from extract.knowledge.load import members, rows
from extract.text.names import fold

FILE: Final = "countries.csv"


@dataclass(frozen=True, slots=True)
class Country:
    """A state, territory or former state.

    Args:
        code: ISO 3166-1 alpha-3, XKX for Kosovo, ISO 3166-3 for former states.
        name: Usual short English name.
        formal_name: Official English name; empty if it is the short one.
        aliases: Other names and spellings of the press.
        adjectives: "Armenian"; the first is the usual one.
        peoples: "Armenians".
        capital: Usual English name of the seat of government; empty if there is none of its own.
        capitals: All names and seats that stand for the government, `capital` first.
        geonames_id: GeoNames identifier; None for former states.
        latitude: Degrees north (WGS 84) of the country's point; None for former states.
        longitude: Degrees east.
        continent: Name of the continent.
    """

    code: str
    name: str
    formal_name: str
    aliases: tuple[str, ...]
    adjectives: tuple[str, ...]
    peoples: tuple[str, ...]
    capital: str
    capitals: tuple[str, ...]
    geonames_id: int | None
    latitude: float | None
    longitude: float | None
    continent: str

    @property
    def names(self) -> tuple[str, ...]:
        """Every name, the usual one first."""
        formal = (self.formal_name,) if self.formal_name else ()
        return (self.name, *formal, *self.aliases)


class Countries:
    """All countries, looked up by code, name, demonym or capital.

    Args:
        countries: Where two share a name or demonym, the first keeps it.
    """

    def __init__(self, countries: Iterable[Country]) -> None:
        self._all = tuple(countries)
        self.by_code: Mapping[str, Country] = {country.code: country for country in self._all}
        self._by_name: dict[str, Country] = {}
        self._by_demonym: dict[str, Country] = {}
        self._by_capital: dict[str, Country] = {}
        for country in self._all:
            for index, names in (
                (self._by_name, country.names),
                (self._by_demonym, (*country.adjectives, *country.peoples)),
                (self._by_capital, country.capitals),
            ):
                for name in names:
                    index.setdefault(fold(name), country)
        for name, country in list(self._by_name.items()):
            # "across the U.S": the last point is the sentence's
            self._by_name.setdefault(name.rstrip("."), country)

    def __iter__(self) -> Iterator[Country]:
        """All countries in the order of the file."""
        return iter(self._all)

    def named(self, text: str) -> Country | None:
        """The country of this name or alias, however spelt."""
        return self._by_name.get(fold(text))

    def of_demonym(self, text: str) -> Country | None:
        """The country of this adjective or people."""
        return self._by_demonym.get(fold(text))

    def meant_by(self, text: str) -> Country | None:
        """The country of a name, adjective or people; None if it is none of them."""
        return self.named(text) or self.of_demonym(text)

    def of_capital(self, text: str) -> Country | None:
        """The country whose seat of government this is."""
        return self._by_capital.get(fold(text))


@lru_cache(maxsize=1)
def load_countries() -> Countries:
    """The packaged countries; states that exist come before former ones.

    Raises:
        KnowledgeError: A row lacks a code or a name, or a code stands twice.
    """
    read = [_country(row) for row in rows(FILE)]
    codes = [country.code for country in read]
    for code in codes:
        if codes.count(code) > 1:
            raise KnowledgeError.bad_entry(FILE, code, "stands twice")
    return Countries(sorted(read, key=lambda country: country.geonames_id is None))


def _country(row: Mapping[str, str]) -> Country:
    if not row["code"] or not row["name"]:
        raise KnowledgeError.bad_entry(FILE, row["code"] or row["name"], "lacks a code or a name")
    capitals = members(row["capitals"])
    return Country(
        code=row["code"],
        name=row["name"],
        formal_name=row["formal_name"],
        aliases=members(row["aliases"]),
        adjectives=members(row["adjectives"]),
        peoples=members(row["peoples"]),
        capital=capitals[0] if capitals else "",
        capitals=capitals,
        geonames_id=int(row["geonames_id"]) if row["geonames_id"] else None,
        latitude=float(row["latitude"]) if row["latitude"] else None,
        longitude=float(row["longitude"]) if row["longitude"] else None,
        continent=row["continent"],
    )
