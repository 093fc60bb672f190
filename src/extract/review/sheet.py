"""One document as the page is given it.

In:  a document, its rows as they are now, the decisions about it
Out: JSON values; offsets count UTF-16 units, empty columns are left out
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, Final

from extract.correcting.anchor import find_span
from extract.correcting.apply import HUMAN
from extract.correcting.decision import DOCUMENT_FIELDS, Decision, settable
from extract.records import MENTION_TABLES, TYPE_COLUMN, Document, Mention, Mentions
from extract.schema import Field, columns
from extract.text.utf16 import Utf16

#: What the page shows of a document besides its text.
_SHOWN: Final = (
    "doc_id", "title", "source", "published", "language", "url", "status", "error", "warnings",
    "n_words",
)  # fmt: skip


def all_rows(mentions: Mentions) -> Iterator[Mention]:
    """Every row of a document, table after table."""
    for record in MENTION_TABLES:
        yield from getattr(mentions, record.table)


def document_values(document: Document) -> dict[str, Any]:
    """Columns of a document, the empty ones left out."""
    return _values(document, _SHOWN)


def row_values(row: Mention, turn: Utf16) -> dict[str, Any]:
    """A row: where it stands, how sure it is, and the columns that can be set."""
    start, end = turn.units(row.start), turn.units(row.end)
    return {
        "key": f"{row.table}:{start}-{end}",
        "table": row.table,
        "start": start,
        "end": end,
        "type": getattr(row, TYPE_COLUMN[row.table]),
        "method": row.method,
        "confidence": row.confidence,
        "link": row.link_confidence,
        "decided": row.method == HUMAN,
        "fields": _values(row, _settable(row.table)),
    }


def gone_values(
    document: Document, rows: Mentions, decisions: Iterable[Decision], turn: Utf16
) -> list[dict[str, Any]]:
    """Where rows were rejected and none stands now."""
    there = {(row.table, row.start, row.end) for row in all_rows(rows)}
    found: dict[tuple[str, int, int], dict[str, Any]] = {}
    for decision in decisions:
        span = find_span(decision, document) if decision.action == "reject" else None
        if span is not None and (decision.table, *span) not in there:
            start, end = turn.units(span.start), turn.units(span.end)
            found[decision.table, *span] = {"table": decision.table, "start": start, "end": end}
    return list(found.values())


def columns_shown() -> dict[str, list[dict[str, Any]]]:
    """What can be set in each table: names, kinds, choices and meanings of columns."""
    tables = {
        record.table: [_described(column) for column in settable(record)]
        for record in MENTION_TABLES
    }
    of_document = [column for column in columns(Document) if column.name in DOCUMENT_FIELDS]
    return {**tables, "documents": [_described(column) for column in of_document]}


def types_shown() -> Mapping[str, str]:
    """The column of each table that holds the type of a row."""
    return dict(TYPE_COLUMN)


def _described(column: Field) -> dict[str, Any]:
    return {
        "name": column.name,
        "kind": column.kind,
        "choices": column.column.choices,
        "empty": column.nullable,
        "meaning": column.column.meaning,
    }


_SETTABLE: Final = {
    record.table: tuple(column.name for column in settable(record)) for record in MENTION_TABLES
}


def _settable(table: str) -> tuple[str, ...]:
    return _SETTABLE[table]


def _values(record: Document | Mention, names: Iterable[str]) -> dict[str, Any]:
    """Some columns as JSON values, the empty ones left out."""
    found = ((name, getattr(record, name)) for name in names)
    return {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in found
        if value is not None and value not in ((), "")
    }
