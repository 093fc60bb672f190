"""Join committed shards into the final tables, in constant memory.

In:  the plan, and a shard for each of its runs of documents
Out: what the run as a whole is: its id, counts and failures; and the files, written shard by shard
"""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
import pyarrow.parquet as pq

from extract.correcting.standing import MISFIT
from extract.engine.duplicates import NearDuplicates
from extract.engine.plan import Plan
from extract.engine.shards import read_index, read_table
from extract.engine.store import Store
from extract.errors import OutputError
from extract.records import MENTION_TABLES, TABLES, Document
from extract.schema import arrow_schema, columns
from extract.writing.csv import write_header, write_rows
from extract.writing.manifest import Fingerprint, RunId
from extract.writing.parquet import TableWriter

#: Statuses that are no failure: an English text was read, or the text is in another language.
FINE: Final = frozenset({"ok", "not_english"})
_WITHOUT_TEXT: Final = [c.name for c in columns(Document) if not c.column.parquet_only]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What all documents of a run are together.

    Args:
        run: The `run_id`.
        rows: Rows per table.
        statuses: Documents per status.
        failures: (doc_id, error) of each document that is no success, in order.
        words: Words in documents that are ok.
        duplicates: Documents that nearly repeat another.
        misfits: Warnings about decisions that fit nowhere, in order.
    """

    run: str
    rows: Mapping[str, int]
    statuses: Mapping[str, int]
    failures: Sequence[tuple[str, str]]
    words: int
    duplicates: int
    misfits: Sequence[str]


class Assembly:
    """The shards of a planned run.

    Args:
        store: Where the shards are.
        plan: Which they are.
    """

    def __init__(self, store: Store, plan: Plan) -> None:
        self._store = store
        self._plan = plan
        self._duplicates = NearDuplicates(plan.database)

    def survey(self, fingerprint: Fingerprint) -> Outcome:
        """Go over all documents once, without their texts; settles near-duplicates."""
        run, position = RunId(fingerprint), 0
        rows: Counter[str] = Counter({record.table: 0 for record in TABLES})
        statuses: Counter[str] = Counter()
        failures: list[tuple[str, str]] = []
        misfits: list[str] = []
        words = 0
        for folder in self._folders():
            try:
                signatures = read_index(folder)["signature"].to_pylist()
                documents = read_table(folder, Document, _WITHOUT_TEXT).to_pylist()
                rows.update(_counts(folder))
            except (OSError, pa.ArrowInvalid) as error:
                raise OutputError.damaged(folder, str(error)) from error
            for row, signature in zip(documents, signatures, strict=True):
                position += 1
                run.add(row)
                statuses[row["status"]] += 1
                words += row["n_words"] if row["status"] == "ok" else 0
                misfits += [one for one in row["warnings"] if one.startswith(MISFIT)]
                if row["status"] not in FINE:
                    failures.append((row["doc_id"], row["error"] or row["status"]))
                if signature is not None:
                    self._add(position, row, signature)
        self._duplicates.settle()
        return Outcome(
            run=run.value(),
            rows=rows,
            statuses=statuses,
            failures=failures,
            words=words,
            misfits=misfits,
            duplicates=sum(1 for _ in self._duplicates.originals(1, position)),
        )

    def write(self, folder: Path, metadata: Mapping[str, str], *, with_csv: bool) -> None:
        """Write the final tables.

        Args:
            folder: Where to.
            metadata: Metadata of the Parquet files.
            with_csv: Whether to write CSV files too.
        """
        with ExitStack() as stack:
            writers = {
                record: stack.enter_context(
                    TableWriter(folder / f"{record.table}.parquet", record, metadata)
                )
                for record in TABLES
            }
            first = 1
            for shard in self._folders():
                documents = self._marked(read_table(shard, Document), first)
                writers[Document].add(documents)
                first += len(documents)
                for record in MENTION_TABLES:
                    writers[record].add(read_table(shard, record))
        if with_csv:
            self._write_csv(folder)

    def _write_csv(self, folder: Path) -> None:
        """Rows of mentions lie ready in the shards; those of documents have a column to fill."""
        first = 1
        with (folder / "documents.csv").open("w", encoding="utf-8", newline="") as stream:
            write_header(stream, Document)
            for shard in self._folders():
                documents = read_table(shard, Document, _WITHOUT_TEXT)
                write_rows(stream, Document, self._marked(documents, first))
                first += len(documents)
        for record in MENTION_TABLES:
            with (folder / f"{record.table}.csv").open("w", encoding="utf-8", newline="") as text:
                write_header(text, record)
            with (folder / f"{record.table}.csv").open("ab") as whole:
                for shard in self._folders():
                    with (shard / f"{record.table}.csv").open("rb") as part:
                        shutil.copyfileobj(part, whole)

    def _add(self, position: int, row: Mapping[str, Any], signature: bytes) -> None:
        published = None if row["published"] is None else row["published"].isoformat()
        self._duplicates.add(position, row["doc_id"], published, signature)

    def _marked(self, documents: pa.Table, first: int) -> pa.Table:
        """Documents with `near_duplicate_of`; the first of them stands at a position."""
        found = dict(self._duplicates.originals(first, first + len(documents) - 1))
        if not found:
            return documents
        cells = [found.get(at) for at in range(first, first + len(documents))]
        name = "near_duplicate_of"
        field = arrow_schema(Document, {}).field(name)
        return documents.set_column(
            documents.schema.get_field_index(name), field, pa.array(cells, type=pa.string())
        )

    def _folders(self) -> Iterator[Path]:
        """The shards in the order of the tables."""
        return (self._store.shard(key) for _, key in self._plan.shards())


def _counts(folder: Path) -> dict[str, int]:
    """Rows of each table of a shard."""
    paths = {record.table: folder / f"{record.table}.parquet" for record in TABLES}
    return {table: pq.read_metadata(path).num_rows for table, path in paths.items()}
