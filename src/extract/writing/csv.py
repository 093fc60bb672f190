r"""Write and read one table as CSV that a spreadsheet can open without running anything.

In:  a text cell          =HYPERLINK("...")     'tis      |  a list    AZE, ARM
Out: the cell in the file '=HYPERLINK("...")    ''tis     |            AZE|ARM

A cell that begins with a character a spreadsheet takes for a formula gets an apostrophe before it,
and so does one that begins with an apostrophe: reading takes one off and nothing is lost.
"""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TextIO

from extract.knowledge.load import LIST_MARK
from extract.schema import Field, Record, columns

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

_FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r", "'")
_ESCAPED_MARK: Final = "\\" + LIST_MARK


def guard(cell: str) -> str:
    """Put an apostrophe before a cell that a spreadsheet would run."""
    return "'" + cell if cell.startswith(_FORMULA_STARTS) else cell


def unguard(cell: str) -> str:
    """Take the apostrophe of `guard` off again."""
    return cell.removeprefix("'")


def write_header(stream: TextIO, record: type[Record]) -> None:
    """Write the names of the columns; those marked as Parquet only are left out."""
    _writer(stream).writerow([field.name for field in _written(record)])


def write_rows(stream: TextIO, record: type[Record], table: pa.Table) -> None:
    """Write the rows of a table.

    Args:
        stream: A text file in UTF-8, opened with newline="".
        record: Class of the rows.
        table: Rows with at least the columns that are written.
    """
    cells = [_to_cells(field, table[field.name].to_pylist()) for field in _written(record)]
    _writer(stream).writerows(zip(*cells, strict=True))


def _writer(stream: TextIO) -> Any:  # noqa: ANN401  # the module `csv` does not name its type
    return csv.writer(stream, lineterminator="\n")


def _written(record: type[Record]) -> list[Field]:
    return [field for field in columns(record) if not field.column.parquet_only]


def read_csv(path: Path, record: type[Record]) -> pd.DataFrame:
    """Read a CSV of ours back; empty cells are nulls, lists are lists again."""
    import pandas as pd  # noqa: PLC0415  # a run does without it

    raw = pd.read_csv(path, dtype="str", keep_default_na=False, encoding="utf-8")
    known = [field for field in columns(record) if field.name in raw.columns]
    return pd.DataFrame({field.name: _from_cells(field, raw[field.name]) for field in known})


def _to_cells(field: Field, values: list[Any]) -> list[Any]:
    """Cells as the module `csv` writes them; it makes an empty one of None."""
    if field.kind == "list":
        return [guard(_join(members)) for members in values]
    if field.kind == "text":
        return [None if value is None else guard(value) for value in values]
    if field.kind == "boolean":
        return ["true" if value else "false" for value in values]
    return values


def _from_cells(field: Field, cells: pd.Series) -> pd.Series:
    import pandas as pd  # noqa: PLC0415  # a run does without it

    if field.kind == "list":
        return pd.Series([_split(unguard(cell)) for cell in cells], dtype="object")
    if field.kind == "text":
        return pd.Series([unguard(cell) if cell else None for cell in cells], dtype="object")
    if field.kind == "boolean":
        return cells == "true"
    if field.kind == "integer":
        return pd.to_numeric(cells.where(cells != "", None)).astype("Int64")
    if field.kind == "number":
        return pd.to_numeric(cells.where(cells != "", None)).astype("float64")
    return cells.where(cells != "", None)


def _join(members: list[str]) -> str:
    r"""Join list members by `|`; a `|` inside one is written `\|`."""
    return LIST_MARK.join(
        member.replace("\\", "\\\\").replace(LIST_MARK, _ESCAPED_MARK) for member in members
    )


def _split(cell: str) -> list[str]:
    """Undo `_join`."""
    if not cell:
        return []
    members, current, escaped = [], "", False
    for character in cell:
        if escaped:
            current, escaped = current + character, False
        elif character == "\\":
            escaped = True
        elif character == LIST_MARK:
            members.append(current)
            current = ""
        else:
            current += character
    return [*members, current]
