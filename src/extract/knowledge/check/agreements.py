"""Check agreements.csv and agreements.toml.

In:  rows; sentences, and a function that says which agreements it finds in one
Out: problems: bad dates and parties, shared titles, examples that are missed
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final

from extract.knowledge import agreements as files
from extract.knowledge.agreements import Agreements
from extract.knowledge.check.base import Checked, checked, entry_problem, of_choice, repeated
from extract.knowledge.check.words import of_lists
from extract.knowledge.countries import Countries
from extract.knowledge.load import members
from extract.knowledge.own.sheet import Row
from extract.knowledge.problems import Problem
from extract.records import AGREEMENT_TYPES
from extract.text.dates import is_partial_date

#: The agreements that the matchers find in a sentence, sorted.
Finds = Callable[[str], list[str]]

_CODE: Final = re.compile(r"[A-Z]{3}")
_MARK: Final = re.compile(r"\[([^\]]+)\]")


def check_instruments(
    rows: Sequence[Row], known: Agreements, countries: Countries, others: Sequence[str]
) -> Checked:
    """Types, dates and parties; titles are unique; every name leads to its instrument.

    Args:
        rows: Of agreements.csv.
        known: What they were read into.
        countries: Codes that parties may have.
        others: Movements whose names are three capitals, no codes.
    """
    parties = set(countries.by_code) | set(known.words.bodies.values()) | set(others)
    problems: list[Problem] = []
    names = 0
    for column in ("agreement_id", "title"):
        twice = set(repeated(row[column] for row in rows))
        problems.extend(
            row.problem(row["agreement_id"], f"{column} stands twice", "Put both on one line.")
            for row in rows
            if row[column] in twice
        )
    for row in rows:
        problems.extend(_of_row(row, parties))
        for name in (row["title"], *members(row["aliases"])):
            names += 1
            if row["agreement_id"] not in {one.instrument_id for one in known.named(name)}:
                reason = f"is not found as {name!r}"
                problems.append(row.problem(row["agreement_id"], reason, "Correct it."))
    return checked(files.FILE, len(rows), names, problems)


def _of_row(row: Row, parties: set[str]) -> Iterator[Problem]:
    record = row["agreement_id"]
    yield from row.missing(record, "agreement_id", "title")
    yield from of_choice(row, record, "agreement_type", AGREEMENT_TYPES)
    if row["date"] and not is_partial_date(row["date"]):
        fix = "Write 2031-05-04, 2031-05 or 2031."
        yield row.problem(record, f"date {row['date']!r} is no date", fix)
    for party in members(row["parties"]):
        if _CODE.fullmatch(party) and party not in parties:
            fix = "Correct it, or list it under [parties] in agreements.toml."
            yield row.problem(record, f"party {party!r} is no code of a country", fix)
    if row["agreement_type"] == "resolution" and not (row["number"] and row["parties"]):
        yield row.problem(record, "is a resolution without number or body", "Fill both in.")
    for name in repeated((row["title"], *members(row["aliases"]))):
        yield row.problem(record, f"repeats the name {name!r}", "Leave it out once.")


def check_agreement_words(content: Mapping[str, Any], known: Agreements, finds: Finds) -> Checked:
    """Words of citations; bracketed examples are found as marked, counter-examples stay silent."""
    problems = [
        *of_lists(files.WORDS, content),
        *_of_heads(known),
        *(p for entry in content["example"] for p in _of_example(entry["text"], finds)),
        *(p for entry in content["counter_example"] for p in _of_silence(entry["text"], finds)),
    ]
    tried = len(content["example"]) + len(content["counter_example"])
    return checked(files.WORDS, len(known.words.heads), tried, problems)


def _of_heads(known: Agreements) -> Iterator[Problem]:
    words = known.words
    for head in words.heads:
        if head != head.lower():
            yield _problem(f'"{head}"', "is a head with capitals", "Write it in lower case.")
    for head in sorted((words.weak | words.untitled | words.short_forms) - set(words.heads)):
        yield _problem(f'"{head}"', "is no head", "List it under [heads] too.")


def _of_example(text: str, finds: Finds) -> Iterator[Problem]:
    expected = sorted(_MARK.findall(text))
    found = finds(text.replace("[", "").replace("]", ""))
    if not expected:
        yield _problem(text, "marks nothing", "Put what is to be found in brackets.")
    elif found != expected:
        yield _problem(text, f"finds {found}, not {expected}", "Correct the words or the example.")


def _of_silence(text: str, finds: Finds) -> Iterator[Problem]:
    found = finds(text)
    if found:
        yield _problem(text, f"finds {found}, where nothing is", "Narrow the words.")


def _problem(words: str, reason: str, fix: str) -> Problem:
    return entry_problem(files.WORDS, words, reason, fix)
