"""Check the files that are lists of words or of figures, and that each file has its source.

In:  abbreviations.toml, datelines.toml, trust.toml, issuers.csv, place_weights.csv, SOURCES.toml
Out: problems: words that stand twice, shares out of range, files without a source
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from extract.knowledge import issuers, trust
from extract.knowledge.check.base import Checked, checked, entry_problem, repeated
from extract.knowledge.countries import Countries
from extract.knowledge.issuers import name_key
from extract.knowledge.load import data_path, members, tables
from extract.knowledge.own.sheet import Row
from extract.knowledge.problems import Problem

SOURCES: Final = "SOURCES.toml"
_TOLD: Final = frozenset({"what", "origin", "licence", "date"})
#: Told too of files that nobody reads line by line: they are compared with it.
_HASH: Final = "sha256"
_ONCE: Final = "Leave it in one place."


def word_lists(
    content: Mapping[str, Any], prefix: str = ""
) -> Iterator[tuple[str, Sequence[str]]]:
    """Every list of words of a TOML file with its name, tables walked into."""
    for key, value in content.items():
        name = f"{prefix}{key}"
        if isinstance(value, dict):
            yield from word_lists(value, f"{name}.")
        elif isinstance(value, list) and all(isinstance(word, str) for word in value):
            yield name, value


def of_lists(file: str, content: Mapping[str, Any]) -> Iterator[Problem]:
    """Words that stand twice in one list, or are blank."""
    for name, words in word_lists(content):
        for word in repeated(words):
            yield entry_problem(file, f'"{word}"', f"stands twice in {name}", _ONCE, record=word)
        if any(not word.strip() for word in words):
            yield entry_problem(file, name, "holds an empty word", "Leave it out.")


def check_lists(file: str) -> Checked:
    """A file of word lists: no list repeats a word."""
    content = tables(file)
    count = sum(len(words) for _, words in word_lists(content))
    return checked(file, count, 0, of_lists(file, content))


def check_trust(content: Mapping[str, Any]) -> Checked:
    """Shares lie between 0 and 1; strong rules are measured."""
    shares, problems = content["shares"], []
    for rule, share in shares.items():
        if not 0.0 < share < 1.0:
            reason = f"share {share} is not between 0 and 1"
            problems.append(entry_problem(trust.FILE, f'"{rule}"', reason, "Measure it again."))
    problems.extend(
        entry_problem(trust.FILE, f'"{rule}"', "is strong without a share", "Give it one.")
        for rule in content["strong"]
        if rule not in shares and not any(key.startswith(f"{rule}:") for key in shares)
    )
    return checked(trust.FILE, len(shares), 0, problems)


def check_issuers(rows: Sequence[Row], countries: Countries) -> Checked:
    """Codes exist; no name or host belongs to two countries."""
    problems: list[Problem] = []
    owner: dict[str, Row] = {}
    for row in rows:
        keys = [name_key(name) for name in members(row["names"])]
        keys += [host.lower() for host in members(row["hosts"])]
        record = (*members(row["names"]), *members(row["hosts"]), "")[0]
        if not keys:
            problems.append(row.problem(record, "has neither names nor hosts", "Fill one in."))
        if row["country"] and row["country"] not in countries.by_code:
            reason = f"country {row['country']!r} is unknown"
            problems.append(row.problem(record, reason, "Write its ISO alpha-3 code."))
        for key in keys:
            first = owner.setdefault(key, row)
            if first["country"] != row["country"]:
                reason = f"{key!r} stands on line {first.line} for {first['country'] or 'nobody'}"
                problems.append(row.problem(record, reason, _ONCE))
    return checked(issuers.FILE, len(rows), len(owner), problems)


def check_weights(file: str, rows: Sequence[Row]) -> Checked:
    """Weights are numbers, one for each feature."""
    twice = set(repeated(row["feature"] for row in rows))
    problems = []
    for row in rows:
        if row["feature"] in twice:
            problems.append(row.problem(row["feature"], "stands twice", _ONCE))
        try:
            is_number = math.isfinite(float(row["weight"]))
        except ValueError:
            is_number = False
        if not is_number:
            reason = f"weight {row['weight']!r} is no number"
            problems.append(row.problem(row["feature"], reason, "Fit the weights again."))
    return checked(file, len(rows), 0, problems)


def _sha256(name: str) -> str:
    return hashlib.sha256(data_path(name).read_bytes()).hexdigest()


def check_sureness(file: str, rows: Sequence[Row]) -> Checked:
    """Points of a curve over rising shares, both columns between 0 and 1."""
    problems: list[Problem] = []
    points = []
    for row in rows:
        try:
            points.append((float(row["share"]), float(row["right"])))
        except ValueError:
            problems.append(row.problem(row["share"], "is no pair of numbers", "Fit it again."))
    shares = [share for share, _ in points]
    if shares != sorted(shares):
        problems.append(entry_problem(file, "share", "does not rise", "Fit it again."))
    if not all(0.0 <= number <= 1.0 for point in points for number in point):
        problems.append(entry_problem(file, "right", "leaves 0 to 1", "Fit it again."))
    return checked(file, len(rows), 0, problems)


def check_sources(sources: Mapping[str, Mapping[str, object]]) -> Checked:
    """Every packaged file has its source, and no other is listed."""
    present = {path.name for path in data_path(SOURCES).parent.iterdir()}
    files = {name for name in present if not name.startswith(("__", "."))}
    problems = [
        entry_problem(SOURCES, name, "has no source", "Say what it is and where it is from.")
        for name in sorted(files - set(sources))
    ]
    for name, told in sources.items():
        if name not in files:
            problems.append(entry_problem(SOURCES, name, "is no file", "Leave it out."))
        problems.extend(
            entry_problem(SOURCES, name, f"{key} is missing or unknown", "Correct it.")
            for key in sorted(_TOLD ^ (set(told) - {_HASH}))
        )
        if name in files and told.get(_HASH, _sha256(name)) != _sha256(name):
            problems.append(
                entry_problem(SOURCES, name, "is not the file of this sha256", "Correct it.")
            )
    return checked(SOURCES, len(sources), 0, problems)
