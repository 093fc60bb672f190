"""Check places.csv, place_spellings.csv, places.toml and the place index.

In:  rows, and the index they go with
Out: problems: points out of range or far from the index, names that find nothing, words twice
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from extract.knowledge import gazetteer, places
from extract.knowledge.check.base import (
    Checked,
    checked,
    entry_problem,
    of_choice,
    of_country,
    repeated,
)
from extract.knowledge.check.countries import of_point
from extract.knowledge.check.words import of_lists, word_lists
from extract.knowledge.countries import Countries
from extract.knowledge.load import members, shown, tables
from extract.knowledge.own.sheet import Row
from extract.knowledge.places import PlaceKnowledge
from extract.knowledge.problems import Problem
from extract.records import FEATURES
from extract.text.names import fold

#: Degrees between a point of ours and the index's, latitude and longitude together.
_FAR: Final = 1.0
#: Features whose point is one for everybody; a region's may be anywhere inside it.
_POINTS: Final = frozenset({"city", "district"})
#: ISO 3166-1 codes of territories that countries.csv leaves out: the French Southern Territories,
#: Saint Barthélemy, the French part of Saint Martin, South Georgia.
_UNLISTED: Final = frozenset({"ATF", "BLM", "MAF", "SGS"})


def check_places(rows: Sequence[Row], known: PlaceKnowledge, countries: Countries) -> Checked:
    """Features, countries and points; every name finds its row."""
    problems: list[Problem] = []
    names = 0
    twice = {
        column: set(repeated(row[column] for row in rows if row[column]))
        for column in ("id", "geonames_id")
    }
    for row in rows:
        record = row["id"]
        problems.extend(_of_place(row, countries))
        problems.extend(_far(row, known))
        for column, keys in twice.items():
            if row[column] in keys:
                reason = f"{column} {row[column]} stands twice"
                problems.append(row.problem(record, reason, "Put both on one line."))
        for name in (row["name"], *members(row["aliases"])):
            names += 1
            if record not in {entry.slug for entry in known.find(name)}:
                problems.append(row.problem(record, f"is not found as {name!r}", "Correct it."))
    return checked(places.CSV, len(rows), names, problems)


def _of_place(row: Row, countries: Countries) -> Iterator[Problem]:
    record = row["id"]
    yield from row.missing(record, "id", "name")
    yield from of_choice(row, record, "feature", FEATURES)
    yield from of_country(row, record, countries)
    yield from of_point(row, record)


def _far(row: Row, known: PlaceKnowledge) -> Iterator[Problem]:
    """An identifier whose place lies elsewhere is another place's."""
    number = row["geonames_id"]
    entry = known.gazetteer.place(int(number)) if number.isdecimal() else None
    if entry is None or row["feature"] not in _POINTS:
        return
    try:
        away = abs(entry.latitude - float(row["latitude"]))
        away += abs(entry.longitude - float(row["longitude"]))
    except ValueError:  # said already
        return
    if away > _FAR or entry.country_code != row["country"]:
        reason = f"geonames_id {number} is {entry.name}, {entry.country_code}, {away:.1f}° away"
        yield row.problem(row["id"], reason, "Correct point or identifier.")


def check_spellings(rows: Sequence[Row], known: PlaceKnowledge) -> Checked:
    """Every row is about a place of the index; an abbreviation means one place."""
    twice = set(repeated(key for row in rows for key in members(row["abbreviations"])))
    problems: list[Problem] = []
    names = 0
    for row in rows:
        number = row["geonames_id"]
        if not number.isdecimal() or known.gazetteer.place(int(number)) is None:
            reason = f"geonames_id {number!r} is not in the index"
            problems.append(row.problem(row["name"], reason, "Correct it."))
            continue
        for key in members(row["abbreviations"]):
            if key in twice:
                reason = f"{key!r} stands for two places"
                problems.append(row.problem(row["name"], reason, "Leave it with one."))
        for name in members(row["spellings"]):
            names += 1
            if int(number) not in {entry.geonames_id for entry in known.find(name)}:
                problems.append(row.problem(row["name"], f"is not found as {name!r}", ""))
        names += len(members(row["abbreviations"])) + len(members(row["postal"]))
    return checked(places.SPELLINGS, len(rows), names, problems)


def check_place_words(known: PlaceKnowledge, countries: Countries) -> Checked:
    """Words around places; peoples of regions are no nationalities and lead to their region."""
    content = tables(places.TOML)
    problems = list(of_lists(places.TOML, content))
    peoples = [word for words in content["demonyms"].values() for word in words]
    for word in peoples:
        if countries.of_demonym(word) is not None:
            problems.append(
                entry_problem(places.TOML, f'"{word}"', "is a nationality", "Leave it out.")
            )
        if fold(word) not in known.demonyms:
            problems.append(entry_problem(places.TOML, f'"{word}"', "leads to no region", ""))
    entries = sum(len(words) for _, words in word_lists(content))
    return checked(places.TOML, entries, len(peoples), problems)


def check_kinds(rows: Sequence[Row]) -> Checked:
    """Every kind of place of a full dump has one feature of ours."""
    problems: list[Problem] = []
    twice = set(repeated((row["class"], row["code"]) for row in rows))
    for row in rows:
        record = f"{row['class']}.{row['code']}"
        problems.extend(row.missing(record, "class", "code", "what"))
        problems.extend(of_choice(row, record, "feature", FEATURES))
        if (row["class"], row["code"]) in twice:
            problems.append(row.problem(record, "stands twice", "Leave it in one place."))
    return checked(gazetteer.KINDS, len(rows), 0, problems)


def check_index(known: PlaceKnowledge, countries: Countries) -> Checked:
    """Points, populations, features and countries of the whole place index."""
    total, odd = known.gazetteer.survey()
    problems = [
        Problem(shown(gazetteer.FILE), 0, f"{entry.geonames_id} {entry.name}", reason, "Rebuild.")
        for entry, reason in odd
    ]
    codes, features = {*countries.by_code, *_UNLISTED, ""}, set(FEATURES)
    problems.extend(
        Problem(shown(gazetteer.FILE), 0, word, reason, "Rebuild.")
        for words, reason in (
            (total.countries - codes, "is no code of a country or territory"),
            (total.features - features, "is no known feature"),
        )
        for word in sorted(words)
    )
    return checked(gazetteer.FILE, total.places, 0, problems)
