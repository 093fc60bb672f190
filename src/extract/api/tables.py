"""The five tables as frames, and how they come back from disk.

In:  the folder a run wrote                      load_tables("data/processed")
Out: typed frames that join on `doc_id`          .documents .actors .places .dates .agreements
     and what notebooks ask of them              .with_documents(kind) .co_mentions() ...
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pyarrow as pa

from extract.errors import OutputError
from extract.records import MENTION_TABLES, TABLES, Mention, Mentions
from extract.reporting.highlight import HighlightedText, Mark, highlight
from extract.schema import SCHEMA_VERSION, Record, columns
from extract.tables.frames import completed, records, typed
from extract.tables.joins import NAMES, co_mentions, timeline, with_documents
from extract.writing.csv import read_csv
from extract.writing.lock import only_run
from extract.writing.manifest import read_manifest
from extract.writing.parquet import read_parquet
from extract.writing.swap import finish, is_unfinished

if TYPE_CHECKING:
    import pandas as pd

#: A table of mentions, by name.
MentionTable = Literal["actors", "places", "dates", "agreements"]


@dataclass(frozen=True, slots=True)
class Tables:
    """The five tables as typed frames; mention tables join `documents` on `doc_id`."""

    documents: pd.DataFrame
    actors: pd.DataFrame
    places: pd.DataFrame
    dates: pd.DataFrame
    agreements: pd.DataFrame

    def with_documents(self, table: MentionTable) -> pd.DataFrame:
        """Mentions of one table, every column of their document beside them as `doc_...`.

        Args:
            table: "actors", "places", "dates" or "agreements".

        Raises:
            OutputError: There is no such table.
        """
        return with_documents(self._mentions(table), self.documents)

    def co_mentions(
        self, first: MentionTable = "actors", second: MentionTable = "actors"
    ) -> pd.DataFrame:
        """What is mentioned with what, by sentence: a co-mention is no event.

        Args:
            first: A table; names are `name`, for dates `value`, for agreements `agreement_id`.
            second: Another one, or the same.

        Returns:
            One row a sentence and pair: `first`, `second`, `doc_id`, `sentence_start`, `sentence`.
            `.groupby(["first", "second"]).size()` counts sentences.

        Raises:
            OutputError: There is no such table.
        """
        left, right = self._mentions(first), self._mentions(second)
        return co_mentions(left, right, (NAMES[first], NAMES[second]))

    def timeline(self) -> pd.DataFrame:
        """Mentions of dates whose days are known, in their order, with their documents."""
        return timeline(self.dates, self.documents)

    def show(self, doc_id: str) -> HighlightedText:
        """One document with its mentions highlighted; a notebook shows it.

        Raises:
            OutputError: No such document, or its text is not in these tables.
        """
        rows = _of_document(self.documents, doc_id)
        if rows.empty or "text" not in rows.columns:
            raise OutputError.no_text(doc_id)
        title, text = rows["title"].iloc[0], str(rows["text"].iloc[0])
        marks = [
            Mark(mention.start, mention.end, record.table, _note(mention))
            for record in MENTION_TABLES
            for mention in records(record, _of_document(self._mentions(record.table), doc_id))
        ]
        return highlight(title if isinstance(title, str) else doc_id, text, marks)

    def _mentions(self, table: str) -> pd.DataFrame:
        if table not in NAMES:
            raise OutputError.no_table(table, list(NAMES))
        frame: pd.DataFrame = getattr(self, table)
        return frame

    def without_text(self) -> Tables:
        """The same tables with `documents.text` and every `sentence` blank, for sharing.

        Titles and the characters of the mentions stay, and so do the hashes: who has the texts
        can put both together again.
        """
        mentions = {
            record.table: _blanked(getattr(self, record.table), "sentence")
            for record in MENTION_TABLES
        }
        return Tables(documents=_blanked(self.documents, "text"), **mentions)


def load_tables(
    folder: Path | str, *, text: bool = True, demonyms: bool = False, vague: bool = False
) -> Tables:
    """Load the tables of a run as typed frames.

    Args:
        folder: What `extract run` wrote.
        text: Keep the column `documents.text`.
        demonyms: Keep places that are adjectives or peoples ("Armenian").
        vague: Keep dates without a definite value ("now", "recent weeks").

    Returns:
        Frames with real dates, nullable integers, categories and list columns.

    Columns that tables of the schema version before this one lack hold what a row has by default.

    Raises:
        OutputError: A table is missing, broken, or of a schema version that is not read; or it
            has rows of a document that is not there.
    """
    path = Path(folder)
    finish_tables(path)
    _check_schema(path)
    tables = {record.table: _load_table(path, record) for record in TABLES}
    _check_documents(path, tables)
    if not text and "text" in tables["documents"].columns:
        tables["documents"] = tables["documents"].drop(columns="text")
    if not demonyms:
        places = tables["places"]
        tables["places"] = places[places["feature"] != "demonym"].reset_index(drop=True)
    if not vague:
        dates = tables["dates"]
        is_vague = dates["value"].fillna("").str.contains(r"_REF$|^PT?X", regex=True)
        tables["dates"] = dates[~is_vague].reset_index(drop=True)
    return Tables(**tables)


def _of_document(table: pd.DataFrame, doc_id: str) -> pd.DataFrame:
    return table[table["doc_id"] == doc_id]


def _note(mention: Mention) -> str:
    """What a reader is told about a mention: what it names, its own words where unknown."""
    name = getattr(mention, NAMES[mention.table]) or mention.text
    return f"{name}, by {mention.method}, {mention.confidence:.2f}"


def _blanked(table: pd.DataFrame, column: str) -> pd.DataFrame:
    """A copy with one column empty, if the frame has it."""
    if column not in table.columns:
        return table
    return table.assign(**{column: table[column].map(lambda _: "").astype("str")})


def finish_tables(folder: Path) -> None:
    """Complete a replacement that was cut off; a run that is at it right now does so itself."""
    if is_unfinished(folder):
        with suppress(OutputError), only_run(folder):
            finish(folder)


def _check_schema(folder: Path) -> None:
    """Refuse tables of a later schema version, or of one before the last."""
    found = (read_manifest(folder) or {}).get("schema_version", SCHEMA_VERSION)
    if found not in {SCHEMA_VERSION, SCHEMA_VERSION - 1}:
        raise OutputError.other_schema(folder, found, SCHEMA_VERSION)


def _load_table(folder: Path, record: type[Record]) -> pd.DataFrame:
    parquet, csv = folder / f"{record.table}.parquet", folder / f"{record.table}.csv"
    path = parquet if parquet.exists() else csv
    if not path.exists():
        raise OutputError.no_tables(folder, parquet.name)
    try:
        table = read_parquet(path) if path == parquet else read_csv(path, record)
        table = typed(record, completed(record, table))
    except (OSError, ValueError, TypeError, pa.ArrowException) as error:
        raise OutputError.bad_table(path, str(error)) from error
    for field in columns(record):
        if field.name not in table.columns and not field.column.parquet_only:
            raise OutputError.bad_table(path, f"it has no column {field.name!r}")
    return table


def _check_documents(folder: Path, tables: Mapping[str, pd.DataFrame]) -> None:
    """Refuse rows of documents that are not there: somebody has edited one table alone."""
    known = tables["documents"]["doc_id"]
    for record in MENTION_TABLES:
        doc_ids = tables[record.table]["doc_id"]
        homeless = doc_ids[~doc_ids.isin(known)]
        if len(homeless):
            raise OutputError.homeless(folder, record.table, str(homeless.iloc[0]))


def mentions_of(tables: Tables) -> dict[str, Mentions]:
    """The records of loaded tables again, by document."""
    by_kind = {
        record.table: records(record, getattr(tables, record.table)) for record in MENTION_TABLES
    }
    grouped: dict[str, dict[str, list[Mention]]] = {}
    for kind, rows in by_kind.items():
        for row in rows:
            grouped.setdefault(row.doc_id, {}).setdefault(kind, []).append(row)
    return {
        doc_id: Mentions(**{kind: tuple(rows) for kind, rows in kinds.items()})  # type: ignore[arg-type]
        for doc_id, kinds in grouped.items()
    }
