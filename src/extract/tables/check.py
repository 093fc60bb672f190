"""Check a batch of records against the contract before anything is written.

In:  a document and its mentions
Out: nothing; a ContractError (a bug, so with its traceback) names the first row that breaks it
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from extract.records import TABLES, Document, Mention, Mentions
from extract.schema import Record, columns


class ContractError(AssertionError):
    """A row breaks the contract of its table: a bug of ours, never of the input."""


def check_document(document: Document, mentions: Mentions) -> None:
    """Check every row of one document: offsets, identifiers, nulls and choices.

    Raises:
        ContractError: With table, row and rule.
    """
    _check_fields(document)
    for rows in (mentions.actors, mentions.places, mentions.dates, mentions.agreements):
        _check_table(document, rows)


def _check_table(document: Document, rows: Iterable[Mention]) -> None:
    seen: set[str] = set()
    for row in rows:
        _check_fields(row)
        expected = f"{row.doc_id}:{row.table}:{row.start}-{row.end}"
        if row.mention_id != expected or row.mention_id in seen:
            raise ContractError(f"{row.mention_id}: the id is not {expected}, or repeated")
        seen.add(row.mention_id)
        if row.doc_id != document.doc_id or not row.text:
            raise ContractError(f"{row.mention_id}: empty, or of another document")
        if document.text[row.start : row.end] != row.text:
            raise ContractError(
                f"{row.mention_id}: text[{row.start}:{row.end}] is not {row.text!r}"
            )
        if not row.sentence_start <= row.start < row.end <= row.sentence_end:
            raise ContractError(f"{row.mention_id}: does not lie inside its sentence")


class _Bounds(NamedTuple):
    """What the cells of a table must keep to, by column.

    Args:
        filled: Columns that are never null.
        choices: The values that a column may have.
        shares: Columns of numbers from 0 to 1.
    """

    filled: tuple[str, ...]
    choices: tuple[tuple[str, frozenset[str]], ...]
    shares: tuple[str, ...]


@lru_cache(maxsize=len(TABLES))
def _bounds(table: str) -> _Bounds:
    fields = columns(next(record for record in TABLES if record.table == table))
    return _Bounds(
        filled=tuple(f.name for f in fields if not f.nullable),
        choices=tuple((f.name, frozenset(f.column.choices)) for f in fields if f.column.choices),
        shares=tuple(f.name for f in fields if f.column.unit == "0 to 1"),
    )


def _check_fields(row: Record) -> None:
    bounds = _bounds(row.table)
    for name in bounds.filled:
        if getattr(row, name) is None:
            raise ContractError(f"{_name(row)}: {name} is null")
    for name, choices in bounds.choices:
        value = getattr(row, name)
        if value is not None and value not in choices:
            raise ContractError(f"{_name(row)}: {name} is {value!r}, none of its choices")
    for name in bounds.shares:
        value = getattr(row, name)
        if value is not None and not 0.0 <= value <= 1.0:
            raise ContractError(f"{_name(row)}: {name} is {value!r}, not between 0 and 1")


def _name(row: Record) -> str:
    return row.mention_id if isinstance(row, Mention) else row.doc_id
