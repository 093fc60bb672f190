"""What a check says of a file, and where a record of a packaged file stands.

In:  the name of a packaged file, words of a record
Out: Checked; Rows with their line numbers; the line of a record in a TOML file
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from typing import Final, TypeVar

from extract.knowledge.load import data_path
from extract.knowledge.own.sheet import Row, numbered_cells
from extract.knowledge.problems import Problem

K = TypeVar("K", bound=Hashable)

#: How packaged files are named in messages: "data/places.csv".
_FOLDER: Final = "data"


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


def shown(name: str) -> str:
    """A packaged file as messages name it."""
    return f"{_FOLDER}/{name}"


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


def entry_problem(name: str, words: str, reason: str, fix: str, *, record: str = "") -> Problem:
    """Something wrong with the entry of a packaged TOML file that holds these words."""
    return Problem(shown(name), line_of(name, words), record or words, reason, fix)


def line_of(name: str, words: str) -> int:
    """The first line of a packaged file that holds these words; 1 if none does."""
    lines = data_path(name).read_text(encoding="utf-8").splitlines()
    return next((number for number, line in enumerate(lines, start=1) if words in line), 1)


def repeated(keys: Iterable[K]) -> list[K]:
    """Keys that occur more than once, in the order of their first occurrence."""
    return [key for key, times in Counter(keys).items() if times > 1]
