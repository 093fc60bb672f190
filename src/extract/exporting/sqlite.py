"""The tables as one SQLite file that opens in Datasette as it is.

In:  the contents of a run
Out: five tables with foreign keys, lists as JSON arrays; `agreement_parties` with one row a party;
     full-text search over documents (`documents_fts`); views `mentions` (all four kinds) and
     `instruments` (each agreement with the number of documents that cite it); `about`
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Final

from extract.exporting.contents import Cell, Contents
from extract.records import MENTION_TABLES, TABLES, AgreementMention, Document
from extract.schema import SCHEMA_VERSION, Field, Record, columns

_TYPES: Final = {
    "text": "TEXT",
    "integer": "INTEGER",
    "number": "REAL",
    "boolean": "INTEGER",
    "date": "TEXT",
    "list": "TEXT",
}
#: Columns that name a row of another table.
_REFERENCES: Final = {
    "near_duplicate_of": "documents(doc_id)",
    "in_agreement": "agreements(mention_id)",
}
_MENTION_COLUMNS: Final = "mention_id, doc_id, text, start, end, sentence, method, confidence"
_EXTRAS: Final = """
CREATE TABLE agreement_parties (
  mention_id TEXT NOT NULL REFERENCES agreements(mention_id),
  party TEXT NOT NULL,
  PRIMARY KEY (mention_id, party)
);
CREATE TABLE about (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE VIRTUAL TABLE documents_fts USING fts5(title, text, content="documents");
CREATE VIEW instruments AS
  SELECT agreement_id, min(title) AS title, min(agreement_type) AS agreement_type,
    min(date) AS date, min(number) AS number, count(DISTINCT doc_id) AS documents,
    count(*) AS mentions
  FROM agreements WHERE agreement_id IS NOT NULL
  GROUP BY agreement_id ORDER BY documents DESC, agreement_id;
"""
_INDEXED: Final = {
    "actors": ("name", "country_code"),
    "places": ("name", "country_code"),
    "dates": ("start_date",),
    "agreements": ("agreement_id",),
}


def write_sqlite(contents: Contents, path: Path) -> None:
    """Write the database into a file that does not exist yet."""
    with closing(sqlite3.connect(path)) as base:
        base.executescript("PRAGMA journal_mode=OFF;" + "".join(_ddl(record) for record in TABLES))
        base.executescript(_EXTRAS + _mentions_view())
        for record in TABLES:
            names = [field.name for field in columns(record)]
            marks = ", ".join("?" for _ in names)
            base.executemany(
                f"INSERT INTO {record.table} ({', '.join(names)}) VALUES ({marks})",  # noqa: S608  # names are ours
                ([_cell(row.get(name)) for name in names] for row in contents.rows(record)),
            )
        base.executemany("INSERT INTO agreement_parties VALUES (?, ?)", _parties(contents))
        base.executemany("INSERT INTO about VALUES (?, ?)", _about(contents))
        base.execute("INSERT INTO documents_fts(documents_fts) VALUES ('rebuild')")
        base.executescript("".join(_indexes()))
        base.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
        base.commit()


def _ddl(record: type[Record]) -> str:
    lines = ",\n  ".join(_column(record, field) for field in columns(record))
    return f"CREATE TABLE {record.table} (\n  {lines}\n);\n"


def _column(record: type[Record], field: Field) -> str:
    words = [field.name, _TYPES[field.kind]]
    if field.name == columns(record)[0].name:
        words.append("PRIMARY KEY")
    if not field.nullable:
        words.append("NOT NULL")
    reference = "documents(doc_id)" if _is_document(record, field) else None
    reference = reference or _REFERENCES.get(field.name)
    return " ".join([*words, f"REFERENCES {reference}"] if reference else words)


def _is_document(record: type[Record], field: Field) -> bool:
    return field.name == "doc_id" and record is not Document


def _mentions_view() -> str:
    parts = [
        f"SELECT '{record.table}' AS kind, {_MENTION_COLUMNS} FROM {record.table}"  # noqa: S608  # names are ours
        for record in MENTION_TABLES
    ]
    return f"CREATE VIEW mentions AS {' UNION ALL '.join(parts)};\n"


def _indexes() -> Iterator[str]:
    for table, names in _INDEXED.items():
        for name in ("doc_id, sentence_start", *names):
            label = name.replace(", ", "_")
            yield f"CREATE INDEX {table}_{label} ON {table} ({name});\n"


def _cell(cell: Cell) -> str | int | float | None:
    return json.dumps(cell, ensure_ascii=False) if isinstance(cell, list) else cell


def _parties(contents: Contents) -> Iterator[tuple[str, str]]:
    for row in contents.rows(AgreementMention):
        parties = row["parties"]
        if isinstance(parties, list):
            yield from ((str(row["mention_id"]), party) for party in dict.fromkeys(parties))


def _about(contents: Contents) -> Iterator[tuple[str, str]]:
    yield "made_by", "press-extract"
    yield "run_id", contents.run_id
    yield "schema_version", str(SCHEMA_VERSION)
    yield "texts", "included" if contents.has_text else "left out"
