"""What every format is given: the rows of the five tables as plain values.

In:  frames as `load_tables` returns them
Out: rows of texts, numbers, true or false, lists and nulls; days as "YYYY-MM-DD"
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extract.schema import Field, Record, columns

if TYPE_CHECKING:
    import pandas as pd

#: A value as JSON has it.
Cell = str | int | float | bool | list[str] | None
Row = dict[str, Cell]


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """The tables of one run on their way out.

    Args:
        frames: The five tables by name, typed as `load_tables` types them.
        run_id: The run they come from; empty if its manifest is missing.
        has_text: False if texts and sentences were blanked.
    """

    frames: Mapping[str, pd.DataFrame]
    run_id: str
    has_text: bool

    def rows(self, record: type[Record]) -> Iterator[Row]:
        """The rows of one table, in its order, columns in the order of the record."""
        table = self.frames[record.table]
        present = [field for field in columns(record) if field.name in table.columns]
        cells = [_plain(field, table[field.name]) for field in present]
        names = [field.name for field in present]
        for row in zip(*cells, strict=True):
            yield dict(zip(names, row, strict=True))


def _plain(field: Field, values: pd.Series) -> list[Cell]:
    """The cells of one column as Python values that any format can write."""
    if field.kind == "list":
        return [[str(member) for member in members] for members in values]
    empty = values.isna()
    if field.kind == "date":
        values = values.dt.strftime("%Y-%m-%d")
    cast = {"integer": int, "number": float, "boolean": bool}.get(field.kind, str)
    return [None if is_empty else cast(cell) for cell, is_empty in zip(values, empty, strict=True)]
