"""A project's own issuers of press texts.

In:  a row      NOR,Norland Wire|NW,norlandwire.example
Out: Issuers    whose own names and hosts go before the packaged ones
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from extract.knowledge.countries import Countries
from extract.knowledge.issuers import Issuers, name_key
from extract.knowledge.own.countries import code_of
from extract.knowledge.own.files import File
from extract.knowledge.own.sheet import Columns, Read, Row, rows_of, sound_rows
from extract.knowledge.problems import Problem

COLUMNS: Final = Columns(("country", "names"), ("hosts",))


@dataclass(frozen=True, slots=True)
class OwnIssuers:
    """Codes by name and by host; "" for a body of no country."""

    names: Mapping[str, str] = field(default_factory=dict)
    hosts: Mapping[str, str] = field(default_factory=dict)


def read_issuers(files: Iterable[File], countries: Countries) -> Read[OwnIssuers]:
    """Read the rows of the files; of two files the first counts."""
    names: dict[str, str] = {}
    hosts: dict[str, str] = {}
    problems: list[Problem] = []
    for file in files:
        own = _of_file(file, countries, problems)
        names = {**own.names, **names}
        hosts = {**own.hosts, **hosts}
    return Read((OwnIssuers(names, hosts),), tuple(problems))


def _of_file(file: File, countries: Countries, problems: list[Problem]) -> OwnIssuers:
    names: dict[str, str] = {}
    hosts: dict[str, str] = {}
    rows = rows_of([file], COLUMNS, problems)
    for row in sound_rows(rows, lambda row: _problems(row, countries, names, hosts), problems):
        code = code_of(row["country"], countries) or ""
        names.update((name_key(name), code) for name in row.members("names"))
        hosts.update((host.lower(), code) for host in row.members("hosts"))
    return OwnIssuers(names, hosts)


def with_own_issuers(packaged: Issuers, own: OwnIssuers, countries: Countries) -> Issuers:
    """All issuers, and the names of a project's countries."""
    return Issuers({**packaged.names, **own.names}, {**packaged.hosts, **own.hosts}, countries)


def _problems(
    row: Row, countries: Countries, names: Mapping[str, str], hosts: Mapping[str, str]
) -> Iterator[Problem]:
    listed = (*row.members("names"), *row.members("hosts"))
    record = listed[0] if listed else ""
    if not listed:
        yield row.problem(record, "has neither names nor hosts", "Fill in one of them.")
    code = code_of(row["country"], countries) if row["country"] else ""
    if code is None:
        reason = f"country {row['country']!r} is unknown"
        fix = "Write its ISO alpha-3 code; leave it empty for a body of no country."
        yield row.problem(record, reason, fix)
    for name in listed:
        before = names.get(name_key(name), hosts.get(name.lower()))
        if before is not None and before != code:
            reason = f"{name!r} stands twice with different countries"
            yield row.problem(record, reason, "Keep one of them.")
