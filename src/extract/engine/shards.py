"""Turn a run of documents into a shard: their rows of all five tables, committed by one rename.

In:  where the texts lie, what each document is called, which rows an earlier shard has already
Out: five Parquet files, the CSV rows of the mention tables, and an index of the documents

`near_duplicate_of` stays empty here: it depends on all documents, and is filled in at the end.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from extract.engine.base import Done, Watch, Workshop
from extract.engine.signatures import signature
from extract.engine.units import entries
from extract.engine.walk import corrected, walk
from extract.engine.watch import OverTime, too_large, too_slow
from extract.reading.entry import Entry
from extract.reading.folder import document_of
from extract.reading.metadata import NOTHING_KNOWN, Metadata
from extract.records import MENTION_TABLES, TABLES, Document, Mentions
from extract.schema import Record
from extract.tables.arrow import arrow_table
from extract.writing.csv import write_rows

INDEX: Final = "index.parquet"
_INDEX_SCHEMA: Final = pa.schema(
    {"doc_id": pa.string(), "key": pa.binary(), "signature": pa.binary()}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """One document as the plan has it.

    Args:
        unit: Key of the unit that has its text.
        row: Row of the text there.
        doc_id: What it is called in this run.
        key: Hash of all that shapes its rows.
        warning: Why it is not called what its record says.
        known: What `--metadata` says of it.
    """

    unit: str
    row: int
    doc_id: str
    key: bytes
    warning: str | None = None
    known: Metadata = NOTHING_KNOWN


class Walked(NamedTuple):
    """A document behind the corridor."""

    document: Document
    mentions: Mentions


@dataclass(frozen=True, slots=True, kw_only=True)
class ShardJob:
    """Extracts documents that stand next to each other.

    Args:
        key: Hash of the keys of the documents.
        documents: The documents, in the order of the tables.
        kept: Ids of documents whose rows an earlier shard has, by the key of that shard.
        lost: Documents that are not to be extracted, by position, with the reason.
    """

    key: str
    documents: tuple[Planned, ...]
    kept: Mapping[str, frozenset[str]] = field(default_factory=dict)
    lost: Mapping[int, str] = field(default_factory=dict)

    @property
    def needs_pipeline(self) -> bool:
        """Not if an earlier shard has every document."""
        return len(self.documents) > sum(map(len, self.kept.values()))

    def without(self, position: int, reason: str) -> ShardJob:
        """The same job, but one document is quarantined."""
        return replace(self, lost={**self.lost, position: reason})

    def run(self, workshop: Workshop, watch: Watch) -> Done:
        """Extract what no earlier shard has, and commit the tables of all."""
        fresh: list[Walked] = []
        if self.needs_pipeline:
            with workshop.pipeline.fresh_words():
                fresh.extend(self._extracted(workshop, watch))
        tables = {
            record.table: self._joined(workshop, record, _rows(record, fresh)) for record in TABLES
        }
        index = self._index(tables[Document.table])
        store = workshop.store
        store.commit(store.shard(self.key), lambda folder: _write(folder, tables, index))
        words = sum(one.document.n_words for one in fresh if one.document.status == "ok")
        return Done(self.key, documents=len(fresh), words=words)

    def _extracted(self, workshop: Workshop, watch: Watch) -> Iterator[Walked]:
        """Documents that no earlier shard has, in order."""
        kept = frozenset[str]().union(*self.kept.values())
        fresh = [
            (position, planned)
            for position, planned in enumerate(self.documents)
            if planned.doc_id not in kept
        ]
        for unit, members in groupby(fresh, key=lambda item: item[1].unit):
            together = list(members)
            texts = entries(workshop.store.unit(unit), [planned.row for _, planned in together])
            for (position, _), entry in zip(together, texts, strict=True):
                yield self._one(position, entry, workshop, watch)

    def _one(self, position: int, entry: Entry, workshop: Workshop, watch: Watch) -> Walked:
        """One document; over its limits it is a row with the reason."""
        if position in self.lost:
            return self._quarantined(position, entry, self.lost[position])
        planned, limits = self.documents[position], workshop.limits
        if planned.warning is not None:
            entry = replace(entry, warnings=(*entry.warnings, planned.warning))
        try:
            with watch.over(position):
                document = document_of(entry, planned.doc_id, planned.known, workshop.issuers)
                decisions = workshop.decided.of(document.doc_id, document.text_sha256)
                document = corrected(document, decisions, workshop.issuers)
                return Walked(*walk(workshop.pipeline, document, decisions))
        except MemoryError:
            return self._quarantined(position, entry, too_large(limits.megabytes))
        except OverTime:
            return self._quarantined(position, entry, too_slow(limits.seconds))

    def _quarantined(self, position: int, entry: Entry, reason: str) -> Walked:
        """Nothing of the text is looked at again, its language and dateline neither."""
        document = Document(
            doc_id=self.documents[position].doc_id,
            path=entry.path,
            encoding=entry.encoding,
            file_sha256=entry.file_sha256,
            status="quarantined",
            error=reason,
        )
        return Walked(document, Mentions())

    def _joined(
        self, workshop: Workshop, record: type[Record], fresh: Sequence[Record]
    ) -> pa.Table:
        """Fresh rows and those of earlier shards, in the order of the documents."""
        table = arrow_table(record, fresh)
        if not self.kept:
            return table
        parts = [table]
        for key, ids in self.kept.items():
            earlier = read_table(workshop.store.shard(key), record)
            wanted = pa.array(sorted(ids), type=pa.string())
            parts.append(earlier.filter(pc.is_in(earlier["doc_id"], wanted)))
        whole = pa.concat_tables(parts)
        place = {planned.doc_id: at for at, planned in enumerate(self.documents)}
        order = np.array([place[doc_id] for doc_id in whole["doc_id"].to_pylist()], dtype=np.int64)
        return whole.take(pa.array(np.argsort(order, kind="stable")))

    def _index(self, documents: pa.Table) -> pa.Table:
        texts = documents["text"].to_pylist()
        return pa.table(
            {
                "doc_id": [planned.doc_id for planned in self.documents],
                "key": [planned.key for planned in self.documents],
                "signature": [signature(text) for text in texts],
            },
            schema=_INDEX_SCHEMA,
        )


def read_table(
    folder: Path, record: type[Record], columns: Sequence[str] | None = None
) -> pa.Table:
    """One table of a committed shard."""
    return _read(folder / f"{record.table}.parquet", columns)


def read_index(folder: Path) -> pa.Table:
    """The documents of a committed shard: doc_id, key and signature."""
    return _read(folder / INDEX)


def _read(path: Path, columns: Sequence[str] | None = None) -> pa.Table:
    """A whole file; `pyarrow.parquet.read_table` would import pandas, for half a second."""
    with pq.ParquetFile(path) as file:
        return file.read(columns=columns, use_threads=False)


def _rows(record: type[Record], walked: Sequence[Walked]) -> list[Record]:
    if record is Document:
        return [one.document for one in walked]
    return [row for one in walked for row in getattr(one.mentions, record.table)]


def _write(folder: Path, tables: Mapping[str, pa.Table], index: pa.Table) -> None:
    folder.mkdir()
    for name, table in tables.items():
        pq.write_table(table, folder / f"{name}.parquet")
    for record in MENTION_TABLES:
        path = folder / f"{record.table}.csv"
        with path.open("w", encoding="utf-8", newline="") as stream:
            write_rows(stream, record, tables[record.table])
    pq.write_table(index, folder / INDEX)
