"""What a check says of a file, and where a record of a packaged file stands.

In:  the name of a packaged file, words of a record
Out: Checked; Rows with their line numbers; the line of a record in a TOML file
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from extract.knowledge.countries import Countries
from extract.knowledge.load import data_path, line_of, shown
from extract.knowledge.own.sheet import Row, numbered_cells
from extract.knowledge.problems import Problem

K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found out about one file.

    Args:
        file: The file, as messages name it.
        entries: Records in it.
        examples: Sentences and names that were tried.
        problems: What is wrong, in the order of the file.
    """

    file: str
    entries: int
    examples: int
    problems: tuple[Problem, ...]


def checked(name: str, entries: int, examples: int, problems: Iterable[Problem]) -> Checked:
    """What was found out about a packaged file."""
    ordered = sorted(dict.fromkeys(problems), key=lambda problem: problem.line)
    return Checked(shown(name), entries, examples, tuple(ordered))


def rows_of(name: str) -> tuple[Row, ...]:
    """All rows of a packaged CSV with their lines."""
    numbered = numbered_cells(data_path(name).read_text(encoding="utf-8"))
    _, header = next(numbered)
    return tuple(
        Row(shown(name), line, dict(zip(header, cells, strict=True))) for line, cells in numbered
    )


def of_choice(row: Row, record: str, column: str, known: Sequence[str]) -> Iterator[Problem]:
    """A cell that must hold one of a few words."""
    if row[column] not in known:
        fix = f"Known are {', '.join(known)}."
        yield row.problem(record, f"{column} {row[column]!r} is unknown", fix)


def of_country(row: Row, record: str, countries: Countries) -> Iterator[Problem]:
    """A cell that holds the code of a country, or nothing."""
    if row["country"] and row["country"] not in countries.by_code:
        yield row.problem(record, f"country {row['country']!r} is unknown", "Write its code.")


def entry_problem(name: str, words: str, reason: str, fix: str, *, record: str = "") -> Problem:
    """Something wrong with the entry of a packaged TOML file that holds these words."""
    return Problem(shown(name), line_of(name, words), record or words, reason, fix)


def repeated(keys: Iterable[K]) -> list[K]:
    """Keys that occur more than once, in the order of their first occurrence."""
    return [key for key, times in Counter(keys).items() if times > 1]
