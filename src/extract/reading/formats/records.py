"""Make an entry of a record: one object of .json or .jsonl, one row of .csv or .parquet.

In:  {"id": "oic-1", "text": "JEDDAH ...", "published": "2022-09-14", "source": "OIC"}
Out: an Entry; a record without a text is an Entry that failed and names its line

`text` is exactly as given; the other fields are trimmed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Final

from extract.reading.encoding import Decoded
from extract.reading.entry import Entry
from extract.reading.raw import RawFile

#: Fields of a record that we read; others are allowed and ignored.
FIELDS: Final = ("id", "doc_id", "text", "published", "title", "source", "url")
#: Names of JSON's kinds of values, for messages.
_KINDS: Final = {dict: "an object", list: "a list", bool: "true or false", int: "a number",
                 float: "a number", str: "a text", type(None): "null"}  # fmt: skip


def file_entry(raw: RawFile, decoded: Decoded) -> Entry:
    """What all records of a file share; alone, a file without any."""
    return Entry(
        path=raw.name,
        encoding=decoded.encoding,
        file_sha256=raw.sha256,
        warnings=decoded.warnings,
    )


def record_entry(
    file: Entry, line: int, record: Mapping[str, object], unit: str = "line"
) -> Entry:
    """One record; only its text is needed.

    Args:
        file: What all records of the file share.
        line: Line or number of the record, from 1.
        record: Its fields.
        unit: What `line` counts, for messages.
    """
    text = record.get("text")
    warnings = list(file.warnings)
    fields = {
        key: _field(record, key, warnings) for key in ("title", "source", "url", "published")
    }
    published = fields["published"]
    entry = replace(
        file,
        line=line,
        record_id=_record_id(record.get("id", record.get("doc_id"))),
        title=fields["title"],
        source=fields["source"],
        url=fields["url"],
        dates=() if published is None else (("field", published),),
        warnings=tuple(warnings),
    )
    if isinstance(text, str):
        return replace(entry, text=text)
    problem = 'has no "text"' if "text" not in record else f'"text" is {kind(text)}, not a text'
    return replace(entry, status="failed", error=f"{unit} {line}: {problem}; mend the record")


def failed_entry(file: Entry, line: int, reason: str, unit: str = "line") -> Entry:
    """A record that cannot be read at all."""
    error = f"{unit} {line}: {reason}; mend or delete the {unit}"
    return replace(file, line=line, status="failed", error=error)


def kind(value: object) -> str:
    """The name of a kind of JSON value: "a list"."""
    return _KINDS.get(type(value), "something else")


def _field(record: Mapping[str, object], key: str, warnings: list[str]) -> str | None:
    value = record.get(key)
    if isinstance(value, date):  # of a .parquet file; a datetime is one too
        return value.isoformat()
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    if isinstance(value, str):
        return value.strip()
    warnings.append(f"{key} is {kind(value)}, not a text; left out")
    return None


def _record_id(value: object) -> str | None:
    """The id as text: "oic-1", or a whole number; None if there is none."""
    if isinstance(value, bool) or not isinstance(value, (str, int)):
        return None
    return str(value).strip() or None
