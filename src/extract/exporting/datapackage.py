"""The tables as a Frictionless data package: CSV files and datapackage.json that describes them.

In:  the contents of a run, and what writes a frame as CSV
Out: a folder that other tools can check and `load_tables` reads; types, meanings, allowed values
     and keys follow from the records; texts are in it, as they are in Parquet
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Protocol

from extract.exporting.contents import Contents
from extract.records import TABLES, Document
from extract.schema import SCHEMA_VERSION, Field, Record, columns
from extract.text.lists import LIST_MARK

if TYPE_CHECKING:
    import pandas as pd

_TYPES: Final = {
    "text": "string",
    "integer": "integer",
    "number": "number",
    "boolean": "boolean",
    "date": "date",
    "list": "string",
}
#: Columns that name a row of another table: table ("" for their own) and its key.
_REFERENCES: Final = {
    "near_duplicate_of": ("", "doc_id"),
    "in_agreement": ("agreements", "mention_id"),
}
_DESCRIPTION: Final = (
    "Actors, places, dates and cited agreements of press texts. Lists are joined by |. A cell "
    "that a spreadsheet would run as a formula has an apostrophe before it, and so has one that "
    "begins with an apostrophe; extract.load_tables takes it off."
)


class CsvWriter(Protocol):
    """Writes one frame as CSV with every column."""

    def __call__(self, table: pd.DataFrame, path: Path, record: type[Record]) -> None:
        """Write `table` to `path`."""


def write_datapackage(contents: Contents, folder: Path, write_csv: CsvWriter) -> None:
    """Write the package into a folder that exists."""
    resources = []
    for record in TABLES:
        path = folder / f"{record.table}.csv"
        write_csv(contents.frames[record.table], path, record)
        resources.append(_resource(record, path))
    package = {
        "profile": "tabular-data-package",
        "name": "press-extract",
        "title": "Tables of press-extract",
        "description": _DESCRIPTION,
        "run_id": contents.run_id,
        "schema_version": SCHEMA_VERSION,
        "texts": "included" if contents.has_text else "left out",
        "resources": resources,
    }
    text = json.dumps(package, ensure_ascii=False, indent=1)
    (folder / "datapackage.json").write_text(text + "\n", encoding="utf-8", newline="\n")


def _resource(record: type[Record], path: Path) -> dict[str, Any]:
    written = path.read_bytes()
    fields = columns(record)
    keys = [_foreign_key(record, field) for field in fields]
    return {
        "profile": "tabular-data-resource",
        "name": record.table,
        "path": path.name,
        "description": (record.__doc__ or "").splitlines()[0],
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(written),
        "hash": f"sha256:{hashlib.sha256(written).hexdigest()}",
        "schema": {
            "fields": [_field(field) for field in fields],
            "missingValues": [""],
            "primaryKey": [fields[0].name],
            "foreignKeys": [key for key in keys if key is not None],
        },
    }


def _field(field: Field) -> dict[str, Any]:
    column = field.column
    notes = [column.meaning]
    if field.kind == "list":
        notes.append(f"A list, joined by {LIST_MARK}.")
    notes.extend(
        f"{word}: {note}."
        for word, note in (("Unit", column.unit), ("Source", column.source))
        if note
    )
    described: dict[str, Any] = {
        "name": field.name,
        "type": _TYPES[field.kind],
        "description": " ".join(notes),
    }
    if column.choices:
        described["constraints"] = {"enum": list(column.choices)}
    return described


def _foreign_key(record: type[Record], field: Field) -> dict[str, Any] | None:
    if field.name == "doc_id" and record is not Document:
        table, key = "documents", "doc_id"
    elif field.name in _REFERENCES:
        table, key = _REFERENCES[field.name]
    else:
        return None
    return {"fields": [field.name], "reference": {"resource": table, "fields": [key]}}
