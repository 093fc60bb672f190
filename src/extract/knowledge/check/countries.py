"""Check countries.csv and country_rules.toml.

In:  rows; rules, and a function that says why a name is what it is
Out: problems: bad codes and points, shared names, rules that miss their examples
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final

from extract.knowledge import countries as files
from extract.knowledge import country_rules as rules
from extract.knowledge.check.base import Checked, checked, entry_problem, repeated
from extract.knowledge.countries import Countries
from extract.knowledge.country_rules import ContextRule, CountryRules
from extract.knowledge.load import members
from extract.knowledge.own.sheet import Row
from extract.knowledge.problems import Problem
from extract.text.names import fold

#: Why each bracketed name of a sentence is what it is, by family ("country", "capital").
Reasons = Callable[[str, str], Iterable[str]]

_CODE: Final = re.compile(r"[A-Z]{3}")
_POINT: Final = ("geonames_id", "latitude", "longitude")


def check_countries(rows: Sequence[Row], countries: Countries) -> Checked:
    """Codes, points and names of countries; every name leads to its country."""
    names = [(row, name) for row in rows for name in _names(row)]
    found = (p for row in rows for p in _of_row(row))
    lookups = (p for row, name in names for p in _of_name(row, name, countries))
    shared = (*_shared(rows), *_repeated(rows))
    return checked(files.FILE, len(rows), len(names), (*found, *lookups, *shared))


def _names(row: Row) -> tuple[str, ...]:
    formal = (row["formal_name"],) if row["formal_name"] else ()
    return (row["name"], *formal, *members(row["aliases"]))


def _of_row(row: Row) -> Iterator[Problem]:
    code = row["code"]
    yield from row.missing(row["name"], "code")
    yield from row.missing(code, "name")
    if code and not _CODE.fullmatch(code):
        yield row.problem(code, "is no code", "Write three capitals, ISO 3166-1 alpha-3.")
    if len({bool(row[column]) for column in _POINT}) > 1:
        fix = "Fill in geonames_id, latitude and longitude, or none of them."
        yield row.problem(code, "has half a point", fix)
    elif row["latitude"]:
        yield from of_point(row, code)
        yield from row.missing(code, "continent")
    for name in repeated(_names(row)):
        yield row.problem(code, f"repeats the name {name!r}", "Leave it out once.")


def of_point(row: Row, record: str) -> Iterator[Problem]:
    """What is wrong with latitude and longitude."""
    for column, most in (("latitude", 90.0), ("longitude", 180.0)):
        try:
            inside = abs(float(row[column])) <= most
        except ValueError:
            inside = False
        if not inside:
            reason = f"{column} {row[column]!r} is not between -{most:.0f} and {most:.0f}"
            yield row.problem(record, reason, "Write degrees with a point, e.g. 40.25.")


def _of_name(row: Row, name: str, countries: Countries) -> Iterator[Problem]:
    found = countries.named(name)
    former = not row["geonames_id"]  # a former state leaves its name to the one that exists
    if not former and (found is None or found.code != row["code"]):
        other = "nobody" if found is None else found.code
        yield row.problem(row["code"], f"{name!r} means {other}", "Leave it with one country.")


def _shared(rows: Sequence[Row]) -> Iterator[Problem]:
    """Demonyms of two states that exist: the first would keep them in silence."""
    owner: dict[str, str] = {}
    for row in rows:
        if not row["geonames_id"]:
            continue
        for name in {fold(name) for name in _names(row)}:
            first = owner.setdefault(name, row["code"])
            if first != row["code"]:
                reason = f"{name!r} is a name of {first} too"
                yield row.problem(row["code"], reason, "Leave it with one of the two.")


def _repeated(rows: Sequence[Row]) -> Iterator[Problem]:
    for column in ("code", "geonames_id"):
        twice = set(repeated(row[column] for row in rows if row[column]))
        for row in rows:
            if row[column] in twice:
                reason = f"{column} {row[column]} stands twice"
                yield row.problem(row["code"], reason, "Put both on one line.")


def check_country_rules(known: CountryRules, reasons: Reasons) -> Checked:
    """Every rule decides its examples, and none of its counter-examples."""
    families = {"country": known.country, "capital": known.capital}
    cases = [(family, rule) for family, table in families.items() for rule in table]
    tried = sum(len(rule.examples) + len(rule.counter_examples) for _, rule in cases)
    found = [p for family, rule in cases for p in _of_rule(family, rule, reasons)]
    for name in repeated(f"{family}:{rule.rule_id}" for family, rule in cases):
        fix = "Give one of them another id."
        found.append(_rule_problem(name, name.partition(":")[2], "stands twice", fix))
    return checked(rules.FILE, len(cases), tried, found)


def _of_rule(family: str, rule: ContextRule, reasons: Reasons) -> Iterator[Problem]:
    name = f"{family}:{rule.rule_id}"
    for example in rule.examples:
        why = set(reasons(family, example))
        if why != {name}:
            reason = f"does not decide its example {example!r}, which {'+'.join(sorted(why))} does"
            yield _rule_problem(name, example, reason, "Correct rule or example.")
    for example in rule.counter_examples:
        if name in set(reasons(family, example)):
            reason = f"decides its counter-example {example!r}"
            yield _rule_problem(name, example, reason, "Narrow the rule.")


def _rule_problem(name: str, words: str, reason: str, fix: str) -> Problem:
    return entry_problem(rules.FILE, words, reason, fix, record=name)
