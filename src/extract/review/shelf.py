"""The documents of a run, taken from the shelf one at a time.

In:  the folder that `extract run` wrote, a doc_id
Out: the document and its mentions; of the others only the ids stay in memory
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pyarrow as pa
import pyarrow.parquet as pq

from extract.errors import OutputError
from extract.records import MENTION_TABLES, Document, Mentions
from extract.schema import Record, columns

if TYPE_CHECKING:
    import pandas as pd

#: Documents kept once they were read: the one in sight, those beside it.
_KEPT: Final = 8


class Shelf:
    """The five tables of a run, opened for looking up documents.

    Args:
        folder: What `extract run` wrote.

    Raises:
        OutputError: A table is missing, or cannot be read.
    """

    def __init__(self, folder: Path) -> None:
        self._tables = {record.table: _Table(folder, record) for record in _RECORDS}
        self._made = (folder / f"{Document.table}.parquet").stat().st_mtime
        self.take = lru_cache(maxsize=_KEPT)(self._take)

    @property
    def made(self) -> datetime:
        """When the tables were written."""
        return datetime.fromtimestamp(self._made, UTC)

    def __contains__(self, doc_id: str) -> bool:
        return doc_id in self._tables[Document.table].rows

    def columns(self, table: str, names: list[str]) -> pd.DataFrame:
        """Some columns of a whole table; missing ones are left out."""
        return self._tables[table].columns(names)

    def _take(self, doc_id: str) -> tuple[Document, Mentions]:
        """One document and all it mentions."""
        (document,) = self._tables[Document.table].of(doc_id)
        found = {
            record.table: tuple(self._tables[record.table].of(doc_id)) for record in MENTION_TABLES
        }
        return document, Mentions(**found)


_RECORDS: Final[tuple[type[Record], ...]] = (Document, *MENTION_TABLES)


class _Table:
    """One file, and where the rows of each document stand in it.

    It is opened for each reading: a run may put another in its place at any time.
    """

    def __init__(self, folder: Path, record: type[Record]) -> None:
        self._record = record
        self._path = folder / f"{record.table}.parquet"
        if not self._path.is_file():
            raise OutputError.no_tables(folder, self._path.name)
        with self._opened() as file:
            self._metadata = file.metadata
            ids = file.read(["doc_id"])["doc_id"].to_pylist()
            present = set(file.schema_arrow.names)
        self.rows: dict[str, list[range]] = {}
        for doc_id, run in _runs(ids):
            self.rows.setdefault(doc_id, []).append(run)
        self._names = [field.name for field in columns(record) if field.name in present]
        self._lists = [field.name for field in columns(record) if field.kind == "list"]
        self._group = lru_cache(maxsize=1)(self._read_group)

    def columns(self, names: list[str]) -> pd.DataFrame:
        """Some columns of all rows."""
        with self._opened() as file:
            table = file.read([name for name in names if name in self._names])
        frame: pd.DataFrame = table.to_pandas()
        return frame

    def of(self, doc_id: str) -> Iterator[Any]:
        """The rows of a document, as records."""
        for run in self.rows.get(doc_id, ()):
            first = 0
            for group in range(self._metadata.num_row_groups):
                size = self._metadata.row_group(group).num_rows
                part = range(max(run.start, first), min(run.stop, first + size))
                if part:
                    yield from self._records(group, part.start - first, len(part))
                first += size

    def _records(self, group: int, start: int, length: int) -> Iterator[Record]:
        for row in self._group(group).slice(start, length).to_pylist():
            for name in self._lists:
                row[name] = tuple(row.get(name) or ())
            yield self._record(**row)

    def _read_group(self, group: int) -> pa.Table:
        with self._opened() as file:
            return file.read_row_group(group, self._names)

    @contextmanager
    def _opened(self) -> Iterator[pq.ParquetFile]:
        """The file; what it refuses is an error of the user's world."""
        try:
            with pq.ParquetFile(self._path) as file:
                yield file
        except (OSError, pa.ArrowException) as error:
            raise OutputError.bad_table(self._path, str(error)) from error


def _runs(ids: list[str]) -> Iterator[tuple[str, range]]:
    """Equal ids side by side: "a", 0-3; "b", 3-4."""
    start = 0
    for at in range(1, len(ids) + 1):
        if at == len(ids) or ids[at] != ids[start]:
            yield ids[start], range(start, at)
            start = at
