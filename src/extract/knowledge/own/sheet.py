"""Read the rows of a user's CSV with their line numbers, and say what is wrong with them.

In:  a File and the columns it may have
Out: Rows whose cells are text, and a Problem for everything that is no such row

Lines that begin with # are comments. Cells are parted by commas; by semicolons if the header is.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Generic, NamedTuple, TypeVar

from extract.knowledge.load import members
from extract.knowledge.own.files import File
from extract.knowledge.problems import Problem
from extract.spelling import near

T = TypeVar("T")

_QUOTES: Final = "Put a cell that holds a comma in double quotes"


class Columns(NamedTuple):
    """The columns of a file: those it must have, and those it may have."""

    needed: tuple[str, ...]
    other: tuple[str, ...]

    @property
    def all(self) -> tuple[str, ...]:
        """Every column, the needed ones first."""
        return (*self.needed, *self.other)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a file.

    Args:
        file: Path of the file, as messages name it.
        line: Where the row begins, counted from 1.
        cells: Text by column; "" where the file has none.
    """

    file: str
    line: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        """The cell of a column."""
        return self.cells[column]

    def members(self, column: str) -> tuple[str, ...]:
        """The members of a list cell."""
        return members(self.cells[column])

    def problem(self, record: str, reason: str, fix: str) -> Problem:
        """Something that is wrong with this row."""
        return Problem(self.file, self.line, record or "(no name)", reason, fix)

    def missing(self, record: str, *columns: str) -> Iterator[Problem]:
        """A problem for each of the columns that is empty."""
        for column in columns:
            if not self.cells[column]:
                yield self.problem(record, f"{column} is empty", "Fill it in.")


@dataclass(frozen=True, slots=True)
class Read(Generic[T]):
    """What was read: entries, and the problems of those that could not be."""

    entries: tuple[T, ...] = ()
    problems: tuple[Problem, ...] = ()


def rows_of(files: Iterable[File], columns: Columns, problems: list[Problem]) -> Iterator[Row]:
    """The rows of some files, one after the other.

    Args:
        files: Files with the same columns.
        columns: Those they may have.
        problems: What could not be read is added here.
    """
    for file in files:
        read = read_rows(file, columns)
        problems.extend(read.problems)
        yield from read.entries


def sound_rows(
    rows: Iterable[Row], wrong: Callable[[Row], Iterable[Problem]], problems: list[Problem]
) -> Iterator[Row]:
    """The rows that nothing is wrong with.

    Args:
        rows: Any rows. Each is looked at when whoever asks is done with the one before, so that
            `wrong` may know what was found so far.
        wrong: What is wrong with a row.
        problems: What is wrong with the others is added here.
    """
    for row in rows:
        found = list(wrong(row))
        problems.extend(found)
        if not found:
            yield row


def read_rows(file: File, columns: Columns) -> Read[Row]:
    """The rows of a file."""
    numbered = numbered_cells(file.text)
    line, header = next(numbered, (1, []))
    names = [name.strip().casefold() for name in _cut(header)]
    problems = list(_of_header(file, line, names, columns))
    if problems:
        return Read(problems=tuple(problems))
    found: list[Row] = []
    for line, row in numbered:
        cells = _cut(row)
        if len(cells) > len(names):
            reason = f"has {len(cells)} cells under {len(names)} columns"
            problems.append(Problem(file.shown, line, cells[0], reason, f"{_QUOTES}."))
            continue
        padded = [cell.strip() for cell in cells] + [""] * (len(names) - len(cells))
        given = dict(zip(names, padded, strict=True))
        if any(padded):
            found.append(Row(file.shown, line, {c: given.get(c, "") for c in columns.all}))
    return Read(tuple(found), tuple(problems))


def _cut(cells: list[str]) -> list[str]:
    """Cells without the empty ones at the end, which spreadsheets add."""
    last = max((at for at, cell in enumerate(cells, start=1) if cell.strip()), default=0)
    return cells[:last]


def numbered_cells(text: str) -> Iterator[tuple[int, list[str]]]:
    """Rows of a CSV that are neither blank nor comments, each with the line it begins at."""
    lines = ["" if line.startswith("#") else line for line in text.splitlines()]
    header = next((line for line in lines if line.strip()), "")
    mark = ";" if header.count(";") > header.count(",") else ","
    reader = csv.reader((f"{line}\n" for line in lines), delimiter=mark)
    line = 1
    for cells in reader:
        if cells:
            yield line, cells
        line = reader.line_num + 1


def _of_header(file: File, line: int, names: list[str], columns: Columns) -> Iterator[Problem]:
    """What is wrong with the names of the columns."""
    for name in names:
        if name not in columns.all:
            hint = near(name, columns.all) or f"Known are {', '.join(columns.all)}."
            yield Problem(file.shown, line, name or "(no name)", "is no column of this file", hint)
    for name in columns.needed:
        if name not in names:
            fix = f"The first line names the columns: {', '.join(columns.all)}."
            yield Problem(file.shown, line, name, "is a column that is missing", fix)
    for name in sorted({name for name in names if names.count(name) > 1}):
        yield Problem(file.shown, line, name, "names two columns", "Keep one of them.")
