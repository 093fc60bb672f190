"""The final tables say of themselves what pandas would say of them."""

from __future__ import annotations

import pandas as pd
import pyarrow as pa
import pytest

from extract.records import TABLES
from extract.schema import Record, arrow_schema, columns
from extract.writing.parquet import readable_by_pandas


@pytest.mark.parametrize("record", TABLES)
def test_pandas_finds_its_own_words(record: type[Record]) -> None:
    empty = {
        field.name: pd.Series([], dtype="object" if field.column.choices else field.pandas_dtype)
        for field in columns(record)
    }
    schema = arrow_schema(record, {"run_id": "a"})
    by_pandas = pa.Table.from_pandas(pd.DataFrame(empty), schema, preserve_index=False).schema
    ours = readable_by_pandas(record, {"run_id": "a"})
    assert ours.equals(by_pandas, check_metadata=True)
    assert list(ours.metadata.items()) == list(by_pandas.metadata.items())
