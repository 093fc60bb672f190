"""Write and read one table as Parquet.

In:  a frame, its record class, the run's metadata
Out: a file with the schema of the record; back again, the same frame
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from extract.schema import Record, arrow_schema


def write_parquet(
    table: pd.DataFrame, path: Path, record: type[Record], metadata: dict[str, str]
) -> None:
    """Write a frame; columns, types and nullability are those of the record."""
    plain = table.assign(
        **{
            name: table[name].astype("object").where(table[name].notna(), None)
            for name in table.columns[table.dtypes == "category"]
        }
    )
    plain.to_parquet(path, index=False, schema=arrow_schema(record, metadata))


def read_parquet(path: Path) -> pd.DataFrame:
    """Read a table as it was written; lists come back as arrays."""
    return pd.read_parquet(path)
