"""Check a batch of records against the contract before anything is written.

In:  a document and its mentions
Out: nothing; a ContractError (a bug, so with its traceback) names the first row that breaks it
"""

from __future__ import annotations

from collections.abc import Iterable

from extract.records import Document, Mention, Mentions
from extract.schema import Field, Record, columns


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


def _check_fields(row: Record) -> None:
    for field in columns(type(row)):
        value = getattr(row, field.name)
        if value is None:
            if not field.nullable:
                raise ContractError(f"{_name(row)}: {field.name} is null")
        else:
            _check_value(row, field, value)


def _check_value(row: Record, field: Field, value: object) -> None:
    if field.column.choices and value not in field.column.choices:
        raise ContractError(f"{_name(row)}: {field.name} is {value!r}, none of its choices")
    if field.column.unit == "0 to 1" and not 0.0 <= float(str(value)) <= 1.0:
        raise ContractError(f"{_name(row)}: {field.name} is {value!r}, not between 0 and 1")


def _name(row: Record) -> str:
    return row.mention_id if isinstance(row, Mention) else row.doc_id
