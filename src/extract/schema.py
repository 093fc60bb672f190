"""What follows from the records: column types, Parquet schemas, and the table documentation.

In:  a record class of `records.py`, e.g. PlaceMention
Out: its columns in order, each with its pandas dtype and Arrow type; docs/tables.md as text
"""

from __future__ import annotations

import types
from dataclasses import dataclass, fields
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Annotated, Any, Final, get_args, get_origin, get_type_hints

from extract.records import TABLES, Column, Document, Mention

if TYPE_CHECKING:
    import pyarrow as pa

#: Raised whenever a column is added, removed or changes its meaning (CHANGELOG: Tables).
SCHEMA_VERSION: Final = 2

#: A record of one table; rows of all five tables are one of these.
Record = Document | Mention

_PANDAS: Final = {
    "text": "str",
    "integer": "Int64",
    "number": "float64",
    "boolean": "bool",
    "date": "datetime64[s]",
    "list": "object",
}
_WORDS: Final = {
    "text": "text",
    "integer": "whole number",
    "number": "number",
    "boolean": "true or false",
    "date": "date",
    "list": "list of texts",
}
_OF_PYTHON: Final[dict[Any, str]] = {
    str: "text",
    int: "integer",
    float: "number",
    bool: "boolean",
    date: "date",
}


@dataclass(frozen=True, slots=True)
class Field:
    """One column of one table.

    Args:
        name: Name of the column and of the record's attribute.
        kind: text, integer, number, boolean, date or list.
        nullable: Whether the cell may be empty.
        column: What the record says about it.
    """

    name: str
    kind: str
    nullable: bool
    column: Column

    @property
    def pandas_dtype(self) -> str:
        """Type of the column in the frames that `load_tables` returns."""
        return "category" if self.column.choices else _PANDAS[self.kind]

    def arrow_type(self) -> pa.DataType:
        """Type of the column in the Parquet file."""
        import pyarrow as pa  # noqa: PLC0415  # `extract --help` must not wait for it

        return {
            "text": pa.string(),
            "integer": pa.int64(),
            "number": pa.float64(),
            "boolean": pa.bool_(),
            "date": pa.date32(),
            "list": pa.list_(pa.string()),
        }[self.kind]


def _field(name: str, hint: object) -> Field:
    """Read one annotated attribute: `Annotated[float | None, Column(...)]`."""
    if get_origin(hint) is not Annotated:
        raise TypeError(f"{name}: every column is Annotated[type, Column(...)]")
    annotated, column = get_args(hint)
    options = get_args(annotated) if isinstance(annotated, types.UnionType) else (annotated,)
    nullable = types.NoneType in options
    bare = next(option for option in options if option is not types.NoneType)
    kind = "list" if get_origin(bare) is tuple else _OF_PYTHON[bare]
    return Field(name, kind, nullable, column)


def columns(record: type[Record]) -> tuple[Field, ...]:
    """The columns of a table, in the order they are written."""
    return _columns(record.table)


@lru_cache(maxsize=len(TABLES))
def _columns(table: str) -> tuple[Field, ...]:
    record = next(known for known in TABLES if known.table == table)
    hints = get_type_hints(record, include_extras=True)
    return tuple(_field(item.name, hints[item.name]) for item in fields(record))


def arrow_schema(record: type[Record], metadata: dict[str, str]) -> pa.Schema:
    """Parquet schema of a table, with file-level metadata such as the run id."""
    import pyarrow as pa  # noqa: PLC0415  # `extract --help` must not wait for it

    return pa.schema(
        [
            pa.field(field.name, field.arrow_type(), nullable=field.nullable)
            for field in columns(record)
        ],
        metadata=metadata,
    )


def _row(field: Field) -> str:
    column = field.column
    notes = [column.meaning]
    if column.choices:
        notes.append("One of " + ", ".join(f"`{choice}`" for choice in column.choices) + ".")
    if column.unit:
        notes.append(f"Unit: {column.unit}.")
    if column.source:
        notes.append(f"Source: {column.source}.")
    if column.parquet_only:
        notes.append("Parquet only.")
    kind = _WORDS[field.kind] + (", may be empty" if field.nullable else "")
    return f"| `{field.name}` | {kind} | {' '.join(notes)} |".replace("|None", "or None")


def _section(record: type[Record]) -> str:
    title = f"## {record.table}\n\n{(record.__doc__ or '').splitlines()[0]}\n"
    header = "| column | type | meaning |\n| --- | --- | --- |"
    return "\n".join([title, header, *(_row(field) for field in columns(record))])


def documentation() -> str:
    """Text of docs/tables.md; `make docs` writes it and a test compares it."""
    head = (
        "# The five tables\n\n"
        "<!-- Generated from src/extract/records.py by `make docs`; do not edit. -->\n\n"
        f"Schema version {SCHEMA_VERSION}. Each table is written as `.parquet` and `.csv`; lists "
        "are joined by `|` in CSV. Offsets count Unicode code points of the document's `text`, "
        "and `text[start:end]` is the mention, in every row.\n"
    )
    return head + "\n" + "\n\n".join(_section(record) for record in TABLES) + "\n"
