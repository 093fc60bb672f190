"""Check organizations.csv, offices.csv, and the words of titles.toml and actors.toml.

In:  rows, and what they were read into
Out: problems: shared spellings, unknown polities, terms that overlap, words that contradict
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from extract.knowledge import name_words, offices, organizations
from extract.knowledge.actors import ActorKnowledge, name_key
from extract.knowledge.check.base import (
    Checked,
    checked,
    entry_problem,
    of_choice,
    of_country,
    repeated,
)
from extract.knowledge.check.words import of_lists, word_lists
from extract.knowledge.countries import Countries
from extract.knowledge.load import members, tables
from extract.knowledge.own.sheet import Row
from extract.knowledge.problems import Problem
from extract.records import ACTOR_TYPES
from extract.text.dates import is_partial_date
from extract.text.names import fold

_TYPES: Final = sorted(set(ACTOR_TYPES) - {"person", "country"})
#: Offices that one person holds at a time.
_SINGLE: Final = frozenset({"monarch", "pope", "chancellor", "secretary-of-state"})
#: Heads of bodies that are common nouns too.
_COMMON_HEADS: Final = frozenset({"Government", "Administration", "Presidency"})
_LAST: Final = "9999"


def check_organizations(rows: Sequence[Row], countries: Countries) -> Checked:
    """Types, countries and spellings of bodies; no two share one."""
    problems: list[Problem] = []
    owner: dict[str, str] = {}
    twice = set(repeated(row["id"] for row in rows))
    for row in rows:
        problems.extend(_of_body(row, countries))
        if row["id"] in twice:
            problems.append(row.problem(row["id"], "stands twice", "Put both on one line."))
        for name in {name_key(name) for name in _spellings(row)}:
            first = owner.setdefault(name, row["id"])
            if first != row["id"]:
                reason = f"shares {name!r} with {first}"
                problems.append(row.problem(row["id"], reason, "Leave it with one of the two."))
    return checked(organizations.FILE, len(rows), len(owner), problems)


def _spellings(row: Row) -> tuple[str, ...]:
    return (row["name"], *members(row["aliases"]))


def _of_body(row: Row, countries: Countries) -> Iterator[Problem]:
    record = row["id"]
    yield from row.missing(record, "id", "name")
    yield from of_choice(row, record, "type", _TYPES)
    yield from of_country(row, record, countries)
    for name in _spellings(row):
        if name and countries.named(name) is not None:
            yield row.problem(record, f"{name!r} is a country", "Write the body's full name.")
    for name in repeated(_spellings(row)):
        yield row.problem(record, f"repeats {name!r}", "Leave it out once.")


def check_offices(rows: Sequence[Row], actors: ActorKnowledge, countries: Countries) -> Checked:
    """Dates, offices and polities; nobody is twice in one office at once."""
    known = {*actors.words.offices.values(), *actors.words.untitled}
    problems: list[Problem] = []
    for row in rows:
        problems.extend(_of_term(row, known, set(countries.by_code) | set(actors.by_id)))
    dated = [row for row in rows if is_partial_date(row["start"])]
    problems.extend(_overlaps(dated))
    names = sum(1 + len(members(row["aliases"])) for row in rows)
    problems.extend(
        row.problem(row["person"], f"{name!r} is not found", "Correct it.")
        for row in rows
        for name in (row["person"], *members(row["aliases"]))
        if name and fold(name) not in actors.by_person
    )
    return checked(offices.FILE, len(rows), names, problems)


def _of_term(row: Row, known: set[str], polities: set[str]) -> Iterator[Problem]:
    person, start, end = row["person"], row["start"], row["end"]
    yield from row.missing(person, "person", "office", "polity", "start")
    if row["office"] not in known:
        fix = "Add it to titles.toml, or use a key of that file."
        yield row.problem(person, f"office {row['office']!r} is unknown", fix)
    if row["polity"] not in polities:
        fix = "Write an ISO alpha-3 code, or an id of organizations.csv."
        yield row.problem(person, f"polity {row['polity']!r} is unknown", fix)
    for column in ("start", "end"):
        if row[column] and not is_partial_date(row[column]):
            fix = "Write 2031-05-04, 2031-05 or 2031."
            yield row.problem(person, f"{column} {row[column]!r} is no date", fix)
    if end and end[: len(start)] < start[: len(end)]:
        yield row.problem(person, "leaves before coming", "Correct start or end.")


def _overlaps(rows: Sequence[Row]) -> Iterator[Problem]:
    own: defaultdict[tuple[str, ...], list[Row]] = defaultdict(list)
    single: defaultdict[tuple[str, ...], list[Row]] = defaultdict(list)
    for row in rows:
        own[fold(row["person"]), row["office"], row["polity"]].append(row)
        if row["office"] in _SINGLE:
            single[row["office"], row["polity"]].append(row)
    for terms in (*own.values(), *single.values()):
        ordered = sorted(terms, key=lambda row: (row["start"], row["end"] or _LAST))
        for first, second in pairwise(ordered):
            end, start = first["end"] or _LAST, second["start"]
            if end[: len(start)] > start[: len(end)]:
                reason = f"begins before {first['person']} of line {first.line} leaves"
                yield second.problem(second["person"], reason, "Correct one of the two.")


def check_titles() -> Checked:
    """Offices of titles.toml: each has names, none is a name of two."""
    content = tables(name_words.TITLES)
    listed = content["office"]
    pairs = [(fold(name), office["id"]) for office in listed for name in office["names"]]
    owner: dict[str, str] = {}
    problems = []
    for name, office in pairs:
        first = owner.setdefault(name, office)
        if first != office:
            problems.append(_word(name_words.TITLES, office, f"shares {name!r} with {first}"))
    twice = repeated([*(office["id"] for office in listed), *content["untitled"]])
    problems.extend(_word(name_words.TITLES, office, "stands twice") for office in twice)
    problems.extend(of_lists(name_words.TITLES, content))
    return checked(name_words.TITLES, len(listed), len(pairs), problems)


def check_actor_words(actors: ActorKnowledge) -> Checked:
    """Words of actors.toml: each once in its list, none at odds with another list."""
    content, words = tables(name_words.ACTORS), actors.words
    file = name_words.ACTORS
    odd = [
        (words.common & set(words.heads) - _COMMON_HEADS, "is a head and a common noun"),
        (words.event_heads & set(words.heads), "is a head of bodies and of events"),
        (set(words.owned_by_names) - set(words.after_owner), "is in no list of after_owner"),
    ]
    problems = [_word(file, word, reason) for found, reason in odd for word in sorted(found)]
    problems.extend(of_lists(file, content))
    return checked(file, sum(len(words) for _, words in word_lists(content)), 0, problems)


def _word(file: str, word: str, reason: str) -> Problem:
    return entry_problem(file, f'"{word}"', reason, "Leave it in one place.", record=word)
