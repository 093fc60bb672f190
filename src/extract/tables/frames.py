"""Turn records into data frames whose types follow from the record.

In:  PlaceMention records, and the class
Out: a frame with the columns of that class, in order, even when there is no record
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import MISSING, fields
from operator import attrgetter
from typing import Any, TypeVar

import pandas as pd

from extract.records import Document, Mention
from extract.schema import Field, Record, columns

RecordT = TypeVar("RecordT", Document, Mention)


def frame(record: type[Record], records: Iterable[Record]) -> pd.DataFrame:
    """Gather records of one table into a frame.

    Args:
        record: Class of the records, e.g. PlaceMention.
        records: Any number of them, in the order of the rows.

    Returns:
        One column a field with the dtype `schema.Field.pandas_dtype` names; lists stay lists.
    """
    rows = list(records)
    series = {}
    for field in columns(record):
        read = attrgetter(field.name)
        series[field.name] = _series(field, [read(row) for row in rows])
    return pd.DataFrame(series)


def typed(record: type[Record], table: pd.DataFrame) -> pd.DataFrame:
    """Give a frame that was read from a file the dtypes of its record, columns in its order.

    Columns that the file does not hold (the text in a CSV) are left out.
    """
    present = [field for field in columns(record) if field.name in table.columns]
    return pd.DataFrame({field.name: _series(field, list(table[field.name])) for field in present})


def completed(record: type[Record], table: pd.DataFrame) -> pd.DataFrame:
    """A frame of an earlier schema version with the columns it lacks, filled by default.

    Columns that only Parquet files hold (whole texts) are not made up.
    """
    defaults = {item.name: item.default for item in fields(record)}
    lacking = {
        field.name: pd.Series(
            [defaults[field.name]] * len(table), dtype="object", index=table.index
        )
        for field in columns(record)
        if field.name not in table.columns
        and not field.column.parquet_only
        and defaults[field.name] is not MISSING
    }
    return table.assign(**lacking) if lacking else table


def records(record: type[RecordT], table: pd.DataFrame) -> list[RecordT]:
    """Turn a frame back into records; columns it lacks (the text in a CSV) take their default."""
    fields = [field for field in columns(record) if field.name in table.columns]
    cells = [[_value(field, cell) for cell in table[field.name]] for field in fields]
    names = [field.name for field in fields]
    return [record(**dict(zip(names, row, strict=True))) for row in zip(*cells, strict=True)]


def _value(field: Field, cell: Any) -> Any:  # noqa: ANN401  # cells of a frame are untyped
    if field.kind == "list":
        return tuple(cell)
    if pd.isna(cell):
        return None
    if field.kind == "date":
        return cell.date()
    return {"integer": int, "number": float, "boolean": bool}.get(field.kind, str)(cell)


def _series(field: Field, values: list[object]) -> pd.Series:
    if field.kind == "list":
        lists = [[] if value is None else list(value) for value in values]  # type: ignore[call-overload]
        return pd.Series(lists, dtype="object", name=field.name)
    if field.column.choices:
        kept = [None if pd.isna(value) else value for value in values]  # type: ignore[call-overload]
        return pd.Series(
            pd.Categorical(kept, categories=list(field.column.choices)), name=field.name
        )
    if field.kind == "date":
        return pd.Series(pd.to_datetime(pd.Series(values, dtype="object"))).astype("datetime64[s]")
    return pd.Series(values, dtype=field.pandas_dtype, name=field.name)
