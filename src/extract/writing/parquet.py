"""Write one table as Parquet piece by piece, and read it back.

In:  Arrow tables of any length, their record class, the run's metadata
Out: one file with the schema of the record, the same bytes however the rows came in pieces
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Final, Self

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from extract.schema import Record, arrow_schema, columns

if TYPE_CHECKING:
    import pandas as pd

#: Rows of one group of a mention table: some 10 MB of memory while it is written.
ROWS: Final = 20_000
#: Rows and characters of one group of a table that holds whole texts.
TEXTS: Final = 1_000
TEXT_CHARS: Final = 50_000_000
#: What pandas calls the kinds of columns.
_PANDAS_TYPES: Final = {
    "text": "unicode",
    "integer": "int64",
    "number": "float64",
    "boolean": "bool",
    "date": "date",
    "list": "list[unicode]",
}


class TableWriter:
    """Writes a table in groups of rows whose borders depend on the rows alone.

    Args:
        path: The file to write.
        record: Class of the rows.
        metadata: Metadata of the file, such as the run id.
    """

    def __init__(self, path: Path, record: type[Record], metadata: Mapping[str, str]) -> None:
        self._schema = readable_by_pandas(record, metadata)
        self._texts = next((f.name for f in columns(record) if f.column.parquet_only), None)
        self._held: list[pa.Table] = []
        self._rows = 0
        self._writer = pq.ParquetWriter(path, self._schema)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            if kind is None:
                self._flush(is_last=True)
        finally:
            self._writer.close()

    def add(self, table: pa.Table) -> None:
        """Add rows at the end."""
        self._held.append(table)
        self._rows += len(table)
        if self._rows >= self._most or self._texts is not None:
            self._flush(is_last=False)

    @property
    def _most(self) -> int:
        return ROWS if self._texts is None else TEXTS

    def _flush(self, *, is_last: bool) -> None:
        """Write full groups; with `is_last` also what is left."""
        held = pa.concat_tables(self._held) if self._held else self._schema.empty_table()
        while True:
            rows = self._group(held)
            if rows is None:
                break
            self._write(held.slice(0, rows))
            held = held.slice(rows)
        if is_last and len(held):
            self._write(held)
            held = held.slice(len(held))
        self._held, self._rows = [held], len(held)

    def _group(self, held: pa.Table) -> int | None:
        """Rows of the first group; None while it is not full."""
        if self._texts is None:
            return self._most if len(held) >= self._most else None
        sizes = pc.utf8_length(held[self._texts]).to_pylist()
        total = 0
        for row, size in enumerate(sizes, start=1):
            total += size
            if row == self._most or total >= TEXT_CHARS:
                return row
        return None

    def _write(self, group: pa.Table) -> None:
        whole = group.combine_chunks().cast(self._schema)
        self._writer.write_table(whole, row_group_size=max(1, len(whole)))


def readable_by_pandas(record: type[Record], metadata: Mapping[str, str]) -> pa.Schema:
    """The schema of a record, with what pandas needs to restore its own types.

    These are the words that `pyarrow.Table.from_pandas` writes. pandas itself would take half a
    second and 45 MB to import, and nothing else in a run needs it.
    """
    described = {
        "index_columns": [],
        "column_indexes": [],
        "columns": [
            {
                "name": field.name,
                "field_name": field.name,
                "pandas_type": _PANDAS_TYPES[field.kind],
                "numpy_type": "object" if field.column.choices else field.pandas_dtype,
                "metadata": None,
            }
            for field in columns(record)
        ],
        "attributes": {},
        "creator": {"library": "pyarrow", "version": pa.__version__},
        "pandas_version": version("pandas"),
    }
    return arrow_schema(record, {**metadata, "pandas": json.dumps(described)})


def read_parquet(path: Path) -> pd.DataFrame:
    """Read a table as it was written; lists come back as arrays."""
    import pandas as pd  # noqa: PLC0415  # a run does without it

    return pd.read_parquet(path)
