r"""Write and read one table as CSV that a spreadsheet can open without running anything.

In:  a text cell          =HYPERLINK("...")     'tis      |  a list    AZE, ARM
Out: the cell in the file '=HYPERLINK("...")    ''tis     |            AZE|ARM

A cell that begins with a character a spreadsheet takes for a formula gets an apostrophe before it,
and so does one that begins with an apostrophe: reading takes one off and nothing is lost.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path
from typing import Final, Literal

import pandas as pd

from extract.schema import Field, Record, columns
from extract.text.lists import join_list, split_list

_FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r", "'")


def guard(cell: str) -> str:
    """Put an apostrophe before a cell that a spreadsheet would run."""
    return "'" + cell if cell.startswith(_FORMULA_STARTS) else cell


def unguard(cell: str) -> str:
    """Take the apostrophe of `guard` off again."""
    return cell.removeprefix("'")


def write_csv(
    table: pd.DataFrame, path: Path, record: type[Record], *, whole: bool = False
) -> None:
    """Write a frame as UTF-8 CSV; columns marked as Parquet only are left out unless `whole`."""
    cells = {
        field.name: _to_cells(field, table[field.name])
        for field in columns(record)
        if whole or not field.column.parquet_only
    }
    pd.DataFrame(cells).to_csv(
        path,
        index=False,
        lineterminator="\n",
        date_format="%Y-%m-%d",
        quoting=_quoting(cells.values()),
    )


def _quoting(cells: Iterable[pd.Series]) -> Literal[0, 2]:
    """Quote every text where one holds a bare carriage return, which Python leaves unquoted."""
    texts = (cell for column in cells for cell in column if isinstance(cell, str))
    return csv.QUOTE_NONNUMERIC if any("\r" in text for text in texts) else csv.QUOTE_MINIMAL


def read_csv(path: Path, record: type[Record]) -> pd.DataFrame:
    """Read a CSV of ours back; empty cells are nulls, lists are lists again."""
    raw = pd.read_csv(path, dtype="str", keep_default_na=False, encoding="utf-8")
    known = [field for field in columns(record) if field.name in raw.columns]
    return pd.DataFrame({field.name: _from_cells(field, raw[field.name]) for field in known})


def _to_cells(field: Field, values: pd.Series) -> pd.Series:
    if field.kind == "list":
        return pd.Series([guard(join_list(members)) for members in values], dtype="str")
    if field.kind == "text":
        kept = [None if pd.isna(value) else guard(str(value)) for value in values]
        return pd.Series(kept, dtype="object")
    if field.kind == "boolean":
        return values.map({True: "true", False: "false"})
    return values


def _from_cells(field: Field, cells: pd.Series) -> pd.Series:
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
