r"""Read a CSV file with a header as rows with line numbers.

In:  'id;text\n1;"two\nlines"\n'       comma, semicolon or tab; quoted cells may hold line breaks
Out: Row(line=2, cells={"id": "1", "text": "two\nlines"})

Names of columns are lower-cased; cells are exactly as given. A line that breaks the format is a
Row with `problem`, and reading goes on behind it.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Final

#: The marks between cells that we recognise, the usual one first.
DELIMITERS: Final = (",", ";", "\t", "|")


@dataclass(frozen=True, slots=True)
class Row:
    """One record of a CSV file.

    Args:
        line: Line it begins at, from 1.
        cells: Its cells by column.
        problem: Why it could not be read; None if it could.
    """

    line: int
    cells: dict[str, str] = field(default_factory=dict)
    problem: str | None = None


def read_rows(lines: Iterable[str], needed: Sequence[str], longest_cell: int) -> Iterator[Row]:
    """Read all rows of a CSV file.

    Args:
        lines: The lines of the file with their ends.
        needed: Columns of which the header must have one.
        longest_cell: Most characters of one cell.

    Yields:
        Rows in order; the first is a problem in line 1 if the header has none of the columns.
    """
    written = iter(lines)
    above: list[str] = []  # blank lines and the header
    for one in written:
        above.append(one)
        if one.strip():
            break
    first = above[-1] if above else ""
    delimiter = _delimiter(first, needed)
    if delimiter is None:
        found = first.strip()[:80]
        yield Row(1, problem=f"the header {found!r} has no column {' or '.join(needed)}")
        return
    reader = csv.reader(chain(above, written), delimiter=delimiter, strict=True)
    header: list[str] | None = None
    while True:
        line = reader.line_num + 1
        try:
            cells = _next(reader, longest_cell)
        except csv.Error as error:
            yield Row(line, problem=_problem(error, longest_cell))
            continue
        if cells is None:
            return
        if not cells:  # a blank line
            continue
        if header is None:
            header = [cell.strip().lower() for cell in cells]
        else:
            yield _row(line, header, cells)


def _next(reader: Iterator[list[str]], longest_cell: int) -> list[str] | None:
    """The next record. The limit of the module `csv` is one for the process: give it back."""
    before = csv.field_size_limit(longest_cell)
    try:
        return next(reader, None)
    finally:
        csv.field_size_limit(before)


def _problem(error: csv.Error, longest_cell: int) -> str:
    if "field limit" in str(error):
        return f"a cell has more than {longest_cell:,} characters (limits.max_chars)"
    return f"not valid CSV ({error})"


def _row(line: int, header: Sequence[str], cells: Sequence[str]) -> Row:
    if len(cells) > len(header) and any(cells[len(header) :]):
        return Row(
            line,
            problem=f"has {len(cells)} cells, the header {len(header)}; quote cells with commas",
        )
    return Row(line, dict(zip(header, cells, strict=False)))


def _delimiter(header: str, needed: Sequence[str]) -> str | None:
    """The mark with which the header has one of the needed columns."""
    for delimiter in DELIMITERS:
        names = {name.strip(' \t\r\n"').lower() for name in header[:10_000].split(delimiter)}
        if not names.isdisjoint(needed):
            return delimiter
    return None
