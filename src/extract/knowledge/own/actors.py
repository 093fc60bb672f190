"""A project's own organisations and office-holders.

In:  rows       Vald Front,group,Norland,VF,Front | Ana Brisk,,foreign minister,Norland,2031-05,,
Out: the same Organizations and OfficeHolders as the packaged files give, before those
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Final

from extract.knowledge.actors import ActorKnowledge, index_actors, name_key
from extract.knowledge.countries import Countries
from extract.knowledge.name_words import NameWords
from extract.knowledge.offices import OfficeHolder
from extract.knowledge.organizations import Organization
from extract.knowledge.own.countries import code_of
from extract.knowledge.own.files import File
from extract.knowledge.own.sheet import Columns, Read, Row, rows_of, sound_rows
from extract.knowledge.problems import Problem
from extract.records import ACTOR_TYPES
from extract.spelling import near
from extract.text.dates import is_partial_date
from extract.text.names import fold, slug

ORGANIZATION_COLUMNS: Final = Columns(("name", "type"), ("country", "aliases", "short", "id"))
OFFICE_COLUMNS: Final = Columns(
    ("person", "office", "polity", "start"), ("end", "aliases", "nationality")
)
_TYPES: Final = tuple(kind for kind in ACTOR_TYPES if kind not in {"person", "country"})
_COUNTRY_FIX: Final = "Write its English name or ISO alpha-3 code."


def read_organizations(
    files: Iterable[File], countries: Countries, packaged: ActorKnowledge
) -> Read[Organization]:
    """Read the rows of the files; a body that is called like a packaged one takes its id."""
    found: dict[str, Organization] = {}
    names: dict[str, str] = {}
    problems: list[Problem] = []

    def wrong(row: Row) -> Iterator[Problem]:
        yield from _of_body(row, countries)
        yield from _repeated(row, _organization(row, countries, packaged), found, names)

    rows = rows_of(files, ORGANIZATION_COLUMNS, problems)
    for row in sound_rows(rows, wrong, problems):
        body = _organization(row, countries, packaged)
        found[body.org_id] = body
        names.update((name_key(name), body.name) for name in body.names)
    return Read(tuple(found.values()), tuple(problems))


def _of_body(row: Row, countries: Countries) -> Iterator[Problem]:
    name = row["name"]
    yield from row.missing(name, "name", "type")
    if row["type"] and row["type"] not in _TYPES:
        yield row.problem(name, f"type {row['type']!r} is unknown", near(row["type"], _TYPES))
    if row["country"] and code_of(row["country"], countries) is None:
        yield row.problem(name, f"country {row['country']!r} is unknown", _COUNTRY_FIX)
    for spelling in (name, *row.members("aliases")):
        if spelling and countries.named(spelling) is not None:
            fix = "Put it into countries.csv, or write the body's full name."
            yield row.problem(name, f"{spelling!r} is a country", fix)


def _repeated(
    row: Row, body: Organization, found: Mapping[str, Organization], names: Mapping[str, str]
) -> Iterator[Problem]:
    if body.org_id in found:
        yield row.problem(body.name, f"id {body.org_id!r} stands twice", "Put it on one line.")
        return
    for name in body.names:
        other = names.get(name_key(name))
        if name and other is not None:
            fix = "Leave it with one of the two."
            yield row.problem(body.name, f"{name!r} is a name of {other!r} too", fix)


def _organization(row: Row, countries: Countries, packaged: ActorKnowledge) -> Organization:
    known = packaged.organization(row["name"]) if row["name"] else None
    is_same = known is not None and name_key(known.name) == name_key(row["name"])
    identifier = known.org_id if known is not None and is_same else slug(row["name"])
    return Organization(
        org_id=row["id"] or identifier,
        name=row["name"],
        actor_type=row["type"],
        country=code_of(row["country"], countries) if row["country"] else None,
        aliases=row.members("aliases"),
        shorts=row.members("short"),
    )


def read_offices(
    files: Iterable[File], countries: Countries, actors: ActorKnowledge
) -> Read[OfficeHolder]:
    """Read the rows of the files.

    Args:
        files: At most one.
        countries: To read polities.
        actors: With the project's own organisations, which are polities too.
    """
    problems: list[Problem] = []
    rows = rows_of(files, OFFICE_COLUMNS, problems)
    sound = sound_rows(rows, lambda row: _of_term(row, countries, actors), problems)
    found = tuple(_holder(row, countries, actors) for row in sound)
    return Read(found, tuple(problems))


def _of_term(row: Row, countries: Countries, actors: ActorKnowledge) -> Iterator[Problem]:
    person = row["person"]
    yield from row.missing(person, "person", "office", "polity", "start")
    for name in (person, *row.members("aliases")):
        if name and " " not in name:
            fix = "Write first name and surname."
            yield row.problem(person, f"{name!r} is no full name", fix)
    if row["office"] and _office(row["office"], actors.words) is None:
        keys = tuple(sorted(set(actors.words.offices.values())))
        fix = near(row["office"], keys) or "Write the title as the press does: Foreign Minister."
        yield row.problem(person, f"office {row['office']!r} is unknown", fix)
    if row["polity"] and _polity(row["polity"], countries, actors) is None:
        fix = "Write a country, or an organisation of organizations.csv."
        yield row.problem(person, f"polity {row['polity']!r} is unknown", fix)
    if row["nationality"] and code_of(row["nationality"], countries) is None:
        yield row.problem(person, f"nationality {row['nationality']!r} is unknown", _COUNTRY_FIX)
    yield from _of_dates(row)


def _of_dates(row: Row) -> Iterator[Problem]:
    start, end, person = row["start"], row["end"], row["person"]
    for column in ("start", "end"):
        if row[column] and not is_partial_date(row[column]):
            fix = "Write 2031-05-04, 2031-05 or 2031."
            yield row.problem(person, f"{column} {row[column]!r} is no date", fix)
    if start and end and end[: len(start)] < start[: len(end)]:
        yield row.problem(person, "leaves before coming", "Correct start or end.")


def _office(cell: str, words: NameWords) -> str | None:
    """The key of an office, given as key or as title: "foreign-minister", "Foreign Minister"."""
    is_key = cell in words.untitled or cell in set(words.offices.values())
    return cell if is_key else words.office_of(cell)


def _polity(cell: str, countries: Countries, actors: ActorKnowledge) -> str | None:
    if cell in actors.by_id:
        return cell
    code = code_of(cell, countries)
    if code is not None:
        return code
    body = actors.organization(cell)
    return None if body is None else body.org_id


def _holder(row: Row, countries: Countries, actors: ActorKnowledge) -> OfficeHolder:
    return OfficeHolder(
        person=row["person"],
        aliases=row.members("aliases"),
        office=_office(row["office"], actors.words) or row["office"],
        polity=_polity(row["polity"], countries, actors) or row["polity"],
        start=row["start"],
        end=row["end"] or None,
        nationality=code_of(row["nationality"], countries) if row["nationality"] else None,
    )


def with_own_organizations(
    packaged: ActorKnowledge, own: tuple[Organization, ...]
) -> ActorKnowledge:
    """All bodies: one of a project takes its spellings, and the place of its namesake.

    A body of a project that we list too keeps our other spellings.
    """
    if not own:
        return packaged
    owner = {name_key(name): body.org_id for body in own for name in body.names}
    bodies = {body.org_id: body for body in own}
    kept, replaced = [], {}
    for known in packaged.organizations:
        free = tuple(name for name in known.names if name_key(name) not in owner)
        heir = owner.get(name_key(known.name), known.org_id)
        if heir in bodies:
            replaced[known.org_id] = heir
            bodies[heir] = _extended(bodies[heir], known, free)
        else:
            kept.append(replace(known, aliases=free[1:]))
    knowledge = index_actors((*bodies.values(), *kept), packaged.holders, packaged.words)
    by_id = {old: bodies[heir] for old, heir in replaced.items()}
    return replace(knowledge, by_id={**by_id, **knowledge.by_id})


def _extended(body: Organization, known: Organization, free: tuple[str, ...]) -> Organization:
    """A project's body with what it leaves open from the one we list."""
    return replace(
        body,
        country=body.country or known.country,
        aliases=tuple(dict.fromkeys((*body.aliases, *free))),
        shorts=tuple(dict.fromkeys((*body.shorts, *known.shorts))),
    )


def with_own_offices(packaged: ActorKnowledge, own: tuple[OfficeHolder, ...]) -> ActorKnowledge:
    """All terms of office: those of a project replace a person's packaged ones of that office."""
    if not own:
        return packaged
    terms = {_term(holder) for holder in own}
    kept = (holder for holder in packaged.holders if _term(holder) not in terms)
    knowledge = index_actors(packaged.organizations, (*own, *kept), packaged.words)
    return replace(knowledge, by_id=packaged.by_id)


def _term(holder: OfficeHolder) -> tuple[str, str, str]:
    return fold(holder.person), holder.office, holder.polity
