r"""Write and read one table as CSV that a spreadsheet can open without running anything.

In:  a text cell          =HYPERLINK("...")     'tis      |  a list    AZE, ARM
Out: the cell in the file '=HYPERLINK("...")    ''tis     |            AZE|ARM

A cell that begins with a character a spreadsheet takes for a formula gets an apostrophe before it,
and so does one that begins with an apostrophe: reading takes one off and nothing is lost.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TextIO

from extract.schema import Field, Record, columns
from extract.text.lists import join_list, split_list

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

_FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r", "'")


def guard(cell: str) -> str:
    """Put an apostrophe before a cell that a spreadsheet would run."""
    return "'" + cell if cell.startswith(_FORMULA_STARTS) else cell


def unguard(cell: str) -> str:
    """Take the apostrophe of `guard` off again."""
    return cell.removeprefix("'")


def write_header(stream: TextIO, record: type[Record], *, whole: bool = False) -> None:
    """Write the names of the columns; those marked as Parquet only with `whole` alone."""
    _writer(stream).writerow([field.name for field in _written(record, whole=whole)])


def write_rows(
    stream: TextIO, record: type[Record], table: pa.Table, *, whole: bool = False
) -> None:
    """Write the rows of a table.

    Args:
        stream: A text file in UTF-8, opened with newline="".
        record: Class of the rows.
        table: Rows with at least the columns that are written.
        whole: Write the columns marked as Parquet only too.
    """
    fields = _written(record, whole=whole)
    cells = [_to_cells(field, table[field.name].to_pylist()) for field in fields]
    _writer(stream).writerows(zip(*cells, strict=True))


@dataclass(frozen=True, slots=True)
class _Lines:
    r"""Takes rows that end in "\r\n" and ends them in "\n".

    The module `csv` quotes what its line end is made of: with "\n" alone, a bare "\r" inside a
    cell would stand unquoted and be read as the end of its row.
    """

    stream: TextIO

    def write(self, row: str) -> int:
        """Write one row, as the module `csv` hands it over."""
        return self.stream.write(row.removesuffix("\r\n") + "\n")


def _writer(stream: TextIO) -> Any:  # noqa: ANN401  # the module `csv` does not name its type
    return csv.writer(_Lines(stream), lineterminator="\r\n")


def _written(record: type[Record], *, whole: bool) -> list[Field]:
    return [field for field in columns(record) if whole or not field.column.parquet_only]


def read_csv(path: Path, record: type[Record]) -> pd.DataFrame:
    """Read a CSV of ours back; empty cells are nulls, lists are lists again."""
    import pandas as pd  # noqa: PLC0415  # a run does without it

    raw = pd.read_csv(path, dtype="str", keep_default_na=False, encoding="utf-8")
    known = [field for field in columns(record) if field.name in raw.columns]
    return pd.DataFrame({field.name: _from_cells(field, raw[field.name]) for field in known})


def _to_cells(field: Field, values: list[Any]) -> list[Any]:
    """Cells as the module `csv` writes them; it makes an empty one of None."""
    if field.kind == "list":
        return [guard(join_list(members)) for members in values]
    if field.kind == "text":
        return [None if value is None else guard(value) for value in values]
    if field.kind == "boolean":
        return ["true" if value else "false" for value in values]
    return values


def _from_cells(field: Field, cells: pd.Series) -> pd.Series:
    import pandas as pd  # noqa: PLC0415  # a run does without it

    if field.kind == "list":
        return pd.Series([split_list(unguard(cell)) for cell in cells], dtype="object")
    if field.kind == "text":
        empty = None if field.nullable else ""
        return pd.Series([unguard(cell) if cell else empty for cell in cells], dtype="object")
    if field.kind == "boolean":
        return cells == "true"
    if field.kind == "integer":
        return pd.to_numeric(cells.where(cells != "", None)).astype("Int64")
    if field.kind == "number":
        return pd.to_numeric(cells.where(cells != "", None)).astype("float64")
    return cells.where(cells != "", None)
